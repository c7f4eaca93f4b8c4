"""Words of imports: fields, what is wrong with a row, rights, rules, deeds."""

from typing import Any

from flask_babel import lazy_gettext as _l

from ecabinet.core.deed_words import Subject
from followup.importing import policies
from followup.importing.fields import Field
from followup.importing.policies import ImportPermission

FIELDS: dict[Field, Any] = {
    Field.CONTENT: _l("Nội dung nhiệm vụ"),
    Field.LEAD: _l("Đơn vị chủ trì"),
    Field.COORDINATING: _l("Đơn vị phối hợp"),
    Field.SUPERVISOR: _l("Lãnh đạo chỉ đạo"),
    Field.DUE: _l("Hạn hoàn thành"),
    Field.ISSUED: _l("Ngày giao"),
    Field.SYMBOL: _l("Số, ký hiệu văn bản"),
    Field.DATED: _l("Ngày ban hành"),
    Field.ABSTRACT: _l("Trích yếu"),
    Field.WORK: _l("Lĩnh vực"),
    Field.PRIORITY: _l("Mức độ ưu tiên"),
    Field.STATUS: _l("Tình trạng"),
    Field.PERCENT: _l("Tiến độ"),
    Field.DONE: _l("Ngày hoàn thành"),
    Field.RESULT: _l("Kết quả"),
    Field.NOTE: _l("Ghi chú"),
}
MESSAGES = {
    # The plan.
    "task_import.no_content": _l("Mời chọn cột ghi nội dung nhiệm vụ."),
    "task_import.no_lead": _l(
        "Mời chọn cột ghi đơn vị chủ trì, hoặc chọn một đơn vị cho mọi dòng."
    ),
    "task_import.no_supervisor": _l(
        "Mời chọn cột ghi lãnh đạo chỉ đạo, hoặc chọn một người cho mọi dòng."
    ),
    "task_import.no_sheet": _l("Tệp không có trang tính này."),
    "task_import.no_heading": _l("Dòng này không có trong trang tính. Mời chọn dòng khác."),
    "task_import.no_plan": _l("Mời chọn ý nghĩa của các cột trước."),
    "task_import.column_twice": _l("Mỗi mục chỉ chọn cho một cột."),
    "task_import.begun": _l("Bảng này đã được nhập. Mời gửi lại tệp để nhập tiếp."),
    "task_import.nothing": _l("Không có dòng nào nhập được. Mời sửa tệp theo lý do ở từng dòng."),
    "task_import.stuck": _l(
        "Việc nhập dừng giữa chừng. Mời gửi lại tệp: dòng đã nhập được bỏ qua."
    ),
    # Rows.
    "task_import.too_long": _l("%(title)s: dài quá %(most)s ký tự."),
    "task_import.twice": _l("Trùng với dòng %(line)s."),
    "task_import.known": _l("Đã có: nhiệm vụ %(task)s."),
    "task_import.unit_gone": _l("Đơn vị không còn hoạt động, hoặc ngoài phạm vi được giao việc."),
    "task_import.unit_unknown": _l("%(title)s: không có đơn vị “%(text)s”."),
    "task_import.unit_like": _l("%(title)s: không có đơn vị “%(text)s”. Gần giống: %(like)s."),
    "task_import.several_leads": _l(
        "%(title)s: chỉ ghi một đơn vị; đơn vị khác ghi ở cột phối hợp."
    ),
    "task_import.out_of_reach": _l("%(title)s: đồng chí không giao việc cho %(unit)s."),
    "task_import.person_unknown": _l("%(title)s: không có người tên “%(text)s”."),
    "task_import.person_like": _l("%(title)s: không có người tên “%(text)s”. Gần giống: %(like)s."),
    "task_import.several_people": _l(
        "%(title)s: có nhiều người tên “%(text)s”: %(like)s. "
        "Mời ghi thêm chức vụ hoặc ghi tên đăng nhập."
    ),
    "task_import.bad_day": _l("%(title)s: “%(text)s” không phải là ngày; cần dạng ngày/tháng/năm."),
    "task_import.day_to_come": _l("%(title)s: ngày %(text)s chưa đến."),
    "task_import.bad_due": _l(
        "%(title)s: không hiểu “%(text)s”; ghi ngày/tháng/năm, “Quý II/2027”, “Hằng tháng”, "
        "“Thường xuyên”."
    ),
    "task_import.due_before_issue": _l("%(title)s: trước ngày giao."),
    "task_import.done_before_issue": _l("%(title)s: trước ngày giao."),
    "task_import.over_full": _l("%(title)s: “%(text)s” vượt quá 100%%."),
    "task_import.done_not_begun": _l("%(title)s: “%(text)s”, nhưng dòng này có ngày hoàn thành."),
    "task_import.aside": _l(
        "%(title)s: “%(text)s”; nhiệm vụ đã dừng hoặc hủy không nhập vào theo dõi."
    ),
    "task_import.late_without_day": _l("Hoàn thành quá hạn thì cần ghi ngày hoàn thành."),
    "task_import.field_unknown": _l("%(title)s: danh mục không có lĩnh vực “%(text)s”."),
    "task_import.bad_priority": _l("%(title)s: “%(text)s” không phải thường, ưu tiên, khẩn."),
    # Remarks on good rows.
    "task_import.title_cut": _l("Nội dung dài: tên nhiệm vụ là phần đầu, toàn văn ở mô tả."),
    "task_import.loose": _l("“%(text)s” không phải một đơn vị: ghi vào mô tả."),
    "task_import.due_moved": _l("Hạn vào ngày nghỉ: tính đến %(day)s."),
    "task_import.registers": _l("%(symbol)s sẽ được vào sổ văn bản chỉ đạo."),
    "task_import.symbol_only": _l("%(symbol)s chưa có trong sổ: chỉ ghi ký hiệu."),
    "task_import.done_assumed": _l("Không ghi ngày hoàn thành: tính là xong ngày %(day)s."),
}
NAMES = {
    ImportPermission.CREATE: _l("Nhập nhiệm vụ từ bảng theo dõi"),
    ImportPermission.READ: _l("Xem bảng theo dõi đã gửi để nhập"),
    ImportPermission.CARRY_OUT: _l("Ghép cột và nhập bảng theo dõi"),
}
RULES = {
    policies.issues_tasks: _l("Là chuyên viên theo dõi, thư ký hoặc lãnh đạo"),
    policies.is_sender: _l("Là người gửi bảng theo dõi"),
}
SUBJECTS = {"task_import": Subject(_l("Bảng theo dõi nhập vào"))}
DEEDS = {
    "task.imported": _l("Nhập một nhiệm vụ từ bảng theo dõi"),
    "task_import.sent": _l("Gửi bảng theo dõi để nhập"),
    "task_import.planned": _l("Ghép cột của bảng theo dõi"),
    "task_import.ordered": _l("Yêu cầu nhập bảng theo dõi"),
    "task_import.done": _l("Nhập xong bảng theo dõi"),
    "task_import.failed": _l("Không nhập được bảng theo dõi"),
    "task_import.forgotten": _l("Xóa nội dung bảng theo dõi đã quá một ngày"),
    "task_import.faults_downloaded": _l("Tải các dòng không nhập về máy"),
}
