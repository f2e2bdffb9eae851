"""For translators' tools only: how Babel finds the messages of a template. `babel.cfg` names it.

The shell's templates reach the catalogue as `malbok.text("…")`, and Babel sees only plain names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any, BinaryIO

from jinja2.ext import babel_extract

_OWNER = re.compile(rb"\bmalbok\.(?=(?:text|plural)\()")


def template_messages(
    file: BinaryIO, keywords: Sequence[str], comment_tags: Sequence[str], options: Mapping[str, Any]
) -> Iterator[tuple[int, str, Any, list[str]]]:
    """What Jinja's own extractor finds once `malbok.text(…)` is read as `text(…)`."""
    source = BytesIO(_OWNER.sub(b"", file.read()))
    yield from babel_extract(source, keywords, comment_tags, dict(options))
