"""What other systems are told of units' weekly plans and reports. Never words; of people's none."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Unit
from ecabinet.core.events import Event
from ecabinet.webhooks.kinds import Kind, Told, register
from followup.paths import weekly_sheet_path
from followup.weekly.events import SheetMoved
from followup.weekly.models import WeeklySheet

_DEEDS: dict[str, Any] = {
    "sent": _l("Kế hoạch, báo cáo tuần của đơn vị được gửi"),
    "returned": _l("Kế hoạch, báo cáo tuần của đơn vị bị trả lại"),
}
KINDS = tuple(
    Kind(f"weekly_sheet.{deed}", _l("Báo cáo, kế hoạch"), words) for deed, words in _DEEDS.items()
)


def tell_sheet(session: Session, event: Event) -> Told | None:
    """Tell that a unit's sheet was sent or given back; a person's own stays in the house."""
    assert isinstance(event, SheetMoved)
    row = session.get_one(WeeklySheet, event.sheet_id)
    if row.person_id is not None:
        return None
    return Told(
        kind=f"weekly_sheet.{event.deed}",
        subject_kind="weekly_sheet",
        subject_id=row.id,
        path=weekly_sheet_path(row.id),
        data={
            "unit": row.unit.code,
            "to_unit": session.get_one(Unit, row.to_id).code if row.to_id else None,
            "stage": row.stage,
            "monday": row.monday,
            "edition": row.edition,
            "state": row.state,
        },
    )


def register_weekly_kinds() -> None:
    """Register the kinds; twice is the same as once."""
    register(KINDS, {SheetMoved: tell_sheet})
