"""A figure with its unit, declined as each language does: 1 month, 3 months."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale

from twiza.formats import LOCALES, number, quantity

SOME = 100  # how a language declines after a broken number: as after a round one

# plural category → the unit after such a number; "other" stands for those left out
Forms = dict[str, str]
UNITS: dict[str, dict[str, Forms]] = {
    "hour": {
        "fr": {"one": "{} heure", "other": "{} heures"},
        "nl": {"other": "{} uur"},
        "ar": {
            "one": "ساعة واحدة",
            "two": "ساعتان",
            "few": "{} ساعات",
            "other": "{} ساعة",
        },
        "en": {"one": "{} hour", "other": "{} hours"},
    },
    "day": {
        "fr": {"one": "{} jour", "other": "{} jours"},
        "nl": {"one": "{} dag", "other": "{} dagen"},
        "ar": {
            "one": "يوم واحد",
            "two": "يومان",
            "few": "{} أيام",
            "many": "{} يوماً",
            "other": "{} يوم",
        },
        "en": {"one": "{} day", "other": "{} days"},
    },
    "month": {
        "fr": {"other": "{} mois"},
        "nl": {"one": "{} maand", "other": "{} maanden"},
        "ar": {
            "one": "شهر واحد",
            "two": "شهران",
            "few": "{} أشهر",
            "many": "{} شهراً",
            "other": "{} شهر",
        },
        "en": {"one": "{} month", "other": "{} months"},
    },
    "year": {
        "fr": {"one": "{} an", "other": "{} ans"},
        "nl": {"other": "{} jaar"},
        "ar": {
            "one": "سنة واحدة",
            "two": "سنتان",
            "few": "{} سنوات",
            "other": "{} سنة",
        },
        "en": {"one": "{} year", "other": "{} years"},
    },
    "job": {
        "fr": {"one": "{} emploi", "other": "{} emplois"},
        "nl": {"one": "{} baan", "other": "{} banen"},
        "ar": {
            "one": "منصب شغل واحد",
            "two": "منصبا شغل",
            "few": "{} مناصب شغل",
            "other": "{} منصب شغل",
        },
        "en": {"one": "{} job", "other": "{} jobs"},
    },
    "person": {
        "fr": {"one": "{} personne", "other": "{} personnes"},
        "nl": {"one": "{} persoon", "other": "{} personen"},
        "ar": {
            "one": "شخص واحد",
            "two": "شخصان",
            "few": "{} أشخاص",
            "many": "{} شخصاً",
            "other": "{} شخص",
        },
        "en": {"one": "{} person", "other": "{} people"},
    },
    "project": {
        "fr": {"one": "{} projet", "other": "{} projets"},
        "nl": {"one": "{} project", "other": "{} projecten"},
        "ar": {
            "one": "مشروع واحد",
            "two": "مشروعان",
            "few": "{} مشاريع",
            "many": "{} مشروعاً",
            "other": "{} مشروع",
        },
        "en": {"one": "{} project", "other": "{} projects"},
    },
}
_PER = {
    "MMAD": {
        "fr": "{} par million de dirhams",
        "nl": "{} per miljoen dirham",
        "ar": "{} لكل مليون درهم",
        "en": "{} per million dirhams",
    },
    "EUR": {
        "fr": "{} pour un euro",
        "nl": "{} voor een euro",
        "ar": "{} للأورو الواحد",
        "en": "{} for one euro",
    },
    "month": {
        "fr": "{} par mois",
        "nl": "{} per maand",
        "ar": "{} في الشهر",
        "en": "{} a month",
    },
    "job": {
        "fr": "{} par emploi",
        "nl": "{} per baan",
        "ar": "{} لكل منصب شغل",
        "en": "{} per job",
    },
}


def counted(value: float, unit: str, language: str) -> str:
    """A figure with its unit, declined; money and shares as `formats.quantity` writes
    them; a unit for each of another, such as job/MMAD, as the language says it.
    """
    over, _, under = unit.partition("/")
    if under in _PER:
        return _PER[under][language].format(counted(value, over, language))
    if unit not in UNITS:
        return quantity(value, unit, language)
    whole = int(value) if value == int(value) else SOME
    forms = UNITS[unit][language]
    form = forms.get(str(_locale(language).plural_form(whole)), forms["other"])
    return form.format(number(value, language))


@lru_cache(maxsize=8)
def _locale(language: str) -> Locale:
    return Locale.parse(LOCALES[language])
