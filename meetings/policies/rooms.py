"""Who draws rooms: they are shared by all bodies."""

from ecabinet.core.actors import Actor, Role
from ecabinet.core.permissions import Permission


class RoomPermission(Permission):
    """What can be done to the drawing of a room."""

    DRAW = "room:draw"


def draws_rooms(actor: Actor, _room: object) -> bool:
    """Holds an administrator's office, or a secretary's of whatever body: rooms are shared."""
    return actor.has_role(Role.ADMINISTRATOR, Role.SECRETARY)
