from __future__ import annotations

import logging

import pytest

LANGUAGES = ("fr", "nl", "ar", "en")


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture
def access_log(caplog):
    """The lines of our own access log, as a file would hold them."""
    with caplog.at_level(logging.INFO, logger="twiza.access"):
        yield caplog
