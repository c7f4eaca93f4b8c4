"""How the audit log joins the application."""

from uuid import uuid4

from flask import url_for
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_openapi3.openapi import OpenAPI

from ecabinet.core import permissions, rules
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows
from ecabinet.core.things import about_nothing, never_chosen, register_things
from ecabinet.oversight import audit_policies
from ecabinet.oversight.audit_policies import POLICIES, AuditPermission, ExportPermission
from ecabinet.oversight.models import AuditExport
from ecabinet.oversight.routes.audit import pages
from ecabinet.oversight.routes.audit_api import api
from ecabinet.oversight.tasks import register_audit_jobs
from ecabinet.web.admin import register_section
from ecabinet.web.errors import register_messages

__all__ = ["init_audit", "register_audit_jobs"]

MESSAGES = {
    "audit.exports_under_way": _l(
        "Đang lập %(most)s tệp cho đồng chí. Mời chờ các tệp đó xong rồi xuất tiếp."
    )
}
NAMES = {
    AuditPermission.READ: _l("Xem nhật ký"),
    AuditPermission.VERIFY: _l("Kiểm tra nhật ký"),
    AuditPermission.EXPORT: _l("Xuất nhật ký ra tệp"),
    ExportPermission.READ: _l("Tải tệp xuất nhật ký"),
}
RULES = {
    audit_policies.asked_for_it: _l("Là người yêu cầu lập tệp"),
}


def may_read_audit(actor: Actor) -> bool:
    """Whether the way to the log is shown to `actor`."""
    return allows(actor, AuditPermission.READ, None)


def audit_trail(kind: str, subject_id: object) -> str | None:
    """Return where everything done to a thing is listed; None to whoever may not read it."""
    if not (current_user.is_authenticated and may_read_audit(current_user.real)):
        return None
    return url_for("audit.index", kind=kind, subject_id=subject_id)


def init_audit(app: OpenAPI) -> None:
    """Register rights, sentences and doors."""
    permissions.register(POLICIES)
    rules.name_permissions(NAMES)
    rules.name_rules(RULES)
    register_things(never_chosen("audit", _l("Nhật ký"), about_nothing))
    register_things(
        never_chosen("audit_export", _l("Tệp xuất nhật ký"), lambda _: [AuditExport(id=uuid4())])
    )
    register_messages(MESSAGES)
    register_section(
        "audit",
        "audit.index",
        _l("Nhật ký"),
        _l("Ai đã làm gì, lúc nào; nhật ký còn nguyên vẹn không."),
        "history",
        may_read_audit,
    )
    app.jinja_env.globals["audit_trail"] = audit_trail
    app.register_blueprint(pages)
    app.register_api(api)
