"""The plan of a meeting as people are told of it: kept at the call, compared before telling more.

{"title", "starts_at", "ends_at", "place",
 "order": [id], "items": {id: {number, title, minutes, presenter, unit, closed, secrecy}},
 "papers": {id: {item, title, symbol, version, secrecy}},
 "people": {participant id: {name, function, items, person}}}; times are ISO, all ids are strings.
"""

from typing import Any

from sqlalchemy.orm import Session

from meetings.models import AgendaItem, Meeting, Participant
from meetings.queries.papers import readable_papers

Plan = dict[str, Any]


def plan_state(session: Session, meeting: Meeting) -> Plan:
    """Return the plan as it stands, seats and items loaded; one query for the papers."""
    return {
        "title": meeting.title,
        "starts_at": meeting.starts_at.isoformat(),
        "ends_at": meeting.ends_at.isoformat(),
        "place": meeting.place,
        "order": [str(item.id) for item in meeting.items if not item.removed_at],
        "items": {str(item.id): _item(item) for item in meeting.items if not item.removed_at},
        "papers": _papers(session, meeting),
        "people": {str(s.id): _seat(s) for s in meeting.participants if s.removed_at is None},
    }


def _item(item: AgendaItem) -> Plan:
    return {
        "number": item.number,
        "title": item.title,
        "minutes": item.minutes,
        "presenter": item.presenter_name,
        "unit": item.presenter_unit,
        "closed": item.members_only,
        "secrecy": item.secrecy,
    }


def _seat(seat: Participant) -> Plan:
    return {
        "name": seat.name,
        "function": str(seat.function),
        "items": sorted(str(item_id) for item_id in seat.item_ids),
        "person": str(seat.person_id),
    }


def _papers(session: Session, meeting: Meeting) -> dict[str, Plan]:
    """Papers that can be read; what is still being looked at is told once it can be."""
    levels = {item.id: item.secrecy for item in meeting.items}
    rows = session.execute(readable_papers(meeting))
    return {
        str(paper.id): {
            "item": str(paper.container_id),
            "title": paper.title,
            "symbol": paper.symbol,
            "version": number,
            "secrecy": max(paper.secrecy, levels[paper.container_id]),
        }
        for paper, number in rows
    }
