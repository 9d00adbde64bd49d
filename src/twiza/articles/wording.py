"""The words an article needs beside those of the packs: units as each language
declines them, and what is said of a figure that is missing or old.
"""

from __future__ import annotations

from functools import lru_cache

from babel import Locale

from twiza.formats import LOCALES, number, quantity

SOME = 100  # how a language declines after a broken number: as after a round one

# plural category → the unit after such a number; "other" stands for those left out
Forms = dict[str, str]
_UNITS: dict[str, dict[str, Forms]] = {
    "day": {
        "fr": {"one": "{} jour", "other": "{} jours"},
        "nl": {"one": "{} dag", "other": "{} dagen"},
        "ar": {
            "one": "يوم واحد",
            "two": "يومان",
            "few": "{} أيام",
            "many": "{} يوما",
            "other": "{} يوم",
        },
        "en": {"one": "{} day", "other": "{} days"},
    },
    "month": {
        "fr": {"other": "{} mois"},
        "nl": {"one": "{} maand", "other": "{} maanden"},
        "ar": {
            "one": "شهر واحد",
            "few": "{} أشهر",
            "many": "{} شهرا",
            "other": "{} شهر",
        },
        "en": {"one": "{} month", "other": "{} months"},
    },
    "year": {
        "fr": {"one": "{} an", "other": "{} ans"},
        "nl": {"other": "{} jaar"},
        "ar": {"one": "سنة واحدة", "few": "{} سنوات", "other": "{} سنة"},
        "en": {"one": "{} year", "other": "{} years"},
    },
    "job": {
        "fr": {"one": "{} emploi", "other": "{} emplois"},
        "nl": {"one": "{} baan", "other": "{} banen"},
        "ar": {"one": "منصب شغل واحد", "few": "{} مناصب شغل", "other": "{} منصب شغل"},
        "en": {"one": "{} job", "other": "{} jobs"},
    },
}
_PER_MILLION = {
    "fr": "{} par million de dirhams",
    "nl": "{} per miljoen dirham",
    "ar": "{} لكل مليون درهم",
    "en": "{} per million dirhams",
}
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
    "in_person": ("sur place", "ter plaatse", "حضوريا", "on the spot"),
    "time": ("durée", "duur", "المدة", "time"),
    "cost": ("coût", "kostprijs", "الكلفة", "cost"),
    "none": ("aucune catégorie", "geen categorie", "بدون فئة", "no category"),
    "estimated": (
        "{value}, estimation",
        "{value}, geschat",
        "{value}، تقديرا",
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
COMMA = {"ar": "، "}
SEMICOLON = {"ar": "؛ ", "fr": "\u00a0; "}


def phrase(key: str, language: str, **values: str) -> str:
    return _PHRASES[key][_ORDER.index(language)].format(**values)


def listed(parts: list[str], language: str) -> str:
    return COMMA.get(language, ", ").join(parts)


def in_rows(parts: list[str], language: str) -> str:
    return SEMICOLON.get(language, "; ").join(parts)


@lru_cache(maxsize=8)
def _locale(language: str) -> Locale:
    return Locale.parse(LOCALES[language])


def counted(value: float, unit: str, language: str) -> str:
    """A figure with its unit, declined: 1 month, 3 months; money and shares as
    `formats.quantity` writes them.
    """
    if unit == "job/MMAD":
        return _PER_MILLION[language].format(counted(value, "job", language))
    if unit not in _UNITS:
        return quantity(value, unit, language)
    whole = int(value) if value == int(value) else SOME
    forms = _UNITS[unit][language]
    form = forms.get(str(_locale(language).plural_form(whole)), forms["other"])
    return form.format(number(value, language))


def between(least: float, most: float, unit: str, language: str) -> str:
    """A range; a counted unit is said once: 1 to 30 days."""
    first = number(least, language) if unit in _UNITS else None
    return phrase(
        "range",
        language,
        least=first or counted(least, unit, language),
        most=counted(most, unit, language),
    )
