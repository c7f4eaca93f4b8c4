"""Tasks issued by hand: by whom, to which unit, from which source."""

from typing import Any
from uuid import uuid4

import pytest

from ecabinet.accounts.models import Unit
from ecabinet.core.errors import Denied, Invalid
from followup.commands.issue_by_hand import IssueByHand, issue_by_hand
from followup.issue_policies import leads_here_or_above
from followup.models import Priority, Task
from tests.commands.followup.world import World, tomorrow


def by_hand(world: World, who: str, unit: str = "VPTU", **changes: Any) -> Task:
    """Issue a task of the unit and return it."""
    fields = {
        "title": "Rà soát hồ sơ",
        "lead_unit_id": world.office.units[unit],
        "supervisor_id": world.office.people["lanhdao"],
        "due_on": tomorrow(20),
    } | changes
    cmd = IssueByHand.model_validate(fields)
    return world.task(world.store.execute(world.actor(who), issue_by_hand, cmd).id)


@pytest.mark.parametrize(
    ("who", "unit", "refusal"),
    [
        ("theodoi", "HUTD", None),
        ("thuky", "BTCTU", None),
        ("lanhdao", "TU", None),
        ("lanhdao", "HUTD", Invalid),
        ("truongphong", "VPTU", None),
        ("truongphong", "BTCTU", Invalid),
        ("truongphong", "TU", Invalid),
        ("canbo", "VPTU", Denied),
        ("vanthu", "VPTU", Denied),
        ("quantri", "VPTU", Denied),
    ],
)
def test_who_issues_to_whom(
    world: World, who: str, unit: str, refusal: type[Exception] | None
) -> None:
    if refusal is None:
        assert by_hand(world, who, unit).issued_by_id == world.office.people[who]
        return
    with pytest.raises(refusal):
        by_hand(world, who, unit)


def test_a_leader_reaches_the_units_below(world: World) -> None:
    top = Unit(id=world.office.units["TU"])
    below = Unit(id=uuid4(), parent=Unit(id=uuid4(), parent=top))
    assert leads_here_or_above(world.actor("lanhdao"), below)
    assert not leads_here_or_above(world.actor("truongphong"), below)
    assert not leads_here_or_above(world.actor("canbo"), None)


def test_priority_field_and_words_are_kept(world: World) -> None:
    task = by_hand(
        world, "theodoi", priority="urgent", field_code="CDS",
        source_title="Chỉ đạo của Bí thư", source_quote="Giao Văn phòng rà soát.",
    )  # fmt: skip
    assert (task.priority, task.field_code, task.source_kind) == (
        Priority.URGENT, "CDS", "manual"
    )  # fmt: skip
    assert (task.source_title, task.source_quote) == (
        "Chỉ đạo của Bí thư", "Giao Văn phòng rà soát."
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"due_on": tomorrow(-1)}, "due_on"),
        ({"field_code": "KHONGCO"}, "field_code"),
        ({"deadline_kind": "standing"}, "due_on"),
    ],
)
def test_wrong_wishes_name_the_field(world: World, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        by_hand(world, "theodoi", **changes)
    assert refusal.value.params["field"] == field
