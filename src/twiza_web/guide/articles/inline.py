"""What stands in a sentence in the place of a placeholder."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from twiza.articles import Figure, Placeholder, figure
from twiza.articles.figures import step_figure, validity
from twiza.articles.wording import listed, phrase
from twiza_web.guide.articles.notes import Notes
from twiza_web.guide.articles.setting import Setting
from twiza_web.guide.place_page import category_in_words


def inline_html(found: Placeholder, setting: Setting, notes: Notes) -> SafeString:
    return conditional_escape(_TELLERS[found.kind](found.names, setting, notes))


def operator_link(name: str, setting: Setting) -> SafeString:
    title = setting.word("operators", name, "name")
    url = setting.rulebook.operators[name].url
    return _external(url, title) if url else conditional_escape(title)


def ways(step: str, setting: Setting) -> str:
    found = setting.rulebook.steps[step].ways
    return listed([phrase(way, setting.language) for way in found], setting.language)


Names = tuple[str, ...]


def _figure(names: Names, setting: Setting, notes: Notes) -> str:
    return notes.shown(
        figure(
            ".".join(names),
            setting.rulebook,
            setting.on,
            setting.language,
            seen_on=setting.today,
        )
    )


def _mechanism(names: Names, setting: Setting, _notes: Notes) -> str:
    name, *part = names
    mechanism = setting.rulebook.mechanisms[name]
    match part:
        case ["summary"]:
            return setting.word("mechanisms", name, "summary")
        case ["operator"]:
            return operator_link(mechanism.operator, setting)
        case ["call_for"]:
            return setting.word("operators", mechanism.operator, "call_for")
        case ["state"]:
            return _state(name, setting)
    title = setting.word("mechanisms", name, "name")
    return _link(setting.address("mechanism", name), title)


def _state(name: str, setting: Setting) -> str:
    """Open or not, and how old that news is; the end of a scheme does not age."""
    window = setting.reader(name).window()
    version = setting.rulebook.mechanisms[name].version_at(setting.on)
    if version is None:
        return window.words
    if window.as_of:
        told = [_("as of %(date)s") % {"date": window.as_of}, window.age_in_words]
    else:
        told = [phrase(key, setting.language) for key in ("check", "undated")]
    marks = listed([one for one in told if one], setting.language)
    is_fresh = window.as_of and not window.age
    return format_html(
        '{} <span class="small {}">({})</span>',
        window.words,
        "muted" if is_fresh else "age-due",
        marks,
    )


def _step(names: Names, setting: Setting, notes: Notes) -> str:
    name, *part = names
    match part:
        case ["days" | "cost"]:
            return notes.shown(
                step_figure(
                    name,
                    part[0],
                    setting.rulebook,
                    setting.language,
                    seen_on=setting.seen_on,
                )
            )
        case ["where"]:
            return ways(name, setting)
        case ["body"]:
            return operator_link(setting.rulebook.steps[name].body, setting)
    return setting.word("steps", name, *(part or ["name"]))


def _document(names: Names, setting: Setting, notes: Notes) -> str:
    name, *part = names
    if part:
        return notes.shown(
            validity(name, setting.rulebook, setting.language, seen_on=setting.seen_on)
        )
    return setting.word("documents", name)


def _operator(names: Names, setting: Setting, _notes: Notes) -> str:
    name, *part = names
    if part:
        return setting.word("operators", name, *part)
    return operator_link(name, setting)


def _choice(names: Names, setting: Setting, _notes: Notes) -> str:
    return setting.word("choices", *names)


def _fact(names: Names, setting: Setting, _notes: Notes) -> str:
    return setting.word("facts", *names, "name")


def _article(names: Names, setting: Setting, _notes: Notes) -> str:
    title = setting.articles[names[0]].text(setting.language).title
    return _link(setting.address("article", *names), title)


def _sector(_names: Names, setting: Setting, _notes: Notes) -> str:
    return setting.word("choices", "sector", setting.subject)


def _territory(names: Names, setting: Setting, notes: Notes) -> str:
    places = setting.rulebook.places
    place = places.provinces[setting.subject]
    match names[0]:
        case "region":
            region = places.regions.get(place.region or "")
            return region.name(setting.language) if region else ""
        case "category":
            return _category(setting, notes)
        case "centre":
            centre = places.centre_of(place.code)
            if centre is None:
                return _("centre not found")
            title = centre.name(setting.language)
            return _external(centre.url, title) if centre.url else title
    return place.name(setting.language)


def _category(setting: Setting, notes: Notes) -> str:
    """The charter's category of the province, marked where it was inferred."""
    cell = setting.rulebook.places.provinces[setting.subject].columns.get(
        "charter_category"
    )
    text, label = category_in_words(cell.value if cell else ""), _("Charter category")
    if cell is None:
        return text
    is_inferred = cell.basis == "inferred"
    source = setting.source(cell.source)
    mark = phrase("confirm" if is_inferred else "check", setting.language)
    is_sure = not is_inferred and source is not None and source.state == "fresh"
    dated = source.dated if source else _("not dated")
    return notes.shown(
        Figure(
            text=text,
            label=label,
            mark="" if is_sure else listed([mark, dated], setting.language),
            reason=_("inferred, not read in the decree") if is_inferred else "",
            other="",
            sources=(cell.source,),
            is_missing=False,
        )
    )


def _link(address: str, title: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', address, title)


def _external(address: str, title: str) -> SafeString:
    return format_html('<a href="{}" rel="noreferrer external">{}</a>', address, title)


_TELLERS: dict[str, Callable[[Names, Setting, Notes], str]] = {
    "figure": _figure,
    "mechanism": _mechanism,
    "step": _step,
    "document": _document,
    "operator": _operator,
    "choice": _choice,
    "fact": _fact,
    "article": _article,
    "sector": _sector,
    "territory": _territory,
}
