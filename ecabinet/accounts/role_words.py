"""What roles and levels of secrecy are called."""

from flask_babel import lazy_gettext as _l

from ecabinet.core.actors import Role

ROLES = {
    Role.ADMINISTRATOR: _l("Quản trị"),
    Role.SECRETARY: _l("Thư ký"),
    Role.LEADER: _l("Lãnh đạo"),
    Role.MEMBER: _l("Thành viên"),
    Role.CLERK: _l("Văn thư"),
    Role.OFFICIAL: _l("Cán bộ"),
    Role.TRACKER: _l("Theo dõi"),
}
LEVELS = {
    0: _l("Không được biết tài liệu mật"),
    1: _l("Đến độ Mật"),
    2: _l("Đến độ Tối mật"),
    3: _l("Đến độ Tuyệt mật"),
}
