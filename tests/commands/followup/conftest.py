"""The world of a task."""

import pytest

from ecabinet.core.store import Store
from followup.rules import register_rules
from tests.commands.followup.proposing import proposals
from tests.commands.followup.sheets_imported import importing
from tests.commands.followup.weekly_plans import weeks
from tests.commands.followup.world import World, build_world
from tests.fixtures import Office

__all__ = ["importing", "proposals", "weeks"]


@pytest.fixture
def world(store: Store, office: Office) -> World:
    """The small office with everybody who has a part in a task; rights are registered."""
    register_rules()
    return build_world(store, office)
