"""The JSON API: blueprints whose OpenAPI 3.1 document is generated from the code that serves it."""

from typing import Any

from flask import Response, request
from flask_openapi3.models.info import Info
from flask_openapi3.models.tag import Tag
from flask_openapi3.openapi import OpenAPI
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ecabinet.concurrency import make_lock, run_blocking
from ecabinet.web import errors
from ecabinet.web.described import described_once
from ecabinet.web.late_blueprint import LateBlueprint

PREFIX = "/api/v1"
SECURITY: list[dict[str, list[Any]]] = [{"bearer": []}, {"session": []}]


class FieldProblem(BaseModel):
    """One wrong field."""

    field: str
    message: str


@described_once
class Problem(BaseModel):
    """RFC 9457 problem details, in the reader's language, with a stable code."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    instance: str
    errors: list[FieldProblem] = []


@described_once
class WriteHeaders(BaseModel):
    """Headers of a request that changes something."""

    model_config = ConfigDict(populate_by_name=True, extra="ignore")
    idempotency_key: str | None = Field(
        None,
        alias="Idempotency-Key",
        max_length=100,
        description="The client's own id of this request; a replay answers as the first time did.",
    )


class Schemas(dict[str, Any]):
    """Schemas of the document by name: of two models with one name each would hide the other."""

    def __setitem__(self, name: str, schema: Any) -> None:
        """Keep a schema. Raises ValueError: another one has the name."""
        if self.get(name, schema) != schema:
            raise ValueError(f"two parts of the API are called {name}: name one of them otherwise")
        super().__setitem__(name, schema)

    def update(self, *args: Any, **kwargs: Any) -> None:
        """Keep several, each as if by itself."""
        for name, schema in dict(*args, **kwargs).items():
            self[name] = schema


def api_blueprint(name: str, tag: str) -> LateBlueprint:
    """Return a blueprint for a feature's operations, all of which need a signed-in person."""
    made = LateBlueprint(
        f"{name}_api",
        name,
        url_prefix=PREFIX,
        abp_tags=[Tag(name=tag)],
        abp_security=SECURITY,
        abp_responses=dict.fromkeys((401, 403, 404, 409, 422), Problem),
    )
    made.components_schemas = Schemas()
    return made


class DocumentedApi(OpenAPI):
    """The application; its API document tells examples, error codes and scopes as well."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.components_schemas = Schemas()
        self._writing = make_lock()
        self._written = b""

    @property
    def api_doc(self) -> dict[str, Any]:
        """The document, written when it is first asked for: several seconds, off the event loop."""
        with self._writing:
            return super().api_doc

    def _init_doc(self) -> None:
        super()._init_doc()
        self.view_functions["openapi.doc_url"] = self.document

    def document(self) -> Response:
        """Answer the document: megabytes of JSON, put into words once. Anybody may ask, often."""
        told = self.api_doc
        if not self._written:
            self._written = run_blocking(self.json.dumps, told).encode()
        sent = Response(self._written, content_type="application/json")
        sent.add_etag()
        sent.make_conditional(request)
        return sent

    def generate_spec_json(self) -> None:
        """Describe all operations, write the document, then complete it. Done once."""
        # Imported late: it reads the errors and operations that stand on this module.
        from ecabinet.web.api_document import complete

        run_blocking(self._describe)
        super().generate_spec_json()  # type: ignore[no-untyped-call]
        run_blocking(complete, self, self.spec_json)

    def _describe(self) -> None:
        for blueprint in self.blueprints.values():
            if isinstance(blueprint, LateBlueprint):
                blueprint.describe()
                self.tags += [tag for tag in blueprint.tags if tag.name not in self.tag_names]
                self.tag_names += [tag.name for tag in blueprint.tags]
                self.paths.update(blueprint.paths)
                self.components_schemas.update(blueprint.components_schemas)


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
