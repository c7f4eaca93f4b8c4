"""A grant is set, changed, removed; and its window opens and ends by itself."""

from datetime import timedelta
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict
from sqlalchemy import func, select

from documents import access
from documents.events import PaperRightsChanged, layer_stream
from documents.grants import EVERYBODY, ON_PAPER, Level, Who, rules_of
from documents.held import Shelf
from documents.models import Paper, PaperGrant, PaperVersion
from documents.policies import PaperPermission
from ecabinet.accounts.models import Person, Unit
from ecabinet.core.access import AccessAsked
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.unit_of_work import UnitOfWork

AT_MOST = 200
"""Grants in one place: more than that is a list of people, for which there are units."""

TELL = "documents.tell_window"
SOON = timedelta(seconds=90)
"""Nearer than the next sweep is sure to be: the worker is asked for the very moment."""


class Place(BaseModel):
    """Where a grant lies: on a paper ("paper") or on a container of this kind."""

    model_config = ConfigDict(frozen=True)
    kind: str
    id: UUID


class SetGrant(BaseModel):
    """Let somebody do so much, from–to. The same one named again: the new grant replaces the old.

    `who_id` is the person or unit, None for everybody.
    """

    model_config = ConfigDict(frozen=True)
    place: Place
    who: Who
    who_id: UUID | None = None
    level: Level
    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None


class RemoveGrant(BaseModel):
    """Take the grant of one named away from a place."""

    model_config = ConfigDict(frozen=True)
    place: Place
    who: Who
    who_id: UUID | None = None


class TellWindow(BaseModel):
    """A window may have opened or ended."""

    model_config = ConfigDict(frozen=True)
    grant_id: UUID


def set_grant(uow: UnitOfWork, cmd: SetGrant) -> None:
    """Set a grant, in place of the one that names the same in the same place.

    Raises:
        NotFound, Denied: the person does not manage the papers there.
        Invalid: nobody such is known, or the window is none. Conflict: too many in one place.
    """
    _lock(uow, cmd.place)
    _check(uow, cmd)
    row = _row(uow, cmd.place, cmd.who, cmd.who_id)
    if row is None:
        _check_room(uow, cmd.place)
        row = PaperGrant(
            place_kind=cmd.place.kind, place_id=cmd.place.id,
            who_kind=cmd.who, who_id=cmd.who_id or EVERYBODY,
        )  # fmt: skip
        uow.session.add(row)
    row.level, row.starts_at, row.ends_at = int(cmd.level), cmd.starts_at, cmd.ends_at
    row.set_by, row.set_at = uow.actor.person_id, uow.now
    uow.session.flush()  # The worker is given its id.
    _await_window(uow, row)
    _tell(uow, cmd.place)
    uow.audit(
        "grant.set", cmd.place.kind, cmd.place.id, **_named(cmd),
        level=int(cmd.level), starts_at=cmd.starts_at, ends_at=cmd.ends_at,
    )  # fmt: skip


def remove_grant(uow: UnitOfWork, cmd: RemoveGrant) -> None:
    """Remove a grant; what else names the person decides then. Twice is the same as once.

    Raises:
        NotFound, Denied: the person does not manage the papers there.
    """
    _lock(uow, cmd.place)
    row = _row(uow, cmd.place, cmd.who, cmd.who_id)
    if row is None:
        return
    uow.session.delete(row)
    _tell(uow, cmd.place)
    uow.audit("grant.removed", cmd.place.kind, cmd.place.id, **_named(cmd))


def tell_window(uow: UnitOfWork, cmd: TellWindow) -> None:
    """Tell open tablets that a window has opened or ended; doing it twice is harmless."""
    row = uow.session.get(PaperGrant, cmd.grant_id, with_for_update=True)
    if row is None or row.next_at is None or row.next_at > uow.now:
        return
    _await_window(uow, row)
    _tell(uow, Place(kind=row.place_kind, id=row.place_id))
    uow.audit("grant.window_turned", row.place_kind, row.place_id)


def _named(cmd: SetGrant | RemoveGrant) -> dict[str, UUID | None]:
    """Whom it names, as the audit log tells it; nobody in particular for everybody."""
    return {} if cmd.who is Who.ALL else {f"{cmd.who}_id": cmd.who_id}


def _lock(uow: UnitOfWork, place: Place) -> None:
    """Ask the gate; a paper stays locked, so that grants on it come one after another."""
    if place.kind == ON_PAPER:
        access.paper(uow.session, uow.actor, place.id, PaperPermission.GRANT, lock=True)
    else:
        access.shelf(uow.session, uow.actor, place.kind, place.id, PaperPermission.GRANT)


def _check(uow: UnitOfWork, cmd: SetGrant) -> None:
    known = {Who.PERSON: Person, Who.UNIT: Unit}.get(cmd.who)
    if (known is None) != (cmd.who_id is None):
        raise Invalid("grant.nobody", field="who_id")
    if known is not None and uow.session.get(known, cmd.who_id) is None:
        raise Invalid("grant.nobody", field="who_id")
    if cmd.level is Level.NONE and (cmd.starts_at or cmd.ends_at):
        raise Invalid("grant.none_always", field="level")
    if cmd.starts_at and cmd.ends_at and cmd.ends_at <= cmd.starts_at:
        raise Invalid("grant.window", field="ends_at")
    if cmd.ends_at and cmd.ends_at <= uow.now:
        raise Invalid("grant.past", field="ends_at")


def _check_room(uow: UnitOfWork, place: Place) -> None:
    query = select(func.count()).where(
        PaperGrant.place_kind == place.kind, PaperGrant.place_id == place.id
    )
    if (uow.session.scalar(query) or 0) >= AT_MOST:
        raise Conflict("grant.too_many", limit=AT_MOST)


def _row(uow: UnitOfWork, place: Place, who: Who, who_id: UUID | None) -> PaperGrant | None:
    return uow.session.scalar(
        select(PaperGrant).where(
            PaperGrant.place_kind == place.kind,
            PaperGrant.place_id == place.id,
            PaperGrant.who_kind == who,
            PaperGrant.who_id == (who_id or EVERYBODY),
        )
    )


def _await_window(uow: UnitOfWork, row: PaperGrant) -> None:
    (rule,) = rules_of([row])
    row.next_at = rule.changes_after(uow.now)
    if row.next_at is not None and row.next_at - uow.now < SOON:
        uow.enqueue_at(row.next_at, TELL, grant_id=str(row.id))


def _tell(uow: UnitOfWork, place: Place) -> None:
    """Empty the rooms of all papers concerned, and say on the streams that are left what to ask."""
    query = select(Paper.id, Paper.container_kind, Paper.container_id)
    on_paper = place.kind == ON_PAPER
    query = query.where(
        Paper.id == place.id
        if on_paper
        else (Paper.container_kind == place.kind) & (Paper.container_id == place.id)
    )
    rows = uow.session.execute(query).all()
    kind, container_id = (rows[0][1], rows[0][2]) if on_paper and rows else (place.kind, place.id)
    versions = uow.session.scalars(
        select(PaperVersion.id).where(PaperVersion.paper_id.in_([row[0] for row in rows]))
    )
    streams = []
    for version_id in versions:
        uow.record(AccessAsked(rooms=f"paper:{version_id}:"))
        streams.append(layer_stream(version_id))
    for stream in [*streams, *_places(uow, kind, container_id)]:
        uow.record(
            PaperRightsChanged(stream=stream, container_kind=kind, container_id=container_id)
        )


def _places(uow: UnitOfWork, kind: str, container_id: UUID) -> list[str]:
    on: Shelf | None = access.unchecked_shelf(uow.session, kind, container_id)
    stream = on.container.stream(on.thing) if on else None
    return [stream] if stream else []
