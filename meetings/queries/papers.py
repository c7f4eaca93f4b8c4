"""Papers that lie on agenda items."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.events import layer_stream
from documents.models import Paper, PaperVersion
from documents.policies import PaperPermission, cleared_for
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import reaches
from meetings.queries.shapes import PaperOut

KIND = "agenda_item"


def papers_of(
    session: Session, actor: Actor, item_ids: Collection[UUID]
) -> dict[UUID, list[PaperOut]]:
    """Return the papers of the items, each in the version that people read, in one query.

    Those above the actor's clearance are left out, and all that a deputy may not read.
    """
    if not reaches(actor, PaperPermission.READ):
        return defaultdict(list)
    rows = session.execute(
        select(Paper, PaperVersion)
        .join(
            PaperVersion,
            (PaperVersion.paper_id == Paper.id) & (PaperVersion.number == Paper.shown_number),
        )
        .where(Paper.container_kind == KIND, Paper.container_id.in_(item_ids), cleared_for(actor))
        .order_by(Paper.position, Paper.id)
    )
    papers: dict[UUID, list[PaperOut]] = defaultdict(list)
    for paper, version in rows:
        papers[paper.container_id].append(_paper(paper, version))
    return papers


def secrecy_of(session: Session, version_id: UUID | None) -> int:
    """Return how secret the paper of a version is; 0 when there is none."""
    query = select(Paper.secrecy).join(PaperVersion, PaperVersion.paper_id == Paper.id)
    return session.scalar(query.where(PaperVersion.id == version_id)) or 0


def layer_streams(session: Session, item_ids: Collection[UUID]) -> list[str]:
    """Return the streams of the meeting layers of all versions that lie on the items."""
    query = (
        select(PaperVersion.id)
        .join(PaperVersion.paper)
        .where(Paper.container_kind == KIND, Paper.container_id.in_(item_ids))
    )
    return [layer_stream(version_id) for version_id in session.scalars(query)]


def _paper(paper: Paper, version: PaperVersion) -> PaperOut:
    return PaperOut(
        id=paper.id,
        version_id=version.id,
        title=paper.title,
        symbol=paper.symbol,
        secrecy=paper.secrecy,
        filename=version.filename,
        pages=version.page_count,
        state=version.state,
        failure=version.failure,
    )
