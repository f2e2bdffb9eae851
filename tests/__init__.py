"""Tests of malbok. Small projects are written by `tests.building`; see `tests/conftest.py`."""
