"""What became of the tasks: one in every state and with every label."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from documents.issuing.commands.issue import IssueDocument, issue_document
from ecabinet.core.clock import office_day
from ecabinet.demo import papers
from ecabinet.demo.teller import Teller
from followup.commands.amend import AmendTask, amend_task
from followup.commands.assign import AssignTask, assign_task
from followup.commands.chase import ChaseTasks, ChaseUnits, chase_tasks
from followup.commands.chase import chase_units as chase_units_at_once
from followup.commands.coordinate import AddCoordinatingUnit, add_coordinating_unit
from followup.commands.decide import AcceptTask, ReturnTask, accept_task, return_task
from followup.commands.extend import RequestExtension, request_extension
from followup.commands.issue import IssueTask, issue_task
from followup.commands.move_due import MoveDueDate, move_due_date
from followup.commands.parts import AssignPart, ReportPart, SetPart, report_part, set_part
from followup.commands.parts import assign_part as assign_part_of
from followup.commands.receive import ReceiveTask, RefuseTask, receive_task, refuse_task
from followup.commands.report import ReportProgress, report_progress
from followup.commands.set_aside import SetAside, cancel_task, suspend_task
from followup.commands.split import SplitTask, split_task
from followup.exchange.commands import SayAboutTask, say_about_task
from followup.exchange.consult import AskOpinion, ask_opinion
from followup.models import Priority


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


def chase(teller: Teller, task_id: UUID, text: str, until: date) -> None:
    """The secretary presses the unit, with a letter that waits for its signature."""
    payload = ChaseTasks(
        task_ids=(task_id,), text=text, answer_by=until, letter=True, body_id=teller.unit("TU"),
        signer_id=teller.person("lanhdao"),
    )  # fmt: skip
    drafted = teller.do("thuky", chase_tasks, payload).document_id
    assert drafted is not None
    teller.do("thuky", issue_document, IssueDocument(document_id=drafted))
    teller.platform.jobs.drain(teller.store)


def chase_units(teller: Teller, task_ids: tuple[UUID, ...], text: str, until: date) -> None:
    """The secretary presses several units at once; each has a letter that waits for its number."""
    payload = ChaseUnits(
        task_ids=task_ids, text=text, answer_by=until, letter=True, body_id=teller.unit("TU"),
        signer_id=teller.person("lanhdao"),
    )  # fmt: skip
    teller.do("thuky", chase_units_at_once, payload)


def ask_later(teller: Teller, task_id: UUID, code: str, day: date, reason: str) -> None:
    """The official asks for a later date; the leader has not answered yet."""
    payload = RequestExtension(task_id=task_id, new_due_on=day, reason=reason)
    teller.do(official_of(code), request_extension, payload)


def refuse(teller: Teller, task_id: UUID, code: str, reason: str) -> None:
    """The unit refuses."""
    teller.do(clerk_of(code), refuse_task, RefuseTask(task_id=task_id, reason=reason))


def suspend(teller: Teller, task_id: UUID, reason: str) -> None:
    """The supervising leader suspends."""
    teller.do("lanhdao", suspend_task, SetAside(task_id=task_id, reason=reason))


def cancel(teller: Teller, task_id: UUID, reason: str) -> None:
    """The supervising leader cancels."""
    teller.do("lanhdao", cancel_task, SetAside(task_id=task_id, reason=reason))


def talk(teller: Teller, task_id: UUID, code: str) -> None:
    """The official asks what is missing; the leader answers, and a question is left open."""

    def say(username: str, text: str, **fields: Any) -> UUID:
        payload = SayAboutTask(task_id=task_id, text=text, **fields)
        return teller.do(username, say_about_task, payload).id

    ask = "Biên bản đo tốc độ theo mẫu nào, thưa đồng chí?"
    question = say(official_of(code), ask, question=True)
    say("lanhdao", "Theo mẫu của Sở, kèm ảnh chụp màn hình tại từng điểm.", answers_id=question)
    called = [teller.person(clerk_of(code))]
    say("thuky", "Hai xã miền núi bao giờ có biên bản?", question=True, mentions=called)


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


def give_part(teller: Teller, task_id: UUID, lead: str, code: str, content: str, day: date) -> None:
    """The lead unit writes the part of a coordinating unit."""
    payload = SetPart(task_id=task_id, unit_id=teller.unit(code), content=content, due_on=day)
    teller.do(clerk_of(lead), set_part, payload)


def assign_part(teller: Teller, task_id: UUID, code: str) -> None:
    """The coordinating unit names its official for the part."""
    official = teller.person(official_of(code))
    payload = AssignPart(task_id=task_id, unit_id=teller.unit(code), official_id=official)
    teller.do(clerk_of(code), assign_part_of, payload)


def report_on_part(teller: Teller, task_id: UUID, code: str, percent: int, text: str) -> None:
    """The coordinating unit reports on its part."""
    payload = ReportPart(task_id=task_id, unit_id=teller.unit(code), text=text, percent=percent)
    teller.do(clerk_of(code), report_part, payload)


def split(teller: Teller, task_id: UUID, code: str, title: str) -> UUID:
    """The lead unit splits off a child task for its own official."""
    payload = SplitTask(
        task_id=task_id,
        title=title,
        lead_unit_id=teller.unit(code),
        supervisor_id=teller.person("lanhdao"),
        assignee_id=teller.person(official_of(code)),
    )
    return teller.do(clerk_of(code), split_task, payload).id


def monthly(teller: Teller, code: str, title: str) -> UUID:
    """A task with a report each month, that the unit's official has at once."""
    payload = IssueTask.model_validate(
        {
            "title": title,
            "lead_unit_id": teller.unit(code),
            "supervisor_id": teller.person("lanhdao"),
            "deadline_kind": "periodic",
            "period": "month",
            "report_after": 5,
        }
    )
    task_id = teller.do("thuky", issue_task, payload).id
    begin(teller, task_id, code)
    return task_id


def report_period(teller: Teller, task_id: UUID, code: str, text: str) -> None:
    """The official reports on the oldest period that waits."""
    teller.do(official_of(code), report_progress, ReportProgress(task_id=task_id, text=text))


def consult(teller: Teller, task_id: UUID, code: str, asked: str, day: date, text: str) -> UUID:
    """The official asks another unit for its opinion."""
    payload = AskOpinion(task_id=task_id, text=text, unit_ids=[teller.unit(asked)], due_on=day)
    return teller.do(official_of(code), ask_opinion, payload).id


def advise(teller: Teller, task_id: UUID, code: str, question_id: UUID, text: str) -> None:
    """The unit asked gives its opinion."""
    payload = SayAboutTask(task_id=task_id, text=text, answers_id=question_id)
    teller.do(clerk_of(code), say_about_task, payload)


def amend(teller: Teller, now: datetime, files: UUID) -> None:
    """A task is put right after its issue, and gets a date that nobody had asked for."""
    right = AmendTask(
        task_id=files, title="Số hóa 340 thủ tục hành chính cấp sở", field_code="CDS",
        priority=Priority.HIGH, reason="Ghi rõ số thủ tục theo danh mục của Sở.",
    )  # fmt: skip
    teller.do("thuky", amend_task, right)
    unit = AddCoordinatingUnit(
        task_id=files, unit_id=teller.unit("STC"), content="Thẩm định kinh phí quét tài liệu."
    )
    teller.do("thuky", add_coordinating_unit, unit)
    day = office_day(now) + timedelta(days=15)
    reason = "Chờ Sở Tài chính thẩm định kinh phí."
    teller.do("lanhdao", move_due_date, MoveDueDate(task_id=files, due_on=day, reason=reason))
