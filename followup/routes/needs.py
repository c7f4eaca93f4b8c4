"""What of tasks, proposals and weekly plans waits on the home page."""

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _

from ecabinet.web.needs import Deed, Waiting
from followup.labels import TaskLabel
from followup.proposals.queries.home import HomeProposals
from followup.proposals.queries.lists import ProposalRow
from followup.queries.home import HomeTasks
from followup.queries.rows import TaskRow
from followup.queries.views import View
from followup.routes.addresses import list_url
from followup.weekly.home import DueSheet


def tasks_waiting(tasks: HomeTasks) -> Iterator[Waiting]:
    """Yield the lists of tasks that wait for a deed."""
    named = (
        (View.MINE, _("Cần làm"), Deed.DO, tasks.mine),
        (View.TO_EXTEND, _("Chờ quyết định gia hạn"), Deed.DECIDE, tasks.to_extend),
        (View.REFUSED, _("Đơn vị từ chối nhận"), Deed.DECIDE, tasks.refused),
        (View.TO_ACCEPT, _("Chờ đánh giá"), Deed.DECIDE, tasks.to_accept),
        (View.INBOX, _("Chờ tiếp nhận"), Deed.RECEIVE, tasks.inbox),
        (View.TO_ASSIGN, _("Chờ giao người"), Deed.RECEIVE, tasks.to_assign),
        (View.TO_CONTRIBUTE, _("Phần việc phối hợp"), Deed.DO, tasks.to_contribute),
        (View.TO_ADVISE, _("Chờ cho ý kiến"), Deed.ADVISE, tasks.to_advise),
    )
    for view, title, deed, found in named:
        template = f"followup/_need_{'mine' if view is View.MINE else 'task'}.html"
        url = list_url(view=view.value)
        yield Waiting(view.value, title, template, deed, found.rows, found.total, url, _overdue)


def proposals_waiting(proposals: HomeProposals) -> Iterator[Waiting]:
    """Yield the lists of proposals that wait for a deed."""
    named = (
        ("to-decide", _("Đề xuất chờ quyết định"), Deed.DECIDE, proposals.to_decide),
        ("to-answer", _("Đề xuất chờ ý kiến"), Deed.ADVISE, proposals.to_answer),
        ("mine", _("Đề xuất bị trả lại"), Deed.PREPARE, proposals.returned),
    )
    for view, title, deed, found in named:
        url, at = url_for("followup.proposals", view=view), "followup/_need_proposal.html"
        yield Waiting(view, title, at, deed, found.rows, found.total, url, _opinion_late)


def weekly_waiting(due: list[DueSheet] | None) -> Iterator[Waiting]:
    """Yield the weekly plans and reports to write or to send."""
    rows, at = due or [], "followup/_need_weekly.html"
    title, url = _("Kế hoạch, báo cáo tuần"), url_for("followup.weekly")
    yield Waiting("weekly", title, at, Deed.PREPARE, rows, len(rows), url)


def _overdue(task: TaskRow) -> bool:
    return task.label is TaskLabel.OVERDUE


def _opinion_late(proposal: ProposalRow) -> bool:
    return proposal.late > 0
