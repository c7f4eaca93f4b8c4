"""Pages about people."""

import re

import pytest
from sqlalchemy import select

from ecabinet.accounts.models import Office, Person
from tests.clients import csrf_of


@pytest.fixture
def admin(browser_sign_in):
    return browser_sign_in("quantri")


@pytest.fixture
def post(admin):
    """Sends a form as the administrator, with the inputs that were on its page."""

    def send(path, page=None, **typed):
        shown = admin.get(page or path).text
        revision = re.search(r'name="revision" value="(\d+)"', shown)
        known = {"csrf_token": csrf_of(shown)} | ({"revision": revision[1]} if revision else {})
        return admin.post(path, data={**known, **typed})

    return send


def person(store, person_id):
    with store.reading() as session:
        return session.get_one(Person, person_id)


def held(store, person_id):
    with store.reading() as session:
        query = select(Office).where(Office.person_id == person_id).order_by(Office.from_on)
        return session.scalars(query).all()
