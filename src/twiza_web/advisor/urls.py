from django.urls import path

from twiza_web.advisor import views

app_name = "advisor"
urlpatterns = [
    path("", views.start, name="start"),
    path("question/", views.question, name="question"),
    path("all/", views.all_questions, name="all"),
    path("result/", views.result, name="result"),
    path("open/", views.open_file, name="open"),
    path("save/", views.save, name="save"),
]
