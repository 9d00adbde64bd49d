from django.urls import path

from twiza_web.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.home, name="home"),
    path("legal/", views.legal, name="legal"),
    path("privacy/", views.privacy, name="privacy"),
]
