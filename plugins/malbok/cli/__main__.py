"""`python -m malbok.cli`: the same as `malbok`."""

from malbok.cli import main

if __name__ == "__main__":
    main()
