"""What webhooks tell people: states, reasons, refusals, deeds, rights."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ecabinet.webhooks.kinds import TEST, registered
from ecabinet.webhooks.policies import WebhookPermission
from ecabinet.webhooks.queries.log import Show
from ecabinet.webhooks.states import DeliveryState, PausedBy, ReceiverState

RECEIVER_STATES: dict[ReceiverState, Any] = {
    ReceiverState.ACTIVE: _l("Đang gửi"),
    ReceiverState.PAUSED: _l("Tạm ngừng"),
    ReceiverState.RETIRED: _l("Đã thôi gửi"),
}
PAUSED: dict[PausedBy, Any] = {
    PausedBy.HAND: _l("Quản trị tạm ngừng. Sự kiện vẫn được giữ, gửi tiếp khi bật lại."),
    PausedBy.FAILING: _l(
        "Hệ thống tạm ngừng vì nơi nhận không nhận được gì suốt ba ngày. Sự kiện vẫn được giữ."
    ),
    PausedBy.GONE: _l("Nơi nhận trả lời rằng địa chỉ này không còn dùng (410)."),
}
DELIVERY_STATES: dict[DeliveryState, Any] = {
    DeliveryState.WAITING: _l("Chờ gửi"),
    DeliveryState.SENDING: _l("Đang gửi"),
    DeliveryState.DELIVERED: _l("Đã nhận"),
    DeliveryState.DEAD: _l("Đã thôi thử"),
    DeliveryState.DROPPED: _l("Không gửi nữa"),
}
SHOWS: dict[Show, Any] = {
    Show.ALL: _l("Tất cả"),
    Show.FAILING: _l("Đang lỗi"),
    Show.WAITING: _l("Chờ gửi"),
    Show.DELIVERED: _l("Đã nhận"),
}
FAILURES: dict[str, Any] = {
    "forbidden_address": _l("Địa chỉ thuộc mạng nội bộ chưa được phép gửi đến"),
    "no_such_name": _l("Không tìm thấy tên máy nhận"),
    "refused": _l("Máy nhận không mở cổng này"),
    "timeout": _l("Máy nhận trả lời quá chậm"),
    "certificate": _l("Chứng thư của máy nhận không hợp lệ"),
    "tls": _l("Không lập được kết nối mã hóa"),
    "broken_off": _l("Kết nối bị ngắt giữa chừng"),
    "secret_unreadable": _l("Khóa ký không mở được. Mời đổi khóa"),
    "cannot_be_written": _l("Chưa soạn được bản tin"),
}
MESSAGES: dict[str, Any] = {
    "webhook.address": _l("Cần địa chỉ dạng https://ten-may/duong-dan, không kèm tên, mật khẩu."),
    "webhook.unknown_kind": _l("Có loại sự kiện không có trong danh sách."),
    "webhook.name_taken": _l("Đã có nơi nhận tên “%(name)s”. Mời đặt tên khác."),
    "webhook.too_many": _l("Có nhiều nhất %(limit)s nơi nhận. Mời thôi gửi nơi không dùng nữa."),
    "webhook.retired": _l("Nơi nhận này đã thôi gửi."),
    "webhook.paused": _l("Nơi nhận này đang tạm ngừng rồi."),
    "webhook.not_paused": _l("Nơi nhận này không tạm ngừng."),
    "webhook.rotating": _l("Khóa cũ vẫn còn hiệu lực. Mời bỏ khóa cũ trước khi đổi lần nữa."),
    "webhook.sending": _l("Sự kiện này đang được gửi. Mời chờ ít giây."),
}
NAMES: dict[WebhookPermission, Any] = {
    WebhookPermission.READ: _l("Xem nơi nhận sự kiện, nhật ký gửi"),
    WebhookPermission.MANAGE: _l("Lập và sửa nơi nhận sự kiện, gửi lại"),
}


def kind_words(name: str) -> str:
    """Return what a kind of event is called; one that is no more, by its name."""
    if name == TEST:
        return _("Gửi thử")
    kind = registered().get(name)
    return str(kind.words) if kind else name


def result_words(status: int | None, failure: str | None) -> str:
    """Return how a try went: the reason in words, else the code of the answer."""
    if failure is not None:
        return str(FAILURES.get(failure, failure))
    return _("Trả lời %(code)s", code=status) if status is not None else ""
