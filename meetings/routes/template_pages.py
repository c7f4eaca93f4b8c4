"""The page of agendas kept for later: what is in them, their names, and away with them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ecabinet.web.requests import current_actor, execute, platform
from meetings import access
from meetings.commands.templates import (
    DeleteTemplate,
    RenameTemplate,
    SaveTemplate,
    delete_template,
    rename_template,
    save_template,
)
from meetings.queries.templates import templates as kept
from meetings.routes.forms import Refusal, attempt
from meetings.routes.pages import pages, show_detail

ONE = "/meetings/templates/<uuid:template_id>"


@pages.get("/meetings/templates")
def templates() -> ResponseReturnValue:
    """List the templates of one's bodies."""
    return _show({}, Refusal())


@pages.post("/meetings/<uuid:meeting_id>/templates")
def save(meeting_id: UUID) -> ResponseReturnValue:
    """Keep the agenda of a meeting."""
    typed = request.form.to_dict()

    def work() -> Any:
        command = {"meeting_id": meeting_id, "name": typed.get("name", "")}
        return execute(save_template, SaveTemplate.model_validate(command))

    made, refusal = attempt(work)
    if made is None:
        return show_detail(meeting_id, typed, refusal), refusal.status
    flash(_("Đã lưu mẫu chương trình. Chọn mẫu khi tạo phiên họp."), "success")
    return redirect(url_for("meetings.templates", _anchor=f"template-{made.id}"), 303)


@pages.post(ONE + "/name")
def rename(template_id: UUID) -> ResponseReturnValue:
    """Call a template something else."""
    typed = request.form.to_dict()
    command = {
        "template_id": template_id,
        "name": typed.get("name", ""),
        "revision": typed.get("revision") or None,
    }
    return _done(
        {**typed, "id": template_id},
        lambda: execute(rename_template, RenameTemplate.model_validate(command)),
        _("Đã đổi tên mẫu."),
    )


@pages.post(ONE + "/removal")
def remove(template_id: UUID) -> ResponseReturnValue:
    """Forget a template."""

    def work() -> UUID:
        execute(delete_template, DeleteTemplate(template_id=template_id))
        return template_id

    return _done({}, work, _("Đã xóa mẫu."))


def _done(typed: dict[str, Any], work: Callable[[], Any], said: str) -> ResponseReturnValue:
    made, refusal = attempt(work)
    if made is None:
        return _show(typed, refusal), refusal.status
    flash(said, "success")
    return redirect(url_for("meetings.templates"), 303)


def _show(typed: dict[str, Any], refusal: Refusal) -> str:
    access.planner(current_actor())
    with platform().store.reading() as session:
        found = kept(session, current_actor())
    return render_template("meetings/templates.html", templates=found, typed=typed, refusal=refusal)
