"""A meeting for these tests."""

from tests.gatherings import gathering
from tests.web.meetings.archived import held, work

__all__ = ["gathering", "held", "work"]
