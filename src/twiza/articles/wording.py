"""The words an article needs beside those of the packs, and what is said of a figure
that is missing or old.
"""

from __future__ import annotations

from twiza.formats import number
from twiza.quantities import UNITS, counted

_PHRASES: dict[str, tuple[str, str, str, str]] = {
    # key: (fr, nl, ar, en)
    "ask": (
        "chiffre non trouvé\u00a0: à demander à {body}",
        "cijfer niet gevonden: te vragen aan {body}",
        "رقم غير متوفر: يُسأل عنه {body}",
        "figure not found: ask {body}",
    ),
    "range": (
        "de {least} à {most}",
        "van {least} tot {most}",
        "من {least} إلى {most}",
        "{least} to {most}",
    ),
    "up_to": ("jusqu’à {most}", "tot {most}", "في حدود {most}", "up to {most}"),
    "from": ("dès {value}", "vanaf {value}", "ابتداء من {value}", "from {value}"),
    "above": ("au-delà de {value}", "boven {value}", "فوق {value}", "above {value}"),
    "row": (
        "{label}\u00a0: {value}",
        "{label}: {value}",
        "{label}: {value}",
        "{label}: {value}",
    ),
    "remote": ("à distance", "op afstand", "عن بعد", "at a distance"),
    "consulate": (
        "au consulat",
        "op het consulaat",
        "في القنصلية",
        "at the consulate",
    ),
    "proxy": ("par procuration", "met een volmacht", "بوكالة", "by power of attorney"),
    "in_person": ("sur place", "ter plaatse", "حضورياً", "on the spot"),
    "time": ("durée", "duur", "المدة", "time"),
    "cost": ("coût", "kostprijs", "الكلفة", "cost"),
    "none": ("aucune catégorie", "geen categorie", "بدون صنف", "no category"),
    "estimated": (
        "{value}, estimation",
        "{value}, geschat",
        "{value}، تقديراً",
        "{value}, estimated",
    ),
    "confirm": ("à confirmer", "te bevestigen", "للتأكيد", "to be confirmed"),
    "check": ("à vérifier", "na te gaan", "للتحقق", "to be checked"),
    "not_in_force": (
        "hors vigueur à cette date",
        "niet van kracht op deze datum",
        "غير ساري المفعول في هذا التاريخ",
        "not in force on this date",
    ),
    "seen_on": (
        "source du {date}",
        "bron van {date}",
        "المصدر بتاريخ {date}",
        "source of {date}",
    ),
    "undated": (
        "source non datée",
        "bron zonder datum",
        "مصدر غير مؤرخ",
        "undated source",
    ),
    "withdrawn": (
        "source retirée",
        "bron ingetrokken",
        "مصدر مسحوب",
        "source withdrawn",
    ),
}
_ORDER = ("fr", "nl", "ar", "en")
_DUALS = {
    "ساعتان": "ساعتين",
    "يومان": "يومين",
    "شهران": "شهرين",
    "سنتان": "سنتين",
    "منصبا شغل": "منصبي شغل",
    "شخصان": "شخصين",
    "مشروعان": "مشروعين",
}
COMMA = {"ar": "، "}
SEMICOLON = {"ar": "؛ ", "fr": "\u00a0; "}


def phrase(key: str, language: str, **values: str) -> str:
    return _PHRASES[key][_ORDER.index(language)].format(**values)


def listed(parts: list[str], language: str) -> str:
    return COMMA.get(language, ", ").join(parts)


def in_rows(parts: list[str], language: str) -> str:
    return SEMICOLON.get(language, "; ").join(parts)


def between(least: float, most: float, unit: str, language: str) -> str:
    """A range; a counted unit is said once: 1 to 30 days."""
    first = number(least, language) if unit in UNITS else None
    return phrase(
        "range",
        language,
        least=first or counted(least, unit, language),
        most=governed(counted(most, unit, language), language),
    )


def governed(shown: str, language: str) -> str:
    """After a preposition an Arabic dual changes its ending; all else stays."""
    return _DUALS.get(shown, shown) if language == "ar" else shown
