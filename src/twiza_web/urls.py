from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from twiza_web.ui import views

handler400 = "twiza_web.ui.errors.bad_request"
handler403 = "twiza_web.ui.errors.forbidden"
handler404 = "twiza_web.ui.errors.not_found"
handler500 = "twiza_web.ui.errors.broken"

urlpatterns = [
    path("", views.choose_language, name="root"),
    path("healthz", views.health, name="health"),
    *i18n_patterns(
        path("", include("twiza_web.ui.urls")),
        path("guide/", include("twiza_web.guide.urls")),
        path("advisor/", include("twiza_web.advisor.urls")),
        path("reforms/", include("twiza_web.reforms.urls")),
    ),
]
