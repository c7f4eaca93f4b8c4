"""Tasks and directives, for those who ask who may do what with them."""

from uuid import UUID, uuid4

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows
from ecabinet.core.text import fold
from ecabinet.core.things import MOST, Found, Kind, id_in, never_chosen, register_things
from followup.chase_policies import HeldChase
from followup.exchange.policies import samples
from followup.importing.policies import samples as imports
from followup.models import Directive, Task, TaskChase, TaskUnit, UnitPart
from followup.policies import TaskPermission, visible_to
from followup.proposals.things import register_proposal_things
from followup.reporting.policies import samples as reports
from followup.weekly.policies import samples as sheets


def register_followup_things() -> None:
    """Register tasks, directives and proposals."""
    register_proposal_things()
    register_things(
        Kind("task", _l("Nhiệm vụ"), _search, _name, lambda s, key: s.get(Task, key), _samples)
    )
    register_things(never_chosen("task_message", _l("Trao đổi về nhiệm vụ"), samples))
    register_things(never_chosen("chase", _l("Lần đôn đốc"), _chases))
    register_things(never_chosen("task_import", _l("Bảng theo dõi nhập vào"), imports))
    register_things(never_chosen("task_report", _l("Báo cáo nhiệm vụ"), reports))
    register_things(never_chosen("weekly_sheet", _l("Kế hoạch, báo cáo tuần"), sheets))
    register_things(
        Kind(
            "directive",
            _l("Văn bản chỉ đạo"),
            _search_directives,
            _name_directive,
            lambda s, key: s.get(Directive, key),
            lambda _unit: [None],
        )
    )


def _search(session: Session, actor: Actor, text: str) -> list[Found]:
    """By any word among the tasks one may read; all others by number or address."""
    words = [Task.folded.contains(word, autoescape=True) for word in fold(text).split()]
    digits = "".join(letter for letter in text if letter.isdigit())
    rules = [and_(visible_to(actor), *words)] if words else []
    if digits and len(digits) < 9:
        rules.append(Task.number == int(digits))
    rules.append(Task.id == id_in(text))
    rows = session.scalars(select(Task).where(or_(*rules)).order_by(Task.number.desc()).limit(MOST))
    return [Found("task", row.id, _label(actor, row)) for row in rows]


def _label(actor: Actor, row: Task) -> str:
    known = allows(actor, TaskPermission.READ, row)
    return f"{row.code} · {row.title}" if known else str(_("Nhiệm vụ %(code)s", code=row.code))


def _name(session: Session, actor: Actor, task_id: UUID) -> str | None:
    row = session.get(Task, task_id)
    return _label(actor, row) if row else None


def _samples(unit_id: UUID) -> list[Task]:
    nobody = {"supervisor_id": uuid4(), "issued_by_id": uuid4()}
    lead = Task(id=uuid4(), lead_unit_id=unit_id, **nobody)
    other = Task(id=uuid4(), lead_unit_id=uuid4(), **nobody)
    other.units = [TaskUnit(unit_id=unit_id, part=UnitPart.COORDINATE)]
    return [lead, other]


def _chases(unit_id: UUID) -> list[HeldChase]:
    return [HeldChase(TaskChase(id=uuid4(), body_id=unit_id))]


def _search_directives(session: Session, _actor: Actor, text: str) -> list[Found]:
    """By any word: symbol and title of directives are known to everybody who works here."""
    words = [Directive.folded.contains(word, autoescape=True) for word in fold(text).split()]
    found = or_(and_(*words), Directive.id == id_in(text)) if words else Directive.id.is_(None)
    query = select(Directive).where(found).order_by(Directive.issued_on.desc()).limit(MOST)
    return [
        Found("directive", row.id, f"{row.symbol} · {row.title}") for row in session.scalars(query)
    ]


def _name_directive(session: Session, _actor: Actor, directive_id: UUID) -> str | None:
    row = session.get(Directive, directive_id)
    return f"{row.symbol} · {row.title}" if row else None
