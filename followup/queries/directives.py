"""The register of directives, with how far each is carried out."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, and_, case, func, select, tuple_
from sqlalchemy.orm import Session

from ecabinet.catalogues.queries import Book, book
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Denied, Invalid
from ecabinet.core.permissions import allows
from followup.catalogues import FIELDS_OF_WORK, FieldOfWork
from followup.labels import TaskLabel, label_column
from followup.models import Directive, Task
from followup.policies import DirectivePermission, visible_to
from followup.queries.directive_filters import DirectiveFilter, rules
from followup.states import ASIDE, TaskState

PAGE_SIZE = 20
EVERYTHING = DirectiveFilter()
MOST_CHOICES = 300


@dataclass(frozen=True)
class DirectiveRow:
    """A directive; `field` in words; the counts are of the tasks that the person may read."""

    id: UUID
    symbol: str
    title: str
    issuing_body: str
    issued_on: date
    received_on: date | None
    field: str
    tasks: int
    done: int
    overdue: int


@dataclass(frozen=True)
class DirectivePage:
    """Some rows, newest first, how many there are, and the key of the next page."""

    rows: list[DirectiveRow]
    total: int
    next_after: str | None


def directives_to_choose(session: Session, besides: UUID | None = None) -> list[tuple[UUID, str]]:
    """Return the newest directives for a form, and the one that is chosen already."""
    query = select(Directive.id, Directive.symbol, Directive.title)
    found = session.execute(query.order_by(Directive.issued_on.desc()).limit(MOST_CHOICES)).all()
    if besides is not None and all(row.id != besides for row in found):
        found = [*found, *session.execute(query.where(Directive.id == besides))]
    return [(row.id, f"{row.symbol} · {row.title}"[:160]) for row in found]


def list_directives(
    session: Session,
    actor: Actor,
    today: date,
    wanted: DirectiveFilter = EVERYTHING,
    after: str | None = None,
    limit: int = PAGE_SIZE,
) -> DirectivePage:
    """Return the directives that are `wanted`; words are found with or without diacritics.

    Raises:
        Denied: the person holds no office.
        Invalid: `after` is no key of this list.
    """
    if not allows(actor, DirectivePermission.READ, None):
        raise Denied("denied", kind="directive")
    found = rules(wanted, today)
    total = session.scalar(select(func.count()).select_from(Directive).where(*found)) or 0
    order = tuple_(Directive.issued_on, Directive.id)
    cut = [order < _key(after)] if after else []
    newest = (Directive.issued_on.desc(), Directive.id.desc())
    # First which ones: the tasks of the others are not counted.
    shown = select(Directive.id).where(*found, *cut).order_by(*newest).limit(limit + 1)
    ids = session.scalars(shown).all()
    query = _query(actor, today).where(Directive.id.in_(ids)).order_by(*newest)
    fields = book(session, FIELDS_OF_WORK)
    rows = [_row(fields, actor, *line) for line in session.execute(query)]
    more, rows = len(rows) > limit, rows[:limit]
    return DirectivePage(rows, total, f"{rows[-1].issued_on}.{rows[-1].id}" if more else None)


def _query(actor: Actor, today: date) -> Select[Directive, int, int, int]:
    counted = and_(Task.directive_id == Directive.id, Task.state.not_in(ASIDE), visible_to(actor))
    late = label_column(today) == TaskLabel.OVERDUE.value
    return (
        select(
            Directive,
            func.count(Task.id),
            func.coalesce(func.sum(case((Task.state == TaskState.ACCEPTED, 1), else_=0)), 0),
            func.coalesce(func.sum(case((late, 1), else_=0)), 0),
        )
        .outerjoin(Task, counted)
        .group_by(Directive.id)
    )


def _row(
    fields: Book[FieldOfWork],
    actor: Actor,
    directive: Directive,
    tasks: int,
    done: int,
    overdue: int,
) -> DirectiveRow:
    return DirectiveRow(
        id=directive.id,
        symbol=directive.symbol,
        title=directive.title,
        issuing_body=directive.issuing_body,
        issued_on=directive.issued_on,
        received_on=directive.received_on,
        field=fields.name(directive.field_code, actor.language) if directive.field_code else "",
        tasks=tasks,
        done=done,
        overdue=overdue,
    )


def _key(text: str) -> tuple[date, UUID]:
    try:
        day, _, directive_id = text.partition(".")
        return date.fromisoformat(day), UUID(directive_id)
    except ValueError:
        raise Invalid("page.key_wrong", field="after") from None
