"""Two laws as a person asks for them: days, packs, figures to set, overlay files."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from twiza.errors import InputError
from twiza.packs import load_rulebook, packs_folder
from twiza.records import record
from twiza.reforms.laws import Law


@record
class Asked:
    """What was asked; packs left out are the installed ones."""

    corridor: str
    before: datetime.date
    after: datetime.date
    pack: Path | None
    to_pack: Path | None
    settings: Sequence[str]
    overlays: Sequence[Path]

    def laws(self) -> tuple[Law, Law]:
        """The earlier and the later law.

        raises  PackError or InputError for packs, figures or files that cannot be
        """
        roots = self.pack or packs_folder(), self.to_pack or self.pack or packs_folder()
        for option, root in (("--pack", self.pack), ("--to-pack", self.to_pack)):
            if root is not None and not root.is_dir():
                raise InputError(
                    option,
                    found=f"no folder {root}",
                    expected="a folder of packs, with corridors/ and countries/",
                    mend="correct the path",
                )
        before, after = (load_rulebook(self.corridor, root) for root in roots)
        if after.content_hash == before.content_hash:
            after = before
        later = Law(after, self.after)
        for overlay in self.overlays:
            from twiza.reforms.overlay_files import with_overlay

            later = with_overlay(later, overlay, roots[1])
        if self.settings:
            from twiza.reforms.settings import with_settings

            later = with_settings(later, self.settings)
        return Law(before, self.before), later
