"""One week as its reader may see it: the desk as it is compiled, all others as published."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Person
from ecabinet.accounts.queries.unit_names import names_on
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_time
from ecabinet.core.permissions import allows
from meetings.calendar import access
from meetings.calendar.models import WeekEdition, WeekLine, WorkWeek
from meetings.calendar.policies import (
    COMPILERS,
    PROPOSERS,
    LinePermission,
    WeekPermission,
    visible_to,
)
from meetings.calendar.queries.frozen import last_edition, lines_of, names_of, row_of
from meetings.calendar.queries.shapes import ChangeOut, LineOut, ProposalOut, WeekBrief, WeekOut
from meetings.calendar.rows import Change, Row, changes_between, in_order, monday_of
from meetings.calendar.states import Half, LineState, WeekState
from meetings.models import Meeting
from meetings.policies import visible_to as meetings_visible_to
from meetings.queries.shapes import Named
from meetings.states import MeetingState

MOST = 100


def week_out(session: Session, actor: Actor, week_id: UUID) -> WeekOut:
    """Return a week; the number of queries is constant. Raises NotFound."""
    week = access.week(session, actor, week_id, WeekPermission.READ)
    draft = allows(actor, WeekPermission.READ_DRAFT, week)
    edition = last_edition(session, week)
    published = [Row.model_validate(row) for row in edition.rows] if edition else []
    changes = [Change.model_validate(change) for change in edition.changes] if edition else []
    if draft:
        lines, pending = _draft(session, actor, week, published)
    else:
        seen = [row for row in published if may_see(actor, row)]
        lines, pending = _published(session, actor, seen), []
    unit = names_on(session, [week.unit_id], week.monday)[week.unit_id]
    return WeekOut(
        id=week.id,
        unit=Named(id=week.unit_id, name=unit.name),
        monday=week.monday,
        state=WeekState(week.state) if draft else WeekState.PUBLISHED,
        edition=week.edition,
        revision=week.revision,
        draft=draft,
        remark=week.remark if draft else "",
        published_at=edition.published_at if edition else None,
        published_by=_name(session, edition),
        lines=lines,
        changes=[_change_out(c) for c in changes if draft or _may_see_both(actor, c)],
        pending=[_change_out(change) for change in pending],
        may_compile=allows(actor, WeekPermission.COMPILE, week),
        may_approve=allows(actor, WeekPermission.APPROVE, week),
    )


def may_see(actor: Actor, row: Row) -> bool:
    """Whether a published row is told to the reader: a restricted one to its leaders only."""
    return not row.restricted or actor.person_id in {leader.id for leader in row.leaders}


def _may_see_both(actor: Actor, change: Change) -> bool:
    return all(may_see(actor, row) for row in (change.before, change.after) if row is not None)


def _change_out(change: Change) -> ChangeOut:
    return ChangeOut(**{**change.model_dump(), "fields": list(change.fields)})


def _name(session: Session, edition: WeekEdition | None) -> str | None:
    return session.get_one(Person, edition.published_by).name if edition else None


def _draft(
    session: Session, actor: Actor, week: WorkWeek, published: list[Row]
) -> tuple[list[LineOut], list[Change]]:
    lines = lines_of(session, week)
    names = names_of(session, lines)
    by_id = {line.id: line for line in lines}
    rows = in_order(row_of(line, names) for line in lines)
    meetings = _meetings(session, rows)
    known = _known(session, actor, rows)
    units = names_on(session, {x.proposed_by for x in lines if x.proposed_by}, week.monday)
    found = []
    for row in rows:
        line = by_id[row.id]
        unit = units.get(line.proposed_by) if line.proposed_by else None
        found.append(
            _line_out(row, known).model_copy(
                update={
                    "state": LineState(line.state),
                    "proposed_by": Named(id=unit.unit_id, name=unit.name) if unit else None,
                    "reason": line.reason,
                    "drift": tuple(drift_of(row, meetings.get(row.meeting_id))),
                    "revision": line.revision,
                }
            )
        )
    accepted = [row for row in rows if by_id[row.id].state == LineState.ACCEPTED]
    return found, changes_between(published, accepted) if week.edition else []


def _published(session: Session, actor: Actor, rows: list[Row]) -> list[LineOut]:
    known = _known(session, actor, rows)
    return [_line_out(row, known) for row in rows]


def _line_out(row: Row, known: set[UUID]) -> LineOut:
    fields = row.model_dump(exclude={"by", "leaders"})
    fields["meeting_id"] = row.meeting_id if row.meeting_id in known else None
    return LineOut(**fields, leaders=list(row.leaders), state=LineState.ACCEPTED)


def _meetings(session: Session, rows: list[Row]) -> dict[UUID | None, Meeting]:
    ids = [row.meeting_id for row in rows if row.meeting_id]
    return {m.id: m for m in session.scalars(select(Meeting).where(Meeting.id.in_(ids)))}


def _known(session: Session, actor: Actor, rows: list[Row]) -> set[UUID]:
    ids = [row.meeting_id for row in rows if row.meeting_id]
    query = select(Meeting.id).where(Meeting.id.in_(ids), meetings_visible_to(actor))
    return set(session.scalars(query))


def drift_of(row: Row, meeting: Meeting | None) -> list[str]:
    """Return what of the meeting is different from what its line says. Pure."""
    if meeting is None:
        return []
    if meeting.state == MeetingState.CANCELLED:
        return ["cancelled"]
    begin, end = office_time(meeting.starts_at), office_time(meeting.ends_at)
    same_day = begin.date() == end.date()
    now = {
        "day": begin.date(),
        "starts": begin.time().replace(second=0, microsecond=0),
        "ends": end.time().replace(second=0, microsecond=0) if same_day else None,
        "place": meeting.place,
    }
    return [name for name, value in now.items() if getattr(row, name) != value]


def find_week(session: Session, actor: Actor, unit_id: UUID, day: date) -> UUID | None:
    """Return the week of a body in which `day` lies, when the reader may see it."""
    return session.scalar(
        select(WorkWeek.id).where(
            visible_to(actor), WorkWeek.unit_id == unit_id, WorkWeek.monday == monday_of(day)
        )
    )


def weeks(session: Session, actor: Actor, first: date, last: date) -> list[WeekBrief]:
    """Return the weeks with a day in this span that the reader may see; two queries."""
    rows = session.scalars(
        select(WorkWeek)
        .where(
            visible_to(actor),
            WorkWeek.monday >= monday_of(first),
            WorkWeek.monday <= last,
        )
        .order_by(WorkWeek.monday, WorkWeek.id)
        .limit(MOST)
    ).all()
    names = names_on(session, {row.unit_id for row in rows}, last)
    return [
        WeekBrief(
            id=row.id,
            unit=Named(id=row.unit_id, name=names[row.unit_id].name),
            monday=row.monday,
            state=WeekState(row.state) if _at_desk(actor, row) else WeekState.PUBLISHED,
            edition=row.edition,
        )
        for row in rows
    ]


def _at_desk(actor: Actor, week: WorkWeek) -> bool:
    return allows(actor, WeekPermission.READ_DRAFT, week)


def bodies(session: Session, actor: Actor, day: date) -> list[Named]:
    """Return whose weeks the reader can look at: what was published, and one's own desk's."""
    seen = set(session.scalars(select(WorkWeek.unit_id).where(visible_to(actor)).distinct()))
    own = {u for u in actor.units_as(*COMPILERS) if _may_begin(actor, u)}
    return _named(session, seen | own, day)


def _may_begin(actor: Actor, unit_id: UUID) -> bool:
    return allows(actor, WeekPermission.COMPILE, WorkWeek(unit_id=unit_id, edition=0))


def bodies_with_calendar(session: Session, day: date) -> list[Named]:
    """Return the bodies to whose calendar units may propose."""
    return _named(session, set(session.scalars(select(WorkWeek.unit_id).distinct())), day)


def _named(session: Session, ids: set[UUID], day: date) -> list[Named]:
    found = names_on(session, ids, day)
    return sorted(
        (Named(id=key, name=name.name) for key, name in found.items()), key=lambda n: n.name
    )


def proposals(session: Session, actor: Actor, day: date) -> list[ProposalOut]:
    """Return what one's own units asked for lately, newest first; three queries."""
    units = [u for u in actor.units_as(*PROPOSERS) if _speaks_for(actor, u)]
    found = session.execute(
        select(WeekLine, WorkWeek.unit_id)
        .join(WorkWeek, WorkWeek.id == WeekLine.week_id)
        .where(WeekLine.proposed_by.in_(units), WeekLine.state != LineState.REMOVED)
        .order_by(WeekLine.id.desc())
        .limit(MOST)
    ).all()
    ids = {line.proposed_by for line, _ in found if line.proposed_by} | {b for _, b in found}
    names = names_on(session, ids, day)
    return [
        ProposalOut(
            id=line.id,
            body=Named(id=body, name=names[body].name),
            unit=Named(id=line.proposed_by, name=names[line.proposed_by].name),
            day=line.day,
            half=Half(line.half),
            starts=line.starts,
            content=line.content,
            place=line.place,
            state=LineState(line.state),
            reason=line.reason,
        )
        for line, body in found
        if line.proposed_by is not None
    ]


def _speaks_for(actor: Actor, unit_id: UUID) -> bool:
    return allows(actor, LinePermission.READ_OWN, WeekLine(proposed_by=unit_id))
