"""Erases saved advice that is past its day: to be run once a day."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from twiza_web.advisor.actions import erase_expired


class Command(BaseCommand):
    help = "Erases saved advice that is past its day."

    def handle(self, *_: Any, **__: Any) -> None:
        self.stdout.write(f"{erase_expired(at=timezone.now())} erased")
