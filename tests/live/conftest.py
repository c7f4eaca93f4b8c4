"""What most live tests need: a server with a meeting, and no socket left open."""

from tests.live.house import hang_up, scene

__all__ = ["hang_up", "scene"]
