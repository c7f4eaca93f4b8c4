"""The JSON API: blueprints whose OpenAPI 3.1 document is generated from the code that serves it."""

from copy import deepcopy
from functools import cache
from typing import Any

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.info import Info
from flask_openapi3.models.tag import Tag
from flask_openapi3.openapi import OpenAPI
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ecabinet.web import errors

PREFIX = "/api/v1"
SECURITY: list[dict[str, list[Any]]] = [{"bearer": []}, {"session": []}]


class FieldProblem(BaseModel):
    """One wrong field."""

    field: str
    message: str


class Problem(BaseModel):
    """RFC 9457 problem details, in the reader's language, with a stable code."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    instance: str
    errors: list[FieldProblem] = []


class WriteHeaders(BaseModel):
    """Headers of a request that changes something."""

    model_config = ConfigDict(populate_by_name=True, extra="ignore")
    idempotency_key: str | None = Field(
        None,
        alias="Idempotency-Key",
        max_length=100,
        description="The client's own id of this request; a replay answers as the first time did.",
    )

    @classmethod
    def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the schema, made once: flask-openapi3 asks for it at every request."""
        return deepcopy(_header_schema(*args, **kwargs))


@cache
def _header_schema(*args: Any, **kwargs: Any) -> dict[str, Any]:
    return super(WriteHeaders, WriteHeaders).model_json_schema(*args, **kwargs)


def api_blueprint(name: str, tag: str) -> APIBlueprint:
    """Return a blueprint for a feature's operations, all of which need a signed-in person."""
    return APIBlueprint(
        f"{name}_api",
        name,
        url_prefix=PREFIX,
        abp_tags=[Tag(name=tag)],
        abp_security=SECURITY,
        abp_responses=dict.fromkeys((401, 403, 404, 409, 422), Problem),
    )


class DocumentedApi(OpenAPI):
    """The application; its API document tells examples, error codes and scopes as well."""

    def generate_spec_json(self) -> None:
        """Write the document from the operations, then complete it. Done once."""
        # Imported late: it reads the errors and operations that stand on this module.
        from ecabinet.web.api_document import complete

        super().generate_spec_json()  # type: ignore[no-untyped-call]
        complete(self, self.spec_json)


def make_app(import_name: str, **kwargs: Any) -> OpenAPI:
    """Return the Flask application that also writes its own OpenAPI document."""
    return DocumentedApi(
        import_name,
        info=Info(
            title="E-cabinet", version="1", description="Phòng họp không giấy, theo dõi chỉ đạo"
        ),
        security_schemes={
            "bearer": {"type": "http", "scheme": "bearer"},
            "session": {"type": "apiKey", "in": "cookie", "name": "ecabinet"},
        },
        doc_prefix=PREFIX,
        doc_url="/openapi.json",
        validation_error_model=Problem,
        validation_error_callback=_refuse,
        **kwargs,
    )


def answer(model: BaseModel, status: int = 200) -> Response:
    """Return `model` as JSON."""
    return Response(model.model_dump_json(), status, content_type="application/json")


def _refuse(error: ValidationError) -> Response:
    text = str(errors.MESSAGES["invalid"])
    return errors.problem(422, "invalid", text, errors.field_errors(error))
