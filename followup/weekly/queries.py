"""Read models of weekly sheets: a week of all holders, one sheet, the list over weeks."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select, tuple_
from sqlalchemy.orm import Session, defer

from ecabinet.accounts.models import Person, Unit
from ecabinet.accounts.queries.unit_names import names_on
from ecabinet.core.actors import Actor, Role
from ecabinet.core.errors import Invalid
from ecabinet.core.pages import Page
from ecabinet.core.permissions import allows
from followup.weekly import access
from followup.weekly.freezing import figures_of_unit
from followup.weekly.lower import lower_units, newest_of
from followup.weekly.models import WeeklyEdition, WeeklySheet
from followup.weekly.offers import tasks_read
from followup.weekly.official import document_of
from followup.weekly.policies import DESK, WRITERS, Held, WeeklyPermission, held, readable
from followup.weekly.shapes import digest_of, lines_of, tally, thawed
from followup.weekly.standing import Below, standing
from followup.weekly.states import SheetAction, WeeklyState, can
from followup.weekly.views import (
    EditionRow,
    Lower,
    Rights,
    SheetRow,
    SheetView,
    UnitFigures,
    UnitWeek,
)

PAGE_SIZE = 20
SheetQuery = Select[WeeklySheet, str, str | None]


def week_view(session: Session, actor: Actor, monday: date, today: date) -> list[UnitWeek]:
    """Return the units in which the person writes or gathers, or whose sheets they read; a
    constant number of queries."""
    units = actor.unit_ids if allows_any(actor) else frozenset()
    if not units:
        return []
    rows = [
        _row(*found)
        for found in session.execute(
            _sheets().where(readable(actor), _of(actor), WeeklySheet.monday == monday)
        )
    ]
    gathering = actor.units_as(*DESK) & units
    below = standing(session, gathering, monday, today)
    names = names_on(session, units, min(today, monday))
    order = dict.fromkeys(office.unit_id for office in actor.offices)
    found = [
        UnitWeek(
            unit, names[unit].name, unit in actor.units_as(*WRITERS, Role.LEADER),
            unit in gathering,
            {row.stage: row for row in rows if row.unit_id == unit and row.person_id},
            {row.stage: row for row in rows if row.unit_id == unit and not row.person_id},
            below.get(unit, []),
        )
        for unit in order
    ]  # fmt: skip
    return [each for each in found if each.shown]


def allows_any(actor: Actor) -> bool:
    """Whether the person has sheets of their own; nobody has while acting for somebody."""
    return actor.person_id is not None and actor.deputy is None


def list_sheets(
    session: Session, actor: Actor, after: str | None = None, limit: int = PAGE_SIZE
) -> Page[SheetRow]:
    """Return one's own sheets and those of one's units, the newest week first; one query.

    Raises:
        Invalid: `after` is no key of this list.
    """
    place = (WeeklySheet.monday, WeeklySheet.id)
    query = _sheets().where(readable(actor), _of(actor))
    if after:
        query = query.where(tuple_(*place) < _key(after))
    order = [column.desc() for column in place]
    rows = [_row(*found) for found in session.execute(query.order_by(*order).limit(limit + 1))]
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(rows[:limit], f"{last.monday}.{last.id}" if last else None)


def sheet_view(session: Session, actor: Actor, sheet_id: UUID, today: date) -> SheetView:
    """Return one sheet; a constant number of queries. Raises NotFound."""
    row = access.sheet(session, actor, sheet_id)
    thing, state = held(row), row.state
    writes = allows(actor, WeeklyPermission.WRITE, thing)
    editions = _editions(session, row)
    newest = thawed(editions[0][0].data) if editions else None
    lines, note = (lines_of(row.lines), row.note) if writes or newest is None else (
        newest.lines, newest.note)  # fmt: skip
    sends = allows(actor, WeeklyPermission.SEND, thing)
    figures, lower = None, newest.lower if newest else ()
    if row.person_id is None and can(state, SheetAction.WRITE) and writes:
        figures = UnitFigures(*figures_of_unit(session, actor, row, today))
        lower = lower_units(session, row, today)
    document = document_of(session, actor, row.id) if editions and not row.person_id else None
    linked = {line.task_id for line in lines if line.task_id is not None}
    return SheetView(
        row=_row(*session.execute(_sheets().where(WeeklySheet.id == row.id)).one()),
        lines=lines, note=note, remark=row.remark if writes else "",
        correction=row.correction if writes else "", tally=tally(lines),
        document=document,
        documented=document is not None and document.subject_id == editions[0][0].id,
        rights=Rights(
            writes and can(state, SheetAction.WRITE),
            sends and can(state, SheetAction.SEND),
            allows(actor, WeeklyPermission.RETURN, thing) and can(state, SheetAction.RETURN),
            sends and can(state, SheetAction.CORRECT),
            state is WeeklyState.SENT and allows(actor, WeeklyPermission.ISSUE, thing),
        ),
        editions=tuple(_edition(*found) for found in editions), figures=figures,
        frozen=newest.figures if newest else None, lower=lower,
        open_tasks=frozenset(tasks_read(session, actor, linked)),
    )  # fmt: skip


def lower_sheets(
    session: Session, actor: Actor, view: SheetView, today: date
) -> tuple[list[Below], list[Lower]]:
    """Return who is below the unit whose sheet it is, and what they sent for it; six queries.

    The sheet was checked. Nothing for who does not gather.
    """
    row = view.row
    if row.person_id or not allows(actor, WeeklyPermission.REMIND, Held(row.unit_id)):
        return [], []
    below = standing(session, [row.unit_id], row.monday, today).get(row.unit_id, [])
    sent = {each.sheets[row.stage].sheet_id: each for each in below if row.stage in each.sheets}
    return below, [_lower(view, *found) for found in newest_of(session, sent)]


def _lower(view: SheetView, below: Below, edition: WeeklyEdition) -> Lower:
    from_here = [line.source for line in view.lines if line.source]
    taken = {s.line_id for s in from_here if s.sheet_id == edition.sheet_id}
    newer = any(s.sheet_id == edition.sheet_id and s.edition < edition.number for s in from_here)
    data = thawed(edition.data)
    return Lower(below, edition.sheet_id, data, frozenset(taken), newer)


def _of(actor: Actor) -> ColumnElement[bool]:
    """One's own, and those of the units one holds an office in: not those sent by others."""
    units = list(actor.unit_ids)
    return or_(
        WeeklySheet.person_id == actor.person_id,
        and_(WeeklySheet.person_id.is_(None), WeeklySheet.unit_id.in_(units)),
    )


def _sheets() -> SheetQuery:
    return (
        select(WeeklySheet, Unit.name, Person.name)
        .join(Unit, Unit.id == WeeklySheet.unit_id)
        .outerjoin(Person, Person.id == WeeklySheet.person_id)
        .options(defer(WeeklySheet.lines))
    )


def _row(sheet: WeeklySheet, unit: str, person: str | None) -> SheetRow:
    return SheetRow(
        sheet.id, sheet.stage, sheet.monday, sheet.unit_id, unit, sheet.person_id, person or "",
        sheet.state, sheet.edition, sheet.changed_at, sheet.revision,
    )  # fmt: skip


def _editions(session: Session, row: WeeklySheet) -> Sequence[tuple[WeeklyEdition, str]]:
    query = select(WeeklyEdition, Person.name).join(Person, Person.id == WeeklyEdition.sent_by_id)
    of_it = query.where(WeeklyEdition.sheet_id == row.id).order_by(WeeklyEdition.number.desc())
    return [(edition, name) for edition, name in session.execute(of_it)]


def _edition(edition: WeeklyEdition, name: str) -> EditionRow:
    return EditionRow(
        edition.number, edition.sent_at, name, thawed(edition.data).because, edition.digest,
        digest_of(edition.data) == edition.digest, edition.pdf_blob is not None,
    )  # fmt: skip


def _key(text: str) -> tuple[date, UUID]:
    try:
        monday, _, sheet_id = text.partition(".")
        return date.fromisoformat(monday), UUID(sheet_id)
    except ValueError:
        raise Invalid("page.key_wrong", field="after") from None
