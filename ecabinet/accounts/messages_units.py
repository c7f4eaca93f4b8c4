"""What is said of units when something cannot be done."""

from flask_babel import lazy_gettext as _l

MESSAGES = {
    "unit.code_taken": _l("Ký hiệu %(code)s đã thuộc một đơn vị khác."),
    "unit.code_of_closed": _l(
        "Ký hiệu %(code)s là của một đơn vị đã kết thúc hoạt động nên không dùng lại."
    ),
    "unit.parent_unknown": _l("Không có đơn vị cấp trên này."),
    "unit.parent_closed": _l("Đơn vị cấp trên %(name)s đã kết thúc hoạt động vào ngày đó."),
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
}
