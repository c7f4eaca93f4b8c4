"""Marks: listed, added, changed, removed."""

from dataclasses import asdict
from typing import ClassVar
from uuid import UUID

from flask import Response
from pydantic import BaseModel, Field

from documents.commands.annotate import AddAnnotations, StoredMarks, add_annotations
from documents.commands.revise_mark import (
    ChangeAnnotation,
    RemoveAnnotation,
    change_annotation,
    remove_annotation,
)
from documents.marks import MARKS_PER_CALL, Drawn, Layer, Mark, NewMark
from documents.queries.marks import LAYERS, annotations
from documents.routes.api import (
    Answers,
    LevelName,
    MarkPath,
    VersionPath,
    api,
    layers_asked,
    level_name,
)
from ecabinet.core.clock import utc_now
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform


class MarkQuery(BaseModel):
    """Which layers (`personal`, `unit`, `meeting`, with commas between), and whose marks."""

    layers: str = Field(",".join(LAYERS), max_length=40)
    author_id: UUID | None = None


class LayerStream(BaseModel):
    """A layer others write on as well; go on with the live events of `stream` after `last`."""

    layer: Layer
    unit_id: UUID | None = None
    name: str
    stream: str
    last: int


class MarkList(BaseModel):
    """The marks, and the shared layers; `stream` and `last` are the meeting's, the last of them.

    `readers` is the live stream on which those who work on the paper say which page they read;
    `may_point` tells whether this person may send the presenter's pointer. `level`: what they may
    do with the paper; `changes_in`: seconds until time alone may change that.
    """

    annotations: list[Mark]
    layers: list[LayerStream]
    stream: str
    last: int
    readers: str | None = None
    may_point: bool
    level: LevelName
    changes_in: float | None = None


class NewMarks(BaseModel):
    """Marks to store; their ids are the tablet's own."""

    # A tablet may send a mark as it got it; what only the server says is not taken from it.
    TOLD_BACK: ClassVar = frozenset(Mark.model_fields) - frozenset(NewMark.model_fields)
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
def list_annotations(path: VersionPath, query: MarkQuery) -> Response:
    """List the meeting layer, those of the reader's units and the reader's own; nobody else's."""
    actor = current_actor()
    with platform().store.reading() as session:
        asked = layers_asked(query.layers)
        found = annotations(session, actor, path.version_id, asked, query.author_id)
    meeting = found.shared[-1]
    listed = MarkList(
        annotations=found.marks,
        layers=[LayerStream(**asdict(layer)) for layer in found.shared],
        stream=meeting.stream,
        last=meeting.last,
        readers=found.readers,
        may_point=found.may_point,
        level=level_name(found.level),
        changes_in=(found.changes_at - utc_now()).total_seconds() if found.changes_at else None,
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
