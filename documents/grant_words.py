"""Levels of rights in words."""

from flask_babel import gettext as _

from documents.grants import Level


def level_words() -> dict[Level, str]:
    """Return what each level lets one do, in words."""
    return {
        Level.NONE: _("Không được xem"),
        Level.VIEW: _("Chỉ xem"),
        Level.ANNOTATE: _("Xem và ghi chú"),
        Level.DOWNLOAD: _("Xem, ghi chú, tải về"),
        Level.PRINT: _("Đầy đủ, cả in"),
    }
