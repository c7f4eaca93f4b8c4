"""The world of a task, behind the whole application."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.commands.followup.conftest import world
from tests.commands.followup.world import World
from tests.fixtures import csrf_of

__all__ = ["world"]

Submit = Callable[..., Any]


@pytest.fixture
def browse(app: Any, world: World, browser_sign_in: Any) -> Callable[[str], FlaskClient]:
    """Return a browser in which a person of the world is signed in."""
    return browser_sign_in  # type: ignore[no-any-return]


@pytest.fixture
def submit() -> Submit:
    """Return a function that posts a form as a browser does, with the token of the page before."""

    def post(client: FlaskClient, page: str, action: str, **fields: Any) -> Any:
        shown = client.get(page)
        assert shown.status_code == 200, page
        data = {"csrf_token": csrf_of(shown.text), **fields}
        return client.post(action, data=data)

    return post
