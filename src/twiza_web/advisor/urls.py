from django.urls import path

from twiza_web.advisor import downloads, views
from twiza_web.advisor.comparing import views as comparing
from twiza_web.advisor.path import views as path_views
from twiza_web.advisor.saved import views as saved

app_name = "advisor"
urlpatterns = [
    path("", views.start, name="start"),
    path("question/", views.question, name="question"),
    path("all/", views.all_questions, name="all"),
    path("result/", views.result, name="result"),
    path("result/dossier.pdf", downloads.dossier, {"kind": "pdf"}, name="pdf"),
    path("result/dossier.xlsx", downloads.dossier, {"kind": "xlsx"}, name="xlsx"),
    path("open/", views.open_file, name="open"),
    path("save/", views.save, name="save"),
    path("compare/", comparing.side_by_side, name="compare"),
    path("compare/open/", comparing.open_variant, name="compare-open"),
    path("compare/save/<str:letter>/", comparing.save_variant, name="compare-save"),
    path("where/", comparing.in_provinces, name="where"),
    path("path/", path_views.path_page, name="path"),
    path("path/calendar.ics", path_views.path_calendar, name="path-calendar"),
    # The key of a saved advice stands behind the question mark, where no log looks.
    path("saved/", saved.saved, name="saved"),
    path("saved/new/", saved.new, name="saved-new"),
    path("saved/delete/", saved.delete, name="saved-delete"),
    path("saved/deleted/", saved.deleted, name="saved-deleted"),
    path("saved/dossier.pdf", saved.document, {"kind": "pdf"}, name="saved-pdf"),
    path("saved/dossier.xlsx", saved.document, {"kind": "xlsx"}, name="saved-xlsx"),
]
