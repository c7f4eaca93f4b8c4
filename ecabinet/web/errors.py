"""One table turns domain errors into HTTP and words, for the API and for pages."""

import logging
from collections.abc import Mapping
from typing import Any

from flask import (
    Flask,
    Response,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.json import dumps
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft
from werkzeug.exceptions import HTTPException, SecurityError

from ecabinet.core import errors
from ecabinet.core.retries import is_silent
from ecabinet.core.room import CODE as NO_ROOM
from ecabinet.core.room import is_full
from ecabinet.web.refusals import init_refusals, refused_access

log = logging.getLogger(__name__)

STATUS: dict[type[errors.DomainError], int] = {
    errors.SignedOut: 401,
    errors.Denied: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.Stale: 409,
    errors.Invalid: 422,
    errors.TooMany: 429,
    errors.TooLarge: 413,
    errors.Unavailable: 503,
}

MESSAGES: dict[str, Any] = {
    "signed_out": _l("Phiên đăng nhập đã hết. Mời đồng chí đăng nhập lại."),
    "denied": _l("Đồng chí chưa được giao quyền làm việc này."),
    "not_found": _l("Không tìm thấy, hoặc nội dung này không thuộc phạm vi của đồng chí."),
    "stale": _l("Người khác vừa sửa nội dung này. Mời xem lại bản mới rồi sửa tiếp."),
    "invalid": _l("Có chỗ chưa đúng. Mời xem lại các ô được đánh dấu."),
    "request.id_reused": _l("Mã yêu cầu này đã dùng cho một việc khác."),
    "request.id_too_long": _l("Mã yêu cầu quá dài."),
    "too_large": _l("Tệp quá lớn: tối đa %(megabytes)s MB."),
    "too_many": _l("Đã thử quá nhiều lần. Mời thử lại sau %(seconds)s giây."),
    "busy": _l("Hệ thống đang bận, việc này chưa được ghi. Mời thử lại sau ít giây."),
    "files.away": _l("Kho lưu tệp chưa trả lời. Mời thử lại sau ít phút."),
    "files.no_room": _l(
        "Máy chủ sắp hết chỗ chứa tệp nên chưa nhận được. Mời báo quản trị hệ thống."
    ),
    "files.at_once": _l("Đang gửi quá nhiều tệp cùng lúc. Mời gửi tiếp sau %(seconds)s giây."),
    "csrf": _l("Trang đã mở quá lâu. Mời tải lại trang rồi làm lại."),
    "server": _l("Hệ thống gặp lỗi; việc vừa làm chưa được ghi. Lỗi đã được lưu lại để xử lý."),
    "json": _l("Nội dung gửi lên không phải là JSON đúng cách."),
    "media_type": _l("Việc này không nhận kiểu nội dung vừa gửi."),
    "extra_field": _l("Việc này không có ô như vậy."),
    "no_body": _l("Việc này không nhận nội dung nào kèm theo."),
    "bad_text": _l("Có ký tự không phải là chữ. Mời gõ lại, không dán từ nguồn lạ."),
    "method": _l("Địa chỉ này không nhận cách gửi vừa dùng."),
}

FIELD_MESSAGES: dict[str, Any] = {
    "missing": _l("Chưa điền."),
    "extra_forbidden": _l("Việc này không có ô như vậy."),
    "string_too_short": _l("Chưa điền, hoặc quá ngắn."),
    "string_too_long": _l("Dài quá %(max_length)s ký tự."),
    "too_short": _l("Cần ít nhất %(min_length)s."),
    "too_long": _l("Nhiều nhất %(max_length)s."),
    "enum": _l("Không có trong danh sách."),
    "literal_error": _l("Không có trong danh sách."),
    "uuid_parsing": _l("Chưa chọn đúng trong danh sách."),
    "date_from_datetime_parsing": _l("Ngày chưa đúng, cần dạng ngày/tháng/năm."),
    "date_parsing": _l("Ngày chưa đúng, cần dạng ngày/tháng/năm."),
    "datetime_from_date_parsing": _l("Ngày giờ chưa đúng."),
    "datetime_parsing": _l("Ngày giờ chưa đúng."),
    "timezone_aware": _l("Ngày giờ cần có múi giờ."),
    "int_parsing": _l("Cần một số nguyên."),
    "greater_than_equal": _l("Cần từ %(ge)s trở lên."),
    "less_than_equal": _l("Không quá %(le)s."),
}


def register_messages(messages: Mapping[str, Any]) -> None:
    """Add a feature's sentences: code → lazy text with %(name)s parameters."""
    MESSAGES.update(messages)


def sentence(error: errors.DomainError) -> str:
    """Return what to tell the reader, in the reader's language."""
    return str(MESSAGES[error.code]) % error.params if error.params else str(MESSAGES[error.code])


def field_errors(error: ValidationError) -> dict[str, str]:
    """Return a sentence for each wrong field: dotted place → text."""
    return {
        ".".join(str(part) for part in item["loc"]): _field_sentence(item)
        for item in error.errors(include_url=False)
    }


def _field_sentence(item: Any) -> str:
    context = item.get("ctx", {})
    code = str(context.get("error", "")) if item["type"] == "value_error" else item["type"]
    text = FIELD_MESSAGES.get(code) or MESSAGES.get(code) or _l("Giá trị chưa đúng.")
    return str(text) % context if "%(" in str(text) else str(text)


def init_errors(app: Flask) -> None:
    """Answer every error in words: problem details (RFC 9457) for the API, pages for people."""
    init_refusals(app)
    app.register_error_handler(errors.DomainError, _domain)
    app.register_error_handler(ValidationError, _validation)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DBAPIError, _database)
    app.register_error_handler(NoConnectionLeft, _busy)
    app.register_error_handler(Exception, _server)


def problem(
    status: int, code: str, detail: str, fields: Mapping[str, str] | None = None
) -> Response:
    """Return RFC 9457 problem details; `errors` names each wrong field."""
    body: dict[str, Any] = {
        "type": f"urn:ecabinet:problem:{code}",
        "title": detail.split(". ")[0],
        "status": status,
        "detail": detail,
        "code": code,
        "instance": g.get("request_code", ""),
    }
    if fields:
        body["errors"] = [{"field": name, "message": text} for name, text in fields.items()]
    return Response(dumps(body), status, content_type="application/problem+json")


def _answer(
    status: int, code: str, text: str, fields: Mapping[str, str] | None = None
) -> ResponseReturnValue:
    if request.path.startswith("/api/"):
        return problem(status, code, text, fields)
    known = status if status in (403, 404, 409, 413, 429) else 400 if status < 500 else 500
    template = f"errors/{known}.html"
    page = render_template(
        template, message=text, code=g.get("request_code", ""), fields=fields or {}, status=status
    )
    return page, status


def _domain(error: errors.DomainError) -> ResponseReturnValue:
    if isinstance(error, errors.SignedOut) and not request.path.startswith("/api/"):
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
    if isinstance(error, errors.Denied | errors.NotFound):
        log.info("refused: %s %s, %s", request.method, request.path, error.code)
    if isinstance(error, errors.Denied | errors.NotFound) and current_user.is_authenticated:
        refused_access(current_user.actor, error.code, str(error.params.get("kind", "")))
    field = error.params.get("field")
    text = sentence(error)
    return _answer(STATUS[type(error)], error.code, text, {str(field): text} if field else None)


def _validation(error: ValidationError) -> ResponseReturnValue:
    return _answer(422, "invalid", str(MESSAGES["invalid"]), field_errors(error))


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or (error.code or 500) < 400:
        return error.get_response()
    if isinstance(error, SecurityError):
        # A foreign Host header: no page can be built, since pages contain addresses.
        return Response("400", 400, content_type="text/plain")
    status = error.code or 500
    limit = request.max_content_length or 0
    if request.mimetype.startswith("multipart/"):
        limit = current_app.extensions["ecabinet"].settings.upload_limit
    code, params = {
        404: ("not_found", {}),
        405: ("method", {}),
        413: ("too_large", {"megabytes": limit >> 20}),
        415: ("media_type", {}),
    }.get(status, (_bad_request(error.description or ""), {}))
    text = str(MESSAGES[code])
    answer = make_response(_answer(status, code, text % params if params else text))
    for name, value in error.get_headers():  # What may be done instead: Allow, Retry-After.
        if name != "Content-Type":
            answer.headers[name] = value
    return answer


def _bad_request(description: str) -> str:
    """The code of a request that cannot be read, as far as it is told."""
    return "csrf" if "CSRF" in description else "json" if description == "json" else "invalid"


def _database(error: DBAPIError) -> ResponseReturnValue:
    return _busy(error) if is_silent(error) else _server(error)


def _busy(_error: Exception) -> ResponseReturnValue:
    _ask_nothing_more()
    log.exception("the database did not answer in time")
    return _answer(503, "busy", str(MESSAGES["busy"]))


def _server(error: Exception) -> ResponseReturnValue:
    if is_full(error):  # Also where a form is read into a temporary file.
        log.error("a disk is full: %s", error)
        return _answer(503, NO_ROOM, str(MESSAGES[NO_ROOM]))
    _ask_nothing_more()
    log.exception("unexpected error, request %s", g.get("request_code", ""))
    return _answer(500, "server", str(MESSAGES["server"]))


def _ask_nothing_more() -> None:
    """The page that tells of an error needs no database; who was not yet known stays unknown."""
    g.without_database = True
    if "_login_user" not in g:
        g._login_user = current_app.login_manager.anonymous_user()  # type: ignore[attr-defined]
