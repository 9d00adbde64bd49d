"""The sentences of the command line that are no pack's: four languages."""

from __future__ import annotations

from twiza.formats import quantity

_PHRASES: dict[str, tuple[str, str, str, str]] = {
    # key: (fr, nl, ar, en)
    "disclaimer": (
        "Twiza n'est pas un service officiel : il informe, ne décide rien et n'encaisse rien.",
        "Twiza is geen officiële dienst: het informeert, beslist niets en int geen geld.",
        "تويزة ليست خدمة رسمية: تُخبر ولا تقرّر شيئًا ولا تستلم أي مال.",
        "Twiza is no official service: it informs, decides nothing and collects no money.",
    ),
    "rules_of": (
        "Règles au {date}, recueil {version}",
        "Regels op {date}, regelboek {version}",
        "القواعد بتاريخ {date}، المدوّنة {version}",
        "Rules of {date}, rulebook {version}",
    ),
    "mechanism": ("Mécanisme", "Mechanisme", "الآلية", "Mechanism"),
    "answer": ("Réponse", "Antwoord", "الجواب", "Answer"),
    "amount": ("Montant", "Bedrag", "المبلغ", "Amount"),
    "window": ("Guichet", "Loket", "فترة الطلب", "Window"),
    "eligible": ("oui", "ja", "نعم", "yes"),
    "ineligible": ("non", "neen", "لا", "no"),
    "undetermined": (
        "pas encore connu",
        "nog niet bekend",
        "غير محدد بعد",
        "not yet known",
    ),
    "closed": ("fermé", "gesloten", "مغلق", "closed"),
    "not_computable": (
        "non calculable",
        "niet te berekenen",
        "لا يمكن حسابه",
        "could not be computed",
    ),
    "applies": ("s'applique", "van toepassing", "ينطبق", "applies"),
    "announced": ("annoncé", "aangekondigd", "معلن عنه", "announced"),
    "open": ("ouvert", "open", "مفتوح", "open"),
    "suspended": ("suspendu", "opgeschort", "معلّق", "suspended"),
    "unknown": ("à vérifier", "na te gaan", "للتحقق", "to be checked"),
    "between": (
        "rien, ou de {least} à {most}",
        "niets, of van {least} tot {most}",
        "لا شيء، أو من {least} إلى {most}",
        "nothing, or from {least} to {most}",
    ),
    "nothing_or": (
        "rien, ou {most}",
        "niets, of {most}",
        "لا شيء، أو {most}",
        "nothing, or {most}",
    ),
    "more_sources": (
        "et {count} sources des étapes (--json les donne toutes)",
        "en {count} bronnen van de stappen (--json geeft ze allemaal)",
        "و{count} مصدرا للخطوات (--json يعرضها كلها)",
        "and {count} sources of the steps (--json lists them all)",
    ),
    "job": ("emplois", "banen", "منصب شغل", "jobs"),
    "month": ("mois", "maanden", "شهرا", "months"),
    "year": ("ans", "jaar", "سنة", "years"),
    "job/MMAD": (
        "emplois par million de MAD",
        "banen per miljoen MAD",
        "منصب شغل لكل مليون درهم",
        "jobs per million MAD",
    ),
    "from": ("dès {value}", "vanaf {value}", "ابتداء من {value}", "from {value}"),
    "above": ("au-delà de {value}", "boven {value}", "فوق {value}", "above {value}"),
    "range": (
        "de {least} à {most}",
        "van {least} tot {most}",
        "من {least} إلى {most}",
        "from {least} to {most}",
    ),
    "up_to": ("jusqu'à {most}", "tot {most}", "في حدود {most}", "up to {most}"),
    "ask_operator": (
        "demander à l'opérateur",
        "aan de operator vragen",
        "يُسأل المتعامل",
        "ask the operator",
    ),
    "package": (
        "Le meilleur ensemble permis",
        "Het beste toegelaten pakket",
        "أفضل مجموعة مسموح بها",
        "The best lawful package",
    ),
    "total": ("Total", "Totaal", "المجموع", "Total"),
    "certain": ("dont certain", "waarvan zeker", "منه مؤكد", "of which certain"),
    "present_value": (
        "Valeur aujourd'hui",
        "Waarde vandaag",
        "القيمة الحالية",
        "Value today",
    ),
    "guaranteed": (
        "Crédit garanti",
        "Gewaarborgd krediet",
        "القرض المضمون",
        "Loan guaranteed",
    ),
    "nothing": ("rien", "niets", "لا شيء", "nothing"),
    "why_not": ("Pourquoi pas", "Waarom niet", "لماذا لا", "Why not"),
    "would_open": (
        "Ce qui l'ouvrirait",
        "Wat het zou openen",
        "ما الذي يفتحه",
        "What would open it",
    ),
    "together_impossible": (
        "Aucune valeur des réponses manquantes ne remplit toutes les conditions.",
        "Geen enkele waarde van de ontbrekende antwoorden voldoet aan alle voorwaarden.",
        "لا توجد قيمة للأجوبة الناقصة تستوفي جميع الشروط.",
        "No value of the missing answers meets all conditions.",
    ),
    "set_aside": ("Mis de côté", "Opzijgezet", "تُرك جانبًا", "Set aside"),
    "unknown_with": (
        "cumul inconnu avec {others} : demander à {ask}",
        "samengaan met {others} onbekend: vraag het aan {ask}",
        "الجمع مع {others} غير معروف: يُسأل {ask}",
        "unknown together with {others}: ask {ask}",
    ),
    "not_with": (
        "pas avec {others}",
        "niet met {others}",
        "لا يُجمع مع {others}",
        "not with {others}",
    ),
    "adds_paperwork": (
        "n'ajoute que des papiers",
        "voegt enkel papierwerk toe",
        "لا يضيف سوى وثائق",
        "adds only paperwork",
    ),
    "questions": (
        "À répondre ensuite",
        "Volgende vragen",
        "الأسئلة التالية",
        "What to answer next",
    ),
    "assumptions": (
        "Supposé jusqu'à votre réponse",
        "Aangenomen tot u antwoordt",
        "مفترض إلى أن تجيبوا",
        "Assumed until you answer",
    ),
    "warnings": ("Attention", "Let op", "تنبيه", "Warnings"),
    "path": (
        "Les premiers pas",
        "De eerste stappen",
        "الخطوات الأولى",
        "The first steps",
    ),
    "days": ("jours", "dagen", "أيام", "days"),
    "step": ("Étape", "Stap", "الخطوة", "Step"),
    "where": ("Où", "Waar", "أين", "Where"),
    "cost": ("Coût", "Kosten", "التكلفة", "Cost"),
    "remote": ("à distance", "op afstand", "عن بُعد", "remote"),
    "consulate": ("au consulat", "consulaat", "القنصلية", "consulate"),
    "proxy": ("par procuration", "via volmacht", "بالوكالة", "by proxy"),
    "in_person": ("sur place", "ter plaatse", "حضوريًا", "in person"),
    "sources": ("Sources", "Bronnen", "المصادر", "Sources"),
    "undated": (
        "date de vérification inconnue",
        "controledatum onbekend",
        "تاريخ التحقق غير معروف",
        "date of check unknown",
    ),
    "checked": (
        "vérifié le {date}",
        "gecontroleerd op {date}",
        "تم التحقق في {date}",
        "checked on {date}",
    ),
    "due": (
        "à revérifier",
        "opnieuw te controleren",
        "يجب التحقق منه من جديد",
        "due for review",
    ),
    "stale": ("périmé", "verouderd", "متقادم", "stale"),
    "fresh": ("à jour", "actueel", "محيّن", "fresh"),
    "withdrawn": ("retiré", "ingetrokken", "مسحوب", "withdrawn"),
    "flagged": (
        "à confirmer",
        "te bevestigen",
        "للتأكيد",
        "to be confirmed",
    ),
    "conditions": ("Conditions", "Voorwaarden", "الشروط", "Conditions"),
    "assumed_holds": ("supposé", "aangenomen", "مفترض", "assumed"),
    "rule": ("règle", "regel", "القاعدة", "rule"),
    "values": ("Valeurs", "Waarden", "القيم", "Values"),
    "parts": ("Calcul", "Berekening", "الحساب", "Calculation"),
    "version": (
        "Version en vigueur depuis le {date}",
        "Versie van kracht sinds {date}",
        "النسخة السارية منذ {date}",
        "Version in force since {date}",
    ),
    "no_version": (
        "Aucune version de la règle ne couvre le {date}.",
        "Geen versie van de regel dekt {date}.",
        "لا توجد نسخة من القاعدة تغطي {date}.",
        "No version of the rule covers {date}.",
    ),
    "apply": ("Comment demander", "Hoe aanvragen", "كيفية الطلب", "How to apply"),
    "region": ("Région", "Regio", "الجهة", "Region"),
    "inferred": ("déduit", "afgeleid", "مستنتج", "inferred"),
    "cost_differs_from_plan": (
        "Le coût total diffère de la somme des investissements du plan ({planned}).",
        "De totale kosten verschillen van de som van de investeringen in het plan ({planned}).",
        "تختلف التكلفة الإجمالية عن مجموع استثمارات المخطط ({planned}).",
        "The total cost differs from the sum of the plan's investments ({planned}).",
    ),
    "jobs_differ_from_plan": (
        "Les emplois stables diffèrent du personnel du plan ({planned}).",
        "De vaste banen verschillen van het personeel in het plan ({planned}).",
        "تختلف مناصب الشغل القارة عن مستخدمي المخطط ({planned}).",
        "The stable jobs differ from the plan's staff ({planned}).",
    ),
}
_COLUMN = {"fr": 0, "nl": 1, "ar": 2, "en": 3}


def phrase(key: str, language: str, **values: str) -> str:
    return _PHRASES[key][_COLUMN[language]].format(**values)


def quantity_in_words(value: float, unit: str, language: str) -> str:
    """A figure with its unit in the reader's language."""
    name = phrase(unit, language) if unit in _PHRASES else unit
    return quantity(value, name, language)
