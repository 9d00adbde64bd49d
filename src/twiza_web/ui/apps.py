from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "twiza_web.ui"
    label = "ui"
