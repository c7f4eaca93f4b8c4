"""The office that has one of everything."""

from typing import Any

import pytest

from tests.gatherings import gathering
from tests.web.registry.world import everything, kept

__all__ = ["everything", "gathering", "kept"]


@pytest.fixture
def document(app: Any) -> Any:
    """The API document."""
    return app.test_client().get("/api/v1/openapi.json").json
