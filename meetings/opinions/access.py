"""The only way from an id that somebody gave to opinions on an item, or to one of them."""

from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.permissions import require
from meetings.opinions import loading
from meetings.opinions.places import GivenPlace, OpinionPlace
from meetings.opinions.policies import OpinionsPermission, WrittenPermission
from meetings.places import MeetingPlace

Held = OpinionPlace[MeetingPlace]
One = GivenPlace[MeetingPlace]


def opinions(
    session: Session,
    actor: Actor,
    item_id: UUID,
    permission: OpinionsPermission,
    *,
    lock: bool = False,
) -> Held:
    """Return an item with what was asked about it.

    Raises:
        NotFound: there is none, or the actor may not know of it.
        Denied: the actor may know of it, but not do this.
    """
    found = loading.opinion_place(session, actor, item_id, lock=lock)
    return require(actor, permission, OpinionsPermission.READ, found, "agenda_item")


def opinion(
    session: Session,
    actor: Actor,
    opinion_id: UUID,
    permission: WrittenPermission | OpinionsPermission,
    *,
    lock: bool = False,
) -> One:
    """Return one opinion, for a permission on it or on all of its item. Raises as `opinions`."""
    found = loading.given_place(session, actor, opinion_id, lock=lock)
    on_one = isinstance(permission, WrittenPermission)
    asked = permission if on_one else WrittenPermission.READ
    found = require(actor, asked, WrittenPermission.READ, found, "opinion")
    if not on_one:
        require(actor, permission, OpinionsPermission.READ, found.at, "opinion")
    return found
