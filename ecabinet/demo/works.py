"""What became of the tasks: one in every state and with every label."""

from uuid import UUID

from ecabinet.demo import papers
from ecabinet.demo.teller import Teller
from followup.commands.assign import AssignTask, assign_task
from followup.commands.decide import AcceptTask, ReturnTask, accept_task, return_task
from followup.commands.issue import IssueTask, issue_task
from followup.commands.receive import ReceiveTask, RefuseTask, receive_task, refuse_task
from followup.commands.report import ReportProgress, report_progress
from followup.commands.set_aside import SetAside, cancel_task, suspend_task


def clerk_of(code: str) -> str:
    """User name of the clerk of a unit."""
    return "vanthu" if code == "VPTU" else f"vanthu.{code.lower()}"


def official_of(code: str) -> str:
    """User name of the official of a unit."""
    return "canbo" if code == "VPTU" else f"canbo.{code.lower()}"


def receive(teller: Teller, task_id: UUID, code: str) -> None:
    """The lead unit receives the task; nobody is named yet."""
    teller.do(clerk_of(code), receive_task, ReceiveTask(task_id=task_id))


def begin(teller: Teller, task_id: UUID, code: str) -> None:
    """The lead unit receives the task and names its official."""
    receive(teller, task_id, code)
    assignee = AssignTask(task_id=task_id, assignee_id=teller.person(official_of(code)))
    teller.do(clerk_of(code), assign_task, assignee)


def report(teller: Teller, task_id: UUID, code: str, percent: int, text: str) -> None:
    """The official reports progress."""
    payload = ReportProgress(task_id=task_id, text=text, percent=percent)
    teller.do(official_of(code), report_progress, payload)


def finish(teller: Teller, task_id: UUID, code: str, text: str) -> None:
    """The official reports completion, with a file as evidence."""
    day = teller.now.date()
    letter = papers.evidence(day, "45-BC/VPTU", text.split(":")[0], 100)
    payload = ReportProgress(
        task_id=task_id,
        text=text,
        percent=100,
        done=True,
        evidence=[teller.keep(letter, "Báo cáo kết quả.pdf")],
    )
    teller.do(official_of(code), report_progress, payload)
    teller.platform.jobs.drain(teller.store)


def accept(teller: Teller, task_id: UUID, evaluation: str, remark: str) -> None:
    """The supervising leader accepts and evaluates."""
    payload = AcceptTask.model_validate(
        {"task_id": task_id, "evaluation": evaluation, "remark": remark}
    )
    teller.do("lanhdao", accept_task, payload)


def send_back(teller: Teller, task_id: UUID, reason: str) -> None:
    """The supervising leader is not satisfied."""
    teller.do("lanhdao", return_task, ReturnTask(task_id=task_id, reason=reason))


def refuse(teller: Teller, task_id: UUID, code: str, reason: str) -> None:
    """The unit refuses."""
    teller.do(clerk_of(code), refuse_task, RefuseTask(task_id=task_id, reason=reason))


def suspend(teller: Teller, task_id: UUID, reason: str) -> None:
    """The supervising leader suspends."""
    teller.do("lanhdao", suspend_task, SetAside(task_id=task_id, reason=reason))


def cancel(teller: Teller, task_id: UUID, reason: str) -> None:
    """The supervising leader cancels."""
    teller.do("lanhdao", cancel_task, SetAside(task_id=task_id, reason=reason))


def standing(teller: Teller, directive_id: UUID, symbol: str, title: str, code: str) -> UUID:
    """A task without a date, drawn from a directive."""
    payload = IssueTask.model_validate(
        {
            "title": title,
            "source_kind": "directive",
            "source_id": directive_id,
            "source_title": symbol,
            "source_url": "/directives",
            "source_quote": title,
            "directive_id": directive_id,
            "lead_unit_id": teller.unit(code),
            "supervisor_id": teller.person("lanhdao"),
            "deadline_kind": "standing",
        }
    )
    return teller.do("thuky", issue_task, payload).id
