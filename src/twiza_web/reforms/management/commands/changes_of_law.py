"""Counts over saved advice whom a change of law touches; shows none of it."""

from __future__ import annotations

import datetime
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from twiza.errors import TwizaError
from twiza.reforms.asking import Asked
from twiza.reforms.printing import print_report
from twiza.reforms.run import changes_of_law
from twiza_web.reforms.saved import SavedRegister
from twiza_web.ui.rulebook import CORRIDOR


class Command(BaseCommand):
    help = "Counts over saved advice whom a change of law touches; shows none of it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        day = datetime.date.fromisoformat
        parser.add_argument("--from", dest="before", type=day, help="2025-01-01")
        parser.add_argument("--to", dest="after", type=day, help="2026-01-01; today")
        parser.add_argument("--to-pack", type=Path, help="packs of the later law")
        parser.add_argument("--set", dest="settings", action="append", default=[])
        parser.add_argument("--overlay", action="append", type=Path, default=[])
        parser.add_argument("--lang", default="en", choices=("fr", "nl", "ar", "en"))

    def handle(self, *_: Any, **options: Any) -> None:
        today = timezone.localdate()
        after = options["after"] or options["before"] or today
        asked = Asked(
            CORRIDOR,
            options["before"] or after,
            after,
            None,
            options["to_pack"],
            options["settings"],
            options["overlay"],
        )
        try:
            laws = asked.laws()
            saved = SavedRegister(laws, timezone.now())
            report = changes_of_law(*laws, saved.register(), language=options["lang"])
        except TwizaError as mistake:
            raise CommandError(str(mistake), returncode=2) from None
        print_report(report, options["lang"], with_places=False)
        if saved.unreadable:
            self.stderr.write(
                f"Saved advice that could not be read: {saved.unreadable}"
            )
