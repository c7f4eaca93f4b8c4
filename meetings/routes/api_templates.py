"""The API of agendas kept for later."""

from uuid import UUID

from flask import Response
from pydantic import BaseModel

from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform
from meetings.commands.templates import (
    DeleteTemplate,
    NewTemplate,
    RenameTemplate,
    SaveTemplate,
    TemplateChange,
    delete_template,
    rename_template,
    save_template,
)
from meetings.queries.templates import TemplateOut, template, templates
from meetings.routes.doors import MeetingPath, api, done


class TemplatePath(BaseModel):
    """Which template."""

    template_id: UUID


class TemplateList(BaseModel):
    """Templates, by body and name."""

    templates: list[TemplateOut]


def _answer(template_id: UUID, status: int = 200) -> Response:
    with platform().store.reading() as session:
        return answer(template(session, current_actor(), template_id), status)


@api.get(
    "/agenda-templates",
    operation_id="listAgendaTemplates",
    summary="Các mẫu chương trình",
    responses={200: TemplateList},
)
def list_templates() -> Response:
    """List the templates of the bodies whose secretary one is."""
    with platform().store.reading() as session:
        return answer(TemplateList(templates=templates(session, current_actor())))


@api.post(
    "/meetings/<uuid:meeting_id>/agenda-templates",
    operation_id="saveAgendaTemplate",
    summary="Lưu chương trình làm mẫu",
    responses={201: TemplateOut},
)
def save(header: WriteHeaders, path: MeetingPath, body: NewTemplate) -> Response:
    """Keep the agenda of a meeting as a template; secret items are left out."""
    command = SaveTemplate(meeting_id=path.meeting_id, name=body.name)
    return _answer(execute(save_template, command).id, 201)


@api.get(
    "/agenda-templates/<uuid:template_id>",
    operation_id="getAgendaTemplate",
    summary="Một mẫu chương trình",
    responses={200: TemplateOut},
)
def get_template(path: TemplatePath) -> Response:
    """Show a template with its items."""
    return _answer(path.template_id)


@api.patch(
    "/agenda-templates/<uuid:template_id>",
    operation_id="renameAgendaTemplate",
    summary="Đổi tên mẫu chương trình",
    responses={200: TemplateOut},
)
def rename(header: WriteHeaders, path: TemplatePath, body: TemplateChange) -> Response:
    """Call a template something else."""
    command = RenameTemplate(template_id=path.template_id, **body.model_dump())
    return _answer(execute(rename_template, command).id)


@api.delete(
    "/agenda-templates/<uuid:template_id>",
    operation_id="deleteAgendaTemplate",
    summary="Xóa mẫu chương trình",
    responses={204: None},
)
def delete(header: WriteHeaders, path: TemplatePath) -> Response:
    """Forget a template; meetings that began with it stay as they are."""
    execute(delete_template, DeleteTemplate(template_id=path.template_id))
    return done()
