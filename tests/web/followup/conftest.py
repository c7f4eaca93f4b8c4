"""The world of a task, as command tests have it."""

from tests.commands.followup.conftest import world

__all__ = ["world"]
