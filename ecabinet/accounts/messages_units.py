"""What is said of units when something cannot be done."""

from flask_babel import lazy_gettext as _l

MESSAGES = {
    "unit.code_taken": _l("Ký hiệu %(code)s đã thuộc một đơn vị khác."),
    "unit.code_of_closed": _l(
        "Ký hiệu %(code)s là của một đơn vị đã kết thúc hoạt động nên không dùng lại."
    ),
    "unit.parent_unknown": _l("Không có đơn vị cấp trên này."),
    "unit.parent_closed": _l("Đơn vị cấp trên %(name)s đã kết thúc hoạt động vào ngày đó."),
    "unit.parent_closes": _l(
        "Đơn vị cấp trên %(name)s sẽ kết thúc hoạt động từ ngày %(day)s nên không nhận thêm đơn vị."
    ),
    "unit.day_too_early": _l("Ngày này quá xa trước đây; sớm nhất có thể ghi là %(day)s."),
    "unit.day_too_late": _l("Ngày này còn quá xa; muộn nhất có thể ghi là %(day)s."),
    "unit.awaits_merger": _l(
        "%(other)s sẽ sáp nhập vào %(name)s từ ngày %(day)s. Hãy hủy việc ấy trước."
    ),
    "unit.heir_closes": _l(
        "%(name)s sẽ kết thúc hoạt động từ ngày %(day)s nên không nhận đơn vị sáp nhập vào."
    ),
    "unit.own_parent": _l("Một đơn vị không thể trực thuộc chính nó."),
    "unit.circle": _l(
        "%(name)s đang ở bên dưới đơn vị này (hoặc sẽ ở bên dưới theo một thay đổi đã định), nên "
        "không thể làm cấp trên của nó."
    ),
    "unit.nothing_changes": _l("Vào ngày đó đơn vị đã đúng như vậy; chưa có gì thay đổi."),
    "unit.before_opening": _l("Đơn vị hoạt động từ %(day)s; ngày thay đổi không thể sớm hơn."),
    "unit.closed": _l("%(name)s đã kết thúc hoạt động vào ngày đó."),
    "unit.changed_later": _l(
        "Đơn vị đã có một thay đổi từ ngày %(day)s. Mời chọn từ ngày đó trở đi, hoặc rút thay đổi "
        "ấy trước."
    ),
    "unit.in_use": _l("Chưa thể kết thúc %(name)s: còn %(what)s."),
    "unit.merged_with_itself": _l("Mỗi đơn vị chỉ nêu một lần, và không sáp nhập vào chính nó."),
    "unit.successor_below": _l(
        "%(successor)s đang ở bên dưới %(name)s. Hãy chuyển %(successor)s ra trước khi sáp nhập."
    ),
    "unit.nothing_planned": _l("Đơn vị này không có thay đổi nào đang chờ đến ngày."),
    "unit.bad_code": _l(
        "“%(text)s” không dùng làm ký hiệu được: tối đa 30 chữ, số, dấu . - &, không dấu cách."
    ),
    "unit.bad_name": _l("“%(text)s” không dùng làm tên được: tối đa 200 ký tự."),
    "unit.bad_kind": _l("“%(text)s” không phải là một loại đơn vị."),
    "unit.row_twice": _l("Ký hiệu %(code)s đã có ở dòng %(number)s."),
    "unit.row_parent": _l("Không có đơn vị cấp trên %(code)s, hoặc dòng của đơn vị ấy bị sai."),
    "unit.row_parent_closed": _l("Đơn vị cấp trên %(name)s đã hoặc sẽ kết thúc hoạt động."),
    "unit.row_circle": _l("Đơn vị này và cấp trên %(code)s tạo thành vòng tròn."),
    "unit.row_opening": _l(
        "%(code)s đã có trong hệ thống với ngày bắt đầu khác; ngày này không sửa bằng tệp được."
    ),
    "unit.row_planned": _l(
        "%(name)s có thay đổi đã định từ ngày %(day)s; hãy sửa ở trang của đơn vị."
    ),
    "unit.row_days": _l("Một tệp chỉ thay đổi đơn vị vào nhiều nhất %(most)s ngày khác nhau."),
}
