"""The sentences of a timetable that are no pack's: four languages."""

from __future__ import annotations

_PHRASES: dict[str, tuple[str, str, str, str]] = {
    # key: (fr, nl, ar, en)
    "path": ("Le chemin", "Het traject", "المسار", "The path"),
    "span": (
        "Du {start} au {end}",
        "Van {start} tot {end}",
        "من {start} إلى {end}",
        "From {start} to {end}",
    ),
    "bounds": (
        "au plus tôt le {least}, au plus tard le {most}",
        "ten vroegste {least}, ten laatste {most}",
        "في أقرب الآجال {least}، وفي أبعدها {most}",
        "at the earliest {least}, at the latest {most}",
    ),
    "bounds_open": (
        "au plus tôt le {least} ; si tout traîne, ces séjours ne suffisent pas",
        "ten vroegste {least}; als alles lang duurt, volstaan deze verblijven niet",
        "في أقرب الآجال {least}؛ وإذا طالت الآجال فلا تكفي هذه الإقامات",
        "at the earliest {least}; if all takes long, these stays are not enough",
    ),
    "proved": (
        "Aucun plan ne finit plus tôt avec ces séjours : c'est prouvé.",
        "Geen plan eindigt vroeger met deze verblijven: dat is bewezen.",
        "لا خطة تنتهي قبل هذه بهذه الإقامات: هذا مثبت.",
        "No plan ends earlier with these stays: this is proved.",
    ),
    "bounded": (
        "Recherche arrêtée : aucun plan ne finit avant le {date}.",
        "Zoeken gestopt: geen plan eindigt voor {date}.",
        "توقف البحث: لا خطة تنتهي قبل {date}.",
        "The search was stopped: no plan ends before {date}.",
    ),
    "incomplete": (
        "Ces séjours ne suffisent pas",
        "Deze verblijven volstaan niet",
        "هذه الإقامات لا تكفي",
        "These stays are not enough",
    ),
    "too_late": (
        "possible seulement à partir du {date}, après le dernier séjour",
        "pas mogelijk vanaf {date}, na het laatste verblijf",
        "ممكنة فقط ابتداء من {date}، بعد آخر إقامة",
        "possible only from {date}, after the last stay",
    ),
    "closed": (
        "possible à partir du {date} ; les jours de séjour qui restent sont fermés ou incertains",
        "mogelijk vanaf {date}; de dagen van verblijf die overblijven zijn gesloten of onzeker",
        "ممكنة ابتداء من {date}؛ أيام الإقامة المتبقية مغلقة أو غير مؤكدة",
        "possible from {date}; the days of stay that are left are closed or uncertain",
    ),
    "full": (
        "possible à partir du {date} ; d'autres visites prennent ces jours",
        "mogelijk vanaf {date}; andere bezoeken nemen die dagen in",
        "ممكنة ابتداء من {date}؛ زيارات أخرى تشغل هذه الأيام",
        "possible from {date}; other visits take those days",
    ),
    "lapsed": (
        "possible à partir du {date} ; une pièce serait alors périmée",
        "mogelijk vanaf {date}; een document zou dan verlopen zijn",
        "ممكنة ابتداء من {date}؛ لكن وثيقة ستكون قد انتهت صلاحيتها",
        "possible from {date}; a paper would have lapsed by then",
    ),
    "others_wait": (
        "{count} autres étapes attendent celles-ci",
        "{count} andere stappen wachten hierop",
        "عدد الخطوات الأخرى التي تنتظرها: {count}",
        "{count} other steps wait for these",
    ),
    "ways_out": (
        "Ce qui suffirait (essayé)",
        "Wat zou volstaan (geprobeerd)",
        "ما يكفي (تمت تجربته)",
        "What would be enough (tried)",
    ),
    "longer": (
        "prolonger de {days} jours : {stays}",
        "{days} dagen langer: {stays}",
        "تمديد الإقامة، عدد الأيام {days}: {stays}",
        "{days} days longer: {stays}",
    ),
    "moved": (
        "déplacer le séjour : {stays}",
        "het verblijf verplaatsen: {stays}",
        "تغيير موعد الإقامة: {stays}",
        "move the stay: {stays}",
    ),
    "another": (
        "ajouter : {stays}",
        "toevoegen: {stays}",
        "إضافة: {stays}",
        "add: {stays}",
    ),
    "by_proxy": (
        "une procuration pour : {steps}",
        "een volmacht voor: {steps}",
        "وكالة من أجل: {steps}",
        "a power of attorney for: {steps}",
    ),
    "then_ends": (
        "fin le {date}",
        "einde op {date}",
        "النهاية في {date}",
        "ends on {date}",
    ),
    "stays": ("Séjours", "Verblijven", "الإقامات", "Stays"),
    "stay_unused": ("pas nécessaire", "niet nodig", "غير ضرورية", "not needed"),
    "could_also": (
        "vous pourriez aussi y faire vous-même : {steps}",
        "u zou er ook zelf kunnen doen: {steps}",
        "يمكنكم أيضا القيام بأنفسكم بما يلي: {steps}",
        "you could also do there yourself: {steps}",
    ),
    "start": ("Début", "Begin", "البداية", "Start"),
    "end": ("Fin", "Einde", "النهاية", "End"),
    "step": ("Étape", "Stap", "الخطوة", "Step"),
    "where": ("Où", "Waar", "أين", "Where"),
    "days": ("Jours", "Dagen", "الأيام", "Days"),
    "slack": ("Marge", "Speling", "الهامش", "Slack"),
    "cost": ("Coût", "Kosten", "الكلفة", "Cost"),
    "who": ("Organisme", "Instantie", "الجهة", "Body"),
    "papers": ("Pièces", "Documenten", "الوثائق", "Papers"),
    "remote": ("à distance", "op afstand", "عن بُعد", "at a distance"),
    "consulate": ("au consulat", "op het consulaat", "في القنصلية", "at the consulate"),
    "proxy": (
        "par procuration",
        "via volmacht",
        "بالوكالة",
        "by power of attorney",
    ),
    "in_person": ("sur place", "ter plaatse", "حضوريا", "in person"),
    "at_home": (
        "à un guichet près de chez vous",
        "aan een loket bij u",
        "في شباك ببلد إقامتكم",
        "at a counter where you live",
    ),
    "way_unknown": (
        "façon non trouvée : demander",
        "wijze niet gevonden: vragen",
        "الطريقة غير معروفة: اسألوا",
        "way not found: ask",
    ),
    "critical": (
        "● chemin critique : un retard y retarde la fin, sauf s'il tombe dans une attente",
        "● kritiek pad: vertraging daar vertraagt het einde, tenzij ze in een wachttijd valt",
        "● المسار الحرج: كل تأخير فيه يؤخر النهاية، إلا إذا وقع في فترة انتظار",
        "● critical path: a delay there delays the end, unless a wait takes it up",
    ),
    "if_it_applies": (
        "s'il y a lieu",
        "indien van toepassing",
        "عند الاقتضاء",
        "if it applies",
    ),
    "renewed": ("à nouveau", "opnieuw", "من جديد", "anew"),
    "not_found": ("non trouvé", "niet gevonden", "غير معروف", "not found"),
    "working": ("ouvrables", "werkdagen", "أيام عمل", "working"),
    "later": (
        "Une fois l'investissement fait",
        "Zodra de investering er is",
        "بعد إنجاز الاستثمار",
        "Once the investment is made",
    ),
    "no_date": ("sans date", "zonder datum", "بلا تاريخ", "no date"),
    "checklist": (
        "Pièces à réunir",
        "Documenten om te verzamelen",
        "الوثائق المطلوبة",
        "Papers to gather",
    ),
    "document": ("Pièce", "Document", "الوثيقة", "Paper"),
    "from": ("Vient de", "Komt van", "المصدر", "Comes from"),
    "needed_on": (
        "Nécessaire le",
        "Nodig op",
        "مطلوبة في",
        "Needed on",
    ),
    "valid_until": (
        "Valable jusqu'au",
        "Geldig tot",
        "صالحة إلى",
        "Valid until",
    ),
    "you_bring": ("vous", "uzelf", "أنتم", "you"),
    "obtain_between": (
        "à obtenir du {first} au {last}",
        "te verkrijgen van {first} tot {last}",
        "يُستخرج من {first} إلى {last}",
        "to be obtained from {first} to {last}",
    ),
    "costs": ("Coûts", "Kosten", "الكلفة", "Costs"),
    "total": (
        "de {least} à {most}, dont confirmé {confirmed}",
        "van {least} tot {most}, waarvan bevestigd {confirmed}",
        "من {least} إلى {most}، المؤكد منها {confirmed}",
        "from {least} to {most}, of which confirmed {confirmed}",
    ),
    "costs_unknown": (
        "coût non trouvé, à demander : {steps}",
        "kosten niet gevonden, na te vragen: {steps}",
        "كلفة غير معروفة، يُسأل عنها: {steps}",
        "cost not found, to be asked: {steps}",
    ),
    "unknown_days": (
        "Durée non trouvée : {steps}. Les dates qui suivent sont au plus tôt.",
        "Duur niet gevonden: {steps}. De data erna zijn ten vroegste.",
        "مدة غير معروفة: {steps}. التواريخ التي تليها هي أقرب الآجال.",
        "Duration not found: {steps}. Later dates are the earliest possible.",
    ),
    "estimated_days": (
        "Fêtes religieuses estimées (deux jours de marge, aucune visite) : {dates}",
        "Geschatte religieuze feestdagen (twee dagen marge, geen bezoek): {dates}",
        "أعياد دينية تقديرية (هامش يومين دون أي زيارة): {dates}",
        "Estimated religious holidays (two days' margin, no visit): {dates}",
    ),
    "Eid al-Fitr": ("Aïd al-Fitr", "Suikerfeest", "عيد الفطر", "Eid al-Fitr"),
    "Eid al-Adha": ("Aïd al-Adha", "Offerfeest", "عيد الأضحى", "Eid al-Adha"),
    "Islamic New Year": (
        "nouvel an musulman",
        "islamitisch nieuwjaar",
        "فاتح محرم",
        "Islamic New Year",
    ),
    "Prophet's Birthday": (
        "anniversaire du Prophète",
        "verjaardag van de Profeet",
        "عيد المولد النبوي",
        "the Prophet's birthday",
    ),
    "no_calendar": (
        "Aucun calendrier de jours fériés connu pour : {countries}. Seuls les samedis et"
        " dimanches sont exclus.",
        "Geen feestdagenkalender bekend voor: {countries}. Enkel zaterdag en zondag"
        " vallen weg.",
        "لا توجد قائمة عطل معروفة لـ: {countries}. تُستبعد أيام السبت والأحد فقط.",
        "No calendar of public holidays is known for: {countries}. Only Saturdays and"
        " Sundays are left out.",
    ),
    "presence": (
        "Il faut être présent le premier jour d'une étape sur place ; l'attente qui suit"
        " peut se passer ailleurs.",
        "Bij een stap ter plaatse bent u de eerste dag aanwezig; wachten kan elders.",
        "يلزم الحضور في اليوم الأول من كل خطوة حضورية؛ ويمكن الانتظار بعدها في مكان آخر.",
        "A step in person needs you on its first day; you may wait elsewhere.",
    ),
    "works": (
        "La durée des travaux et des livraisons n'est pas comptée : aucune source ne la dit.",
        "De duur van werken en leveringen is niet meegerekend: geen bron noemt ze.",
        "مدة الأشغال والتسليم غير محسوبة: لا مصدر يذكرها.",
        "The time that works and deliveries take is not counted: no source states it.",
    ),
    "written": (
        "Écrit : {file}",
        "Geschreven: {file}",
        "كُتب: {file}",
        "Written: {file}",
    ),
    "no_steps": (
        "Aucune étape n'est nécessaire pour ces réponses.",
        "Voor deze antwoorden is geen stap nodig.",
        "لا حاجة إلى أي خطوة حسب هذه الأجوبة.",
        "These answers need no step.",
    ),
}
_COLUMN = {"fr": 0, "nl": 1, "ar": 2, "en": 3}


def phrase(key: str, language: str, **values: str) -> str:
    return _PHRASES[key][_COLUMN[language]].format(**values)


def holiday(name: str, language: str) -> str:
    """A religious holiday by the name the calendar gives it, or that name."""
    found = _PHRASES.get(name)
    return found[_COLUMN[language]] if found else name
