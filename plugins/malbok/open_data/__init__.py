"""Open data: the project as tables and documents that others build on, with a description of them.

What a column or key is called, means and may hold is said once, in `tables`. Files, data package and
API description are all made from it, so that they can't contradict each other.
"""

from malbok.open_data.files import OpenFile, open_files

__all__ = ["OpenFile", "open_files"]
