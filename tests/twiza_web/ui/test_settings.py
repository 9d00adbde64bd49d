"""Settings refuse what would expose people; each refusal says how to mend it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def started(tmp_path, show="'started'", **settings):
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT / "src"),
        "TWIZA_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "twiza_web.settings",
        **settings,
    }
    code = f"from django.conf import settings; settings.DEBUG; print({show})"
    return subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


PRODUCTION = {
    "TWIZA_ENV": "production",
    "TWIZA_SECRET_KEY": "k" * 60,
    "TWIZA_HOSTS": "twiza.example",
}


def test_production_starts_with_its_own_hosts_and_key(tmp_path):
    assert started(tmp_path, **PRODUCTION).stdout == "started\n"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"TWIZA_DEBUG": "1"}, "refused where TWIZA_ENV=production"),
        ({"TWIZA_SECRET_KEY": ""}, "No secret key"),
        ({"TWIZA_HOSTS": "*"}, "TWIZA_HOSTS must name"),
        ({"TWIZA_HOSTS": ""}, "TWIZA_HOSTS must name"),
        ({"TWIZA_DEBUG": "maybe"}, "write 1 or 0"),
        ({"TWIZA_ENV": "prod"}, "write development or production"),
        ({"DATABASE_URL": "mysql://host/name"}, "must read postgres://"),
        ({"DATABASE_URL": "postgres://u:secret@host:54x2/n"}, "must read postgres://"),
        ({"DATABASE_URL": "postgres://u:secret@host/n?strange"}, "must read postgres:"),
    ],
)
def test_an_unsafe_setting_is_refused(tmp_path, change, said):
    done = started(tmp_path, **{**PRODUCTION, **change})
    assert done.returncode != 0
    assert said in done.stderr
    assert "u:secret" not in done.stderr


def test_a_database_address_needs_no_package_to_be_read(tmp_path):
    address = "postgres://amina:a%40b@db.example:5433/twiza?sslmode=require"
    shown = "{k: v for k, v in settings.DATABASES['default'].items() if k.isupper()}"
    done = started(tmp_path, show=shown, **PRODUCTION, DATABASE_URL=address)
    assert "'USER': 'amina', 'PASSWORD': 'a@b'" in done.stdout
    assert "'HOST': 'db.example', 'PORT': 5433" in done.stdout
    assert "'sslmode': 'require'" in done.stdout


def test_django_has_nothing_to_warn_of_in_production(tmp_path):
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "django",
            "check",
            "--deploy",
            "--fail-level",
            "WARNING",
        ],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT / "src"),
            "TWIZA_DATA": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "twiza_web.settings",
            **PRODUCTION,
            "TWIZA_SECRET_KEY": "abcdefghij" + "k9Z-" * 15,
        },
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
