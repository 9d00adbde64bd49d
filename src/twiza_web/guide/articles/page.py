"""What the pages of articles show."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from twiza.articles import Article
from twiza_web.guide.articles.notes import Notes, NoteView
from twiza_web.guide.articles.setting import Setting
from twiza_web.guide.articles.wording import wording_of
from twiza_web.guide.articles.writing import article_html


@dataclass(frozen=True)
class Link:
    title: str
    summary: str
    address: str


@dataclass(frozen=True)
class ArticleView:
    title: str
    summary: str
    subject: str
    language: str
    direction: str
    wording: str
    body: SafeString
    notes: list[NoteView]
    subjects: list[Link]


def shelf_of(setting: Setting) -> list[Link]:
    found = []
    for article in setting.articles.values():
        text = article.text(setting.language)
        address = setting.address("article", article.slug)
        found.append(Link(text.title, text.summary, address))
    return found


def subjects_of(article: Article, setting: Setting) -> dict[str, str]:
    """Code to name of what a template may be about; empty for other articles."""
    if article.about == "sector":
        choices = setting.rulebook.facts["sector"].choices
        return {code: setting.word("choices", "sector", code) for code in choices}
    if article.about == "territory":
        named = {
            place.code: place.name(setting.language)
            for place in setting.rulebook.places.provinces.values()
        }
        return dict(sorted(named.items(), key=lambda pair: pair[1]))
    return {}


def article_view(article: Article, setting: Setting) -> ArticleView:
    """A template without its subject shows which subjects there are, and no text."""
    text, notes = article.text(setting.language), Notes(setting)
    subjects = subjects_of(article, setting)
    is_overview = bool(subjects) and not setting.subject
    return ArticleView(
        title=text.title,
        summary=text.summary,
        subject=subjects.get(setting.subject, ""),
        language=text.language,
        direction="rtl" if text.language == "ar" else "ltr",
        wording=wording_of(article, setting),
        body=SafeString() if is_overview else article_html(text, setting, notes),
        notes=notes.views,
        subjects=[
            Link(name, "", setting.address("article", article.slug, code))
            for code, name in subjects.items()
            if is_overview
        ],
    )
