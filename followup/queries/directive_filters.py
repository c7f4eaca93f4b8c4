"""How the register of directives is narrowed: words, issuing body, year, what has no task yet."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Unit
from ecabinet.accounts.models.unit import UnitKind, open_on
from ecabinet.core.text import fold
from followup.models import Directive, DirectiveArticle, Task, TaskUnit, UnitPart
from followup.states import ASIDE

WORKING_UNITS = tuple(kind for kind in UnitKind if kind is not UnitKind.DIVISION)
"""Divisions (phòng) get their work from their own unit: nobody misses them here."""


class Missing(StrEnum):
    """What a directive still lacks: a task for an article, for a unit of today, or any at all."""

    ARTICLES = "articles"
    UNITS = "units"
    TASKS = "tasks"


@dataclass(frozen=True)
class DirectiveFilter:
    """All of it must hold; `body` as it is written in the register, `year` of issue."""

    q: str = ""
    body: str = ""
    year: int | None = None
    missing: Missing | None = None

    def __bool__(self) -> bool:
        return bool(self.q.strip() or self.body or self.year or self.missing)


@dataclass(frozen=True)
class DirectiveChoices:
    """What there is to choose from: bodies by name, years from the newest."""

    bodies: tuple[str, ...]
    years: tuple[int, ...]


def rules(wanted: DirectiveFilter, today: date) -> list[ColumnElement[bool]]:
    """Return the filter as SQL over `Directive`."""
    found = [Directive.folded.contains(word, autoescape=True) for word in fold(wanted.q).split()]
    if wanted.body:
        found.append(Directive.issuing_body == wanted.body)
    if wanted.year:
        first, last = date(wanted.year, 1, 1), date(wanted.year, 12, 31)
        found.append(Directive.issued_on.between(first, last))
    if wanted.missing:
        found.append(_missing(wanted.missing, today))
    return found


def choices(session: Session) -> DirectiveChoices:
    """Return what stands in the register; two queries."""
    names = select(Directive.issuing_body).distinct().order_by(Directive.issuing_body)
    bodies = tuple(session.scalars(names))
    if not bodies:
        return DirectiveChoices((), ())
    days = select(func.min(Directive.issued_on), func.max(Directive.issued_on))
    first, last = session.execute(days).one()
    return DirectiveChoices(bodies, tuple(range(last.year, first.year - 1, -1)))


def _missing(what: Missing, today: date) -> ColumnElement[bool]:
    if what is Missing.TASKS:
        return ~exists().where(Task.directive_id == Directive.id)
    if what is Missing.ARTICLES:
        given = exists().where(Task.article_id == DirectiveArticle.id)
        return exists().where(
            DirectiveArticle.directive_id == Directive.id,
            DirectiveArticle.needs_work.is_(True),
            ~given,
        )
    here = (Task.directive_id == Directive.id, Task.state.not_in(ASIDE))
    leads = exists().where(*here, Task.lead_unit_id == Unit.id)
    helps = exists().where(
        *here,
        TaskUnit.task_id == Task.id,
        TaskUnit.unit_id == Unit.id,
        TaskUnit.part == UnitPart.COORDINATE,
    )
    # Said outright: two levels up nothing is correlated by itself.
    shares = [each.correlate(Directive, Unit) for each in (leads, helps)]
    return exists().where(open_on(today), Unit.kind.in_(WORKING_UNITS), *(~each for each in shares))
