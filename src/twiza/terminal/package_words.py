"""What the command line says of packages: four languages."""

from __future__ import annotations

LANGUAGES = ("fr", "nl", "ar", "en")
_SAID: dict[str, tuple[str, str, str, str]] = {
    # key: (fr, nl, ar, en)
    "best": ("Le meilleur", "Het beste", "الأفضل", "Best"),
    "likely_to_ask": ("À demander", "Te vragen", "ما يمكن طلبه", "To ask for"),
    "simplest": ("Le plus simple", "Het eenvoudigst", "الأبسط", "Simplest"),
    "borrowed": ("Prêts, à part", "Leningen, apart", "قروض، على حدة", "Loans, apart"),
    "invested": (
        "Participations, à part",
        "Deelnemingen, apart",
        "مساهمات، على حدة",
        "Equity, apart",
    ),
    "papers": (
        "Étapes de demande",
        "Aanvraagstappen",
        "خطوات الطلب",
        "Application steps",
    ),
    "status": ("Recherche", "Zoektocht", "البحث", "Search"),
    "proved": ("complète", "volledig", "كامل", "complete"),
    "cut": (
        "arrêtée : au plus {amount}",
        "afgebroken: hoogstens {amount}",
        "متوقف: {amount} على الأكثر",
        "cut: {amount} at most",
    ),
    "order": (
        "Dans l’ordre des demandes",
        "In de volgorde van aanvragen",
        "حسب ترتيب الطلبات",
        "In the order to apply",
    ),
    "before_spending": (
        "à obtenir avant de dépenser",
        "te verkrijgen vóór u geld uitgeeft",
        "يجب الحصول عليه قبل الإنفاق",
        "to be granted before you spend",
    ),
    "before_spending_by": (
        "à obtenir avant de dépenser, au plus tard le {day}",
        "te verkrijgen vóór u geld uitgeeft, uiterlijk op {day}",
        "يجب الحصول عليه قبل الإنفاق، في أجل أقصاه {day}",
        "to be granted before you spend, by {day}",
    ),
    "closes_by": (
        "à demander au plus tard le {day}",
        "uiterlijk aan te vragen op {day}",
        "يُطلب في أجل أقصاه {day}",
        "to be asked for by {day}",
    ),
    "left_of": (
        "{left} comptent sur {amount}",
        "{left} telt mee van {amount}",
        "يُحتسب {left} من {amount}",
        "{left} count of {amount}",
    ),
    "ceiling": (
        "{name} – au plus {most}, soit {less} de moins",
        "{name} – hoogstens {most}, dus {less} minder",
        "{name} – {most} على الأكثر، أي أقل بـ {less}",
        "{name} – {most} at most, {less} less",
    ),
    "ceiling_unknown": (
        "{name} – plafond non trouvé, à demander",
        "{name} – maximum niet gevonden, na te vragen",
        "{name} – السقف غير معروف، يُسأل عنه",
        "{name} – ceiling not found, to be asked",
    ),
    "own_funds": (
        "À apporter soi-même au moins : {amount} ({name})",
        "Zelf minstens in te brengen: {amount} ({name})",
        "ما يجب أن تقدموه بأنفسكم على الأقل: {amount} ({name})",
        "To bring yourself at least: {amount} ({name})",
    ),
    "covered": (
        "{name} : {amount} du principal couverts",
        "{name}: {amount} van de hoofdsom gedekt",
        "{name}: تغطية {amount} من أصل الدين",
        "{name}: {amount} of the principal covered",
    ),
    "no_fee": ("sans commission", "zonder commissie", "دون عمولة", "no fee"),
    "fee": (
        "commission de {rate}",
        "commissie van {rate}",
        "عمولة {rate}",
        "fee of {rate}",
    ),
    "ask_fee": (
        "commission à demander : {ask}",
        "commissie na te vragen: {ask}",
        "العمولة: يُسأل {ask}",
        "fee: ask {ask}",
    ),
    "lent": (
        "{name} : {amount}",
        "{name}: {amount}",
        "{name}: {amount}",
        "{name}: {amount}",
    ),
    "ask_rate": (
        "taux à demander : {ask}",
        "rente na te vragen: {ask}",
        "سعر الفائدة: يُسأل {ask}",
        "rate: ask {ask}",
    ),
    "saved": (
        "{rate} au lieu de {average} en moyenne : {amount} d’intérêts en moins"
        " par an sur le tout",
        "{rate} in plaats van gemiddeld {average}: {amount} minder rente per jaar"
        " op het geheel",
        "{rate} بدل {average} في المتوسط: فائدة أقل بـ {amount} في السنة على المجموع",
        "{rate} instead of {average} on average: {amount} less interest a year"
        " on the whole",
    ),
    "costs_more": (
        "{rate}, plus que les {average} de la moyenne",
        "{rate}, meer dan de gemiddelde {average}",
        "{rate}، أكثر من المتوسط {average}",
        "{rate}, more than the average of {average}",
    ),
    "saved_in_all": (
        "{amount} en tout",
        "{amount} in totaal",
        "{amount} في المجموع",
        "{amount} in all",
    ),
    "saved_at_longest": (
        "{amount} en tout sur la plus longue durée",
        "{amount} in totaal over de langste duur",
        "{amount} في المجموع على أطول مدة",
        "{amount} in all over the longest term",
    ),
    "ask_pair": (
        "{first} – avec : {others} – à demander : {ask}",
        "{first} – samen met: {others} – na te vragen: {ask}",
        "{first} – مع: {others} – يُسأل: {ask}",
        "{first} – with: {others} – to ask: {ask}",
    ),
    "aside_ceiling": (
        "plus rien sous le plafond commun : {ceilings}",
        "niets meer over onder het gezamenlijke maximum: {ceilings}",
        "لم يبق شيء تحت السقف المشترك: {ceilings}",
        "nothing left under the shared ceiling: {ceilings}",
    ),
    "aside_below_ticket": (
        "ce qui reste est sous son montant minimal",
        "wat overblijft ligt onder het kleinste bedrag",
        "ما تبقى أقل من أصغر مبلغ يمنحه",
        "what is left is below its smallest amount",
    ),
    "aside_own_funds": (
        "demande plus de fonds propres et réduirait le reste",
        "vraagt meer eigen middelen en zou de rest verkleinen",
        "يتطلب مساهمة ذاتية أكبر ويقلص الباقي",
        "asks for more own funds and would reduce the rest",
    ),
    "aside_too_late": (
        "devait être obtenu avant de dépenser",
        "moest verkregen zijn vóór u geld uitgaf",
        "كان يجب الحصول عليه قبل الإنفاق",
        "had to be granted before you spend",
    ),
    "aside_little_more": (
        "laissé de côté pour rester simple",
        "weggelaten om het eenvoudig te houden",
        "تُرك جانبًا للتبسيط",
        "left out to keep it simple",
    ),
}


def said(key: str, language: str, **values: str) -> str:
    return _SAID[key][LANGUAGES.index(language)].format(**values)


def has_words_for(key: str) -> bool:
    return key in _SAID
