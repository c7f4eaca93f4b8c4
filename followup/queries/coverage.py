"""A directive with its articles: which has which task, which unit has none, who reported.

Figures count all tasks; rows are those that the reader may read, and it is said how many more
there are.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from documents.queries.papers import PaperView, papers_of
from documents.register.container import CONTAINER as REGISTER_ENTRY
from ecabinet.accounts.models import Person, Unit
from ecabinet.accounts.models.unit import open_on
from ecabinet.catalogues.queries import book
from ecabinet.core.actors import Actor
from ecabinet.core.deputies import deputies
from ecabinet.core.permissions import allows
from followup import access
from followup.catalogues import FIELDS_OF_WORK
from followup.directive_files import CONTAINER
from followup.models import (
    Directive,
    DirectiveArticle,
    DirectiveOrigin,
    ProgressReport,
    Task,
    TaskUnit,
    UnitPart,
)
from followup.policies import DirectivePermission, visible_to
from followup.queries.directive_changes import DirectiveChange, directive_changes
from followup.queries.directive_filters import WORKING_UNITS
from followup.queries.names import Named
from followup.queries.ranks import worst_first
from followup.queries.rows import as_rows, row_query
from followup.queries.shares import Reported, UnitShare, shares
from followup.states import ASIDE

MOST_TASKS = 500


@dataclass(frozen=True)
class Article:
    """An article with its tasks; `hidden` are those the reader may not read."""

    id: UUID
    label: str
    text: str
    needs_work: bool | None
    tasks: tuple[Reported, ...]
    hidden: int

    @property
    def is_missing(self) -> bool:
        """It needs work, and nobody has been given any."""
        return bool(self.needs_work) and not self.tasks and not self.hidden


@dataclass(frozen=True)
class Coverage:
    """The page of a directive. `elsewhere` are tasks that come of no single article."""

    id: UUID
    symbol: str
    title: str
    issuing_body: str
    issued_on: date
    received_on: date | None
    field: str
    revision: int
    origin_kind: DirectiveOrigin
    origin_id: UUID | None
    registered_by: Named
    registered_at: datetime
    articles: tuple[Article, ...]
    elsewhere: tuple[Reported, ...]
    hidden: int
    units: tuple[UnitShare, ...]
    without: tuple[tuple[UUID, str], ...]
    files: tuple[PaperView, ...]
    may_register: bool
    changes: tuple[DirectiveChange, ...]

    @property
    def needing(self) -> int:
        """Articles that need work."""
        return sum(article.needs_work is True for article in self.articles)

    @property
    def covered(self) -> int:
        """Of these, those with a task."""
        return self.needing - sum(article.is_missing for article in self.articles)

    @property
    def undecided(self) -> int:
        """Articles of which nobody has said whether they need work."""
        return sum(article.needs_work is None for article in self.articles)


def coverage(session: Session, actor: Actor, directive_id: UUID, today: date) -> Coverage:
    """Return the directive; a constant number of queries. Raises NotFound, Denied."""
    row = access.directive(session, actor, directive_id, DirectivePermission.READ)
    tasks = _tasks(session, actor, row.id, today)
    counts = _counts(session, row.id)
    by_article: dict[UUID | None, list[Reported]] = defaultdict(list)
    for article_id, reported in tasks:
        by_article[article_id].append(reported)
    hidden = {key: count - len(by_article[key]) for key, count in counts.items()}
    units = shares(session, [reported for _, reported in tasks], today)
    return Coverage(
        id=row.id,
        symbol=row.symbol,
        title=row.title,
        issuing_body=row.issuing_body,
        issued_on=row.issued_on,
        received_on=row.received_on,
        field=book(session, FIELDS_OF_WORK).name(row.field_code, actor.language)
        if row.field_code
        else "",
        revision=row.revision,
        origin_kind=DirectiveOrigin(row.origin_kind),
        origin_id=row.origin_id,
        registered_by=_registrar(session, row),
        registered_at=row.registered_at,
        articles=tuple(
            Article(a.id, a.label, a.text, a.needs_work, tuple(by_article[a.id]),
                    hidden.get(a.id, 0))
            for a in row.articles
        ),
        elsewhere=tuple(by_article[None]),
        hidden=sum(hidden.values()),
        units=units,
        without=_without(session, row.id, today),
        files=tuple(files_of(session, actor, row)),
        may_register=allows(actor, DirectivePermission.REGISTER, row),
        changes=directive_changes(session, row.id, today),
    )  # fmt: skip


def _registrar(session: Session, row: Directive) -> Named:
    person = session.get_one(Person, row.registered_by_id)
    by = deputies(session, [row.id]).of(row.id, "directive.registered", row.registered_at)
    return Named(person.id, person.name, deputy=by)


def files_of(session: Session, actor: Actor, row: Directive) -> list[PaperView]:
    """Return its own files, and those it has in the register for who may read them there."""
    found = papers_of(session, actor, CONTAINER, [row.id]).get(row.id, [])
    if row.origin_kind == DirectiveOrigin.REGISTER and row.origin_id is not None:
        in_register = papers_of(session, actor, REGISTER_ENTRY, [row.origin_id])
        found = [*in_register.get(row.origin_id, []), *found]
    return found


def _tasks(
    session: Session, actor: Actor, directive_id: UUID, today: date
) -> list[tuple[UUID | None, Reported]]:
    of_it = select(Task.id).where(Task.directive_id == directive_id)
    last = (
        select(ProgressReport.task_id, func.max(ProgressReport.at).label("at"))
        .where(ProgressReport.task_id.in_(of_it))
        .group_by(ProgressReport.task_id)
        .subquery()
    )
    lines = session.execute(
        row_query()
        .add_columns(Task.article_id, last.c.at)
        .outerjoin(last, last.c.task_id == Task.id)
        .where(Task.directive_id == directive_id, visible_to(actor))
        .order_by(*worst_first())
        .limit(MOST_TASKS)
    ).all()
    rows = as_rows(session, lines, today)
    return [(line[-2], Reported(row, line[-1])) for row, line in zip(rows, lines, strict=True)]


def _counts(session: Session, directive_id: UUID) -> dict[UUID | None, int]:
    query = (
        select(Task.article_id, func.count())
        .where(Task.directive_id == directive_id)
        .group_by(Task.article_id)
    )
    return {article_id: int(count) for article_id, count in session.execute(query)}


def _without(session: Session, directive_id: UUID, today: date) -> tuple[tuple[UUID, str], ...]:
    """Return the units of today that neither lead nor coordinate a task of the directive."""
    here = (Task.directive_id == directive_id, Task.state.not_in(ASIDE))
    led = select(Task.lead_unit_id).where(*here)
    helping = (
        select(TaskUnit.unit_id)
        .join(Task, Task.id == TaskUnit.task_id)
        .where(*here, TaskUnit.part == UnitPart.COORDINATE)
    )
    rows = session.execute(
        select(Unit.id, Unit.name)
        .where(
            open_on(today),
            Unit.kind.in_(WORKING_UNITS),
            Unit.id.not_in(led),
            Unit.id.not_in(helping),
        )
        .order_by(Unit.rank, Unit.name)
    )
    return tuple((unit_id, name) for unit_id, name in rows)


def article_of(session: Session, actor: Actor, article_id: UUID) -> DirectiveArticle | None:
    """Return an article to issue a task from; None when there is none, or it may not be read."""
    found = session.get(DirectiveArticle, article_id)
    readable = found is not None and allows(actor, DirectivePermission.READ, found.directive)
    return found if readable else None
