"""What is kept for a while only. Records of the office (meetings, papers, votes, directives, tasks,
their histories, the audit log) stand in no rule here: nothing wipes them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute

from ecabinet.accounts.models.sign_in import SignIn
from ecabinet.core.db import Base
from ecabinet.core.notices import NoticeRow
from ecabinet.core.outbox import OutboxEntry
from ecabinet.core.receipts import Receipt
from ecabinet.environment import SettingsError
from ecabinet.notifications.models import Mail
from ecabinet.webhooks.models import Delivery

FOR_EVER = 0


@dataclass(frozen=True)
class Rule:
    """Rows of one table that may go after a while.

    `at`: the moment from which days are counted. `over`: which rows of that age may go (those
    whose work is done); None: all. `least`: fewer days are refused; FOR_EVER is always taken.
    """

    key: str
    words: Any
    why: Any
    table: type[Base]
    at: InstrumentedAttribute[Any]
    days: int
    least: int
    over: Callable[[], ColumnElement[bool]] | None = None

    def stale(self, before: datetime) -> ColumnElement[bool]:
        """Return, as SQL, which rows are to go."""
        old = self.at < before
        return old if self.over is None else old & self.over()


RULES: tuple[Rule, ...] = (
    Rule(
        "events",
        _l("Tín hiệu cập nhật trang"),
        _l("Trang đang mở dùng để theo kịp thay đổi; trang mở lại đọc thẳng dữ liệu."),
        OutboxEntry, OutboxEntry.at, 180, 30,
    ),
    Rule(
        "receipts",
        _l("Biên nhận yêu cầu"),
        _l("Để một yêu cầu gửi lại không làm hai lần; không ai gửi lại sau chừng ấy ngày."),
        Receipt, Receipt.at, 60, 20,
    ),
    Rule(
        "mails",
        _l("Phiếu gửi thư"),
        _l("Thư đã gửi hoặc thôi gửi; thông báo vẫn còn trong hệ thống."),
        Mail, Mail.created_at, 365, 30, lambda: Mail.ended_at.is_not(None),
    ),
    Rule(
        "notices",
        _l("Thông báo đã đọc"),
        _l("Chỉ là lời báo; việc được báo nằm ở hồ sơ của nó và nhật ký."),
        NoticeRow, NoticeRow.at, 730, 90, lambda: NoticeRow.read_at.is_not(None),
    ),
    Rule(
        "webhooks",
        _l("Nhật ký gửi ra hệ thống khác"),
        _l("Sự kiện đã gửi và từng lần thử, kể cả sự kiện còn chờ một nơi nhận đang tạm ngừng."),
        Delivery, Delivery.at, 90, 7,
    ),
    Rule(
        "sign_ins",
        _l("Phiên đăng nhập đã kết thúc"),
        _l("Lần đăng nhập, đăng xuất vẫn còn trong nhật ký hệ thống."),
        SignIn, SignIn.expires_at, 400, 90,
    ),
)  # fmt: skip


def chosen_days(given: Mapping[str, int]) -> dict[str, int]:
    """Return for each rule how many days its rows are kept, FOR_EVER for ever.

    Raises:
        SettingsError: a rule is unknown, or fewer days are asked for than are safe.
    """
    known = {rule.key: rule for rule in RULES}
    for key, days in given.items():
        if key not in known:
            raise SettingsError(
                f"ECABINET_RETENTION knows no {key!r}: it may name {', '.join(known)}"
            )
        if days != FOR_EVER and days < known[key].least:
            raise SettingsError(
                f"ECABINET_RETENTION: {key} must be kept for {known[key].least} days at least "
                f"({FOR_EVER}: for ever)"
            )
    return {rule.key: given.get(rule.key, rule.days) for rule in RULES}
