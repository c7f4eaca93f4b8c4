"""Proposals: drafted, opinions asked and given, submitted, decided, made into work."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from ecabinet.core.errors import Denied, NotFound, Stale
from followup.models import Priority
from followup.proposals.access import KIND
from followup.proposals.commands.become import (
    IssueFromProposal,
    issue_from_proposal,
)
from followup.proposals.queries.lists import (
    ProposalFilter,
    ProposalView,
    list_proposals,
)
from followup.proposals.queries.receivers import receivers
from followup.proposals.states import Opinion, ProposalState
from followup.queries.story import story
from followup.sources import StoryStep
from tests.commands.followup.proposing import change, code_of
from tests.commands.followup.world import tomorrow
from tests.proposals import Proposals

S = ProposalState


def test_from_the_official_to_a_task(proposals: Proposals) -> None:
    """The whole way, and who is told at each step."""
    made = proposals.draft(urgency=Priority.URGENT, desired_on=tomorrow(30))
    assert (made.code, made.state) == ("DX-001", S.DRAFT)
    proposals.ask(made.id)
    assert proposals.told("consulted") == {"vanthubtc", "khach01"}
    proposals.answer("khach01", made.id)
    assert (proposals.told("advised"), proposals.told("all_advised")) == ({"canbo"}, set())
    proposals.answer("vanthubtc", made.id, Opinion.REMARKS, "Thêm máy dự phòng.")
    assert proposals.told("all_advised") == {"canbo"}
    proposals.send(made.id, "canbo")
    assert proposals.told("submitted") == {"truongphong"}, "an official gives it to the own leader"
    proposals.forward(made.id, "truongphong", note="Văn phòng nhất trí.")
    assert proposals.told("submitted") == {"truongphong", "lanhdao", "chutri"}
    assert proposals.told("forwarded") == {"canbo"}
    assert proposals.approve(made.id).state is S.APPROVED
    assert proposals.told("approved") == {"canbo", "truongphong", "thuky"}

    wish = IssueFromProposal(
        proposal_id=made.id, title="Mua 40 máy", lead_unit_id=proposals.unit("VPTU"),
        supervisor_id=proposals.person("lanhdao"), due_on=tomorrow(20),
    )  # fmt: skip
    task_id = proposals.run("lanhdao", issue_from_proposal, wish).id
    task = proposals.world.task(task_id)
    assert (task.source_kind, task.source_id) == (KIND, made.id)
    assert (task.source_title, task.source_quote) == (
        "Đề xuất DX-001",
        "Cho mua 40 máy trong quý I.",
    )
    found = proposals.seen("canbo", made.id)
    assert [step.kind.value for step in found.way] == [
        "drafted", "consulted", "advised", "advised", "submitted", "forwarded", "approved",
        "became",
    ]  # fmt: skip
    assert [step.text for step in found.way][3] == "Thêm máy dự phòng."
    assert (found.became[0].kind, found.became[0].title) == ("task", "")
    assert proposals.seen("lanhdao", made.id).became[0].url == f"/tasks/{task_id}"
    assert proposals.told("became") == {"canbo"}

    def before(session: Session, who: str) -> list[StoryStep]:
        found = story(session, proposals.world.actor(who), task_id, tomorrow(0))
        return [step for step in found.steps if isinstance(step, StoryStep)]

    with proposals.world.store.reading() as session:
        told = before(session, "lanhdao")
        assert [step.title for step in told] == [
            "Đề xuất DX-001: Trang bị máy tính bảng cho cấp xã", "Đồng ý với đề xuất DX-001",
        ]  # fmt: skip
        assert told[0].url
        assert [step.people[0].part for step in told] == ["sender", "decider"]
        others = before(session, "vanthu")
        assert [step.url for step in others] == ["", ""], "who does not read it gets no address"


def test_who_sees_what_and_when(proposals: Proposals) -> None:
    made = proposals.draft()

    def readers() -> set[str]:
        return {name for name in proposals.world.office.people if _reads(proposals, name, made.id)}

    assert readers() == {"canbo", "truongphong"}
    proposals.ask(made.id)
    assert readers() == {"canbo", "truongphong", "vanthubtc", "khach01"}
    proposals.send(made.id, to_unit_id=proposals.unit("TU"), decider_id=proposals.person("chutri"))
    above = {"canbo", "truongphong", "vanthubtc", "khach01", "chutri", "lanhdao"}
    assert readers() == above
    proposals.answer("vanthubtc", made.id, Opinion.DISAGREE, "Chưa có vốn.")
    for name in above:
        seen = proposals.seen(name, made.id)
        words = {one.text for one in seen.consults} | {step.text for step in seen.way}
        assert ("Chưa có vốn." in words) is (name != "khach01"), name
    with proposals.world.store.reading() as session:
        (row,) = list_proposals(
            session, proposals.world.actor("khach01"), ProposalFilter(view=ProposalView.ALL)
        ).rows
    assert (row.asked, row.answered) == (1, 0), "of others' opinions not even the number"


def _reads(proposals: Proposals, username: str, proposal_id: UUID) -> bool:
    try:
        proposals.seen(username, proposal_id)
    except NotFound:
        return False
    return True


def test_to_whom_it_goes(proposals: Proposals) -> None:
    def offered(username: str, unit: str, by: str) -> list[str]:
        row = proposals.row(proposals.draft(username, unit).id)
        with proposals.world.store.reading() as session:
            row = session.merge(row)
            found = receivers(session, proposals.world.actor(by), row, tomorrow(0))
        codes = {key: code for code, key in proposals.world.office.units.items()}
        return [codes[one.unit.id] for one in found]

    assert offered("canbo", "VPTU", "canbo") == ["VPTU"]
    assert offered("canbo", "VPTU", "truongphong") == ["TU"]
    assert offered("truongphong", "VPTU", "truongphong") == ["TU"]
    assert offered("vanthuubkt", "UBKTTU", "vanthuubkt") == ["VPTU", "TU"], "nobody leads UBKTTU"
    assert offered("thuky", "TU", "thuky") == ["TU"]
    made = proposals.draft().id
    wrong = {"to_unit_id": proposals.unit("HUTD")}
    assert code_of(lambda: proposals.send(made, **wrong)) == "proposal.unit_out_of_reach"
    wrong = {"decider_id": proposals.person("thuky")}
    assert code_of(lambda: proposals.send(made, **wrong)) == "proposal.decider_unknown"
    district = proposals.draft("khach01", "HUTD").id
    assert code_of(lambda: proposals.send(district, "khach01")) == "proposal.no_decider"


def test_nobody_decides_on_their_own(proposals: Proposals) -> None:
    made = proposals.draft("chutri", "TU").id
    proposals.send(made, "chutri")
    with pytest.raises(Denied):
        proposals.approve(made, "chutri")
    assert proposals.approve(made, "lanhdao").state is S.APPROVED


def test_a_named_leader_decides_alone(proposals: Proposals) -> None:
    made = proposals.in_state(S.SUBMITTED)
    with pytest.raises(Denied):
        proposals.approve(made, "chutri")
    proposals.approve(made)


def test_the_second_decider_is_told(proposals: Proposals) -> None:
    made = proposals.draft().id
    seen = proposals.send(made).revision
    proposals.approve(made, "chutri", revision=seen)
    with pytest.raises(Stale):
        proposals.approve(made, "lanhdao", revision=seen)
    assert code_of(lambda: proposals.turn_down(made)) == "proposal.wrong_state"


def test_what_cannot_be_written(proposals: Proposals) -> None:
    assert code_of(lambda: proposals.draft(desired_on=tomorrow(-1))) == "proposal.day_in_past"
    with pytest.raises(Denied):
        proposals.draft("canbo", "BTCTU")
    with pytest.raises(ValueError, match="at most 300"):
        proposals.draft(title="a" * 301)
    made = proposals.draft(desired_on=tomorrow(0))
    stale = made.revision + 7
    assert code_of(lambda: change(proposals, made.id, revision=stale)) == "stale"
