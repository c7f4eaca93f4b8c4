"""The notices of circulation ballots: their words, and who may still see what they tell of."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_time
from ecabinet.notifications.kinds import Kind, Params, register_kinds
from ecabinet.notifications.states import Topic
from ecabinet.notifications.subjects import Sight, register_subject
from meetings.circulation.models import Circulation
from meetings.circulation.policies import visible_to
from meetings.circulation.telling import SUBJECT


def _until(params: Params) -> str:
    return f"{office_time(datetime.fromisoformat(params['due_at'])):%H:%M %d/%m/%Y}"


def asked(params: Params) -> str:
    """Return until when an answer is wanted."""
    return str(_("Mời đọc tài liệu và cho ý kiến trước %(time)s.", time=_until(params)))


def remind(params: Params) -> str:
    """Return that the answer is still missing."""
    return str(_("Đồng chí chưa cho ý kiến. Hạn trả lời: %(time)s.", time=_until(params)))


def extended(params: Params) -> str:
    """Return the new deadline and why."""
    return str(_("Gia hạn đến %(time)s. Lý do: %(why)s", time=_until(params), why=params["reason"]))


def withdrawn(params: Params) -> str:
    """Return why it was taken back."""
    return str(_("Phiếu đã được rút, không cần trả lời. Lý do: %(why)s", why=params["reason"]))


def missing(params: Params) -> str:
    """Return who has not answered, and what can be done once the time is over."""
    count, names = params["count"], ", ".join(params["names"])
    said = ngettext("%(num)s người chưa trả lời", "%(num)s người chưa trả lời", count)
    more = ", …" if count > len(params["names"]) else ""
    told = f"{said}: {names}{more}."
    return f"{told} {_('Đã hết hạn: mời gia hạn hoặc kết thúc.')}" if params["over"] else told


def joined(params: Params) -> str:
    """Return with which meeting's vote the answers are counted."""
    return str(_("Đếm chung với biểu quyết tại: %(meeting)s.", meeting=params["meeting"]))


KINDS = (
    Kind("circulation.asked", Topic.MEETINGS, _l("Cần cho ý kiến"), asked, "vote"),
    Kind("circulation.remind", Topic.MEETINGS, _l("Nhắc cho ý kiến"), remind, "bell"),
    Kind("circulation.extended", Topic.MEETINGS, _l("Gia hạn lấy ý kiến"), extended, "clock"),
    Kind("circulation.withdrawn", Topic.MEETINGS, _l("Rút phiếu lấy ý kiến"), withdrawn, "x"),
    Kind(
        "circulation.missing", Topic.MEETINGS, _l("Còn người chưa cho ý kiến"), missing, "user-off"
    ),
    Kind(
        "circulation.closed", Topic.MEETINGS, _l("Lấy ý kiến đã kết thúc"),
        _l("Kết quả đã kiểm xong, chờ công bố."), "lock",
    ),
    Kind(
        "circulation.joined", Topic.MEETINGS, _l("Ý kiến được đếm chung"), joined, "people",
    ),
    Kind(
        "circulation.published", Topic.MEETINGS, _l("Kết quả lấy ý kiến"),
        _l("Kết quả đã có để xem."), "check",
    ),
)  # fmt: skip


def circulations_seen(
    session: Session, actor: Actor, ids: Collection[UUID]
) -> Mapping[UUID, Sight]:
    """Of these circulation ballots, those that the actor may know of."""
    rows = session.scalars(select(Circulation.id).where(Circulation.id.in_(ids), visible_to(actor)))
    return dict.fromkeys(rows, Sight.OPEN)


def register_notices() -> None:
    """Register kinds and subject; twice is the same as once."""
    register_kinds(KINDS)
    register_subject(SUBJECT, circulations_seen)
