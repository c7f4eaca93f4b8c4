"""Pages and API are tested on SQLite; what databases do differently, with the commands."""

import pytest


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """A SQLite database of the test's own, with all tables."""
    return sqlite_url
