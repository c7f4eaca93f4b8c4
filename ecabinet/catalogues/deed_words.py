"""What the audit log calls deeds on catalogues."""

from flask_babel import lazy_gettext as _l

from ecabinet.core.deed_words import Subject

SUBJECTS = {
    "catalogue": Subject(_l("Danh mục"), open=True),
    "catalogue_entry": Subject(_l("Mục trong danh mục"), open=True),
}
DEEDS = {
    "catalogue.seeded": _l("Đặt sẵn các mục ban đầu của danh mục"),
    "catalogue.ordered": _l("Sắp xếp lại danh mục"),
    "catalogue.imported": _l("Nhập danh mục từ tệp"),
    "catalogue_entry.created": _l("Thêm mục vào danh mục"),
    "catalogue_entry.changed": _l("Sửa mục trong danh mục"),
    "catalogue_entry.deleted": _l("Xóa mục khỏi danh mục"),
    "catalogue_entry.retired": _l("Ngừng dùng mục trong danh mục"),
    "catalogue_entry.reinstated": _l("Dùng lại mục trong danh mục"),
}
