"""What several commands ask alike: a day, a language; and JSON as they print it."""

from __future__ import annotations

import datetime
import json

import typer

from twiza.errors import InputError

LANGUAGES = ("fr", "nl", "ar", "en")


def read_day(text: str | None, option: str = "--date") -> datetime.date | None:
    """raises  InputError naming the option where the text is no date"""
    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise InputError(
            option,
            found=text,
            expected="a date of the form 2026-11-23",
            mend="write year-month-day",
        ) from None


def read_language(text: str) -> str:
    if text in LANGUAGES:
        return text
    raise InputError(
        "--lang",
        found=text,
        expected=f"one of: {', '.join(LANGUAGES)}",
        mend="choose one of these",
    )


def print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
