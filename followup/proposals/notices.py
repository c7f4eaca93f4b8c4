"""The notices of proposals, and who may still see what they tell of."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.notifications.kinds import Kind, Params, register_kinds
from ecabinet.notifications.states import Topic
from ecabinet.notifications.subjects import Sight, register_subject
from followup.notices import days_left
from followup.proposals.access import KIND
from followup.proposals.models import Proposal
from followup.proposals.policies import readable


def _consult_day(params: Params) -> str:
    day = date.fromisoformat(params["due_on"]).strftime("%d/%m/%Y")
    return str(_("Mời đồng chí cho ý kiến trước hết ngày %(day)s.", day=day))


KINDS = tuple(
    Kind(f"{KIND}.{name}", Topic.TASKS, label, text, icon)
    for name, label, text, icon in (
        ("consulted", _l("Xin ý kiến về đề xuất"), _consult_day, "ask"),
        ("opinion_due", _l("Sắp hết hạn cho ý kiến về đề xuất"), days_left, "ask"),
        (
            "advised", _l("Ý kiến về đề xuất"),
            _l("Có ý kiến mới, còn chờ %(left)s ý kiến."), "chat",
        ),
        ("all_advised", _l("Đủ ý kiến về đề xuất"), _l("Mọi nơi được hỏi đã trả lời."), "check"),
        ("submitted", _l("Đề xuất trình lên"), _l("Mời đồng chí xem và quyết định."), "inbox"),
        ("forwarded", _l("Đề xuất được trình tiếp"), _l("Đã trình lên cấp trên."), "arrow-right"),
        (
            "returned", _l("Đề xuất trả lại"),
            _l("Mời xem lý do, sửa rồi trình lại."), "retry",
        ),
        ("refused", _l("Đề xuất không được đồng ý"), _l("Mời xem lý do."), "x"),
        ("approved", _l("Đề xuất được đồng ý"), _l("Mời xem ý kiến quyết định."), "ok"),
        ("withdrawn", _l("Đề xuất đã rút"), _l("Không cần cho ý kiến hay quyết định nữa."), "undo"),
        (
            "handed_over", _l("Nhận bàn giao đề xuất"),
            _l("Có %(count)s đề xuất chưa xong chuyển đến đồng chí."), "sub",
        ),
        ("became", _l("Đề xuất đã thành việc"), _l("Mời xem kết quả của đề xuất."), "flag"),
    )
)  # fmt: skip


def proposals_seen(session: Session, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Sight]:
    """Of these proposals, those that the actor may read."""
    rows = session.scalars(select(Proposal.id).where(Proposal.id.in_(ids), readable(actor)))
    return dict.fromkeys(rows, Sight.OPEN)


def register_proposal_notices() -> None:
    """Register kinds and subject; twice is the same as once."""
    register_kinds(KINDS)
    register_subject(KIND, proposals_seen)
