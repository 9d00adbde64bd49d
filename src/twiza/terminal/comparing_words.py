"""The words of `twiza compare` and `twiza where` in four languages."""

from __future__ import annotations

_WORDS: dict[str, tuple[str, str, str, str]] = {
    # key: (fr, nl, ar, en)
    "differs": ("Ce qui diffère", "Wat verschilt", "ما يختلف", "What differs"),
    "same": (
        "Identiques partout : {facts} réponses, {mechanisms} mécanismes.",
        "Overal hetzelfde: {facts} antwoorden, {mechanisms} mechanismen.",
        "متطابق في الكل: {facts} جوابا و{mechanisms} آلية.",
        "The same in all: {facts} answers, {mechanisms} mechanisms.",
    ),
    "facts": ("Réponses", "Antwoorden", "الأجوبة", "Answers"),
    "results": ("Résultat", "Resultaat", "النتيجة", "Result"),
    "guaranteed": (
        "Crédit garanti",
        "Gewaarborgd krediet",
        "القرض المضمون",
        "Loan guaranteed",
    ),
    "borrowed": ("Emprunté", "Geleend", "المقترض", "Borrowed"),
    "invested": (
        "Pris en capital",
        "In het kapitaal genomen",
        "مساهمة في رأس المال",
        "Taken in the capital",
    ),
    "cost_per_job": (
        "Coût par emploi stable",
        "Kosten per vaste baan",
        "الكلفة لكل منصب شغل قار",
        "Cost per stable job",
    ),
    "aid_per_job": (
        "Aide par emploi stable",
        "Steun per vaste baan",
        "الدعم لكل منصب شغل قار",
        "Aid per stable job",
    ),
    "path_days": (
        "Durée des démarches, en jours",
        "Duur van de stappen, in dagen",
        "مدة الإجراءات بالأيام",
        "Length of the steps, in days",
    ),
    "path_steps": (
        "Démarches, dont sur place",
        "Stappen, waarvan ter plaatse",
        "الإجراءات، منها الحضورية",
        "Steps, of which in person",
    ),
    "unknown": ("pas connu", "niet bekend", "غير معروف", "not known"),
    "mechanisms": (
        "Mécanismes dont la réponse diffère",
        "Mechanismen met een ander antwoord",
        "الآليات التي يختلف جوابها",
        "Mechanisms whose answer differs",
    ),
    "yes": ("oui", "ja", "نعم", "yes"),
    "no": ("non", "neen", "لا", "no"),
    "there": (
        "Ce que cela changerait sur place",
        "Wat het ter plaatse zou betekenen",
        "ما الذي سيعنيه المشروع هناك",
        "What it would mean there",
    ),
    "place": ("Lieu", "Plaats", "المكان", "Place"),
    "here": ("{place} (ici)", "{place} (hier)", "{place} (هنا)", "{place} (here)"),
    "order": ("Ordre", "Volgorde", "الترتيب", "Order"),
    "points": (
        "{points} points sur 100",
        "{points} punten op 100",
        "{points} نقطة من 100",
        "{points} points of 100",
    ),
    "cell": (
        "n° {rank} · {points}",
        "nr. {rank} · {points}",
        "رتبة {rank} · {points}",
        "no. {rank} · {points}",
    ),
    "rank": ("n° {rank}", "nr. {rank}", "رتبة {rank}", "no. {rank}"),
    "legend": (
        "Sous chaque chiffre : son rang, et les points qu'il apporte sur 100.",
        "Onder elk cijfer: zijn rang, en de punten die het bijbrengt op 100.",
        "تحت كل رقم: رتبته، والنقط التي يضيفها من 100.",
        "Below each figure: its rank, and the points of 100 it brings.",
    ),
    "scale": (
        "Pour chaque critère, le meilleur lieu comparé a tous les points, le moins bon aucun.",
        "Per criterium krijgt de beste vergeleken plaats alle punten, de slechtste geen.",
        "في كل معيار يحصل أفضل مكان على كل النقط، وأضعفها على لا شيء.",
        "Within each criterion the best place compared has all points, the worst none.",
    ),
    "equal": (
        "Aucun poids donné : chaque critère compte autant.",
        "Geen gewichten gegeven: elk criterium telt even zwaar.",
        "لم تُعط أي أوزان: لكل معيار الوزن نفسه.",
        "No weights were given: each criterion counts the same.",
    ),
    "weights": ("Poids", "Gewichten", "الأوزان", "Weights"),
    "weight": (
        "poids {weight}",
        "gewicht {weight}",
        "الوزن {weight}",
        "weight {weight}",
    ),
    "turning": (
        "Où l'ordre basculerait",
        "Waar de volgorde zou omslaan",
        "متى ينقلب الترتيب",
        "Where the order would turn",
    ),
    "swap": (
        "les deux premiers s'échangent à {weight}",
        "de eerste twee wisselen bij {weight}",
        "يتبادل الأولان عند {weight}",
        "the first two swap at {weight}",
    ),
    "below": (
        "sous {weight} : {place} en tête",
        "onder {weight}: {place} eerst",
        "أقل من {weight}: {place} أولا",
        "below {weight}: {place} first",
    ),
    "above": (
        "au-dessus de {weight} : {place} en tête",
        "boven {weight}: {place} eerst",
        "أكثر من {weight}: {place} أولا",
        "above {weight}: {place} first",
    ),
    "steady": (
        "aucun poids ne change le premier",
        "geen gewicht verandert de eerste",
        "لا وزن يغيّر الأول",
        "no weight changes the first",
    ),
    "left_missing": (
        "ne classe pas : pas de chiffre pour {places}",
        "sorteert niet: geen cijfer voor {places}",
        "لا يرتّب: لا رقم لـ {places}",
        "does not sort: no figure for {places}",
    ),
    "left_missing_all": (
        "ne classe pas : aucun chiffre comparable",
        "sorteert niet: geen vergelijkbaar cijfer",
        "لا يرتّب: لا رقم قابل للمقارنة",
        "does not sort: no figure that compares",
    ),
    "left_same": (
        "ne classe pas : identique partout",
        "sorteert niet: overal hetzelfde",
        "لا يرتّب: متطابق في الكل",
        "does not sort: the same everywhere",
    ),
    "moving": (
        "Le prix du déménagement",
        "De prijs van verhuizen",
        "ثمن الانتقال",
        "The price of moving",
    ),
    "moved": (
        "{place} : {difference} aujourd'hui",
        "{place}: {difference} vandaag",
        "{place}: {difference} بقيمة اليوم",
        "{place}: {difference} today",
    ),
    "no_change": (
        "Aucune aide ne change : {places}.",
        "Geen steun verandert: {places}.",
        "لا يتغير أي دعم: {places}.",
        "No aid changes: {places}.",
    ),
    "jobs": (
        "Emplois stables pour 1 000 chômeurs",
        "Vaste banen per 1 000 werklozen",
        "مناصب قارة لكل 1000 عاطل",
        "Stable jobs per 1 000 unemployed",
    ),
    "wages": (
        "Salaires qui restent, par an",
        "Lonen die blijven, per jaar",
        "أجور تبقى هناك، في السنة",
        "Wages that stay, a year",
    ),
    "purchases": (
        "Achats sur place, par an",
        "Aankopen ter plaatse, per jaar",
        "مشتريات محلية، في السنة",
        "Purchases there, a year",
    ),
    "poverty": ("Pauvreté", "Armoede", "الفقر", "Poverty"),
    "money": (
        "Aides, en valeur d'aujourd'hui",
        "Steun, in waarde van vandaag",
        "الدعم بقيمة اليوم",
        "Aid, worth today",
    ),
    "port": ("Port le plus proche", "Dichtste haven", "أقرب ميناء", "Nearest port"),
    "airport": (
        "Aéroport le plus proche",
        "Dichtste luchthaven",
        "أقرب مطار",
        "Nearest airport",
    ),
    "customers": ("Clients", "Klanten", "الزبناء", "Customers"),
    "about_jobs": (
        "Emplois stables du projet pour 1 000 chômeurs ; chômeurs = population active moins"
        " occupés, {year}",
        "Vaste banen van het project per 1 000 werklozen; werklozen = beroepsbevolking min"
        " werkenden, {year}",
        "مناصب المشروع القارة لكل 1000 عاطل؛ العاطلون = النشيطون ناقص المشتغلين، {year}",
        "Stable jobs of the venture per 1 000 unemployed; unemployed = active less employed"
        " persons, {year}",
    ),
    "about_jobs_rate": (
        "Emplois stables du projet pour 1 000 chômeurs ; chômeurs = population active × taux,"
        " {year}",
        "Vaste banen van het project per 1 000 werklozen; werklozen = beroepsbevolking ×"
        " graad, {year}",
        "مناصب المشروع القارة لكل 1000 عاطل؛ العاطلون = النشيطون × المعدل، {year}",
        "Stable jobs of the venture per 1 000 unemployed; unemployed = active persons × rate,"
        " {year}",
    ),
    "about_wages": (
        "Salaires bruts d'une année pleine, tout le monde embauché, aux prix du plan",
        "Brutolonen van een vol jaar, iedereen in dienst, tegen de prijzen van het plan",
        "الأجور الخام لسنة كاملة بعد تشغيل الجميع، بأسعار المخطط",
        "Gross wages of a full year, everybody hired, at the plan's prices",
    ),
    "about_purchases": (
        "Seules comptent les lignes du plan qui disent leur part locale (local_share) ;"
        " sans part : {left_out}",
        "Enkel de lijnen van het plan met een lokaal aandeel (local_share) tellen;"
        " zonder aandeel: {left_out}",
        "لا تُحسب إلا بنود المخطط التي تذكر حصتها المحلية (local_share)؛ دون حصة: {left_out}",
        "Only lines of the plan that state their local share (local_share) count;"
        " without one: {left_out}",
    ),
    "about_poverty": (
        "{indicator}, {year} ; plus elle est élevée, plus le lieu compte",
        "{indicator}, {year}; hoe hoger, hoe meer de plaats telt",
        "{indicator}، {year}؛ كلما ارتفع زاد وزن المكان",
        "{indicator}, {year}; the higher, the more the place counts",
    ),
    "about_money": (
        "Le meilleur ensemble permis, au taux de {rate} par an ; dont certain, au plus :"
        " {certain}",
        "Het beste toegelaten pakket, tegen {rate} per jaar; waarvan zeker, hoogstens:"
        " {certain}",
        "أفضل مجموعة مسموح بها، بسعر {rate} في السنة؛ منها مؤكد، على الأكثر: {certain}",
        "The best lawful package, at {rate} a year; of it certain, at most: {certain}",
    ),
    "about_distance": (
        "Distances à vol d'oiseau depuis le milieu de la province : la route est plus longue",
        "Afstanden in vogelvlucht vanaf het midden van de provincie: de weg is langer",
        "المسافات بخط مستقيم من وسط الإقليم: الطريق أطول",
        "Straight-line distances from the middle of the province: the road is longer",
    ),
    "about_unplaced": (
        "Position inconnue, peut-être plus proche : {names}",
        "Ligging niet bekend, misschien dichter: {names}",
        "موقع غير معروف، وقد يكون أقرب: {names}",
        "Position not known, perhaps nearer: {names}",
    ),
    "about_airports": (
        "Aéroports à code IATA ; l'existence de vols réguliers n'est pas connue",
        "Luchthavens met een IATA-code; of er lijnvluchten zijn, is niet bekend",
        "مطارات لها رمز IATA؛ وجود رحلات منتظمة غير معروف",
        "Airports with an IATA code; whether flights are scheduled is not known",
    ),
    "kilometres": ("{distance} km", "{distance} km", "{distance} كلم", "{distance} km"),
    "not_stated": ("pas indiqué", "niet opgegeven", "غير مذكور", "not stated"),
    "not_published": (
        "pas publié",
        "niet gepubliceerd",
        "غير منشور",
        "not published",
    ),
    "no_position": (
        "position inconnue",
        "ligging onbekend",
        "موقع غير معروف",
        "position not known",
    ),
    "no_site": (
        "aucun dans le recueil",
        "geen in het regelboek",
        "لا شيء في المدوّنة",
        "none in the rulebook",
    ),
    "no_place": (
        "pas de province",
        "geen provincie",
        "لا إقليم",
        "no province",
    ),
    "other_currency": (
        "le plan n'est pas en dirhams",
        "het plan is niet in dirham",
        "المخطط ليس بالدرهم",
        "the plan is not in dirhams",
    ),
    "credit": (
        "© les contributeurs d'OpenStreetMap, via geoBoundaries",
        "© OpenStreetMap-bijdragers, via geoBoundaries",
        "© مساهمو OpenStreetMap، عبر geoBoundaries",
        "© OpenStreetMap contributors, via geoBoundaries",
    ),
}
_COLUMN = {"fr": 0, "nl": 1, "ar": 2, "en": 3}


def word(key: str, language: str, **values: str) -> str:
    return _WORDS[key][_COLUMN[language]].format(**values)
