"""A meeting for these tests."""

from tests.commands.meetings.circulating import ballot
from tests.commands.meetings.preparing import preparing
from tests.commands.meetings.voting import rules
from tests.gatherings import gathering

__all__ = ["ballot", "gathering", "preparing", "rules"]
