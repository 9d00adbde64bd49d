from django.apps import AppConfig


class ReformsConfig(AppConfig):
    name = "twiza_web.reforms"
    label = "reforms"
