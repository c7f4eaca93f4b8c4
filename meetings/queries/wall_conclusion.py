"""The conclusion on the wall: only what everybody in the hall may read."""

from sqlalchemy.orm import Session

from meetings import states
from meetings.models import AgendaItem, Conclusion, Meeting
from meetings.queries.conclusions import conclusions_out
from meetings.queries.live_shapes import WallConclusion
from meetings.queries.written_conclusions import written
from meetings.states import ConclusionState


def wall_conclusion(session: Session, shown: Conclusion) -> WallConclusion:
    """Return what the wall says of a conclusion, in the words of the notice."""
    out = conclusions_out(session, [shown])[0]
    said = written(out)
    return WallConclusion(
        id=out.id,
        number=out.number,
        text=out.text,
        lead=said.lead,
        coordinating=list(said.coordinate),
        due_on=out.due_on,
        often=said.often,
    )


def may_hang(session: Session, shown: Conclusion) -> bool:
    """Whether it is of an item that the whole hall hears of."""
    item = session.get(AgendaItem, shown.item_id)
    open_item = item is not None and not (item.members_only or item.secrecy or item.removed_at)
    return open_item and shown.state != ConclusionState.SUPERSEDED


def on_the_wall(session: Session, found: Meeting) -> WallConclusion | None:
    """Return the conclusion that hangs there now, None without one."""
    if found.shown_conclusion_id is None or found.state not in states.RUNNING:
        return None
    shown = session.get(Conclusion, found.shown_conclusion_id)
    return wall_conclusion(session, shown) if shown and may_hang(session, shown) else None
