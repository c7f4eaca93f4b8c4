"""Choosing one of two thousand people: found by the server, never all of them in the page."""

import pytest
from sqlalchemy import update

from ecabinet.accounts.models import Person
from tests.counting import asked
from tests.populations import populate

HEAVY = 150_000
"""Bytes of a page before compression."""


@pytest.mark.parametrize(
    ("username", "path"),
    [("thuky", "/delegations"), ("quantri", "/admin/rights"), ("quantri", "/admin/audit")],
)
def test_a_page_with_a_chooser_stays_light(browser_sign_in, store, office, username, path):
    client = browser_sign_in(username)
    client.get(path)
    few = asked(store.engine, client, path)
    populate(store)
    assert asked(store.engine, client, path) == few
    page = client.get(path)
    assert page.status_code == 200
    assert "data-find=" in page.text
    assert len(page.data) < HEAVY


def test_colleagues_are_found_without_accents(sign_in, store):
    populate(store)
    found = sign_in("thuky").get("/directory/people?q=nguyen van an&limit=5").json
    assert len(found["people"]) == 5
    assert found["total"] > 5
    assert all(set(person) >= {"id", "name", "username", "title"} for person in found["people"])
    assert sign_in("thuky").get("/directory/people?q=nguoi0001").json["total"] == 1


def test_who_left_is_found_by_administrators_only(sign_in, store):
    with store.engine.begin() as connection:
        connection.execute(update(Person).where(Person.username == "vanthu").values(active=False))
    admin = sign_in("quantri")
    left = admin.get("/people?standing=all&q=vanthu").json["people"]
    assert [(person["username"], person["active"]) for person in left] == [("vanthu", False)]
    assert admin.get("/directory/people?q=vanthu").json["people"] == []
    assert sign_in("thuky").get("/people?standing=all&q=vanthu").status_code in (403, 404)


def test_what_was_chosen_stands_in_the_page_that_comes_back(browser_sign_in, office):
    person = office.people["thuky"]
    page = browser_sign_in("quantri").get(f"/admin/rights?person={person}&find=xyz").text
    assert f'<option value="{person}" selected>' in page


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "q=" + "x" * 201])
def test_what_it_does_not_know_is_refused(sign_in, query):
    assert sign_in("thuky").get(f"/directory/people?{query}").status_code == 422
