"""Lines of the work week: proposed, restricted, refused, by two at once."""

from datetime import time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import update

from ecabinet.accounts.models import Person
from ecabinet.core.actors import SYSTEM
from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound, Stale
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.calendar.commands.lines import (
    ChangeLine,
    OnLine,
    change_line,
    remove_line,
)
from meetings.calendar.commands.proposals import (
    DecideLine,
    OnProposal,
    ProposeLine,
    decide_line,
    propose_line,
    withdraw_line,
)
from meetings.calendar.commands.weeks import (
    OpenWeek,
    WeekStep,
    open_week,
    submit_week,
)
from meetings.calendar.queries.week import proposals
from meetings.calendar.states import Half, LineState, WeekState
from tests.commands.meetings.work_weeks import MONDAY, add, begun, published, seen, told
from tests.gatherings import Gathering


def test_units_propose_and_the_desk_decides(gathering: Gathering) -> None:
    office = gathering.office
    wish = ProposeLine(
        body_id=office.units["TU"], unit_id=office.units["VPTU"], day=MONDAY, half=Half.AFTERNOON,
        content="Khánh thành nhà văn hóa",
    )  # fmt: skip
    with pytest.raises(Invalid) as none:
        gathering.run("vanthu", propose_line, wish)
    assert none.value.code == "work_week.no_calendar"
    week = begun(gathering)
    add(gathering, week)
    with pytest.raises(Denied):
        gathering.run("cuong", propose_line, wish)
    line = gathering.run("vanthu", propose_line, wish).id
    assert "thuky" in told(gathering, "work_week.proposed")
    with pytest.raises(Conflict) as waits:
        gathering.run("thuky", submit_week, WeekStep(week_id=week))
    assert waits.value.code == "work_week.proposals_wait"
    with pytest.raises(Invalid):
        gathering.run("thuky", decide_line, DecideLine(line_id=line, decision="decline"))
    no = DecideLine(line_id=line, decision="decline", reason="Trùng lịch")
    gathering.run("thuky", decide_line, no)
    with gathering.store.reading() as session:
        mine = proposals(session, gathering.as_actor("vanthu"), MONDAY)
    assert [(p.state, p.reason) for p in mine] == [(LineState.DECLINED, "Trùng lịch")]
    assert "vanthu" in told(gathering, "work_week.declined")
    gathering.run("thuky", decide_line, DecideLine(line_id=line, decision="accept"))
    assert len([x for x in seen(gathering, week).lines if x.state == LineState.ACCEPTED]) == 2
    with pytest.raises(Conflict):
        gathering.run("vanthu", withdraw_line, OnProposal(line_id=line))
    other = gathering.run("vanthu", propose_line, wish).id
    gathering.run("vanthu", withdraw_line, OnProposal(line_id=other))
    with pytest.raises(NotFound):
        gathering.run("cuong", withdraw_line, OnProposal(line_id=other))


def test_a_proposal_leaves_what_was_published_as_it_is(gathering: Gathering) -> None:
    week = begun(gathering)
    add(gathering, week)
    published(gathering, week)
    office = gathering.office
    wish = ProposeLine(
        body_id=office.units["TU"], unit_id=office.units["VPTU"], day=MONDAY, content="Dự hội nghị"
    )
    line = gathering.run("vanthu", propose_line, wish).id
    assert seen(gathering, week).state == WeekState.PUBLISHED
    assert len(seen(gathering, week, "cuong").lines) == 1
    gathering.run("thuky", decide_line, DecideLine(line_id=line, decision="accept"))
    assert seen(gathering, week).state == WeekState.COMPILING


def test_restricted_lines_are_for_those_concerned(gathering: Gathering) -> None:
    """Also in what an edition announces."""
    week = begun(gathering)
    add(gathering, week)
    published(gathering, week)
    person = gathering.office.people["daibieu01"]
    add(gathering, week, "Làm việc riêng", restricted=True, person_ids=(person,))
    published(gathering, week)
    for username, sees in (("cuong", 1), ("daibieu01", 2), ("lanhdao", 2)):
        found = seen(gathering, week, username)
        assert (len(found.lines), len(found.changes)) == (sees, sees - 1), username


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"day": MONDAY + timedelta(days=7)}, "work_week.other_day"),
        ({"starts": time(9), "ends": time(9)}, "work_week.ends_before_start"),
        ({"starts": None, "ends": time(9)}, "work_week.ends_before_start"),
        ({"person_ids": (uuid4(),)}, "work_week.unknown_person"),
    ],
)
def test_what_does_not_fit_is_refused(
    gathering: Gathering, fields: dict[str, Any], code: str
) -> None:
    week = begun(gathering)
    with pytest.raises(Invalid) as refused:
        add(gathering, week, **fields)
    assert refused.value.code == code
    assert seen(gathering, week).lines == []


def test_who_left_is_not_put_on_a_line_but_stays_where_they_stood(gathering: Gathering) -> None:
    week = begun(gathering)
    person = gathering.office.people["daibieu01"]
    line = add(gathering, week, person_ids=(person,))

    def leave(uow: UnitOfWork, _cmd: Any) -> None:
        uow.session.execute(update(Person).where(Person.id == person).values(active=False))

    gathering.store.execute(SYSTEM, leave, None)
    with pytest.raises(Invalid):
        add(gathering, week, person_ids=(person,))
    text = {"day": MONDAY, "content": "Tiếp dân", "person_ids": (person,)}
    gathering.run("thuky", change_line, ChangeLine(line_id=line, **text))
    twice = text | {"person_ids": (person, person)}
    with pytest.raises(Invalid):
        gathering.run("thuky", change_line, ChangeLine(line_id=line, **twice))


def test_two_people_at_one_line(gathering: Gathering) -> None:
    week = begun(gathering)
    line = add(gathering, week)
    text = {
        "day": MONDAY,
        "content": "Tiếp dân",
        "revision": seen(gathering, week).lines[0].revision,
    }
    gathering.run("thuky", change_line, ChangeLine(line_id=line, **text))
    with pytest.raises(Stale):
        gathering.run("thuky", change_line, ChangeLine(line_id=line, **text))


def test_the_past_is_left_as_it_is(gathering: Gathering) -> None:
    unit = gathering.office.units["TU"]
    past = MONDAY - timedelta(days=35)
    week = gathering.run("thuky", open_week, OpenWeek(unit_id=unit, day=past)).id
    with pytest.raises(Conflict) as refused:
        add(gathering, week, day=past)
    assert refused.value.code == "work_week.over"


@pytest.mark.parametrize("username", ["chutri", "daibieu01", "cuong"])
def test_only_the_desk_of_the_body_compiles(gathering: Gathering, username: str) -> None:
    with pytest.raises(Denied):
        gathering.run(
            username, open_week, OpenWeek(unit_id=gathering.office.units["TU"], day=MONDAY)
        )
    week = begun(gathering)
    error = Denied if username == "chutri" else NotFound
    with pytest.raises(error):
        gathering.run(username, submit_week, WeekStep(week_id=week))
    line = add(gathering, week)
    with pytest.raises(error):
        gathering.run(username, remove_line, OnLine(line_id=line))
