"""Notices about a person's own account and powers. Accounts stand below us and name only kinds."""

from collections.abc import Collection, Mapping
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, select, true
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Delegation
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import is_administrator
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
        "account.recovery_codes_renewed",
        Topic.ACCOUNT,
        _l("Đã tạo bộ mã dự phòng mới"),
        _l("Bộ mã cũ không dùng được nữa. Nếu không phải đồng chí, mời báo ngay cho quản trị."),
        "key",
    ),
    Kind(
        "account.token_created",
        Topic.ACCOUNT,
        _l("Đã tạo mã truy cập"),
        _l("Chương trình có mã này làm việc thay đồng chí. Nếu không phải đồng chí, mời thu hồi."),
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
        "delegation.taken_back",
        Topic.ACCOUNT,
        _l("Ủy quyền đã thu hồi"),
        _l("Từ nay không còn ai làm thay đồng chí theo ủy quyền này."),
        "user-off",
    ),
    Kind(
        "delegation.over",
        Topic.ACCOUNT,
        _l("Hết hạn làm thay"),
        _l("Ủy quyền đã hết ngày; đồng chí không làm thay nữa."),
        "user-off",
    ),
    Kind(
        "delegation.returned",
        Topic.ACCOUNT,
        _l("Ủy quyền hết hạn"),
        _l("Ủy quyền đồng chí đã giao nay hết ngày."),
        "user-check",
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
    Kind(
        "office.handover_failed",
        Topic.ACCOUNT,
        _l("Chưa bàn giao được chức vụ"),
        _l("Đến ngày bàn giao nhưng không thực hiện được. Mời xem lý do và quyết định lại."),
        "late",
    ),
)


def own_account(_session: Session, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Sight]:
    """A person may be told of nobody's account but the own one."""
    return {one: Sight.OPEN for one in ids if one == actor.person_id}


def delegations_seen(session: Session, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Sight]:
    """Of these delegations, those given or received; all, for who oversees them."""
    if actor.person_id is None or actor.deputy is not None:
        return {}
    part = or_(Delegation.giver_id == actor.person_id, Delegation.receiver_id == actor.person_id)
    known = true() if is_administrator(actor) else part
    rows = session.scalars(select(Delegation.id).where(Delegation.id.in_(ids), known))
    return dict.fromkeys(rows, Sight.OPEN)
