"""The page of an archive that reads without the system, in a browser without network."""

from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from flask import Flask

from ecabinet.core.clock import office_time
from meetings.archive.shapes import Contents

TEMPLATE = "meetings/archive/contents.html"


def index_page(templates: Path, told: Contents, made_for: str, made_at: datetime) -> bytes:
    """Return the page as HTML: its look is inside, it loads nothing and runs nothing."""
    # No application: only its way to read templates, which escapes whatever they are given.
    environment = Flask(
        "ecabinet.archive", static_folder=None, template_folder=str(templates)
    ).jinja_env
    environment.filters |= {"moment": _moment, "day": _day, "address": _address}
    page = environment.get_template(TEMPLATE)
    return page.render(told=told, made_for=made_for, made_at=made_at).encode()


def _moment(at: datetime) -> str:
    return f"{office_time(at):%H:%M ngày %d/%m/%Y}"


def _day(day: datetime) -> str:
    return f"{day:%d/%m/%Y}"


def _address(path: str) -> str:
    """A relative address: names may hold %, # and ?."""
    return quote(path)
