"""The words of the catalogues, in the reader's language."""

from flask_babel import gettext as _

from meetings.catalogue import Function, RuleSet


def rule_sets() -> list[tuple[RuleSet, str]]:
    """Layouts of official documents."""
    return [(RuleSet.PARTY, _("Văn bản của Đảng")), (RuleSet.STATE, _("Văn bản hành chính"))]


def functions() -> dict[Function, str]:
    """As what somebody takes part."""
    return {
        Function.CHAIR: _("Người chủ trì"),
        Function.SECRETARY: _("Thư ký"),
        Function.MEMBER: _("Thành viên"),
        Function.GUEST: _("Khách mời"),
    }
