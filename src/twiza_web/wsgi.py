"""The site as a WSGI application."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twiza_web.settings")
application = get_wsgi_application()

from twiza_web.ui.rulebook import current  # noqa: E402  settings come first

# The rulebook is there before the first visitor. It lives as long as the process, so
# the collector need not walk it again and again (measured: 4 % of a result page).
current()
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 50, 50)
