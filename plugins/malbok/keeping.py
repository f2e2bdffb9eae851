"""What takes long to read is kept as JSON beside Python's own compiled files."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib.util import source_hash
from pathlib import Path
from typing import Any


def kept(name: str, sources: Sequence[Path], read: Callable[[], Any]) -> Any:
    """What `read` gives, which JSON can hold: as it was kept for as long as all the sources have the
    same content, whatever their dates. It is kept beside the first of them, unless Python is told to
    keep nothing.

    Raises OSError if a source can't be read.
    """
    stamp = source_hash(b"\0".join(path.read_bytes() for path in sources)).hex()
    file = sources[0].parent / "__pycache__" / f"{name}.json"
    try:
        found = json.loads(file.read_bytes())
        if found["stamp"] == stamp:
            return found["kept"]
    except (OSError, ValueError, LookupError, TypeError):
        pass  # there is none, or it is no use
    made = read()
    if not sys.dont_write_bytecode:
        from malbok.replacing import replace_file

        with suppress(OSError):
            file.parent.mkdir(exist_ok=True)
            replace_file(file, json.dumps({"stamp": stamp, "kept": made}).encode())
    return made
