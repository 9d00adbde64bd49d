from django.urls import path

from twiza_web.guide import views

app_name = "guide"
urlpatterns = [
    path("about/", views.about, name="about"),
    path("mechanisms/", views.mechanisms, name="mechanisms"),
    path("mechanisms/<slug:name>/", views.mechanism, name="mechanism"),
    path("provinces/", views.places, name="places"),
    path("provinces/<slug:code>/", views.place, name="place"),
]
