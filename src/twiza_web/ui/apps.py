from django.apps import AppConfig
from django.core.signals import got_request_exception


class UiConfig(AppConfig):
    name = "twiza_web.ui"
    label = "ui"

    def ready(self) -> None:
        from twiza_web.ui.errors import log_cause

        got_request_exception.connect(log_cause)
