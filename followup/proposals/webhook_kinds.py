"""What other systems are told of proposals once they were sent upwards. Never words."""

from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Unit
from ecabinet.core.events import Event
from ecabinet.webhooks.kinds import Kind, Told, register
from followup.paths import proposal_path
from followup.proposals.access import KIND
from followup.proposals.events import ProposalChanged
from followup.proposals.models import Proposal, ProposalDeed

_DEEDS: dict[ProposalDeed, Any] = {
    ProposalDeed.SUBMITTED: _l("Đề xuất được trình"),
    ProposalDeed.FORWARDED: _l("Đề xuất được trình lên cấp trên"),
    ProposalDeed.RETURNED: _l("Đề xuất được trả lại"),
    ProposalDeed.REFUSED: _l("Đề xuất không được đồng ý"),
    ProposalDeed.APPROVED: _l("Đề xuất được đồng ý"),
    ProposalDeed.WITHDRAWN: _l("Đề xuất được rút lại"),
    ProposalDeed.BECAME: _l("Đề xuất thành việc khác"),
}
KINDS = tuple(
    Kind(f"{KIND}.{deed.value}", _l("Đề xuất, kiến nghị"), words) for deed, words in _DEEDS.items()
)


def tell_proposal(session: Session, event: Event) -> Told | None:
    """Tell where a proposal stands; of a draft nothing."""
    assert isinstance(event, ProposalChanged)
    row = session.get_one(Proposal, event.proposal_id)
    if event.deed not in _DEEDS or row.submitted_at is None:
        return None
    became = {"kind": event.subject_kind, "id": event.subject_id} if event.subject_id else None
    return Told(
        kind=f"{KIND}.{event.deed.value}",
        subject_kind=KIND,
        subject_id=row.id,
        path=proposal_path(row.id),
        data={
            "code": row.code,
            "state": row.state,
            "urgency": row.urgency,
            "unit": _sign(session, row.unit_id),
            "to_unit": _sign(session, row.to_unit_id),
            "submitted_at": row.submitted_at,
            "desired_on": row.desired_on,
            "became": became,
        },
    )


def _sign(session: Session, unit_id: UUID | None) -> str | None:
    return session.get_one(Unit, unit_id).code if unit_id else None


def register_proposal_kinds() -> None:
    """Register the kinds; twice is the same as once."""
    register(KINDS, {ProposalChanged: tell_proposal})
