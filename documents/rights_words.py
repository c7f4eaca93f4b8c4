"""Rights of papers in words: what each permission is called, what each rule says."""

from flask_babel import lazy_gettext as _l

from documents import containers, policies
from documents.grants import Level
from documents.policies import MarkPermission, PaperPermission
from ecabinet.core import rules

NAMES = {
    PaperPermission.READ: _l("Đọc tài liệu"),
    PaperPermission.ANNOTATE: _l("Viết ghi chú lên tài liệu"),
    PaperPermission.DOWNLOAD: _l("Tải tài liệu về"),
    PaperPermission.PRINT: _l("In tài liệu"),
    PaperPermission.MARK_OWN: _l("Ghi chú riêng"),
    PaperPermission.MARK_MEETING: _l("Ghi chú chung trên tài liệu"),
    PaperPermission.READ_UNIT: _l("Xem lớp ghi chú của một đơn vị"),
    PaperPermission.MARK_UNIT: _l("Ghi chú trên lớp của một đơn vị"),
    PaperPermission.POINT: _l("Trỏ cho mọi người cùng xem trên tài liệu"),
    PaperPermission.KEEP_PLACE: _l("Nhớ trang đang đọc, đánh dấu trang cho riêng mình"),
    PaperPermission.UPLOAD: _l("Tải tài liệu hoặc bản mới lên"),
    PaperPermission.RECALL: _l("Thu hồi tài liệu"),
    PaperPermission.GRANT: _l("Đặt quyền xem, ghi chú, tải, in tài liệu"),
    PaperPermission.RESTORE: _l("Khôi phục tài liệu đã thu hồi"),
    PaperPermission.TAKE_CLEAN: _l("Lấy bản không có dấu tên người đọc"),
    PaperPermission.TAKE_ORIGINAL: _l("Lấy tệp gốc như đã gửi"),
    MarkPermission.READ: _l("Xem một ghi chú"),
    MarkPermission.CHANGE: _l("Sửa một ghi chú"),
    MarkPermission.REMOVE: _l("Xóa một ghi chú"),
    MarkPermission.SETTLE: _l("Xử lý chỗ của một ghi chú chuyển từ bản trước"),
}
RULES = {
    policies.AskShelf("may_read"): _l("Đọc được nội dung họp hoặc nhiệm vụ có tài liệu này"),
    policies.AskShelf("may_annotate"): _l("Ghi chú chung được ở nơi đặt tài liệu"),
    policies.AskShelf("may_point"): _l("Trình bày ở nơi đặt tài liệu"),
    policies.AskShelf("may_upload"): _l("Thêm tài liệu được ở nơi đặt tài liệu"),
    policies.AskShelf("may_manage"): _l("Là người đặt quyền với tài liệu ở nơi này"),
    policies.Granted(Level.VIEW): _l("Quyền đặt cho tài liệu cho xem lúc này"),
    policies.Granted(Level.ANNOTATE): _l("Quyền đặt cho tài liệu cho ghi chú lúc này"),
    policies.Granted(Level.DOWNLOAD): _l("Quyền đặt cho tài liệu cho tải về lúc này"),
    policies.Granted(Level.PRINT): _l("Quyền đặt cho tài liệu cho in lúc này"),
    containers.nobody: _l("Không ai"),
    policies.is_cleared: _l("Được biết tài liệu ở độ mật này"),
    policies.is_standing: _l("Tài liệu chưa bị thu hồi"),
    policies.was_recalled: _l("Tài liệu đã bị thu hồi"),
    policies.is_on_meeting_layer: _l("Ghi chú nằm trên lớp phiên họp"),
    policies.is_of_the_unit: _l("Đang giữ chức vụ ở đơn vị có lớp ghi chú"),
    policies.is_on_their_unit_layer: _l("Ghi chú nằm trên lớp đơn vị nơi đang giữ chức vụ"),
    policies.is_personal: _l("Ghi chú nằm trên lớp riêng"),
    policies.made_the_mark: _l("Là người viết ghi chú"),
    policies.was_made_here: _l("Ghi chú được viết ở đây, không phải nhập từ tệp"),
}


def name_rights() -> None:
    """Give permissions and rules their words."""
    rules.name_permissions(NAMES)
    rules.name_rules(RULES)
