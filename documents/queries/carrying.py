"""Which marks a newer version still lacks. For the worker: it looks at all layers, tells none."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from documents.models import Annotation, CarriedMark, PaperVersion
from documents.states import VersionState


@dataclass(frozen=True)
class Pending:
    """A mark to be carried over, and the one it was first made as."""

    mark: Annotation
    root_id: UUID


def older_version(session: Session, version: PaperVersion) -> PaperVersion | None:
    """Return the newest older version with pages that can be read."""
    return session.scalar(
        _readable(version)
        .where(PaperVersion.number < version.number)
        .order_by(PaperVersion.number.desc())
        .limit(1)
    )


def newer_version(session: Session, version: PaperVersion) -> PaperVersion | None:
    """Return the oldest newer version with pages that can be read."""
    return session.scalar(
        _readable(version)
        .where(PaperVersion.number > version.number)
        .order_by(PaperVersion.number)
        .limit(1)
    )


def to_carry(session: Session, version: PaperVersion, at_most: int | None = None) -> list[Pending]:
    """Return what stands on the version before and is not here: marks first, then replies.

    Also those that had lost their place there and nobody settled: it may be here again.
    """
    before = older_version(session, version)
    if before is None:
        return []
    came, here, parent = aliased(CarriedMark), aliased(CarriedMark), aliased(Annotation)
    root = func.coalesce(came.root_id, Annotation.id)
    on = or_(
        came.mark_id == Annotation.id,
        and_(
            came.version_id == before.id,
            came.origin_id == Annotation.id,
            came.mark_id.is_(None),
            came.settled.is_(None),
        ),
    )
    query = (
        select(Annotation, root)
        .outerjoin(came, on)
        .outerjoin(parent, parent.id == Annotation.parent_id)
        .where(
            or_(Annotation.version_id == before.id, came.version_id == before.id),
            Annotation.removed_at.is_(None),
            or_(Annotation.parent_id.is_(None), parent.removed_at.is_(None)),
            ~exists().where(here.version_id == version.id, here.root_id == root),
        )
        .order_by(
            case((Annotation.kind == "reply", 1), else_=0), Annotation.created_at, Annotation.id
        )
        .limit(at_most)
    )
    return [Pending(mark, root_id) for mark, root_id in session.execute(query)]


def standing_copies(session: Session, version_id: UUID, layer: str) -> int:
    """Return how many marks of a layer were carried over and stand, without replies."""
    return (
        session.scalar(
            select(func.count())
            .select_from(CarriedMark)
            .join(Annotation, Annotation.id == CarriedMark.mark_id)
            .where(
                CarriedMark.version_id == version_id,
                Annotation.layer == layer,
                Annotation.kind != "reply",
                Annotation.removed_at.is_(None),
            )
        )
        or 0
    )


def _readable(version: PaperVersion) -> Select[PaperVersion]:
    return select(PaperVersion).where(
        PaperVersion.paper_id == version.paper_id,
        PaperVersion.state == VersionState.READY,
        PaperVersion.page_count.is_not(None),
    )
