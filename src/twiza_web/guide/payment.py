"""When an aid pays, in words: in the guide and beside an answer alike."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twiza.packs.model import Pays


def moment(after: str) -> str:
    """What the payment follows."""
    return {
        "agreement": _("after the agreement"),
        "realisation": _("once the investment is made"),
        "call": _("after a call"),
    }[after]


def delay(pays: Pays | None) -> str:
    """What it follows and how long after; empty where nothing is paid."""
    if pays is None:
        return ""
    if not pays.months:
        return moment(pays.after)
    return ngettext(
        "%(moment)s, within about %(months)s month",
        "%(moment)s, within about %(months)s months",
        pays.months,
    ) % {"moment": moment(pays.after), "months": pays.months}


def expected(after: str, month: str) -> str:
    """What it follows and the month in which that is expected."""
    return _("%(moment)s, about %(month)s") % {"moment": moment(after), "month": month}
