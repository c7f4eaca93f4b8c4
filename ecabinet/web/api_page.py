"""The API page: every operation, readable in the browser, from the document the code writes."""

from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from ecabinet.core.errors import NotFound
from ecabinet.web.api_document import sentence_of
from ecabinet.web.api_reading import entries, shown

page = Blueprint("api_page", __name__, url_prefix="/api/docs")

GROUPS: dict[str, Any] = {
    "meetings": _l("Phiên họp, biểu quyết, kết luận"),
    "documents": _l("Tài liệu và ghi chú"),
    "followup": _l("Văn bản chỉ đạo, nhiệm vụ"),
    "accounts": _l("Đăng nhập, tài khoản"),
    "tokens": _l("Mã truy cập"),
    "people": _l("Con người"),
    "units": _l("Đơn vị"),
    "delegations": _l("Ủy quyền"),
    "rights": _l("Quyền"),
    "catalogues": _l("Danh mục"),
    "notifications": _l("Thông báo"),
    "audit": _l("Nhật ký hệ thống"),
    "retention": _l("Thời hạn lưu giữ"),
    "live": _l("Những gì đã đổi"),
}


@page.before_request
def need_sign_in() -> ResponseReturnValue | None:
    """Lead to the sign-in page: this page is for people, though its address begins as the API's."""
    if current_user.is_authenticated:
        return None
    return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))


@page.get("")
def index() -> ResponseReturnValue:
    """List all operations by group; `q` finds by any word, with or without diacritics."""
    words = request.args.get("q", "")[:100].strip()
    found = [entry for entry in entries(_spec()) if entry.matches(words)]
    names = sorted(
        {e.tag for e in found}, key=lambda t: (list(GROUPS).index(t) if t in GROUPS else 99, t)
    )
    groups = [(GROUPS.get(tag, tag), [e for e in found if e.tag == tag]) for tag in names]
    return render_template("api/index.html", groups=groups, words=words, count=len(found))


@page.get("/<name>")
def operation(name: str) -> ResponseReturnValue:
    """Show one operation: what it does, takes, answers, and what can go wrong."""
    found = shown(_spec(), name, request.host_url.rstrip("/"))
    if found is None:
        raise NotFound("not_found", kind="page")
    return render_template("api/operation.html", op=found, sentence_of=sentence_of, groups=GROUPS)


def _spec() -> dict[str, Any]:
    spec: dict[str, Any] = current_app.api_doc  # type: ignore[attr-defined]
    return spec
