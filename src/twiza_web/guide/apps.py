from django.apps import AppConfig
from django.db.models.signals import post_migrate


class GuideConfig(AppConfig):
    name = "twiza_web.guide"
    label = "guide"

    def ready(self) -> None:
        from twiza_web.guide.actions import record_served_rulebook

        post_migrate.connect(record_served_rulebook, sender=self)
