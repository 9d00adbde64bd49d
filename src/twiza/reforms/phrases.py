"""What tables, charts and files of a comparison of two laws say: four languages."""

from __future__ import annotations

_PHRASES: dict[str, tuple[str, str, str, str]] = {
    # key: (fr, nl, ar, en)
    # Causes
    "from_to": (
        "{name} : de {before} à {after}",
        "{name}: van {before} naar {after}",
        "{name}: من {before} إلى {after}",
        "{name}: from {before} to {after}",
    ),
    "sources": (
        "{text} (source : {before} → {after})",
        "{text} (bron: {before} → {after})",
        "{text} (المصدر: {before} ← {after})",
        "{text} (source: {before} → {after})",
    ),
    "source": (
        "{text} (source : {source})",
        "{text} (bron: {source})",
        "{text} (المصدر: {source})",
        "{text} (source: {source})",
    ),
    "assumed_here": (
        "hypothèse de cette comparaison",
        "aanname van deze vergelijking",
        "فرضية هذه المقارنة",
        "assumed in this comparison",
    ),
    "new_condition": (
        "nouvelle condition : {name}",
        "nieuwe voorwaarde: {name}",
        "شرط جديد: {name}",
        "new condition: {name}",
    ),
    "dropped_condition": (
        "condition supprimée : {name}",
        "voorwaarde geschrapt: {name}",
        "شرط محذوف: {name}",
        "condition dropped: {name}",
    ),
    "changed_condition": (
        "condition modifiée : {name}",
        "voorwaarde gewijzigd: {name}",
        "شرط معدّل: {name}",
        "condition changed: {name}",
    ),
    "amount": (
        "calcul du montant",
        "berekening van het bedrag",
        "طريقة حساب المبلغ",
        "how the amount is worked out",
    ),
    "kind": (
        "nature du mécanisme",
        "aard van het mechanisme",
        "طبيعة الآلية",
        "kind of mechanism",
    ),
    "part": (
        "calcul modifié : {name}",
        "berekening gewijzigd: {name}",
        "حساب معدّل: {name}",
        "worked out otherwise: {name}",
    ),
    "window": ("situation", "toestand", "الوضع", "state"),
    "version": (
        "nouvelle version de la règle",
        "nieuwe versie van de regel",
        "نسخة جديدة من القاعدة",
        "another version of the rule",
    ),
    "facts": (
        "lecture des réponses : {name}",
        "lezing van de antwoorden: {name}",
        "قراءة الأجوبة: {name}",
        "how answers are read: {name}",
    ),
    "combines": (
        "cumul de {one} et {other}",
        "samengaan van {one} en {other}",
        "الجمع بين {one} و{other}",
        "{one} together with {other}",
    ),
    "pays": (
        "moment du versement : {name}",
        "tijdstip van betaling: {name}",
        "وقت الأداء: {name}",
        "when it pays: {name}",
    ),
    "ceiling": (
        "plafond commun : {name}",
        "gezamenlijk plafond: {name}",
        "سقف مشترك: {name}",
        "shared ceiling: {name}",
    ),
    "allowed": ("permis", "toegelaten", "مسموح", "allowed"),
    "excluded": ("exclu", "uitgesloten", "ممنوع", "excluded"),
    "not_known": ("non connu", "niet bekend", "غير معروف", "not known"),
    "since": (
        "{state} (depuis le {date})",
        "{state} (sinds {date})",
        "{state} (منذ {date})",
        "{state} (since {date})",
    ),
    "open": ("ouvert", "open", "مفتوح", "open"),
    "announced": ("annoncé", "aangekondigd", "معلن عنه", "announced"),
    "suspended": ("suspendu", "opgeschort", "معلّق", "suspended"),
    "unknown": ("à vérifier", "na te gaan", "للتحقق", "to be checked"),
    "closed": ("fermé", "gesloten", "مغلق", "closed"),
    "not_covered": (
        "hors du recueil à cette date",
        "niet in het regelboek op die dag",
        "خارج المدوّنة في هذا التاريخ",
        "not covered by the rulebook on that day",
    ),
    "not_read": (
        "conditions non lues",
        "voorwaarden niet gelezen",
        "شروط لم تُقرأ",
        "conditions not read",
    ),
    "absent": (
        "absent du recueil",
        "niet in het regelboek",
        "غير موجودة في المدوّنة",
        "not in the rulebook",
    ),
    # Summary
    "title": (
        "Ce que le changement touche",
        "Wat de wijziging raakt",
        "ما الذي يمسّه التغيير",
        "What the change touches",
    ),
    "register": ("Registre", "Register", "السجل", "Register"),
    "before": ("Avant", "Voor", "قبل", "Before"),
    "after": ("Après", "Na", "بعد", "After"),
    "law": (
        "règles au {date}, recueil {version}",
        "regels op {date}, regelboek {version}",
        "القواعد بتاريخ {date}، المدوّنة {version}",
        "rules of {date}, rulebook {version}",
    ),
    "with": (
        "{law}, avec {settings}",
        "{law}, met {settings}",
        "{law}، مع {settings}",
        "{law}, with {settings}",
    ),
    "rows": ("Projets", "Ondernemingen", "المشاريع", "Ventures"),
    "touched": ("Touchés", "Geraakt", "المعنية", "Touched"),
    "gain": ("Gagnent", "Winnen", "رابحة", "Gain"),
    "lose": ("Perdent", "Verliezen", "خاسرة", "Lose"),
    "mixed": ("Incertain", "Onzeker", "غير مؤكد", "Not clear"),
    "newly": ("Nouveaux droits", "Nieuwe rechten", "حقوق جديدة", "Newly eligible"),
    "no_longer": (
        "Droits perdus",
        "Rechten verloren",
        "حقوق مفقودة",
        "No longer eligible",
    ),
    "changed": ("Changent", "Wijzigen", "تتغير", "Changed"),
    "more": ("Plus", "Meer", "أكثر", "More"),
    "less": ("Moins", "Minder", "أقل", "Less"),
    "mechanism": ("Mécanisme", "Mechanisme", "الآلية", "Mechanism"),
    "cause": ("Cause", "Oorzaak", "السبب", "Cause"),
    "province": ("Province", "Provincie", "الإقليم", "Province"),
    "no_province": (
        "province non connue",
        "provincie niet bekend",
        "الإقليم غير معروف",
        "province not known",
    ),
    "band": ("Pauvreté", "Armoede", "الفقر", "Poverty"),
    "no_band": ("sans chiffre", "geen cijfer", "بلا رقم", "no figure"),
    "band_note": (
        "Quarts des provinces selon « {indicator} », {years} (source : {source}).",
        "Vier groepen provincies volgens “{indicator}”, {years} (bron: {source}).",
        "أرباع الأقاليم حسب «{indicator}»، {years} (المصدر: {source}).",
        "Quarters of the provinces by “{indicator}”, {years} (source: {source}).",
    ),
    "span": (
        "de {least} à {most}",
        "van {least} tot {most}",
        "من {least} إلى {most}",
        "{least} to {most}",
    ),
    "ends": (
        "{least} (borne basse), {most} (borne haute)",
        "{least} (ondergrens), {most} (bovengrens)",
        "{least} (الحد الأدنى)، {most} (الحد الأعلى)",
        "{least} (lower bound), {most} (upper bound)",
    ),
    "cost": (
        "Coût pour l'État",
        "Kost voor de Staat",
        "الكلفة على الدولة",
        "Cost to the State",
    ),
    "cost_note": (
        "Subventions et primes des meilleurs ensembles des projets touchés. Les autres "
        "projets coûtent autant avant qu'après.",
        "Subsidies en premies van de beste pakketten van de geraakte ondernemingen. De "
        "andere kosten voor en na evenveel.",
        "إعانات ومنح أفضل المجموعات للمشاريع المعنية. أما المشاريع الأخرى فكلفتها لا "
        "تتغير.",
        "Grants and premiums of the best packages of the ventures touched. The others "
        "cost the same before and after.",
    ),
    "money": (
        "Subventions et primes",
        "Subsidies en premies",
        "الإعانات والمنح",
        "Grants and premiums",
    ),
    "guaranteed": (
        "Crédits garantis, à part",
        "Gewaarborgde kredieten, apart",
        "القروض المضمونة، على حدة",
        "Loans guaranteed, apart",
    ),
    "borrowed": ("Prêts, à part", "Leningen, apart", "القروض، على حدة", "Loans, apart"),
    "difference": ("Différence", "Verschil", "الفرق", "Difference"),
    "not_counted": (
        "Non compté : impôts, douane, accompagnement, participations, aides non encore certaines, et cumuls sur lesquels aucun texte n'a été trouvé.",
        "Niet geteld: belastingen, douane, begeleiding, participaties, steun die nog niet zeker is, en combinaties waarover geen tekst werd gevonden.",
        "غير محسوب: الضرائب والجمارك والمواكبة والمساهمات، والمساعدات غير المؤكدة بعد، وحالات الجمع التي لم يُعثر على نص بشأنها.",
        "Not counted: taxes, customs, coaching, equity, aid that is not yet certain, and combinations on which no text was found.",
    ),
    "without_amount": (
        "Ensembles avec une aide dont personne n'a vérifié le montant : {count}.",
        "Pakketten met steun waarvan niemand het bedrag nakeek: {count}.",
        "مجموعات فيها مساعدة لم يتحقق أحد من مبلغها: {count}.",
        "Packages with an aid whose amount nobody has verified: {count}.",
    ),
    "nothing": (
        "Rien ne change pour les projets de ce registre.",
        "Er verandert niets voor de ondernemingen van dit register.",
        "لا شيء يتغير بالنسبة لمشاريع هذا السجل.",
        "Nothing changes for the ventures of this register.",
    ),
    "empty": (
        "Le registre ne contient aucun projet.",
        "Het register bevat geen enkele onderneming.",
        "لا يحتوي السجل على أي مشروع.",
        "The register holds no venture.",
    ),
    "changes": ("Changements", "Wijzigingen", "التغييرات", "Changes"),
    "more_in_json": (
        "et {count} autres (--json les donne tous)",
        "en {count} andere (--json geeft ze alle)",
        "و{count} أخرى (يعرضها ‎--json كلها)",
        "and {count} more (--json lists them all)",
    ),
}
_COLUMN = {"fr": 0, "nl": 1, "ar": 2, "en": 3}


def phrase(key: str, language: str, **values: object) -> str:
    return _PHRASES[key][_COLUMN[language]].format(**values)
