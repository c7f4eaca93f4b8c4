"""What most live tests need: a server with a meeting, and no socket left open."""

from tests.live.house import hang_up, scene
from tests.live.small_server import own_server, server

__all__ = ["hang_up", "own_server", "scene", "server"]
