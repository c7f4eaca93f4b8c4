"""The only way from an id that somebody gave to minutes, a text in them, an amendment."""

from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.errors import NotFound
from ecabinet.core.permissions import allows, require
from meetings.minutes import loading
from meetings.minutes.models import MinutesVersion
from meetings.minutes.places import AmendmentPlace, BlockPlace, MinutesPlace
from meetings.minutes.policies import MinutesPermission
from meetings.places import ItemPlace, MeetingPlace
from meetings.policies import ItemPermission

Held = MinutesPlace[MeetingPlace]
Block = BlockPlace[MeetingPlace]
Amendment = AmendmentPlace[MeetingPlace]


def minutes(
    session: Session,
    actor: Actor,
    meeting_id: UUID,
    permission: MinutesPermission,
    *,
    lock: bool = False,
) -> Held:
    """Return the minutes of a meeting, for a permission on them.

    Raises:
        NotFound: there is no such meeting, or its minutes are not the actor's to know of.
        Denied: the actor may read them, but not do this.
    """
    found = loading.minutes_place(session, actor, meeting_id, lock=lock)
    return require(actor, permission, MinutesPermission.READ, found, "minutes")


def block(
    session: Session,
    actor: Actor,
    block_id: UUID,
    permission: MinutesPermission,
    *,
    lock: bool = False,
) -> Block:
    """Return one text. Raises as `minutes`; NotFound of an item that the actor may not read."""
    found = loading.block_place(session, actor, block_id, lock=lock)
    require(actor, permission, MinutesPermission.READ, found.at if found else None, "minutes")
    assert found is not None
    check_item(actor, found)
    return found


def amendment(
    session: Session,
    actor: Actor,
    amendment_id: UUID,
    permission: MinutesPermission,
    *,
    lock: bool = False,
) -> Amendment:
    """Return an amendment: one's own, or for whoever may read all. Raises as `block`."""
    found = loading.amendment_place(session, actor, amendment_id, lock=lock)
    at = found.of.at if found else None
    require(actor, MinutesPermission.READ, MinutesPermission.READ, at, "minutes")
    assert found is not None
    assert at is not None
    check_item(actor, found.of)
    own = actor.deputy is None and found.amendment.person_id == actor.person_id
    if not own and not allows(actor, MinutesPermission.READ_WORK, at):
        raise NotFound("not_found", kind="minutes")
    require(actor, permission, MinutesPermission.READ, at, "minutes")
    return found


def version(
    session: Session, actor: Actor, version_id: UUID, permission: MinutesPermission
) -> tuple[Block, MinutesVersion]:
    """Return an earlier version of a text, and the text. Raises as `block`."""
    row = session.get(MinutesVersion, version_id)
    if row is None:
        raise NotFound("not_found", kind="minutes")
    return block(session, actor, row.block_id, permission), row


def check_item(actor: Actor, found: Block) -> None:
    """Raise NotFound unless the actor may read the item to which the text belongs."""
    if found.item is None:
        return
    if not allows(actor, ItemPermission.READ, ItemPlace(found.at.meeting, found.item)):
        raise NotFound("not_found", kind="minutes")
