"""Files of a directive: the paper itself, read by everybody who works here."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import Select, false, select, true
from sqlalchemy.orm import Session

from documents.containers import Container, Place, nobody
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import reaches
from ecabinet.core.rules import Having
from followup.models import Directive
from followup.paths import directive_path
from followup.policies import DirectivePermission, is_colleague

CONTAINER = "directive"


def _load(session: Session, _actor: Actor, directive_id: UUID) -> Directive | None:
    return session.get(Directive, directive_id)


def _visible_ids(actor: Actor) -> Select[UUID]:
    reads = is_colleague(actor) and reaches(actor, DirectivePermission.READ)
    return select(Directive.id).where(true() if reads else false())


def _describe(session: Session, ids: Collection[UUID]) -> Mapping[UUID, Place]:
    rows = session.scalars(select(Directive).where(Directive.id.in_(ids)))
    return {
        row.id: Place(f"{row.symbol} · {row.title}", directive_path(row.id), row.registered_at)
        for row in rows
    }


FILES = Container(
    load=_load,
    may_read=Having(DirectivePermission.READ),
    may_annotate=nobody,
    may_upload=Having(DirectivePermission.REGISTER),
    visible_ids=_visible_ids,
    describe=_describe,
    stream=lambda _directive: None,
    samples=lambda _unit_id: [Directive()],
)
