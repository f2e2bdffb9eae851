"""What the computer refuses (a folder that may not be read, a full disk) in the reader's language."""

from __future__ import annotations

import errno
import re

from malbok.language import N_, Language
from malbok.printing import printable

_MESSAGES = {
    N_("You may not read or change this. Check your permissions."): (
        errno.EACCES,
        errno.EPERM,
        errno.EROFS,
    ),
    N_("The disk is full. Make room and try again."): (errno.ENOSPC, errno.EDQUOT),
    N_("There is no such file or folder."): (errno.ENOENT,),
    N_("A link leads round in a circle. Take the link away."): (errno.ELOOP,),
    N_("A file stands where there should be a folder, or the other way round."): (
        errno.ENOTDIR,
        errno.EISDIR,
        errno.EEXIST,
        errno.ENOTEMPTY,
    ),
    N_("The name is too long."): (errno.ENAMETOOLONG,),
}
_MESSAGE_OF = {number: message for message, numbers in _MESSAGES.items() for number in numbers}
_NUMBER = re.compile(r"\[Errno ([0-9]+)\]")


def failure_said(error: OSError, words: Language) -> str:
    """Which file or folder it is about, and what is wrong."""
    path, number = _first(error)
    if message := _MESSAGE_OF.get(number):
        said = words.text(message)
    else:
        reason = errno.errorcode.get(number) or type(error).__name__
        said = words.text(N_("It could not be read or written ({reason})."), reason=reason)
    return printable(f"{path}: {said}") if path else said


def _first(error: OSError) -> tuple[str, int]:
    """The path and number of an error, or of the first of those that copying a folder came to."""
    if error.errno is None and error.args and isinstance(error.args[0], list):
        path, _, why = error.args[0][0]
        number = _NUMBER.search(str(why))
        return str(path), int(number[1]) if number else 0
    path = error.filename
    return path if isinstance(path, str) else "", error.errno or 0
