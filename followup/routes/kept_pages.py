"""Forms of the task list: keep it under a name, forget it, choose its columns."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from ecabinet.web.attempts import attempt
from ecabinet.web.requests import execute
from followup.commands.keep_lists import (
    ChooseTaskColumns,
    ForgetTaskList,
    KeepTaskList,
    choose_task_columns,
    forget_task_list,
    keep_task_list,
)
from followup.models import Layout
from followup.queries.filters import TaskFilter
from followup.routes.addresses import list_url
from followup.routes.pages import pages
from followup.routes.seeing import wanted_of


@pages.post("/tasks/lists")
def keep_list() -> ResponseReturnValue:
    """Keep the list as it is narrowed now."""
    form, (wanted, layout) = request.form, _here(request.form)
    wish = {
        "name": form.get("name", ""),
        "wanted": wanted,
        "layout": layout,
        "standard": "standard" in form,
        "unit_id": form.get("share") or None,
    }
    done, refusal = attempt(lambda: execute(keep_task_list, KeepTaskList.model_validate(wish)))
    flash(_("Đã lưu bộ lọc.") if done else refusal.text, "success" if done else "warning")
    return redirect(list_url(wanted, layout), 303)


@pages.post("/tasks/lists/<uuid:list_id>/removal")
def forget_list(list_id: UUID) -> ResponseReturnValue:
    """Forget a list."""
    execute(forget_task_list, ForgetTaskList(id=list_id))
    flash(_("Đã xóa bộ lọc."), "success")
    return redirect(url_for("followup.tasks", view="all"), 303)


@pages.post("/tasks/columns")
def choose_columns() -> ResponseReturnValue:
    """Choose the columns of the list."""
    wanted, layout = _here(request.form)
    wish = {"columns": request.form.getlist("column")}

    def choose() -> bool:
        execute(choose_task_columns, ChooseTaskColumns.model_validate(wish))
        return True

    done, refusal = attempt(choose)
    if not done:
        flash(refusal.text, "warning")
    return redirect(list_url(wanted, layout), 303)


def _here(form: MultiDict[str, str]) -> tuple[TaskFilter, Layout]:
    """Return where the form stood. Raises ValidationError, ValueError of an address made up."""
    named = form.get("layout", Layout.LIST)
    return wanted_of(form.to_dict()), Layout(named) if named in list(Layout) else Layout.LIST
