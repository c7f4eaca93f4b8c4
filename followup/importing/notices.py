"""Notices of imports: to who sent the sheet, and to the units whose tasks came in."""

from collections.abc import Collection, Mapping
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.notifications.kinds import Kind, register_kinds
from ecabinet.notifications.states import Topic
from ecabinet.notifications.subjects import Sight, register_subject
from followup.importing.access import KIND
from followup.importing.models import TaskImport

KINDS = (
    Kind(
        "task.imported", Topic.TASKS, _l("Nhiệm vụ nhập từ bảng theo dõi"),
        _l("Có %(count)s nhiệm vụ của đơn vị đồng chí. Mời xem và tiếp nhận."), "inbox",
    ),
    Kind(
        "task_import.done", Topic.TASKS, _l("Đã nhập xong bảng theo dõi"),
        _l("%(made)s nhiệm vụ đã vào hệ thống, %(bad)s dòng không nhập."), "checkc",
    ),
)  # fmt: skip


def imports_seen(session: Session, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Sight]:
    """Of these imports, those that the actor sent."""
    rows = session.scalars(
        select(TaskImport.id).where(TaskImport.id.in_(ids), TaskImport.person_id == actor.person_id)
    )
    return dict.fromkeys(rows, Sight.OPEN)


def register_import_notices() -> None:
    """Register kinds and subject; twice is the same as once."""
    register_kinds(KINDS)
    register_subject(KIND, imports_seen)
