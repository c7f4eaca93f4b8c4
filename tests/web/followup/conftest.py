"""The world of a task, behind the whole application."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.commands.followup.conftest import world
from tests.commands.followup.world import World

__all__ = ["world"]


@pytest.fixture
def browse(app: Any, world: World, browser_sign_in: Any) -> Callable[[str], FlaskClient]:
    """Return a browser in which a person of the world is signed in."""
    return browser_sign_in  # type: ignore[no-any-return]
