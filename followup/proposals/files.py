"""Files of a proposal: whoever reads it reads them, who proposes adds them while it is open."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from documents.containers import Container, Place, nobody
from ecabinet.core.actors import Actor
from followup.paths import proposal_path
from followup.proposals.models import Proposal, proposal_code
from followup.proposals.policies import adds_files, may_read, readable, samples


def _visible_ids(actor: Actor) -> Select[UUID]:
    return select(Proposal.id).where(readable(actor))


def _describe(session: Session, ids: Collection[UUID]) -> Mapping[UUID, Place]:
    rows = session.execute(
        select(Proposal.id, Proposal.number, Proposal.title, Proposal.created_at).where(
            Proposal.id.in_(ids)
        )
    )
    return {
        row.id: Place(
            f"{proposal_code(row.number)} · {row.title}", proposal_path(row.id), row.created_at
        )
        for row in rows
    }


FILES = Container(
    load=lambda session, _actor, proposal_id: session.get(Proposal, proposal_id),
    may_read=may_read,
    may_annotate=nobody,
    may_upload=adds_files,
    visible_ids=_visible_ids,
    describe=_describe,
    stream=lambda _proposal: None,
    samples=samples,
    any_file=True,
)
