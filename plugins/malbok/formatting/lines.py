"""What all text files share: line ends, and one line end at the end of the file."""

from __future__ import annotations

from malbok.formatting.repairs import Repair, Repairs


def with_house_lines(text: str) -> tuple[str, Repairs]:
    """The text with `\\n` line ends, the last line's included."""
    repairs: Repairs = Repairs()
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if plain != text:
        repairs[Repair.LINE_ENDS] = 1
    if plain and not plain.endswith("\n"):
        plain += "\n"
        repairs[Repair.LAST_LINE_END] = 1
    return plain, repairs
