"""Replacing: all of a file or nothing, and nothing left behind."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from malbok.replacing import replace_file

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_gets_new_content_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    replace_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert names(tmp_path) == ["a.yml"]


def test_a_file_that_is_not_there_is_made_as_others_are(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"")
    replace_file(tmp_path / "a.yml", b"new")
    assert (tmp_path / "a.yml").read_bytes() == b"new"
    assert (tmp_path / "a.yml").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    target = tmp_path / "folder" / "target.yml"
    target.write_bytes(b"old")
    link = tmp_path / "link.yml"
    link.symlink_to("folder/target.yml")
    replace_file(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert not target.is_symlink()
    assert names(tmp_path) == ["folder", "link.yml"]
    assert names(tmp_path / "folder") == ["target.yml"]


def test_links_in_a_circle_are_an_error_with_a_name(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(OSError, match=os.strerror(errno.ELOOP)) as raised:
        replace_file(tmp_path / "a", b"new")
    assert raised.value.filename == str(tmp_path / "a")
    assert names(tmp_path) == ["a", "b"]


@pytest.mark.parametrize("name", ["write", "fsync", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_an_error_on_the_way_changes_nothing_and_leaves_nothing(
    name: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    if name == "write":
        # Half of it is written when the disk is full.
        def half(file: Path, content: bytes) -> None:
            file.write_bytes(content[:1])
            fail()

        monkeypatch.setattr("malbok.replacing._write", half)
    elif name == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match=os.strerror(number)) as raised:
        replace_file(path, b"new")
    assert raised.value.filename == str(path)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.yml"]


def test_an_interruption_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"old")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        replace_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.yml"]


def test_a_device_is_not_replaced() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("there are no devices here")
    with pytest.raises(PermissionError) as raised:
        replace_file(full, b"new")
    assert raised.value.filename == str(full)
    assert full.is_char_device()


@pytest.mark.skipif(AS_ROOT, reason="the superuser may write everywhere")
def test_a_folder_that_may_not_be_written_in_is_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"old")
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(PermissionError) as raised:
            replace_file(path, b"new")
    finally:
        tmp_path.chmod(0o700)
    assert raised.value.filename == str(path)
    assert path.read_bytes() == b"old"


def test_a_file_that_may_not_be_written_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"old")
    path.chmod(0o444)
    monkeypatch.setattr(
        os, "access", lambda *_, **__: False
    )  # so that the superuser may not either
    with pytest.raises(PermissionError):
        replace_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.yml"]


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.yml").mkdir()
    with pytest.raises(PermissionError):
        replace_file(tmp_path / "a.yml", b"new")
    assert (tmp_path / "a.yml").is_dir()
    assert names(tmp_path) == ["a.yml"]


WRITER = """
import sys
from pathlib import Path
from malbok.replacing import replace_file
path, content = Path(sys.argv[1]), [b"a" * 2_000_000, b"b" * 2_000_000]
print("ready", flush=True)
for n in range(10_000):
    replace_file(path, content[n % 2])
"""


def test_a_process_that_is_killed_never_leaves_half_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"b" * 2_000_000)
    for pause in (0.0, 0.011, 0.023, 0.04):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=-1) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(pause)
            process.send_signal(signal.SIGKILL)
        found = path.read_bytes()
        assert found in (b"a" * 2_000_000, b"b" * 2_000_000)
    assert [name for name in names(tmp_path) if not name.startswith(".")] == ["a.yml"]
