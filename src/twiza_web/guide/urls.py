from django.urls import path

from twiza_web.guide import coverage_page, views
from twiza_web.guide.articles import views as articles

app_name = "guide"
urlpatterns = [
    path("about/", views.about, name="about"),
    path("articles/", articles.shelf, name="articles"),
    path("articles/<slug:slug>/", articles.article, name="article"),
    path("articles/<slug:slug>/<slug:subject>/", articles.article, name="article"),
    path("coverage/", coverage_page.coverage, name="coverage"),
    path("mechanisms/", views.mechanisms, name="mechanisms"),
    path("mechanisms/<slug:name>/", views.mechanism, name="mechanism"),
    path("provinces/", views.places, name="places"),
    path("provinces/<slug:code>/", views.place, name="place"),
]
