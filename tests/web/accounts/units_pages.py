"""Pages about units."""

import re
from datetime import timedelta

import pytest

from ecabinet.accounts.models.unit import Unit
from ecabinet.core.clock import office_day, utc_now

TREE = "/admin/units/"


def day(days=0):
    return office_day(utc_now()) + timedelta(days=days)


@pytest.fixture
def act(store, as_actor):
    """Do something as the administrator, besides the browser."""
    return lambda command, payload: store.execute(as_actor("quantri"), command, payload)


@pytest.fixture
def unit(store):
    """Look at a row of the database."""

    def find(unit_id):
        with store.reading() as session:
            return session.get_one(Unit, unit_id)

    return find


def said(answer):
    """The words of a page, on one line, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())
