"""The notices of papers. Their title is that of the place the paper lies in, never the paper's."""

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from ecabinet.notifications.kinds import Kind, Params, register_kinds
from ecabinet.notifications.states import Topic, Weight


def how_many(params: Params) -> str:
    """Return how many papers have come since the person last looked."""
    return ngettext(
        "Có %(num)s tài liệu mới để đọc.", "Có %(num)s tài liệu mới để đọc.", params["times"]
    )


KINDS = (
    Kind("paper.added", Topic.PAPERS, _l("Tài liệu mới"), how_many, "doc"),
    Kind(
        "paper.revised",
        Topic.PAPERS,
        _l("Tài liệu có bản mới"),
        _l("Mời đọc bản mới. Bản trước vẫn đọc được."),
        "doc",
    ),
    Kind(
        "paper.late",
        Topic.PAPERS,
        _l("Tài liệu gửi sát giờ họp"),
        _l("Mời đọc trước khi vào họp."),
        "doc",
        weight=Weight.URGENT,
    ),
    Kind(
        "paper.failed",
        Topic.PAPERS,
        _l("Tệp không dùng được"),
        _l("Một tệp đồng chí tải lên không đọc được. Mời xem lý do và tải lại."),
        "late",
        weight=Weight.URGENT,
    ),
)


def register_notices() -> None:
    """Register the kinds; twice is the same as once."""
    register_kinds(KINDS)
