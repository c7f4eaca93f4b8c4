"""Pages and API are tested on SQLite; what databases do differently, with the commands."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.clients import csrf_of

Submit = Callable[..., Any]


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
