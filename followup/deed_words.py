"""What the audit log calls deeds on directives and tasks."""

from flask_babel import lazy_gettext as _l

from ecabinet.core.deed_words import Subject
from followup.importing import words as importing
from followup.proposals import words as proposals
from followup.reporting import words as reporting
from followup.weekly import words as weekly

SUBJECTS = {
    **reporting.SUBJECTS,
    **weekly.SUBJECTS,
    **proposals.SUBJECTS,
    **importing.SUBJECTS,
    "chase": Subject(_l("Đôn đốc")),
    "task": Subject(_l("Nhiệm vụ")),
    "directive": Subject(_l("Văn bản chỉ đạo")),
}
DEEDS = {
    **reporting.DEEDS,
    **weekly.DEEDS,
    **proposals.DEEDS,
    **importing.DEEDS,
    "directive.registered": _l("Vào sổ văn bản chỉ đạo"),
    "directive.corrected": _l("Sửa văn bản chỉ đạo đã vào sổ"),
    "directive.withdrawn": _l("Bỏ văn bản chỉ đạo vào sổ nhầm"),
    "directive.split": _l("Tách văn bản chỉ đạo thành các điều"),
    "directive.tasks_linked": _l("Gắn nhiệm vụ của phiên họp với thông báo kết luận"),
    "task.assignment_downloaded": _l("Mở hoặc tải phiếu giao việc"),
    "task.issued": _l("Giao một nhiệm vụ"),
    "task.received": _l("Tiếp nhận nhiệm vụ"),
    "task.refused": _l("Từ chối nhận nhiệm vụ"),
    "task.assigned": _l("Phân công người làm nhiệm vụ"),
    "task.reported": _l("Báo cáo tiến độ nhiệm vụ"),
    "task.reported_done": _l("Báo cáo hoàn thành nhiệm vụ"),
    "task.accepted": _l("Công nhận hoàn thành nhiệm vụ"),
    "task.returned": _l("Trả lại báo cáo nhiệm vụ"),
    "task.acknowledged": _l("Xác nhận đã xem nhiệm vụ"),
    "task.suspended": _l("Tạm dừng nhiệm vụ"),
    "task.resumed": _l("Cho làm tiếp nhiệm vụ"),
    "task.cancelled": _l("Hủy nhiệm vụ"),
    "task.period_opened": _l("Mở kỳ báo cáo mới của nhiệm vụ"),
    "task.reminded": _l("Tự động nhắc hạn nhiệm vụ"),
    "task.escalated": _l("Tự động báo lãnh đạo nhiệm vụ quá hạn"),
    "chase.downloaded": _l("Xem dự thảo công văn đôn đốc"),
    "task.chased": _l("Đôn đốc thực hiện nhiệm vụ"),
    "task_list.kept": _l("Lưu bộ lọc nhiệm vụ"),
    "task_list.forgotten": _l("Xóa bộ lọc nhiệm vụ"),
    "task_list.columns_chosen": _l("Chọn cột của danh sách nhiệm vụ"),
    "task.said": _l("Trao đổi về nhiệm vụ"),
    "task.message_withdrawn": _l("Rút lại lời trao đổi về nhiệm vụ"),
    "task.asked_again": _l("Hỏi lại về nhiệm vụ"),
    "task.extension_requested": _l("Xin gia hạn nhiệm vụ"),
    "task.extension_approved": _l("Đồng ý gia hạn nhiệm vụ"),
    "task.extension_refused": _l("Không đồng ý gia hạn nhiệm vụ"),
    "task.reassigned": _l("Chuyển nhiệm vụ cho đơn vị khác chủ trì"),
    "task.insisted": _l("Giao lại nhiệm vụ cho đơn vị đã từ chối"),
    "task.part_set": _l("Giao phần việc cho đơn vị phối hợp"),
    "task.part_assigned": _l("Giao cán bộ làm phần việc phối hợp"),
    "task.part_withdrawn": _l("Rút phần việc của đơn vị phối hợp"),
    "task.part_reported": _l("Báo cáo tiến độ phần việc phối hợp"),
    "task.part_done": _l("Báo cáo xong phần việc phối hợp"),
    "task.split": _l("Tách nhiệm vụ con"),
    "task.consulted": _l("Xin ý kiến về nhiệm vụ"),
    "task.advised": _l("Cho ý kiến về nhiệm vụ"),
    "task.amended": _l("Sửa nhiệm vụ đã giao"),
    "task.due_moved": _l("Đổi hạn nhiệm vụ"),
    "task.unit_added": _l("Thêm đơn vị phối hợp"),
    "task.unit_removed": _l("Cho đơn vị thôi phối hợp"),
    "task.handed_over": _l("Chuyển nhiệm vụ sang người giữ chức vụ mới"),
}
