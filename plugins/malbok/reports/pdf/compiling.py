"""Typesetting: from a document to the bytes of its PDF, which claims PDF/UA-1 and PDF/A-2a at once.

The typesetter sees nothing but the files that it is given here: no other files, fonts or packages, no
clock and no network. So the same document gives the same bytes on any machine.
"""

from __future__ import annotations

import calendar
import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from malbok.language import N_, Language
from malbok.problems import MalbokError
from malbok.reports.pdf import fonts
from malbok.theme_files import theme_folder

STANDARDS: Any = ["ua-1", "a-2a"]
MAIN = "report.typ"
BEGINNING = "main.typ"
DATA = "report.json"

Files = Mapping[str, bytes]


class PdfError(MalbokError):
    """A report that can't be made into a PDF, or a logo that can't be drawn; the message says why."""


def template() -> dict[str, bytes]:
    """The template's files, by name."""
    folder = theme_folder() / "report"
    return {file.name: file.read_bytes() for file in sorted(folder.glob("*.typ"))}


def typesetter() -> str:
    """Stands for everything that decides what a document looks like, besides the files."""
    return " ".join([version("typst"), fonts.font_version(), *STANDARDS])


def files_of(document: Mapping[str, Any], drawings: Mapping[str, str], logo: bytes) -> Files:
    """All files of a document: the template, the data, the charts and the logo."""
    files = template() | {name: svg.encode() for name, svg in drawings.items()}
    if document["logo"]:
        files[document["logo"]] = logo
    files[DATA] = json.dumps(document, ensure_ascii=False).encode()
    return files


def typeset(files: Files, day: date, logo: str, language: Language) -> bytes:
    """The PDF, dated to a day. `logo` is the name of the logo's file, empty without one.

    Raises PdfError.
    """
    try:
        return _compiled(files, MAIN, day)
    except RuntimeError as error:  # TypstError is one, with a message
        if logo and not _can_be_drawn(files[logo], logo, day):
            raise PdfError(
                language.text(
                    N_(
                        "The logo can't be drawn in the PDF: it isn't a whole {format} file. Save it "
                        "anew from the program where it was made, as plain SVG or as PNG."
                    ),
                    format=Path(logo).suffix[1:].upper(),
                )
            ) from error
        raise PdfError(
            language.text(
                N_("The PDF couldn't be made. The typesetter says: {reason}"),
                reason=getattr(error, "message", error),
            )
        ) from error


def _compiled(files: Files, main: str, day: date) -> bytes:
    import typst

    # All files at once, which its types don't know; it begins with the one of that name.
    whole: Any = {BEGINNING: files[main], **files}
    return typst.compile(
        whole,
        font_paths=_fonts(),
        pdf_standards=STANDARDS,
        timestamp=calendar.timegm(day.timetuple()),
    )


def _can_be_drawn(logo: bytes, name: str, day: date) -> bool:
    """Whether the typesetter takes a logo, for itself."""
    source = f'#set document(title: "logo")\n#image("{name}", alt: "logo")'.encode()
    try:
        _compiled({"logo.typ": source, name: logo}, "logo.typ", day)
    except RuntimeError:
        return False
    return True


@cache
def _fonts() -> Any:
    import typst

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(fonts.font_folder())],
    )
