"""What the stamps of the viewer say. The PDF export says it in Vietnamese, as the paper does."""

from flask_babel import gettext as _


def stamp_words() -> dict[str, str]:
    """Return the words of each stamp in the reader's language."""
    return {
        "seen": _("Đã xem"),
        "agreed": _("Đồng ý"),
        "disagreed": _("Không đồng ý"),
        "review": _("Xem lại"),
        "revise": _("Cần sửa"),
        "done": _("Đã xử lý"),
    }
