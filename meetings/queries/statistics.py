"""Who speaks how often and how long, in one meeting or over many; also who never does."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, TypeVar
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from sqlalchemy import Select, distinct, func, select
from sqlalchemy.orm import Session, aliased

from ecabinet.accounts.queries import directory
from ecabinet.core.actors import Actor
from ecabinet.core.clock import OFFICE_ZONE
from ecabinet.core.text import nfc
from meetings import states
from meetings.catalogue import SpeakingKind
from meetings.models import Answer, Attendance, Meeting, Participant, SpeakingTurn
from meetings.policies import speaking_visible_to
from meetings.queries.shapes import Shape
from meetings.states import TurnState

K = TypeVar("K", bound=Hashable)
COUNTED = ("turns", "questions", "seconds")

Code = Annotated[str, Field(max_length=100), AfterValidator(nfc)]


class Wanted(BaseModel):
    """Which meetings: of which days (both included), type, body; or one."""

    model_config = ConfigDict(frozen=True)
    from_on: date | None = None
    until_on: date | None = None
    kind: Code | None = None
    unit_id: UUID | None = None
    meeting_id: UUID | None = None


class Spoken(Shape):
    """Turns that ended: to speak, to question; `seconds` of both together."""

    turns: int = 0
    questions: int = 0
    seconds: int = 0

    @property
    def silent(self) -> bool:
        """Whether nothing was said."""
        return self.turns + self.questions == 0


class PersonSpoken(Spoken):
    """A person, under the unit of today; `seated` and `attended` count meetings.

    What somebody said as a substitute is counted for them, and for the unit of whom they
    represented.
    """

    person_id: UUID
    name: str
    title: str
    unit: str
    seated: int
    attended: int


class UnitSpoken(Spoken):
    """A unit: how many of its people had a seat, how many of them never spoke."""

    unit: str
    people: int
    never: int


class SpeakingStatistics(Shape):
    """Of `meetings` held: people by time spoken, then by name; units the same."""

    meetings: int
    people: list[PersonSpoken]
    units: list[UnitSpoken]


def statistics(session: Session, actor: Actor, wanted: Wanted, today: date) -> SpeakingStatistics:
    """Return the figures of the meetings held that the actor may see; six queries."""
    held = _held(actor, wanted)
    units = {unit.id: unit.name for unit in directory.units(session, today)}
    of = {person.id: person.unit_ids for person in directory.people(session, today)}
    said = _spoken(session, held)
    spoken = _sums(said, lambda one: one.person_id)

    def unit_of(person_id: UUID) -> str:
        return next((units[u] for u in of.get(person_id, ()) if u in units), "")

    people = [
        PersonSpoken(
            person_id=person_id,
            name=name,
            title=title,
            unit=unit_of(person_id),
            seated=seated,
            attended=attended,
            **spoken.get(person_id, {}),
        )
        for person_id, name, title, seated, attended in session.execute(_people(held))
    ]
    people.sort(key=lambda one: (-one.seconds, one.silent, one.name))
    meetings = session.scalar(select(func.count()).select_from(held.subquery())) or 0
    by_unit = _sums(said, lambda one: unit_of(one.represented_id or one.person_id))
    return SpeakingStatistics(meetings=meetings, people=people, units=_by_unit(people, by_unit))


def _held(actor: Actor, wanted: Wanted) -> Select[UUID]:
    query = select(Meeting.id).where(speaking_visible_to(actor), Meeting.state.in_(states.HELD))
    if wanted.meeting_id:
        query = query.where(Meeting.id == wanted.meeting_id)
    if wanted.from_on:
        query = query.where(Meeting.starts_at >= _midnight(wanted.from_on))
    if wanted.until_on and wanted.until_on < date.max:
        query = query.where(Meeting.starts_at < _midnight(wanted.until_on + timedelta(days=1)))
    if wanted.kind:
        query = query.where(Meeting.kind == wanted.kind)
    if wanted.unit_id:
        query = query.where(Meeting.unit_id == wanted.unit_id)
    return query


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), OFFICE_ZONE)


def _people(held: Select[UUID]) -> Select[UUID, str, str, int, int]:
    return (
        select(
            Participant.person_id,
            func.max(Participant.name),
            func.max(Participant.title),
            func.count(distinct(Participant.id)),
            func.count(distinct(Attendance.participant_id)),
        )
        .outerjoin(Attendance, Attendance.participant_id == Participant.id)
        .where(Participant.meeting_id.in_(held), Participant.removed_at.is_(None))
        .group_by(Participant.person_id)
    )


def _spoken(session: Session, held: Select[UUID]) -> Sequence[Any]:
    """Rows: who spoke, for whom as a substitute (or None), in which queue, how often, seconds."""
    holder = aliased(Participant)
    return session.execute(
        select(
            Participant.person_id,
            holder.person_id.label("represented_id"),
            SpeakingTurn.kind,
            func.count().label("times"),
            func.sum(SpeakingTurn.spent_seconds).label("seconds"),
        )
        .join(Participant, Participant.id == SpeakingTurn.participant_id)
        .outerjoin(Answer, Answer.substitute_seat_id == Participant.id)
        .outerjoin(holder, holder.id == Answer.participant_id)
        .where(SpeakingTurn.meeting_id.in_(held), SpeakingTurn.state == TurnState.ENDED)
        .group_by(Participant.person_id, holder.person_id, SpeakingTurn.kind)
    ).all()


def _sums(rows: Iterable[Any], key: Callable[[Any], K]) -> dict[K, dict[str, int]]:
    found: dict[K, dict[str, int]] = defaultdict(lambda: dict.fromkeys(COUNTED, 0))
    for row in rows:
        sums = found[key(row)]
        sums["turns" if row.kind == SpeakingKind.SPEAK else "questions"] += row.times
        sums["seconds"] += int(row.seconds or 0)
    return found


def _by_unit(
    people: Iterable[PersonSpoken], spoken: Mapping[str, dict[str, int]]
) -> list[UnitSpoken]:
    groups: dict[str, list[PersonSpoken]] = defaultdict(list)
    for person in people:
        groups[person.unit].append(person)
    found = [
        UnitSpoken(
            unit=unit,
            people=len(groups.get(unit, ())),
            never=sum(row.silent for row in groups.get(unit, ())),
            **spoken.get(unit, {}),
        )
        for unit in dict.fromkeys([*groups, *spoken])
    ]
    return sorted(found, key=lambda one: (-one.seconds, one.unit))
