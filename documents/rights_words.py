"""Rights of papers in words: what each permission is called, what each rule says."""

from flask_babel import lazy_gettext as _l

from documents import policies
from documents.policies import MarkPermission, PaperPermission
from ecabinet.core import rules

NAMES = {
    PaperPermission.READ: _l("Đọc tài liệu"),
    PaperPermission.MARK_OWN: _l("Ghi chú riêng"),
    PaperPermission.MARK_MEETING: _l("Ghi chú chung trên tài liệu"),
    PaperPermission.UPLOAD: _l("Tải tài liệu hoặc bản mới lên"),
    MarkPermission.READ: _l("Xem một ghi chú"),
    MarkPermission.CHANGE: _l("Sửa một ghi chú"),
    MarkPermission.REMOVE: _l("Xóa một ghi chú"),
}
RULES = {
    policies.AskShelf("may_read"): _l("Đọc được nội dung họp hoặc nhiệm vụ có tài liệu này"),
    policies.AskShelf("may_annotate"): _l("Ghi chú chung được ở nơi đặt tài liệu"),
    policies.AskShelf("may_upload"): _l("Thêm tài liệu được ở nơi đặt tài liệu"),
    policies.is_cleared: _l("Được biết tài liệu ở độ mật này"),
    policies.is_on_meeting_layer: _l("Ghi chú nằm trên lớp phiên họp"),
    policies.is_personal: _l("Ghi chú nằm trên lớp riêng"),
    policies.made_the_mark: _l("Là người viết ghi chú"),
}


def name_rights() -> None:
    """Give permissions and rules their words."""
    rules.name_permissions(NAMES)
    rules.name_rules(RULES)
