from django.apps import AppConfig


class AdvisorConfig(AppConfig):
    name = "twiza_web.advisor"
    label = "advisor"
