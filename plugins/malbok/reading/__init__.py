"""Reading: from files to the model, with every problem at its place.

Reading knows no pages. Nothing here raises for bad data: problems are collected, and whoever asked
decides what to do with them.
"""

from malbok.reading.project import Reading, load_project, read_project

__all__ = ["Reading", "load_project", "read_project"]
