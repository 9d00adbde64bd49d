"""Writes a file or a folder whole, or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from twiza.errors import InputError


class _Plain(yaml.SafeDumper):
    """Repeats a value rather than point to it with an anchor."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def yaml_text(document: Mapping[str, Any]) -> str:
    text: str = yaml.dump(
        document, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=88
    )
    return text


def write_file(path: Path, text: str) -> None:
    """raises  InputError where nothing can be written; then nothing is"""
    with whole_file(path) as beside:
        beside.write_text(text, encoding="utf-8")


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A file beside it, which takes its place once it is whole.

    raises  InputError where nothing can be written; then nothing is
    """
    beside = _beside(path)
    try:
        yield beside
        os.replace(beside, path)
    except OSError as trouble:
        raise _unwritable(path, trouble) from None
    finally:
        beside.unlink(missing_ok=True)


def write_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Files by their path in a new or empty folder.

    raises  InputError where the folder holds something, or cannot be written
    """
    if folder.is_symlink() or (folder.exists() and not _is_empty(folder)):
        raise InputError(
            str(folder),
            found="something is there already",
            expected="a new or an empty folder",
            mend="name another folder, or remove this one first",
        )
    beside = _beside(folder)
    try:
        for name, text in files.items():
            path = beside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        os.replace(beside, folder)
    except OSError as trouble:
        shutil.rmtree(beside, ignore_errors=True)
        raise _unwritable(folder, trouble) from None


def _beside(path: Path) -> Path:
    whole = path.absolute()
    return whole.with_name(f".{whole.name}.{os.getpid()}.tmp")


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())


def _unwritable(path: Path, trouble: OSError) -> InputError:
    return InputError(
        str(path),
        found=f"it cannot be written: {trouble.strerror or trouble}",
        expected="a place where you may write, in a folder that exists",
        mend="name another place, or make its folder",
    )
