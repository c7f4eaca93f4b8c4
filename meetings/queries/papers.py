"""Papers that lie on agenda items."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from documents.containers import came_late
from documents.events import layer_stream
from documents.grants import Level, grants_of
from documents.models import Paper, PaperGrant, PaperVersion
from documents.policies import PaperPermission, in_sight_of
from documents.states import VersionState
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import reaches
from meetings.models import AgendaItem, Meeting
from meetings.queries.shapes import AgendaPaperOut

KIND = "agenda_item"


def papers_of(
    session: Session, actor: Actor, item_ids: Collection[UUID]
) -> dict[UUID, list[AgendaPaperOut]]:
    """Return the papers of the items, each in the version that people read, in one query.

    Those above the actor's clearance or kept from them by a grant are left out, and all that a
    deputy may not read.
    """
    if not reaches(actor, PaperPermission.READ):
        return defaultdict(list)
    rows = session.execute(
        select(Paper, PaperVersion, Meeting.called_at)
        .join(
            PaperVersion,
            (PaperVersion.paper_id == Paper.id) & (PaperVersion.number == Paper.shown_number),
        )
        .join(AgendaItem, AgendaItem.id == Paper.container_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(Paper.container_kind == KIND, Paper.container_id.in_(item_ids), in_sight_of(actor))
        .order_by(Paper.position, Paper.id)
    )
    papers: dict[UUID, list[AgendaPaperOut]] = defaultdict(list)
    for paper, version, called_at in rows:
        late = came_late(paper.created_at, called_at)
        papers[paper.container_id].append(_paper(paper, version, late=late))
    return papers


def readable_papers(meeting: Meeting) -> Select[Paper, int]:
    """Return the question for the papers of a meeting and the numbers of their shown versions.

    In order; without those recalled or still being looked at. Whose sight they are in is not asked.
    """
    return (
        select(Paper, PaperVersion.number)
        .join(
            PaperVersion,
            (PaperVersion.paper_id == Paper.id) & (PaperVersion.number == Paper.shown_number),
        )
        .where(
            Paper.container_kind == KIND,
            Paper.container_id.in_([item.id for item in meeting.items]),
            Paper.recalled_at.is_(None),
            PaperVersion.state == VersionState.READY,
        )
        .order_by(Paper.position, Paper.id)
    )


def may_see(session: Session, actor: Actor, version_id: UUID | None) -> bool:
    """Whether the paper of a version is there for the actor, on an item that they may read."""
    query = select(PaperVersion.id).join(PaperVersion.paper)
    return (
        session.scalar(query.where(PaperVersion.id == version_id, in_sight_of(actor))) is not None
    )


def is_for_all(session: Session, version_id: UUID | None) -> bool:
    """Whether a paper is kept from nobody of the meeting by secrecy, recall or a grant now."""
    row = session.execute(
        select(Paper)
        .join(PaperVersion, PaperVersion.paper_id == Paper.id)
        .where(PaperVersion.id == version_id)
    ).scalar_one_or_none()
    if row is None or row.secrecy or row.recalled_at is not None:
        return False
    grants = grants_of(session, row)
    return all(rule.gives(grants.now or row.created_at) >= Level.VIEW for rule in grants.rules)


def with_end(session: Session, item_ids: Collection[UUID]) -> set[UUID]:
    """Return which of the items, and of the papers there, bear a grant that ends at a moment."""
    papers = select(Paper.id).where(Paper.container_kind == KIND, Paper.container_id.in_(item_ids))
    query = select(PaperGrant.place_id).where(
        PaperGrant.ends_at.is_not(None),
        or_(PaperGrant.place_id.in_(item_ids), PaperGrant.place_id.in_(papers)),
    )
    return set(session.scalars(query))


def layer_streams(session: Session, item_ids: Collection[UUID]) -> list[str]:
    """Return the streams of the meeting layers of all versions that lie on the items."""
    query = (
        select(PaperVersion.id)
        .join(PaperVersion.paper)
        .where(Paper.container_kind == KIND, Paper.container_id.in_(item_ids))
    )
    return [layer_stream(version_id) for version_id in session.scalars(query)]


def _paper(paper: Paper, version: PaperVersion, *, late: bool) -> AgendaPaperOut:
    return AgendaPaperOut(
        id=paper.id,
        version_id=version.id,
        title=paper.title,
        symbol=paper.symbol,
        secrecy=paper.secrecy,
        filename=version.filename,
        pages=version.page_count,
        state=version.state,
        failure=version.failure,
        late=late,
    )
