"""Marks: listed, added, changed, removed."""

from flask import Response
from pydantic import BaseModel, Field

from documents.commands.annotate import AddAnnotations, StoredMarks, add_annotations
from documents.commands.revise_mark import (
    ChangeAnnotation,
    RemoveAnnotation,
    change_annotation,
    remove_annotation,
)
from documents.events import layer_stream
from documents.marks import MARKS_PER_CALL, Drawn, Mark, NewMark
from documents.queries.marks import annotations
from documents.routes.api import Answers, MarkPath, VersionPath, api
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform


class MarkList(BaseModel):
    """The marks; go on with the live events of `stream` after `last`."""

    annotations: list[Mark]
    stream: str
    last: int


class NewMarks(BaseModel):
    """Marks to store; their ids are the tablet's own."""

    annotations: list[NewMark] = Field(min_length=1, max_length=MARKS_PER_CALL)


class MarkChanges(Drawn):
    """What shall be different; `revision` is the one that was seen. Fields left out stay."""

    revision: int = Field(ge=1)


NO_CONTENT: Answers = {204: None}


@api.get(
    "/papers/<uuid:version_id>/annotations",
    operation_id="listAnnotations",
    summary="Ghi chú trên tài liệu",
    responses={200: MarkList},
)
def list_annotations(path: VersionPath) -> Response:
    """List the meeting layer and the reader's own personal layer; nobody else's."""
    actor = current_actor()
    with platform().store.reading() as session:
        layers = annotations(session, actor, path.version_id)
    listed = MarkList(
        annotations=layers.marks, stream=layer_stream(path.version_id), last=layers.last
    )
    return Response(listed.model_dump_json(exclude_none=True), content_type="application/json")


@api.post(
    "/papers/<uuid:version_id>/annotations",
    operation_id="addAnnotations",
    summary="Thêm ghi chú",
    responses={201: StoredMarks},
)
def post_annotations(path: VersionPath, body: NewMarks, header: WriteHeaders) -> Response:
    """Store marks; sending the same marks again stores nothing twice."""
    command = AddAnnotations(version_id=path.version_id, annotations=body.annotations)
    return answer(execute(add_annotations, command), 201)


@api.patch(
    "/annotations/<uuid:annotation_id>",
    operation_id="changeAnnotation",
    summary="Sửa hoặc dời ghi chú",
    responses={200: Mark},
)
def patch_annotation(path: MarkPath, body: MarkChanges, header: WriteHeaders) -> Response:
    """Change a mark of one's own."""
    fields = body.model_fields_set - {"revision"}
    changes = Drawn.model_construct(fields, **{name: getattr(body, name) for name in fields})
    command = ChangeAnnotation(id=path.annotation_id, revision=body.revision, changes=changes)
    mark = execute(change_annotation, command)
    return Response(mark.model_dump_json(exclude_none=True), content_type="application/json")


@api.delete(
    "/annotations/<uuid:annotation_id>",
    operation_id="removeAnnotation",
    summary="Xóa ghi chú",
    responses=NO_CONTENT,
)
def delete_annotation(path: MarkPath, header: WriteHeaders) -> Response:
    """Remove a mark of one's own; removing it twice is the same as once."""
    execute(remove_annotation, RemoveAnnotation(id=path.annotation_id))
    return Response(status=204)
