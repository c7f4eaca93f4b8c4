"""The world of a task."""

import pytest

from ecabinet.core.unit_of_work import Store
from followup.rules import register_rules
from tests.commands.followup.world import World, build_world
from tests.fixtures import Office


@pytest.fixture
def world(store: Store, office: Office) -> World:
    """The small office with everybody who has a part in a task; rights are registered."""
    register_rules()
    return build_world(store, office)
