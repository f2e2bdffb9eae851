"""YAML as such, before anything is known of what it says."""

from __future__ import annotations

from malbok.kinds.declaration import Kind, Severity
from malbok.language import N_

YAML: dict[str, Kind] = {
    "Y101": Kind(
        title=N_("TITLE Y101"),
        message=N_("This is not valid YAML: {reason}."),
        hint=N_(
            "Look at the line and the one before it. Indent with blanks and end each key with a colon and a blank."
        ),
    ),
    "Y102": Kind(
        title=N_("TITLE Y102"),
        message=N_("A tab stands here. YAML allows only blanks as indentation."),
        hint=N_("Replace the tab with two blanks."),
    ),
    "Y103": Kind(
        title=N_("TITLE Y103"),
        message=N_("A text that holds a colon must stand in quotation marks."),
        hint=N_('Write: key: "the text: with its colon"'),
    ),
    "Y104": Kind(
        title=N_("TITLE Y104"),
        message=N_("The key “{key}” stands twice; the first is on line {first}."),
        hint=N_("Keep one of them."),
    ),
    "Y105": Kind(
        title=N_("TITLE Y105"),
        message=N_("References with & and * are not used here."),
        hint=N_(
            "Write the value out. A text that begins with & or * must stand in quotation marks."
        ),
    ),
    "Y106": Kind(
        title=N_("TITLE Y106"),
        message=N_("The file is nested deeper than {limit} levels."),
        hint=N_("A data file never needs that. Look for a bracket that is not closed."),
    ),
    "Y107": Kind(
        title=N_("TITLE Y107"),
        message=N_("The file must consist of keys with values, one to a line."),
        hint=N_("Begin with: id: {id}"),
    ),
    "Y108": Kind(
        title=N_("TITLE Y108"),
        message=N_("The file is empty."),
        hint=N_("Begin with: id: {id}"),
    ),
    "Y109": Kind(
        title=N_("TITLE Y109"),
        message=N_("The front matter is not closed."),
        hint=N_("Put a line with three hyphens (---) before and after the front matter."),
    ),
    "Y110": Kind(
        title=N_("No blank after the colon"),
        message=N_("There is no blank after the colon."),
        hint=N_("Write: {better}"),
    ),
    "Y111": Kind(
        title=N_("A line that begins in the wrong place"),
        message=N_(
            "The line begins {column} blanks in, but the lines it belongs with begin {expected} blanks in."
        ),
        hint=N_("Let all keys on the same level begin in the same place."),
    ),
    "Y112": Kind(
        title=N_("A text cut off by #"),
        message=N_("Everything after # is taken for a comment, so the text ends at “{value}”."),
        hint=N_("Put the whole text in quotation marks."),
        severity=Severity.WARNING,
    ),
    "Y113": Kind(
        title=N_("A text that begins with a special character"),
        message=N_("A text that begins with {character} must stand in quotation marks."),
        hint=N_("Write: {better}"),
    ),
}
