"""The notices of minutes: their words. The subject is the meeting."""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ecabinet.core.clock import office_time
from ecabinet.notifications.kinds import Kind, Params, register_kinds
from ecabinet.notifications.states import Topic, Weight


def circulated(params: Params) -> str:
    """Return until when amendments are taken."""
    until = office_time(datetime.fromisoformat(params["due_at"]))
    return str(_("Mời đọc và góp ý trước %(time)s.", time=f"{until:%H:%M %d/%m/%Y}"))


def proposed(params: Params) -> str:
    """Return who wants an amendment."""
    return str(_("Góp ý của %(name)s chờ trả lời.", name=params["name"]))


KINDS = (
    Kind("minutes.circulated", Topic.MEETINGS, _l("Xin góp ý biên bản"), circulated, "file"),
    Kind(
        "minutes.amendment", Topic.MEETINGS, _l("Góp ý biên bản"), proposed, "edit",
        weight=Weight.MINOR,
    ),
    Kind(
        "minutes.accepted", Topic.MEETINGS, _l("Góp ý biên bản đã được nhận"),
        _l("Nội dung góp ý đã ghi vào biên bản."), "ok", weight=Weight.MINOR,
    ),
    Kind(
        "minutes.refused", Topic.MEETINGS, _l("Góp ý biên bản không được nhận"),
        _l("Mời xem lý do."), "x", weight=Weight.MINOR,
    ),
    Kind(
        "minutes.approved", Topic.MEETINGS, _l("Biên bản đã duyệt"),
        _l("Chủ trì đã duyệt biên bản. Biên bản không sửa được nữa."), "stamp",
    ),
)  # fmt: skip


def register_minutes_notices() -> None:
    """Register the kinds; twice is the same as once."""
    register_kinds(KINDS)
