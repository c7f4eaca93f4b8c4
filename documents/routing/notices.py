"""The notices of slips: their words, and who may still see the document they tell of."""

from collections.abc import Collection, Mapping
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.register.models import Entry
from documents.routing.models import Slip
from documents.routing.policies import visible_to
from documents.routing.telling import SUBJECT
from ecabinet.core.actors import Actor
from ecabinet.notifications.kinds import Kind, Params, register_kinds
from ecabinet.notifications.states import Topic, Weight
from ecabinet.notifications.subjects import Sight, register_subject

ROLES = {
    "lead": _l("Giao chủ trì xử lý. Mời xem ý kiến chỉ đạo."),
    "coordinate": _l("Giao phối hợp xử lý. Mời xem ý kiến chỉ đạo."),
    "inform": _l("Gửi để biết."),
}


def _role(params: Params) -> str:
    return str(ROLES[params["role"]])


KINDS = (
    Kind("slip.sent", Topic.PAPERS, _l("Văn bản chuyển đến"), _role, "inbox"),
    Kind(
        "slip.received", Topic.PAPERS, _l("Văn bản đã tiếp nhận"),
        _l("Nơi nhận đã tiếp nhận văn bản."), "check", weight=Weight.MINOR,
    ),
    Kind(
        "slip.returned", Topic.PAPERS, _l("Văn bản bị trả lại"),
        _l("Nơi nhận trả lại văn bản. Mời xem lý do và chuyển nơi khác."), "retry",
    ),
    Kind(
        "slip.done", Topic.PAPERS, _l("Văn bản đã xử lý xong"),
        _l("Nơi nhận báo đã xử lý xong."), "ok",
    ),
    Kind(
        "slip.recalled", Topic.PAPERS, _l("Thu hồi văn bản chuyển nhầm"),
        _l("Nơi gửi đã thu hồi một văn bản chuyển đến."), "x",
    ),
    Kind(
        "slip.handed_over", Topic.PAPERS, _l("Nhận bàn giao văn bản chuyển đến"),
        _l("Có %(count)s văn bản đang chờ chuyển đến đồng chí."), "sub",
    ),
)  # fmt: skip


def slips_seen(session: Session, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Sight]:
    """Of these slips, those that the actor may read; of secret ones no mail tells the title."""
    query = select(Slip.id, Entry.secrecy).join(Entry, Entry.id == Slip.entry_id)
    rows = session.execute(query.where(Slip.id.in_(ids), visible_to(actor)))
    return {key: Sight.SECRET if secrecy else Sight.OPEN for key, secrecy in rows}


def register_notices() -> None:
    """Register kinds and subject; twice is the same as once."""
    register_kinds(KINDS)
    register_subject(SUBJECT, slips_seen)
