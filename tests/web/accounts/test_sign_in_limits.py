"""Rate limits with a clock that moves: everybody gets in again, whoever tried in their name."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from ecabinet.accounts.models import Person, ResetLink
from ecabinet.accounts.signing_in import ACCOUNT_FACTOR, WINDOW_MINUTES
from ecabinet.core.clock import utc_now
from tests.clients import csrf_of
from tests.fixtures import PASSWORD

GOOD = "con trâu uống nước ngoài đê"
TRIES = 3


@pytest.fixture
def clock(monkeypatch):
    """Moves the time of the limiter on; nothing else waits."""
    import limits.storage.memory
    import limits.strategies

    now, real = [0.0], limits.strategies.time.time
    fake = type("Clock", (), {"time": staticmethod(lambda: real() + now[0])})
    monkeypatch.setattr(limits.strategies, "time", fake)
    monkeypatch.setattr(limits.storage.memory, "time", fake)
    return now


@pytest.fixture
def few(platform, app, clock):
    platform.settings = replace(platform.settings, sign_in_attempts=TRIES)
    return app


def try_in(app, password, address="10.0.0.1", username="canbo"):
    answer = app.test_client().post(
        "/api/v1/sign-in",
        json={"username": username, "password": password},
        environ_base={"REMOTE_ADDR": address},
    )
    return answer.status_code


def test_after_the_window_the_owner_is_in_again(few, clock):
    assert [try_in(few, "sai") for _ in range(TRIES + 2)] == [422] * TRIES + [429] * 2
    assert try_in(few, PASSWORD) == 429
    clock[0] += 2 * WINDOW_MINUTES * 60 + 1
    assert try_in(few, PASSWORD) == 200


def test_the_wait_that_is_told_is_the_wait_that_is_needed(few, clock):
    for _ in range(TRIES):
        try_in(few, "sai")
    refused = few.test_client().post(
        "/api/v1/sign-in",
        json={"username": "canbo", "password": PASSWORD},
        environ_base={"REMOTE_ADDR": "10.0.0.1"},
    )
    assert refused.status_code == 429
    seconds = int("".join(c for c in refused.json["detail"] if c.isdigit()))
    assert 1 <= seconds <= WINDOW_MINUTES * 60


def test_who_guesses_from_one_address_does_not_keep_the_owner_out(few, clock):
    """For days on end, at another address: the owner is never refused."""
    for _ in range(20):
        for _ in range(TRIES + 3):
            assert try_in(few, "sai", "10.9.9.9") in (422, 429)
        assert try_in(few, PASSWORD, "10.0.0.7") == 200
        clock[0] += 3600


def test_who_guesses_from_many_addresses_is_slowed_and_never_for_good(few, clock):
    guesses = [
        try_in(few, "sai", f"10.1.{n // TRIES}.1") for n in range(TRIES * ACCOUNT_FACTOR + 5)
    ]
    assert guesses[-1] == 429
    assert try_in(few, PASSWORD, "10.0.0.7") == 429
    clock[0] += 2 * WINDOW_MINUTES * 60 + 1
    assert try_in(few, PASSWORD, "10.0.0.7") == 200


def test_unknown_names_are_limited_alike(few, clock):
    """Else the limit itself would tell which names exist."""
    known = [try_in(few, "sai", username="canbo") for _ in range(TRIES + 1)]
    unknown = [try_in(few, "sai", username="khong.co") for _ in range(TRIES + 1)]
    assert known == unknown


def link(sign_in, office, username="canbo"):
    made = sign_in("quantri").post(f"/people/{office.people[username]}/reset-link")
    return made.json["url"].split("token=")[1]


def use(client, token):
    answer = client.post("/api/v1/set-password", json={"token": token, "password": GOOD})
    return answer.status_code, answer.json and answer.json["detail"]


def test_links_that_work_no_more_and_links_that_never_did_say_the_same(
    sign_in, client, office, store
):
    said = {use(client, "x" * 43)}
    used = link(sign_in, office)
    assert use(client, used)[0] == 204
    said.add(use(client, used))
    replaced = link(sign_in, office)
    link(sign_in, office)
    said.add(use(client, replaced))
    expired = link(sign_in, office)
    with store.engine.begin() as connection:
        connection.execute(update(ResetLink).values(expires_at=utc_now() - timedelta(seconds=1)))
    said.add(use(client, expired))
    gone = link(sign_in, office)
    with store.engine.begin() as connection:
        person = update(Person).where(Person.id == office.people["canbo"])
        connection.execute(person.values(active=False))
    said.add(use(client, gone))
    shown = {
        client.get("/set-password", query_string={"token": token}).status_code
        for token in ("x" * 43, used, replaced, expired, gone)
    }
    assert len(said) == 1
    assert said.pop()[0] == 409
    assert shown == {409}


def test_a_link_does_not_pass_by_the_second_factor(platform, sign_in, client, office):
    token = link(sign_in, office, "thuky")
    platform.settings = replace(platform.settings, second_factor_for=("secretary",))
    assert use(client, token)[0] == 204
    entered = client.post("/api/v1/sign-in", json={"username": "thuky", "password": GOOD})
    assert entered.json["code"] == "second_factor.enrolment_required"


def test_the_cookie_of_who_stays_signed_in_ends_with_the_sign_in(app, platform):
    client = app.test_client()
    for remember, lasts in ((None, False), ("1", True)):
        page = client.get("/sign-in")
        form = {"username": "canbo", "password": PASSWORD, "csrf_token": csrf_of(page.text)}
        sent = client.post("/sign-in", data=form | ({"remember": "1"} if remember else {}))
        (cookie,) = [c for c in sent.headers.getlist("Set-Cookie") if c.startswith("ecabinet=")]
        parts = set(cookie.split("; "))
        assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= parts
        assert any(part.startswith("Expires=") for part in parts) is lasts
        assert "remember_token" not in str(sent.headers)
        client.post("/sign-out", data={"csrf_token": csrf_of(client.get("/account").text)})
