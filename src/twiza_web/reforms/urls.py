from django.urls import path

from twiza_web.reforms import views

app_name = "reforms"
urlpatterns = [
    path("", views.choose, name="choose"),
    path("<slug:name>/", views.desk, name="desk"),
]
