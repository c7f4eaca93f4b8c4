"""The official letter of chasing (công văn đôn đốc): an official document like any other."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Protocol
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from documents.issuing.sources import OfficialKind, SignerWanted, Source, Told, register_source
from documents.official.dates import short_date
from documents.official.letter import LetterTable, OfficialLetter, Section, build_letter
from documents.official.places import locality
from documents.official.rules import rule_set
from ecabinet.accounts.models import Person
from ecabinet.accounts.queries.unit_names import line_on, names_on
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day
from ecabinet.core.errors import NotFound
from ecabinet.core.permissions import require
from followup import access
from followup.chase_policies import ChasePermission, readable
from followup.models import Task, TaskChase, TaskChaseItem
from followup.policies import TaskPermission, visible_to
from followup.queries.chase_names import (
    body_for,
    check_answer_day,
    signer_for_letter,
    worst_of,
)
from followup.reminder_rules import rule_of
from followup.signers import signer_for

SUBJECT = "task_chase"


class Planned(Protocol):
    """What is to be chased and said, as `ChaseUnits` has it."""

    @property
    def task_ids(self) -> tuple[UUID, ...]: ...
    @property
    def text(self) -> str: ...
    @property
    def answer_by(self) -> date | None: ...
    @property
    def body_id(self) -> UUID | None: ...
    @property
    def signer_id(self) -> UUID | None: ...


HEADS = ("TT", "Nhiệm vụ", "Nguồn giao", "Hạn", "Tình hình")
WIDTHS = (1.1, 6.2, 3.4, 2.5, 2.8)


def _tell(session: Session, actor: Actor, chase_id: UUID, now: datetime) -> Told:
    """Return what the letter says; the tasks as they stood on the day of chasing."""
    chase = access.chase(session, actor, chase_id, ChasePermission.READ)
    tasks = session.scalars(
        select(Task)
        .join(TaskChaseItem, TaskChaseItem.task_id == Task.id)
        .where(TaskChaseItem.chase_id == chase.id)
        .order_by(TaskChaseItem.position)
    )
    return told_of(session, chase, tasks.all(), now)


def told_of(session: Session, chase: TaskChase, tasks: Sequence[Task], now: datetime) -> Told:
    """Return what the letter of `chase` says of `tasks`; the act may not be kept yet."""
    day = office_day(chase.at)
    line = line_on(session, chase.body_id, day)
    rules = rule_set(rule_of(session, chase.body_id, day).rule.rule_set)
    unit = names_on(session, [chase.unit_id], day)[chase.unit_id].name
    person = session.get(Person, chase.signer_id) if chase.signer_id else None
    signer = signer_for(session, chase.body_id, person, rules, day)
    rows = _rows(tasks, day)
    facts = OfficialLetter(
        rule_set=rules.name,
        issuer=line[0].name,
        superior=line[1].name if len(line) > 1 else None,
        symbol=rules.number.pattern.format(number="…", kind="CV", body=line[0].code),
        place=locality(line[-1].name),
        day=office_day(now),
        kind="",
        abstract=("đôn đốc thực hiện nhiệm vụ được giao",),
        addressees=(unit,),
        sections=(Section(paragraphs=_paragraphs(chase, line[0].name, unit, len(rows), day),
                          table=LetterTable(HEADS, rows, WIDTHS)),),
        closing=_closing(chase, line[0].name),
        signer=signer,
        recipients=("Như trên", f"Lưu {line[0].name}"),
    )  # fmt: skip
    position = f"{signer.position}".strip()
    wanted = SignerWanted(person.id if person else None, person.name if person else "", position)
    return Told(
        facts=facts,
        title=f"Công văn đôn đốc {unit} thực hiện nhiệm vụ được giao",
        unit_id=chase.body_id,
        rule_set=rules.name,
        signers=(wanted,),
        recipients=unit[:1_000],
    )


def letter_before(
    session: Session, actor: Actor, wish: Planned, unit_id: UUID, now: datetime
) -> OfficialLetter:
    """Return the letter that `unit_id` would get, before anything is done.

    Raises:
        NotFound: no task is of the unit, or may be read.
        Denied: a task is not the actor's to chase.
        Invalid: the day is past, body or signer cannot be.
    """
    today = office_day(now)
    ours = select(Task).where(
        Task.id.in_(wish.task_ids), Task.lead_unit_id == unit_id, visible_to(actor)
    )
    tasks = session.scalars(ours.options(selectinload(Task.consults))).all()
    if not tasks:
        raise NotFound("not_found", kind="task")
    for task in tasks:
        require(actor, TaskPermission.CHASE, TaskPermission.READ, task, "task")
    check_answer_day(wish.answer_by, today)
    body_id = body_for(session, actor, wish.body_id, True, today)
    chase = TaskChase(
        unit_id=unit_id, body_id=body_id, at=now, text=wish.text, answer_by=wish.answer_by,
        signer_id=signer_for_letter(session, body_id, wish.signer_id, today),
    )  # fmt: skip
    letter = told_of(session, chase, worst_of(tasks), now).facts
    assert isinstance(letter, OfficialLetter)
    return letter


def _rows(tasks: Sequence[Task], day: date) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (str(place), f"{task.title} ({task.code})", task.source_title or "Giao trực tiếp",
         short_date(task.due_on) if task.due_on else "Không hạn", _standing(task, day))
        for place, task in enumerate(tasks, start=1)
    )  # fmt: skip


def _standing(task: Task, day: date) -> str:
    """How the task stood on that day, against the date it has now: nothing else is kept of it."""
    done = f"đạt {task.percent}\u00a0%" if task.percent else "chưa báo cáo tiến độ"
    if task.due_on is None:
        return done[:1].upper() + done[1:]
    late = (day - task.due_on).days
    if late > 0:
        return f"Quá hạn {late} ngày, {done}"
    return f"Còn {-late} ngày, {done}"


def _paragraphs(chase: TaskChase, issuer: str, unit: str, count: int, day: date) -> tuple[str, ...]:
    opening = (
        f"Qua theo dõi, tính đến ngày {short_date(day)}, {unit} còn {count} nhiệm vụ được giao chủ"
        f" trì cần tập trung thực hiện (danh mục dưới đây). {issuer} đề nghị {unit} khẩn trương"
        " hoàn thành."
    )
    return (opening, chase.text) if chase.text else (opening,)


def _closing(chase: TaskChase, issuer: str) -> str:
    until = chase.answer_by
    when = f" trước ngày {short_date(until + timedelta(days=1))}" if until else ""
    return (
        f"Đề nghị quý cơ quan, đơn vị báo cáo kết quả hoặc lý do chậm, kèm thời gian hoàn thành,"
        f" gửi {issuer}{when} trên hệ thống theo dõi nhiệm vụ"
    )


def _numbered(facts: OfficialLetter, symbol: str, day: date) -> OfficialLetter:
    return replace(facts, symbol=symbol, day=day)


def chase_path(chase_id: UUID) -> str:
    """Return the page of an act of chasing."""
    return f"/chases/{chase_id}"


def register_chase_letter() -> None:
    """Register the kind; twice is the same as once."""
    register_source(
        Source(
            OfficialKind.CHASE, SUBJECT, "CV", OfficialLetter, _tell, _numbered, build_letter,
            readable, chase_path,
        )
    )  # fmt: skip
