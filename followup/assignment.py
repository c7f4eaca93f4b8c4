"""The assignment of a task (phiếu giao việc): an official document like any other."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from documents.issuing.bodies import issuer_on, rule_set_of
from documents.issuing.policies import OfficialPermission
from documents.issuing.sources import OfficialKind, SignerWanted, Source, Told, register_source
from documents.official.dates import short_date
from documents.official.letter import LetterTable, OfficialLetter, Section, build_letter
from documents.register.policies import KEEPERS
from ecabinet.accounts.models import Office, Person
from ecabinet.accounts.queries.unit_names import names_on
from ecabinet.core.actors import Actor, Role
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict
from ecabinet.core.permissions import allows
from followup import access
from followup.models import DeadlineKind, Directive, Period, Task, UnitPart
from followup.paths import task_path
from followup.policies import TaskPermission, visible_to
from followup.queries.chases import signers_of
from followup.signers import signer_for
from followup.states import TaskState

SUBJECT = "task"
ISSUING = (Role.LEADER, Role.SECRETARY, Role.CLERK, Role.TRACKER)
"""By which office somebody issues tasks, the weightiest first."""
HEADS, WIDTHS = (
    ("TT", "Đơn vị, cá nhân", "Trách nhiệm", "Phần việc", "Hạn"),
    (1.3, 4.6, 2.8, 4.6, 2.9),
)
PERIODS = {
    Period.WEEK: "hằng tuần",
    Period.MONTH: "hằng tháng",
    Period.QUARTER: "hằng quý",
    Period.HALF_YEAR: "sáu tháng một lần",
    Period.YEAR: "hằng năm",
}
VOID = (TaskState.CANCELLED, TaskState.REFUSED)


def assignment_told(session: Session, actor: Actor, task_id: UUID, now: datetime) -> Told:
    """Return what the document says: the task as it stands, in the name of who issued it.

    Raises NotFound; Conflict: the task was cancelled, or its unit has refused it.
    """
    task = access.task(session, actor, task_id, TaskPermission.READ)
    if task.state in VOID:
        raise Conflict("assignment.void")
    day = office_day(now)
    unit_id = _issuing_unit(session, task)
    issuer = issuer_on(session, unit_id, day)
    rules = rule_set_of(session, issuer.code)
    leaders = signers_of(session, unit_id, day)
    person = session.get_one(Person, _signing(task, [one.id for one in leaders]))
    signer = signer_for(session, unit_id, person, rules, day)
    lead, others, informed = _units(session, task, day)
    facts = OfficialLetter(
        rule_set=rules.name,
        issuer=issuer.name,
        superior=issuer.superior,
        symbol=rules.symbol_to_be("PGV", issuer.code),
        place=issuer.place,
        day=day,
        kind="Phiếu giao việc",
        abstract=(task.title,),
        addressees=(lead, *others),
        bases=_bases(session, task),
        sections=_sections(session, task, lead, day),
        closing="Yêu cầu các đơn vị, cá nhân có tên trên thực hiện đúng thời hạn; báo cáo tiến độ, "
        "kết quả trên hệ thống theo dõi nhiệm vụ",
        signer=signer,
        recipients=("Như trên", *informed, f"Lưu {issuer.name}"),
    )
    return Told(
        facts=facts,
        title=f"Phiếu giao việc {task.code}: {task.title}",
        unit_id=unit_id,
        rule_set=rules.name,
        signers=(SignerWanted(person.id, person.name, signer.position),),
        recipients=", ".join((lead, *others, *informed))[:1_000],
    )


def assignment_offered(session: Session, actor: Actor, task_id: UUID) -> list[OfficialKind]:
    """Return the kind when the actor may draft the document of this task. Raises NotFound."""
    if not actor.units_as(*KEEPERS):
        return []  # Whoever keeps no books issues nothing; most who read a task do not.
    task = access.task(session, actor, task_id, TaskPermission.READ)
    if task.state in VOID:
        return []
    may = allows(actor, OfficialPermission.DRAFT, _issuing_unit(session, task))
    return [OfficialKind.ASSIGNMENT] if may else []


def _issuing_unit(session: Session, task: Task) -> UUID:
    """The unit by whose office the issuer issued it; without such an office, the lead unit."""
    day = office_day(task.issued_at)
    rows = session.execute(
        select(Office.unit_id, Office.role)
        .where(
            Office.person_id == task.issued_by_id,
            Office.role.in_(ISSUING),
            Office.held_on(day),
        )
        .order_by(Office.rank, Office.id)
    ).all()
    held = sorted(rows, key=lambda row: ISSUING.index(Role(row.role)))
    return held[0].unit_id if held else task.lead_unit_id


def _signing(task: Task, leaders: list[UUID]) -> UUID:
    """The supervising leader, else the issuer, if a leader there; else the first of them."""
    wanted = (task.supervisor_id, task.issued_by_id)
    found = next((person_id for person_id in wanted if person_id in leaders), None)
    return found or (leaders[0] if leaders else task.issued_by_id)


def _units(session: Session, task: Task, day: date) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    names = names_on(session, {task.lead_unit_id, *(one.unit_id for one in task.units)}, day)

    def called(part: UnitPart) -> tuple[str, ...]:
        return tuple(names[one.unit_id].name for one in task.units if one.part is part)

    return names[task.lead_unit_id].name, called(UnitPart.COORDINATE), called(UnitPart.INFORM)


def _bases(session: Session, task: Task) -> tuple[str, ...]:
    directive = session.get(Directive, task.directive_id) if task.directive_id else None
    found = []
    if directive is not None:
        issued = short_date(directive.issued_on)
        found.append(f"Căn cứ {directive.symbol} ngày {issued} {directive.title}".strip())
    if task.source_title and (directive is None or directive.symbol not in task.source_title):
        found.append(f"Căn cứ {task.source_title}")
    return tuple(found)


def _sections(session: Session, task: Task, lead: str, day: date) -> tuple[Section, ...]:
    said = [line for line in task.content.splitlines() if line.strip()] or [task.title]
    if task.source_quote and task.source_quote.strip() not in task.content:
        said.append(f"Trích nội dung chỉ đạo: “{task.source_quote.strip()}”")
    issuer = session.get_one(Person, task.issued_by_id).name
    when = f"Giao ngày {short_date(office_day(task.issued_at))}, người giao: {issuer}."
    return (
        Section("1. Nội dung nhiệm vụ", (*said, f"Mã nhiệm vụ: {task.code}. {when}")),
        Section("2. Phân công", table=LetterTable(HEADS, _rows(session, task, lead, day), WIDTHS)),
        Section("3. Thời hạn, chế độ báo cáo", (_deadline(task),)),
    )


def _rows(session: Session, task: Task, lead: str, day: date) -> tuple[tuple[str, ...], ...]:
    names = names_on(session, {one.unit_id for one in task.units}, day)
    supervisor = session.get_one(Person, task.supervisor_id).name
    rows = [(lead, "Chủ trì", "", short_date(task.due_on) if task.due_on else "")]
    rows += [
        (
            names[one.unit_id].name, "Phối hợp", one.content,
            short_date(one.due_on) if one.due_on else "",
        )
        for one in task.units if one.part is UnitPart.COORDINATE
    ]  # fmt: skip
    rows.append((supervisor, "Lãnh đạo chỉ đạo", "", ""))
    rows += [
        (names[one.unit_id].name, "Nhận để biết", "", "")
        for one in task.units if one.part is UnitPart.INFORM
    ]  # fmt: skip
    return tuple((str(place), *row) for place, row in enumerate(rows, start=1))


def _deadline(task: Task) -> str:
    if task.deadline_kind is DeadlineKind.PERIODIC and task.period:
        until = f", đến hết ngày {short_date(task.ends_on)}" if task.ends_on else ""
        return (
            f"Nhiệm vụ định kỳ: báo cáo kết quả {PERIODS[task.period]}, chậm nhất"
            f" {task.report_after or 0} ngày làm việc sau khi hết kỳ{until}."
        )
    if task.due_on is None:
        return "Nhiệm vụ thường xuyên, không ấn định thời hạn hoàn thành."
    return f"Hoàn thành và báo cáo kết quả chậm nhất ngày {short_date(task.due_on)}."


def _numbered(facts: OfficialLetter, symbol: str, day: date) -> OfficialLetter:
    return replace(facts, symbol=symbol, day=day)


def _readable(actor: Actor) -> Select[UUID]:
    return select(Task.id).where(visible_to(actor))


def register_assignment() -> None:
    """Register the kind; twice is the same as once."""
    register_source(
        Source(
            OfficialKind.ASSIGNMENT, SUBJECT, "PGV", OfficialLetter, assignment_told, _numbered,
            build_letter, _readable, task_path,
        )
    )  # fmt: skip
