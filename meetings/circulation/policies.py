"""Who may do what with circulation ballots. Answering is one's own: it cannot be delegated."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_, select

from ecabinet.core.actors import Actor, Role
from ecabinet.core.clock import utc_now
from ecabinet.core.permissions import Permission, Predicate, reaches
from ecabinet.core.rules import Looking, all_of, any_of
from meetings.circulation.models import Circulation, CirculationPart
from meetings.circulation.states import COUNTED, CirculationState, takes_answers


class CirculationPermission(Permission):
    """What can be done with a circulation ballot."""

    CREATE = "circulation:create"
    READ = "circulation:read"
    RUN = "circulation:run"
    ADD_PAPERS = "circulation:add_papers"
    ANSWER = "circulation:answer"
    READ_ANSWERS = "circulation:read_answers"
    READ_RESULT = "circulation:read_result"


class OpinionPermission(Permission):
    """What can be done with the files of an answer."""

    READ = "circulation_opinion:read"
    ADD_FILE = "circulation_opinion:add_file"


def keeps_unit(actor: Actor, unit_id: UUID) -> bool:
    """Holds a secretary's office in the unit."""
    return unit_id in actor.units_as(Role.SECRETARY)


def keeps(actor: Actor, circulation: Circulation) -> bool:
    """Holds a secretary's office in the unit in whose name it is sent."""
    return keeps_unit(actor, circulation.unit_id)


def tracks(actor: Actor, circulation: Circulation) -> bool:
    """Was named to follow it."""
    return actor.is_person(circulation.tracker_id)


def was_asked(actor: Actor, circulation: Circulation) -> bool:
    """Is among those asked, since it was sent."""
    if circulation.state == CirculationState.DRAFT:
        return False
    return any(part.person_id == actor.person_id for part in circulation.parts)


def is_draft(_actor: Actor, circulation: Circulation) -> bool:
    """It was not sent yet: what people answered on does not change."""
    return circulation.state == CirculationState.DRAFT


def is_counted(_actor: Actor, circulation: Circulation) -> bool:
    """It is closed."""
    return circulation.state in COUNTED


def is_published(_actor: Actor, circulation: Circulation) -> bool:
    """Its result was published."""
    return circulation.state == CirculationState.PUBLISHED


def is_own(actor: Actor, part: CirculationPart) -> bool:
    """The answer is one's own."""
    return actor.is_person(part.person_id)


def is_open(_actor: Actor, part: CirculationPart) -> bool:
    """It still takes answers: sent, and the deadline has not passed."""
    row = part.circulation
    return takes_answers(row.state, row.due_at, utc_now())


_whole: Callable[[CirculationPart], Circulation] = lambda part: part.circulation  # noqa: E731
runs = any_of(keeps, tracks)
reads = any_of(keeps, tracks, was_asked)
reads_result = any_of(all_of(runs, is_counted), all_of(was_asked, is_published))

POLICIES: dict[Permission, Predicate] = {
    CirculationPermission.CREATE: keeps_unit,
    CirculationPermission.READ: reads,
    CirculationPermission.RUN: runs,
    CirculationPermission.ADD_PAPERS: all_of(runs, is_draft),
    CirculationPermission.ANSWER: was_asked,
    CirculationPermission.READ_ANSWERS: runs,
    CirculationPermission.READ_RESULT: reads_result,
    OpinionPermission.READ: any_of(is_own, Looking(runs, _whole), Looking(reads_result, _whole)),
    OpinionPermission.ADD_FILE: all_of(is_own, is_open),
}

UNITS: dict[Any, Callable[[Any], tuple[UUID, ...]]] = {
    **dict.fromkeys(CirculationPermission, lambda row: (row.unit_id,)),
    CirculationPermission.CREATE: lambda unit_id: (unit_id,),
    **dict.fromkeys(OpinionPermission, lambda part: (part.circulation.unit_id,)),
}


def runs_in_sql(actor: Actor) -> ColumnElement[bool]:
    """Return `runs` as SQL over `Circulation`."""
    kept = Circulation.unit_id.in_(list(actor.units_as(Role.SECRETARY)))
    return or_(kept, Circulation.tracker_id == actor.person_id)


def asked_in_sql(actor: Actor) -> ColumnElement[bool]:
    """Return `was_asked` as SQL over `Circulation`."""
    mine = select(CirculationPart.circulation_id).where(
        CirculationPart.person_id == actor.person_id
    )
    return and_(Circulation.state != CirculationState.DRAFT, Circulation.id.in_(mine))


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return `reads` as SQL over `Circulation`."""
    if actor.person_id is None or not reaches(actor, CirculationPermission.READ):
        return false()
    return or_(runs_in_sql(actor), asked_in_sql(actor))


def visible_ids(actor: Actor) -> Select[UUID]:
    """Select the ids of the circulation ballots the actor may read."""
    return select(Circulation.id).where(visible_to(actor))


def opinions_visible_to(actor: Actor) -> Select[UUID]:
    """Select the ids of the answers whose files the actor may read."""
    if actor.person_id is None or not reaches(actor, OpinionPermission.READ):
        return select(CirculationPart.id).where(false())
    told = and_(asked_in_sql(actor), Circulation.state == CirculationState.PUBLISHED)
    return (
        select(CirculationPart.id)
        .join(Circulation, Circulation.id == CirculationPart.circulation_id)
        .where(or_(CirculationPart.person_id == actor.person_id, runs_in_sql(actor), told))
    )
