"""Scans: papers whose pages have no words, which search finds by their names only."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from documents.models import PageText, PaperVersion
from documents.states import VersionState


def is_scan() -> ColumnElement[bool]:
    """Whether a version is read by pages and no page has words."""
    words = exists().where(PageText.version_id == PaperVersion.id)
    ready = PaperVersion.state == VersionState.READY
    return ready & PaperVersion.page_count.is_not(None) & ~words


def scans(session: Session, version_ids: Collection[UUID]) -> set[UUID]:
    """Return which of these versions are scans without words; one query."""
    return set(
        session.scalars(select(PaperVersion.id).where(PaperVersion.id.in_(version_ids), is_scan()))
    )


def unrecognised(session: Session, limit: int = 20) -> list[UUID]:
    """Return scans that nobody has tried to recognise yet, oldest first."""
    query = select(PaperVersion.id).where(is_scan(), PaperVersion.recognised_at.is_(None))
    return list(session.scalars(query.order_by(PaperVersion.uploaded_at).limit(limit)))
