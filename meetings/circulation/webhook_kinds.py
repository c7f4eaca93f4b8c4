"""What other systems are told of circulation ballots: moments and figures. Never the question, nor
who was asked or answered what; the verdict only when it is published."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Unit
from ecabinet.core.events import Event
from ecabinet.webhooks.kinds import Kind, Told, register
from meetings.circulation.events import CirculationChanged
from meetings.circulation.models import Circulation, CirculationPart
from meetings.circulation.states import CirculationAct, CirculationState
from meetings.circulation.telling import path_of

CIRCULATION = _l("Phiếu lấy ý kiến")
KINDS = {
    CirculationAct.SEND: Kind("circulation.sent", CIRCULATION, _l("Phiếu được gửi đi")),
    CirculationAct.EXTEND: Kind("circulation.extended", CIRCULATION, _l("Phiếu được lùi hạn")),
    CirculationAct.CLOSE: Kind("circulation.closed", CIRCULATION, _l("Phiếu đã đóng")),
    CirculationAct.PUBLISH: Kind(
        "circulation.published", CIRCULATION, _l("Kết quả phiếu được công bố")
    ),
    CirculationAct.WITHDRAW: Kind("circulation.withdrawn", CIRCULATION, _l("Phiếu được rút lại")),
}


def tell_circulation(session: Session, event: Event) -> Told | None:
    """Tell what became of it; of a draft that was never sent nothing."""
    assert isinstance(event, CirculationChanged)
    row = session.get_one(Circulation, event.circulation_id)
    if event.act not in KINDS or row.sent_at is None:
        return None
    return Told(
        kind=KINDS[event.act].name,
        subject_kind="circulation",
        subject_id=row.id,
        path=path_of(row.id),
        data={
            "state": row.state,
            "unit": session.get_one(Unit, row.unit_id).code,
            "due_at": row.due_at,
            "sent_at": row.sent_at,
            "closed_at": row.closed_at,
            "published_at": row.published_at,
            **_figures(session, row),
        },
    )


def _figures(session: Session, row: Circulation) -> dict[str, Any]:
    """Return how many were asked and have answered; the verdict when everybody may know it."""
    part = CirculationPart
    counts = select(func.count(), func.count(part.answered_at))
    asked, answers = session.execute(counts.where(part.circulation_id == row.id)).one()
    found: dict[str, Any] = {"asked": asked, "answers": answers}
    if row.state == CirculationState.PUBLISHED:
        found["carried"] = (row.outcome or {}).get("carried")
    return found


def register_webhook_kinds() -> None:
    """Register the kinds; twice is the same as once."""
    register(KINDS.values(), {CirculationChanged: tell_circulation})
