"""Formatting: what is unambiguous is put right in place, and nothing else.

`house_yaml` and `house_figures` turn one text into house form; `format_project` does it with the
files of a project. Doing it twice changes nothing. What is ambiguous is left for `check`.
"""

from malbok.formatting.figures import house_figures
from malbok.formatting.project import Formatted, NotFormattedError, Outcome, format_project
from malbok.formatting.repairs import Formed, Repair
from malbok.formatting.wording import file_said, summary_said
from malbok.formatting.yaml import house_yaml

__all__ = [
    "Formatted",
    "Formed",
    "NotFormattedError",
    "Outcome",
    "Repair",
    "file_said",
    "format_project",
    "house_figures",
    "house_yaml",
    "summary_said",
]
