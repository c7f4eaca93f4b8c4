"""Every write that comes by cookie needs its token: pages and operations, from the registry."""

from typing import Any

import pytest

from ecabinet.accounts.current_user import WITHOUT_COOKIE
from tests.clients import csrf_of
from tests.web.registry.doors import doors
from tests.web.registry.names import AN
from tests.web.registry.world import Everything

# It knocks at every door of the house.
pytestmark = pytest.mark.timeout(600)


def test_no_write_by_cookie_goes_without_its_token(everything: Everything, app: Any) -> None:
    faults, before, tried = [], everything.state(), 0
    foreign = csrf_of(app.test_client().get("/sign-in").text)
    for door in doors(app):
        if not door.writes or door.endpoint in WITHOUT_COOKIE:
            continue
        path = door.path(everything.values(door))
        for token in ({}, {"X-CSRFToken": "x"}, {"X-CSRFToken": foreign}):
            tried += 1
            sent = everything.browser[AN].open(path, method=door.method, headers=token)
            if sent.status_code != 400:
                faults.append(f"{door}: {sent.status_code} with {token or 'no token'}")
            elif door.is_api and sent.json["code"] != "csrf":
                faults.append(f"{door}: {sent.json['code']}")
    assert not faults, "\n".join(faults)
    assert tried > 300
    assert everything.state() == before


def test_what_needs_no_token_takes_no_cookie(everything: Everything, app: Any) -> None:
    """Those few read what they need from their body; the cookie signs nobody in there."""
    assert set(WITHOUT_COOKIE) <= {door.endpoint for door in doors(app)}
    for door in doors(app):
        if door.endpoint in WITHOUT_COOKIE:
            sent = everything.browser[AN].open(door.rule, method=door.method, json={})
            assert sent.status_code == 422, f"{door}: {sent.status_code}"


def test_reading_changes_nothing(everything: Everything, app: Any) -> None:
    """A link somewhere else makes a browser read with its cookie: reading must do nothing."""
    before, changed = everything.state(), []
    for door in doors(app):
        if not door.writes:
            everything.knock(AN, door, everything.values(door), buffered=True)
            if everything.state() != before:
                changed.append(str(door))
                everything.restore()
    assert not changed
