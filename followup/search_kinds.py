"""What can be found of follow-up: directives and tasks; further kinds stand with their features."""

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, false, select
from sqlalchemy.orm import Session

from ecabinet.accounts.queries.unit_names import names_on
from ecabinet.core.actors import Actor
from ecabinet.core.clock import OFFICE_ZONE, office_day, utc_now
from ecabinet.core.permissions import allows
from ecabinet.core.search.kinds import Card, Kind, Watch, Words, register_kind
from followup.exchange.search import register_message_search
from followup.models import Directive, DirectiveArticle, Task
from followup.paths import task_path
from followup.policies import DirectivePermission, visible_to
from followup.proposals.things import register_proposal_search


def register_search_kinds() -> None:
    """Register directives, tasks, what is said about them, and proposals."""
    register_proposal_search()
    register_kind(
        Kind(
            key="directive",
            rank=1,
            label=_l("Văn bản chỉ đạo"),
            icon="book",
            words=_directive_words,
            visible=lambda actor: select(Directive.id).where(*_if_colleague(actor)),
            cards=_directive_cards,
            every=lambda: select(Directive.id),
            watch=(
                Watch(Directive, ("symbol", "title", "issuing_body"), lambda row: row.id),
                Watch(DirectiveArticle, ("label", "text"), lambda row: row.directive_id),
            ),
            opened_at=lambda url, place, _query: f"{url}#article-{place}",
        )
    )
    register_kind(
        Kind(
            key="task",
            rank=4,
            label=_l("Nhiệm vụ"),
            icon="tasks",
            words=_task_words,
            visible=lambda actor: select(Task.id).where(visible_to(actor)),
            cards=_task_cards,
            every=lambda: select(Task.id),
            watch=(
                Watch(
                    Task,
                    ("title", "content", "source_title", "source_quote"),
                    lambda row: row.id,
                ),
            ),
        )
    )
    register_message_search()


def _if_colleague(actor: Actor) -> list[ColumnElement[bool]]:
    return [] if allows(actor, DirectivePermission.READ, None) else [false()]


def _directive_words(session: Session, directive_id: UUID) -> Words | None:
    row = session.get(Directive, directive_id)
    if row is None:
        return None
    articles = {n: f"{each.label} {each.text}" for n, each in enumerate(row.articles, start=1)}
    title = f"{row.symbol} {row.title} {row.issuing_body}"
    return Words(title, articles, _noon(row.issued_on))


def _directive_cards(session: Session, _actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Card]:
    rows = session.scalars(select(Directive).where(Directive.id.in_(ids)))
    return {
        row.id: Card(
            title=f"{row.symbol} {row.title}",
            url=f"/directives/{row.id}",
            note=row.issuing_body,
            at=_noon(row.issued_on),
        )
        for row in rows
    }


def _task_words(session: Session, task_id: UUID) -> Words | None:
    row = session.get(Task, task_id)
    if row is None:
        return None
    texts = {1: row.content, 2: f"{row.source_title} {row.source_quote}".strip()}
    return Words(f"{row.code} {row.title}", texts, row.issued_at)


def _task_cards(session: Session, _actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Card]:
    rows = list(session.scalars(select(Task).where(Task.id.in_(ids))))
    units = names_on(session, {row.lead_unit_id for row in rows}, office_day(utc_now()))
    return {
        row.id: Card(
            title=row.title,
            url=task_path(row.id),
            note=str(_("%(code)s · %(unit)s", code=row.code, unit=units[row.lead_unit_id].name)),
            at=row.issued_at,
        )
        for row in rows
    }


def _noon(day: date) -> datetime:
    """A day as a moment that is this day in the office and in UTC."""
    return datetime.combine(day, time(12), OFFICE_ZONE).astimezone(UTC)
