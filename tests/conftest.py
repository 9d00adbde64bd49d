"""What all tests share."""

import os
import shutil

import pytest


def pytest_collection_modifyitems(items):
    """Without a browser its tests are skipped, and told as not run."""
    if os.environ.get("TWIZA_REQUIRE_BROWSER") or shutil.which("chromium"):
        return
    not_run = pytest.mark.skip(reason="not run: no chromium")
    for item in items:
        if "browser" in item.keywords:
            item.add_marker(not_run)
