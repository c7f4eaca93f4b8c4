"""What counts as a change after the call, and whom it concerns."""

from copy import deepcopy
from typing import Any
from uuid import UUID, uuid4

import pytest

from meetings.changes import Change, What, differences, digest

ONE, TWO, THREE = (str(uuid4()) for _ in range(3))
PAPER, MEMBER, GUEST = (str(uuid4()) for _ in range(3))


def item(number: str, title: str = "Nội dung", **fields: Any) -> dict[str, Any]:
    return {
        "number": number, "title": title, "minutes": 15, "presenter": "", "unit": "",
        "closed": False, "secrecy": 0, **fields,
    }  # fmt: skip


def plan() -> dict[str, Any]:
    return {
        "title": "Phiên họp",
        "starts_at": "2030-01-15T01:00:00+00:00",
        "ends_at": "2030-01-15T03:00:00+00:00",
        "place": "Phòng 1",
        "order": [ONE, TWO, THREE],
        "items": {ONE: item("1"), TWO: item("2"), THREE: item("3")},
        "papers": {
            PAPER: {"item": TWO, "title": "Tờ trình", "symbol": None, "version": 1, "secrecy": 0}
        },
        "people": {
            MEMBER: {"name": "An", "function": "member", "items": [], "person": "p"},
            GUEST: {"name": "Khách", "function": "guest", "items": [TWO], "person": "q"},
        },
    }


def changed(**fields: Any) -> list[Change]:
    return differences(plan(), {**plan(), **fields})


def whats(changes: list[Change]) -> list[What]:
    return [change.what for change in changes]


def test_the_same_plan_has_no_change() -> None:
    assert differences(plan(), plan()) == []


@pytest.mark.parametrize(
    ("field", "value", "what"),
    [
        ("title", "Hội nghị", What.TITLE),
        ("place", "Phòng 2", What.PLACE),
        ("starts_at", "2030-01-15T02:00:00+00:00", What.TIME),
        ("ends_at", "2030-01-15T04:00:00+00:00", What.TIME),
    ],
)
def test_the_meeting_itself_concerns_everybody(field: str, value: str, what: What) -> None:
    (one,) = changed(**{field: value})
    assert one.what is what
    assert one.before != one.after
    assert value in one.after
    assert one.concerns(guest=uuid4(), clearance=0)


@pytest.mark.parametrize(
    ("field", "value", "what"),
    [
        ("title", "Khác", What.ITEM_TITLE),
        ("minutes", 30, What.ITEM_MINUTES),
        ("presenter", "Đồng chí An", What.ITEM_PRESENTER),
        ("unit", "Ban Tổ chức", What.ITEM_PRESENTER),
        ("closed", True, What.ITEM_CLOSED),
    ],
)
def test_an_item_concerns_members_and_its_own_guests(field: str, value: Any, what: What) -> None:
    for item_id, heard in ((TWO, True), (ONE, False)):
        items = deepcopy(plan()["items"])
        items[item_id][field] = value
        (one,) = changed(items=items)
        assert one.what is what
        assert one.concerns(guest=None, clearance=0)
        assert one.concerns(guest=UUID(GUEST), clearance=0) is heard
        assert not one.concerns(guest=uuid4(), clearance=0)


def test_taking_an_item_off_moves_no_other() -> None:
    items = {TWO: item("1"), THREE: item("2")}
    assert whats(changed(order=[TWO, THREE], items=items)) == [What.ITEM_REMOVED]


def test_an_item_put_first_moves_none() -> None:
    new = str(uuid4())
    items = {new: item("1"), ONE: item("2"), TWO: item("3"), THREE: item("4")}
    assert whats(changed(order=[new, ONE, TWO, THREE], items=items)) == [What.ITEM_ADDED]


def test_two_items_that_change_places_are_both_told() -> None:
    items = {TWO: item("1"), ONE: item("2"), THREE: item("3")}
    moved = changed(order=[TWO, ONE, THREE], items=items)
    assert [(c.what, c.before, c.after) for c in moved] == [
        (What.ITEM_MOVED, "2", "1"),
        (What.ITEM_MOVED, "1", "2"),
    ]


def test_papers_new_replaced_and_recalled() -> None:
    new = {"item": ONE, "title": "Báo cáo", "symbol": "7-BC", "version": 1, "secrecy": 2}
    (added,) = changed(papers={**plan()["papers"], str(uuid4()): new})
    assert (added.what, added.name) == (What.PAPER_ADDED, "7-BC Báo cáo")
    assert not added.concerns(guest=None, clearance=1)
    assert added.concerns(guest=None, clearance=2)
    papers = deepcopy(plan()["papers"])
    papers[PAPER]["version"] = 3
    (replaced,) = changed(papers=papers)
    assert (replaced.what, replaced.before, replaced.after) == (What.PAPER_REPLACED, "1", "3")
    (gone,) = changed(papers={})
    # What was recalled is not named again.
    assert (gone.what, gone.name, gone.number) == (What.PAPER_GONE, "", "2")


def test_papers_go_with_their_item() -> None:
    rest = changed(order=[ONE, THREE], items={ONE: item("1"), THREE: item("2")}, papers={})
    assert whats(rest) == [What.ITEM_REMOVED]


def test_who_takes_part_is_for_members() -> None:
    people = plan()["people"]
    other = {"name": "Bình", "function": "member", "items": [], "person": "r"}
    (added,) = changed(people={**people, str(uuid4()): other})
    (removed,) = changed(people={GUEST: people[GUEST]})
    (part,) = changed(people={**people, MEMBER: {**people[MEMBER], "function": "chair"}})
    assert [one.what for one in (added, removed, part)] == [
        What.PERSON_ADDED, What.PERSON_REMOVED, What.PERSON_PART,
    ]  # fmt: skip
    for one in (added, removed, part):
        assert one.concerns(guest=None, clearance=0)
        assert not one.concerns(guest=UUID(GUEST), clearance=0)


def test_a_digest_names_exactly_these_changes() -> None:
    first, second = changed(place="Phòng 2"), changed(place="Phòng 3")
    assert digest(first) == digest(changed(place="Phòng 2"))
    assert len({digest(first), digest(second), digest([])}) == 3
