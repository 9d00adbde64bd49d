"""The site, and beside it one page of a single sentence to compare with."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from twiza_web.wsgi import application

__all__ = ["application"]

from twiza_web import urls

BARE = engines["django"].from_string(
    '{% extends "ui/base.html" %}{% block main %}<p>One sentence.</p>{% endblock %}'
)


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse(BARE.render({}, request))


urls.urlpatterns += i18n_patterns(path("bare/", bare))
