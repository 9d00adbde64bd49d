"""The site, and beside it one page of a single sentence to compare with."""

from __future__ import annotations

import os

from django.conf.urls.i18n import i18n_patterns
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twiza_web.settings")
application = get_wsgi_application()

from twiza_web import urls  # noqa: E402  settings come first

BARE = engines["django"].from_string(
    '{% extends "ui/base.html" %}{% block main %}<p>One sentence.</p>{% endblock %}'
)


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse(BARE.render({}, request))


urls.urlpatterns += i18n_patterns(path("bare/", bare))
