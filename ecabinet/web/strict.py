"""What comes in is looked at before any route: unreadable JSON, unknown fields, letters of no text.

Here once for every operation, so that none can forget it: mass assignment (a field that the
operation does not know) and text that no database keeps (NUL, half a surrogate pair).
"""

from collections.abc import Collection, Iterator
from functools import cache
from typing import Any, get_type_hints

from flask import Flask, Request, current_app, request
from pydantic import BaseModel, ValidationError
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import BadRequest, NotFound, UnsupportedMediaType

from ecabinet.core.errors import Invalid
from ecabinet.web.operations import operation_of

READING = ("GET", "HEAD", "OPTIONS")
JSON = "application/json"
FORM, PLAIN_FORM = "multipart/form-data", "application/x-www-form-urlencoded"
OF_EVERY_FORM = ("csrf_token", "request_id", "acting")

Models = dict[str, type[BaseModel]]


class StrictRequest(Request):
    """A request whose form holds only text, and whose JSON is read or refused, never half known."""

    def _load_form_data(self) -> None:
        super()._load_form_data()
        _refuse_bad_text(_texts_of(self.form, self.files))

    def on_json_loading_failed(self, e: ValueError | None) -> Any:
        """Refuse broken JSON."""
        raise BadRequest("json")


def init_strict(app: Flask) -> None:
    """Look at every request before its route does."""
    app.request_class = StrictRequest

    @app.before_request
    def look_at_request() -> None:
        if "\x00" in request.path:
            raise NotFound
        _refuse_bad_text(text for _, text in request.args.items(multi=True))
        operation = operation_of(current_app, request.endpoint or "")  # type: ignore[arg-type]
        if operation is not None and request.method not in READING:
            models = _models(current_app.view_functions[str(request.endpoint)])
            if _has_content():
                _look_at_content(models, operation.media_types)


def _has_content() -> bool:
    return bool(request.content_length) or "Transfer-Encoding" in request.headers


def _look_at_content(models: Models, taken: Collection[str]) -> None:
    """`taken`: the kinds of content that the operation reads; none when it needs no body."""
    kind = FORM if request.mimetype == PLAIN_FORM else request.mimetype
    if taken and kind not in taken:
        raise UnsupportedMediaType("media_type")
    if request.mimetype != JSON:
        if not taken:
            raise Invalid("no_body")
        _look_at_fields(models.get("form"))
        return
    given = _json()
    if "body" in models:
        _refuse_unknown(models["body"], given)
    elif not taken and given != {}:
        raise Invalid("no_body")


def _refuse_unknown(model: type[BaseModel], given: Any) -> None:
    """`TOLD_BACK` of a model: fields that a client got from us and may send back, unbelieved."""
    try:
        model.model_validate(given, extra="forbid")
    except ValidationError as error:
        told_back = getattr(model, "TOLD_BACK", ())
        wrong = error.errors(include_url=False, include_context=False)
        if any(e["type"] != "extra_forbidden" or e["loc"][-1] not in told_back for e in wrong):
            raise


def _look_at_fields(model: type[BaseModel] | None) -> None:
    if model is not None:
        for name in (*request.form, *request.files):
            if name not in model.model_fields and name not in OF_EVERY_FORM:
                raise Invalid("extra_field", field=name)


def _json() -> Any:
    try:
        given = request.get_json()
    except RecursionError:
        raise BadRequest("json") from None
    _refuse_bad_text(_texts(given))
    return given


@cache
def _models(view: Any) -> Models:
    """The models of body and form that a view reads, as its annotations name them."""
    while hasattr(view, "__wrapped__"):
        view = view.__wrapped__
    hints = get_type_hints(view)
    return {name: hints[name] for name in ("body", "form") if name in hints}


def _texts_of(form: MultiDict[str, str], files: MultiDict[str, FileStorage]) -> Iterator[str]:
    yield from form
    for _, text in form.items(multi=True):
        yield text
    for _, file in files.items(multi=True):
        yield file.filename or ""


def _texts(value: Any) -> Iterator[str]:
    """Every text of a JSON value, names of fields too, without going deeper call by call."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict):
            waiting += [*part.keys(), *part.values()]
        elif isinstance(part, list):
            waiting += part


def _refuse_bad_text(texts: Iterator[str]) -> None:
    for text in texts:
        if "\x00" in text or not _encodes(text):
            raise Invalid("bad_text")


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
