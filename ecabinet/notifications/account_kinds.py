"""Notices about a person's own account and powers. Accounts stand below us and name only kinds."""

from collections.abc import Collection, Mapping
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.notifications.kinds import Kind
from ecabinet.notifications.states import Topic
from ecabinet.notifications.subjects import Sight

KINDS = (
    Kind(
        "account.new_device",
        Topic.ACCOUNT,
        _l("Đăng nhập từ máy mới"),
        _l("Nếu không phải đồng chí, mời đổi mật khẩu và đăng xuất các máy khác."),
        "shield",
    ),
    Kind(
        "account.password_reset",
        Topic.ACCOUNT,
        _l("Mật khẩu được đặt lại"),
        _l("Nếu đồng chí không đề nghị việc này, mời báo ngay cho quản trị."),
        "key",
    ),
    Kind(
        "account.password_changed",
        Topic.ACCOUNT,
        _l("Mật khẩu đã đổi"),
        _l("Nếu không phải đồng chí, mời báo ngay cho quản trị."),
        "key",
    ),
    Kind(
        "account.second_factor_on",
        Topic.ACCOUNT,
        _l("Đã bật xác thực hai lớp"),
        _l("Nếu không phải đồng chí, mời báo ngay cho quản trị."),
        "shield",
    ),
    Kind(
        "account.second_factor_off",
        Topic.ACCOUNT,
        _l("Đã tắt xác thực hai lớp"),
        _l("Nếu không phải đồng chí, mời báo ngay cho quản trị."),
        "shield",
    ),
    Kind(
        "account.second_factor_reset",
        Topic.ACCOUNT,
        _l("Quản trị đã gỡ xác thực hai lớp"),
        _l("Lần đăng nhập tới mời cài lại. Nếu không đề nghị việc này, mời báo ngay quản trị."),
        "shield",
    ),
    Kind(
        "account.second_factor_failing",
        Topic.ACCOUNT,
        _l("Nhiều lần nhập sai mã xác thực"),
        _l("Có người biết mật khẩu của đồng chí. Nếu không phải đồng chí, mời đổi mật khẩu ngay."),
        "shield",
    ),
    Kind(
        "account.recovery_code_used",
        Topic.ACCOUNT,
        _l("Đã dùng một mã dự phòng"),
        _l("Còn %(left)s mã. Nếu không phải đồng chí, mời đổi mật khẩu và tạo bộ mã mới."),
        "key",
    ),
    Kind(
        "delegation.given",
        Topic.ACCOUNT,
        _l("Được ủy quyền"),
        _l("Mời xem nội dung và thời hạn ủy quyền."),
        "user-check",
    ),
    Kind(
        "delegation.revoked",
        Topic.ACCOUNT,
        _l("Thôi ủy quyền"),
        _l("Từ nay đồng chí không làm thay nữa."),
        "user-off",
    ),
    Kind(
        "office.given",
        Topic.ACCOUNT,
        _l("Chức vụ mới"),
        _l("Đồng chí được ghi giữ chức vụ này."),
        "user-check",
    ),
    Kind(
        "office.ended",
        Topic.ACCOUNT,
        _l("Thôi giữ chức vụ"),
        _l("Chức vụ này của đồng chí đã được ghi là kết thúc."),
        "user-off",
    ),
    Kind(
        "office.handed_over",
        Topic.ACCOUNT,
        _l("Nhận bàn giao chức vụ"),
        _l("Việc đang mở của chức vụ này đã chuyển đến đồng chí."),
        "sub",
    ),
)


def own_account(_session: Session, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Sight]:
    """A person may be told of nobody's account but the own one."""
    return {one: Sight.OPEN for one in ids if one == actor.person_id}
