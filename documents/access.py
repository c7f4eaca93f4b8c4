"""Load and authorise: the only way from an id somebody gave to a paper or a mark."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents import containers
from documents.models import Annotation, Paper, PaperVersion
from documents.policies import (
    HeldMark,
    HeldPaper,
    HeldVersion,
    MarkPermission,
    PaperPermission,
    Shelf,
)
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import require


def shelf(
    session: Session, actor: Actor, kind: str, container_id: UUID, permission: PaperPermission
) -> Shelf:
    """Return the container of `kind`. Raises NotFound, Denied."""
    found = _shelf(session, actor, kind, container_id)
    require(actor, permission, PaperPermission.READ, found, "container")
    assert found is not None
    return found


def paper(
    session: Session,
    actor: Actor,
    paper_id: UUID,
    permission: PaperPermission,
    *,
    lock: bool = False,
) -> HeldPaper:
    """Return a paper; with `lock` no other transaction changes it meanwhile.

    Raises NotFound, Denied.
    """
    query = select(Paper).where(Paper.id == paper_id)
    row = session.scalar(query.with_for_update() if lock else query)
    held = _held_paper(session, actor, row) if row else None
    require(actor, permission, PaperPermission.READ, held, "paper")
    assert held is not None
    return held


def version(
    session: Session, actor: Actor, version_id: UUID, permission: PaperPermission
) -> HeldVersion:
    """Return a version with its paper. Raises NotFound, Denied."""
    held = _held_version(session, actor, version_id)
    require(actor, permission, PaperPermission.READ, held, "paper")
    assert held is not None
    return held


def mark(
    session: Session, actor: Actor, mark_id: UUID, permission: MarkPermission, *, lock: bool = False
) -> HeldMark:
    """Return a mark, also a removed one. Raises NotFound, Denied."""
    query = select(Annotation).where(Annotation.id == mark_id)
    row = session.scalar(query.with_for_update() if lock else query)
    on = _held_version(session, actor, row.version_id) if row else None
    held = HeldMark(row, on.version, on.paper, on.shelf) if row and on else None
    require(actor, permission, MarkPermission.READ, held, "mark")
    assert held is not None
    return held


def _shelf(session: Session, actor: Actor, kind: str, container_id: UUID) -> Shelf | None:
    container = containers.kinds().get(kind)
    thing = container.load(session, actor, container_id) if container else None
    return Shelf(kind, container_id, container, thing) if container and thing else None


def _held_paper(session: Session, actor: Actor, row: Paper) -> HeldPaper | None:
    on = _shelf(session, actor, row.container_kind, row.container_id)
    return HeldPaper(row, on) if on else None


def _held_version(session: Session, actor: Actor, version_id: UUID) -> HeldVersion | None:
    row = session.execute(
        select(PaperVersion, Paper).join(PaperVersion.paper).where(PaperVersion.id == version_id)
    ).one_or_none()
    held = _held_paper(session, actor, row[1]) if row else None
    return HeldVersion(row[0], held.paper, held.shelf) if row and held else None
