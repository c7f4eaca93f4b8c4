"""Agenda items as outcomes of proposals."""

from collections.abc import Collection, Mapping
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from followup.proposals.models import Proposal
from followup.proposals.outcomes import Outcome, Shown, register_outcome
from meetings.commands.agenda_from_proposal import OUTCOME
from meetings.models import AgendaItem, Meeting
from meetings.policies import items_visible_to
from meetings.queries.agendas import edits_an_agenda


def _form(session: Session, actor: Actor, proposal: Proposal) -> str | None:
    return f"/proposals/{proposal.id}/agenda" if edits_an_agenda(session, actor) else None


def _items(session: Session, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Shown]:
    query = (
        select(AgendaItem.id, AgendaItem.number, Meeting.id.label("meeting_id"), Meeting.title)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(AgendaItem.id.in_(ids), AgendaItem.removed_at.is_(None))
        .where(AgendaItem.id.in_(items_visible_to(actor).where(AgendaItem.id.in_(ids))))
    )
    return {
        row.id: Shown(
            str(_("%(meeting)s, nội dung %(number)s", meeting=row.title, number=row.number)),
            f"/meetings/{row.meeting_id}",
        )
        for row in session.execute(query)
    }


def register_from_proposals() -> None:
    """Register the kind; twice is the same as once."""
    register_outcome(
        Outcome(OUTCOME, _l("Nội dung họp"), _l("Đưa vào phiên họp"), "agenda", _form, _items)
    )
