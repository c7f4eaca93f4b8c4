"""Which papers of a meeting a person's tablet may keep, and until when."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.models import PDF, PaperVersion
from documents.states import VersionState
from ecabinet.core.actors import Actor
from meetings import access
from meetings.places import MeetingPlace, own_seat
from meetings.policies import MeetingPermission
from meetings.queries.detail import meeting_out
from meetings.queries.papers import with_end
from meetings.queries.shapes import AgendaPaperOut, Shape
from meetings.states import MeetingState

ARCHIVE = timedelta(days=30)
"""After a meeting has ended its papers go into the archive; no tablet keeps them longer."""
LEASE = timedelta(days=14)
"""A tablet that has not asked for so long forgets by itself: rights may have ended meanwhile."""

KEPT_IN = (
    MeetingState.CALLED,
    MeetingState.IN_SESSION,
    MeetingState.PAUSED,
    MeetingState.CLOSED,
)


class OfflinePaper(Shape):
    """A paper to keep. `sha256` and `size` are of the bytes that `getPaperFile` sends."""

    version_id: UUID
    paper_id: UUID
    item_id: UUID
    title: str
    symbol: str | None
    pages: int | None
    size: int
    sha256: str


class OfflinePapers(Shape):
    """What may be kept, in the order of the agenda; nothing when `keep_until` is null."""

    meeting_id: UUID
    title: str
    keep_until: datetime | None
    total_size: int
    papers: list[OfflinePaper]


def offline_papers(
    session: Session, actor: Actor, meeting_id: UUID, now: datetime
) -> OfflinePapers:
    """Return what the actor's tablet may keep of a meeting. Raises NotFound.

    Only for who takes part, in person: a deputy reads with the network, and so does whoever may
    look into the meeting by office. A paper whose rights end at a moment is read with the network
    only: no tablet out of reach would let go of it in time.
    """
    place = access.place(session, actor, meeting_id, MeetingPermission.READ)
    shown = meeting_out(session, actor, place)
    until = _until(actor, place, now)
    papers: list[OfflinePaper] = []
    if until is not None:
        ending = with_end(session, [item.id for item in shown.agenda])
        on_items = [
            (item.id, paper)
            for item in shown.agenda
            for paper in item.papers
            if item.id not in ending and paper.id not in ending
        ]
        papers = _papers(session, on_items)
    size = sum(paper.size for paper in papers)
    return OfflinePapers(
        meeting_id=place.id, title=shown.title, keep_until=until, total_size=size, papers=papers
    )


def _until(actor: Actor, place: MeetingPlace, now: datetime) -> datetime | None:
    """Until when a tablet may keep; None: not at all."""
    if actor.deputy is not None or own_seat(actor, place) is None:
        return None
    if place.row.state not in KEPT_IN:
        return None
    archived = (place.row.closed_at or max(place.row.ends_at, now)) + ARCHIVE
    return min(archived, now + LEASE) if archived > now else None


def _papers(session: Session, on_items: list[tuple[UUID, AgendaPaperOut]]) -> list[OfflinePaper]:
    query = select(PaperVersion).where(
        PaperVersion.id.in_([paper.version_id for _, paper in on_items]),
        PaperVersion.state == VersionState.READY,
    )
    ready = {version.id: version for version in session.scalars(query)}
    return [
        OfflinePaper(
            version_id=version.id,
            paper_id=paper.id,
            item_id=item_id,
            title=paper.title,
            symbol=paper.symbol,
            pages=paper.pages,
            size=(version.light_size if version.light_blob else version.served_size) or 0,
            sha256=version.blob_to_read,
        )
        for item_id, paper in on_items
        if (version := ready.get(paper.version_id)) and version.served_type == PDF
    ]
