"""Copies made for one reader, and the words that name the reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents import access
from documents.models import PaperCopy
from documents.policies import PaperPermission
from documents.states import CopyState
from documents.watermark import is_stamped, reader_line
from ecabinet.accounts.models import Unit
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows


@dataclass(frozen=True)
class CopyView:
    """A copy as its reader sees it; `words` is what stands on its pages, empty for none."""

    id: UUID
    key: str
    version_id: UUID
    paper_id: UUID
    number: int
    title: str
    kind: str
    layers: str
    filename: str
    words: str
    state: CopyState
    failure: str | None
    size: int | None


def own_copy(session: Session, actor: Actor, copy_id: UUID) -> CopyView:
    """Return a copy that `actor` asked for and may still read. Raises NotFound."""
    held = access.copy(session, actor, copy_id)
    row = held.copy
    return CopyView(
        id=row.id,
        key=row.key,
        version_id=row.version_id,
        paper_id=held.paper.id,
        number=held.version.number,
        title=held.paper.title,
        kind=row.kind,
        layers=row.layers,
        filename=row.filename,
        words=row.words,
        state=CopyState(row.state),
        failure=row.failure,
        size=row.size,
    )


def reader_words(session: Session, actor: Actor, at: datetime) -> str:
    """Return the line that names `actor`: name, first unit, time."""
    office = actor.offices[0] if actor.offices else None
    unit = session.scalar(select(Unit.name).where(Unit.id == office.unit_id)) if office else None
    return reader_line(actor, unit or "", at)


@dataclass(frozen=True)
class Taking:
    """How a person may take a paper along: to keep, on paper, without their name on it.

    `words` is what stands over its pages on the screen, empty where the office wants none.
    """

    keep: bool
    print: bool
    clean: bool
    words: str


def taking(session: Session, actor: Actor, version_id: UUID, office: str, at: datetime) -> Taking:
    """Return how `actor` may take a version along, in an office that stamps what `office` says.

    Raises NotFound.
    """
    held = access.version(session, actor, version_id, PaperPermission.READ)
    stamped = is_stamped(office, held.paper.secrecy)
    return Taking(
        keep=allows(actor, PaperPermission.DOWNLOAD, held),
        print=allows(actor, PaperPermission.PRINT, held),
        clean=not stamped or allows(actor, PaperPermission.TAKE_CLEAN, held),
        words=reader_words(session, actor, at) if stamped else "",
    )


def waiting_copies(session: Session, now: datetime, after: timedelta) -> Sequence[UUID]:
    """Return copies that were asked for longer ago than `after` and not made yet."""
    return session.scalars(
        select(PaperCopy.id).where(
            PaperCopy.state == CopyState.WANTED, PaperCopy.asked_at < now - after
        )
    ).all()
