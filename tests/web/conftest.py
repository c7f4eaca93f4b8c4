"""Pages and API are tested on SQLite; what databases do differently, with the commands."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from ecabinet.platform import Platform
from tests.clients import csrf_of
from tests.connections import one_each

Submit = Callable[..., Any]


@pytest.fixture
def platform(platform: Platform) -> Iterator[Platform]:
    """A platform of which no request may hold two connections at once."""
    with one_each(platform.store.engine):
        yield platform


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """A SQLite database of the test's own, with all tables."""
    return sqlite_url


@pytest.fixture
def submit() -> Submit:
    """Return a function that posts a form as a browser does, with the token of the page before."""

    def post(client: FlaskClient, page: str, action: str, **fields: Any) -> Any:
        shown = client.get(page)
        assert shown.status_code == 200, page
        data = {"csrf_token": csrf_of(shown.text), **fields}
        return client.post(action, data=data)

    return post
