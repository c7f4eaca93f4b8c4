"""What differs between the plan people were told of and the plan as it stands. Pure: no database.

Plans have the shape of `meetings/queries/plan_state.py`.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

Plan = Mapping[str, Any]
GUEST = "guest"


class What(StrEnum):
    """What can change after the call."""

    TITLE = "title"
    TIME = "time"
    PLACE = "place"
    ITEM_ADDED = "item_added"
    ITEM_REMOVED = "item_removed"
    ITEM_MOVED = "item_moved"
    ITEM_TITLE = "item_title"
    ITEM_MINUTES = "item_minutes"
    ITEM_PRESENTER = "item_presenter"
    ITEM_CLOSED = "item_closed"
    PAPER_ADDED = "paper_added"
    PAPER_REPLACED = "paper_replaced"
    PAPER_GONE = "paper_gone"
    PERSON_ADDED = "person_added"
    PERSON_REMOVED = "person_removed"
    PERSON_PART = "person_part"


FOR_EVERYBODY = (What.TITLE, What.TIME, What.PLACE)
OF_PEOPLE = (What.PERSON_ADDED, What.PERSON_REMOVED, What.PERSON_PART)


class Change(BaseModel):
    """One difference. `number` is the item's, `name` what it is about, `before`, `after` as kept.

    `guests` are the seats of the guests whom it concerns; `secrecy` that of the item or paper;
    a paper has no name once it is recalled.
    """

    model_config = ConfigDict(frozen=True)
    what: What
    number: str = ""
    name: str = ""
    before: str = ""
    after: str = ""
    guests: tuple[UUID, ...] = ()
    secrecy: int = 0
    paper: UUID | None = None

    def concerns(self, *, guest: UUID | None, clearance: int, kept: Collection[UUID] = ()) -> bool:
        """Whether somebody may know of it: a guest by the seat, everybody by clearance.

        `kept` are the papers that a grant keeps from them.
        """
        if self.secrecy > clearance or self.paper in kept:
            return False
        return guest is None or self.what in FOR_EVERYBODY or guest in self.guests


def differences(told: Plan, now: Plan) -> list[Change]:
    """Return what changed, the meeting first, then items in order, papers, people."""
    guests = _guests(told, now)
    return [
        *_meeting(told, now),
        *_items(told, now, guests),
        *_papers(told, now, guests),
        *_people(told, now),
    ]


def digest(changes: Collection[Change]) -> str:
    """Return a short name of exactly these changes: who sends them has seen these and no others."""
    text = json.dumps([change.model_dump(mode="json") for change in changes], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _guests(told: Plan, now: Plan) -> dict[str, tuple[UUID, ...]]:
    """By item, the guests who were or are invited for it and still take part."""
    found: dict[str, dict[str, None]] = {}
    for plan in (told, now):
        for seat_id, seat in plan["people"].items():
            if seat["function"] == GUEST and seat_id in now["people"]:
                for item_id in seat["items"]:
                    found.setdefault(item_id, {})[seat_id] = None
    return {item_id: tuple(UUID(one) for one in seats) for item_id, seats in found.items()}


def _meeting(told: Plan, now: Plan) -> Iterator[Change]:
    if told["title"] != now["title"]:
        yield Change(what=What.TITLE, before=told["title"], after=now["title"])
    before, after = _span(told), _span(now)
    if before != after:
        yield Change(what=What.TIME, before=before, after=after)
    if told["place"] != now["place"]:
        yield Change(what=What.PLACE, before=told["place"], after=now["place"])


def _span(plan: Plan) -> str:
    return f"{plan['starts_at']}/{plan['ends_at']}"


def _items(told: Plan, now: Plan, guests: Mapping[str, tuple[UUID, ...]]) -> Iterator[Change]:
    old, new = told["items"], now["items"]
    moved = _moved(told["order"], now["order"])
    for item_id in now["order"]:
        item, was = new[item_id], old.get(item_id)
        about = {
            "number": item["number"],
            "name": item["title"],
            "guests": guests.get(item_id, ()),
            "secrecy": item["secrecy"] if was is None else max(item["secrecy"], was["secrecy"]),
        }
        if was is None:
            yield Change(what=What.ITEM_ADDED, **about)
            continue
        if item_id in moved:
            before, after = was["number"], item["number"]
            yield Change(what=What.ITEM_MOVED, before=before, after=after, **about)
        yield from _of_item(was, item, about)
    for item_id in told["order"]:
        if item_id not in new:
            gone = old[item_id]
            yield Change(
                what=What.ITEM_REMOVED,
                number=gone["number"],
                name=gone["title"],
                guests=guests.get(item_id, ()),
                secrecy=gone["secrecy"],
            )


def _of_item(was: Plan, item: Plan, about: Mapping[str, Any]) -> Iterator[Change]:
    pairs = (
        (What.ITEM_TITLE, was["title"], item["title"]),
        (What.ITEM_MINUTES, str(was["minutes"]), str(item["minutes"])),
        (What.ITEM_PRESENTER, _presenter(was), _presenter(item)),
        (What.ITEM_CLOSED, "1" if was["closed"] else "", "1" if item["closed"] else ""),
    )
    for what, before, after in pairs:
        if before != after:
            yield Change(what=what, before=before, after=after, **about)


def _presenter(item: Plan) -> str:
    return ", ".join(part for part in (item["presenter"], item["unit"]) if part)


def _moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """Items that stand elsewhere among those that are in both: new numbers alone are no move."""
    kept = set(before) & set(after)
    old = [item_id for item_id in before if item_id in kept]
    new = [item_id for item_id in after if item_id in kept]
    return {item_id for item_id, other in zip(new, old, strict=True) if item_id != other}


def _papers(told: Plan, now: Plan, guests: Mapping[str, tuple[UUID, ...]]) -> Iterator[Change]:
    old, new = told["papers"], now["papers"]
    for paper_id, paper in new.items():
        was = old.get(paper_id)
        if was is None:
            yield Change(what=What.PAPER_ADDED, **_paper(paper_id, paper, now, guests))
        elif was["version"] != paper["version"]:
            before, after = str(was["version"]), str(paper["version"])
            about = _paper(paper_id, paper, now, guests)
            yield Change(what=What.PAPER_REPLACED, before=before, after=after, **about)
    for paper_id, paper in old.items():
        # Papers of an item taken off go with it.
        if paper_id not in new and paper["item"] in now["items"]:
            about = _paper(paper_id, paper, now, guests)
            yield Change(what=What.PAPER_GONE, **{**about, "name": ""})


def _paper(
    paper_id: str, paper: Plan, now: Plan, guests: Mapping[str, tuple[UUID, ...]]
) -> dict[str, Any]:
    item = now["items"].get(paper["item"], {})
    return {
        "number": item.get("number", ""),
        "name": " ".join(part for part in (paper["symbol"], paper["title"]) if part),
        "secrecy": paper["secrecy"],
        "paper": UUID(paper_id),
        "guests": guests.get(paper["item"], ()),
    }


def _people(told: Plan, now: Plan) -> Iterator[Change]:
    old, new = told["people"], now["people"]
    for seat_id, seat in new.items():
        was = old.get(seat_id)
        own = (UUID(seat_id),)
        if was is None:
            yield Change(what=What.PERSON_ADDED, name=seat["name"], after=seat["function"])
        elif was["function"] != seat["function"]:
            yield Change(
                what=What.PERSON_PART,
                name=seat["name"],
                before=was["function"],
                after=seat["function"],
                guests=own,
            )
    for seat_id, seat in old.items():
        if seat_id not in new:
            yield Change(what=What.PERSON_REMOVED, name=seat["name"], before=seat["function"])
