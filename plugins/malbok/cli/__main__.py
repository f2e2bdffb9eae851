"""`python -m malbok.cli`: the same as `malbok`."""

from malbok.cli import main

main()
