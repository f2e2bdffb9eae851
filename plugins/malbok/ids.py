"""Ids: the names of goals, indicators and reports in files and addresses."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 80


def slug(text: str) -> str:
    """A text as an id: a–z, 0–9 and hyphens, å and ä as a, ö as o; empty if nothing is left."""
    decomposed = unicodedata.normalize("NFKD", text.replace("æ", "a").replace("ø", "o").casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].rstrip("-")
