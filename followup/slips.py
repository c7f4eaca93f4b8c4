"""Tasks that come of transfer slips: who may issue them, what they tell of their source.

Documents know no tasks; what they show of them is registered here (`documents.routing.works`).
"""

from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.routing.models import Slip
from documents.routing.policies import SlipPermission
from documents.routing.telling import slip_path
from documents.routing.works import Work, register_works
from ecabinet.accounts.models import Person
from ecabinet.core import permissions, rules
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.permissions import allows
from followup.models import Task
from followup.paths import task_path
from followup.policies import visible_to
from followup.queries.lists import tasks_by_id
from followup.slip_policies import (
    POLICIES,
    SOURCE_KIND,
    SlipTaskPermission,
    has_a_desk,
    is_open,
)
from followup.sources import StoryStep, Voice, register_source


class SlipWorks:
    """Tasks made of slips, as documents show them."""

    def of_slip(self, session: Session, actor: Actor, slip_id: UUID) -> list[Work]:
        """Return the tasks made of the slip that the actor may read; three queries."""
        made = select(Task.id).where(
            Task.source_kind == SOURCE_KIND, Task.source_id == slip_id, visible_to(actor)
        )
        rows = tasks_by_id(session, actor, list(session.scalars(made)), office_day(utc_now()))
        return [
            Work(f"{row.code} · {row.title}", task_path(row.id), f"task.{row.state}", row.due_on)
            for row in sorted(rows.values(), key=lambda row: row.number)
        ]

    def form(self, actor: Actor, slip: Slip) -> str | None:
        """Return the page on which the actor makes a task of the slip, None when they may not."""
        may = allows(actor, SlipTaskPermission.ISSUE, slip)
        return f"{slip_path(slip.id)}/task" if may else None


def _steps(session: Session, actor: Actor, slip_id: UUID) -> list[StoryStep]:
    slip = session.get(Slip, slip_id)
    if slip is None or not allows(actor, SlipPermission.READ, slip):
        return []
    title = _("Phiếu chuyển %(symbol)s", symbol=slip.entry.symbol)
    sender = session.scalar(select(Person.name).where(Person.id == slip.sender_id)) or ""
    return [
        StoryStep(
            slip.sent_at, SOURCE_KIND, title, slip.instruction, slip_path(slip.id),
            people=(Voice(sender, "sender"),),
        )
    ]  # fmt: skip


def register_slip_works() -> None:
    """Register rights, works and stories; doing so twice is the same as once."""
    permissions.register(POLICIES)
    rules.name_permissions({SlipTaskPermission.ISSUE: _l("Tạo nhiệm vụ từ phiếu chuyển")})
    rules.name_rules(
        {
            has_a_desk: _l("Là văn thư, lãnh đạo hoặc thư ký của một đơn vị"),
            is_open: _l("Phiếu chưa bị thu hồi, văn bản không mật"),
        }
    )
    register_works(SlipWorks())
    register_source(SOURCE_KIND, _steps)
