"""Proposals: drafted, opinions asked and given, submitted, decided, made into work."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from documents import access as papers
from documents.commands.upload import StoredFile
from documents.issuing.models import OfficialDocument
from documents.issuing.rules import register_rules as register_issuing
from documents.policies import PaperPermission
from documents.register.rules import register_rules as register_register
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Denied, DomainError, NotFound, Stale
from followup.models import Priority, Task
from followup.proposals.access import KIND
from followup.proposals.commands.become import (
    IssueFromProposal,
    draft_notice,
    issue_from_proposal,
)
from followup.proposals.commands.consult import (
    GiveOpinion,
    OnProposal,
    give_opinion,
    stop_consulting,
)
from followup.proposals.commands.draft import (
    ChangeProposal,
    RemoveFile,
    change_proposal,
    remove_file,
)
from followup.proposals.commands.submit import WithdrawProposal, withdraw_proposal
from followup.proposals.models import ProposalConsult, ProposalDeed
from followup.proposals.queries.home import home_proposals
from followup.proposals.queries.lists import (
    ProposalFilter,
    ProposalView,
    list_proposals,
    proposals_waiting,
)
from followup.proposals.queries.receivers import receivers
from followup.proposals.states import Opinion, ProposalState
from followup.queries.story import story
from tests.commands.followup.world import World, tomorrow
from tests.proposals import Proposals

FILE = StoredFile(blob="a" * 64, size=9, filename="Du-toan.pdf", media_type="application/pdf")
S = ProposalState


@pytest.fixture
def proposals(world: World) -> Proposals:
    """The office as a tree, and its proposals."""
    return Proposals(world)


def code_of(work: Any) -> str:
    """Return why something is refused."""
    with pytest.raises(DomainError) as refusal:
        work()
    return refusal.value.code


def change(proposals: Proposals, proposal_id: UUID, **changes: Any) -> Any:
    """Let the drafter change words."""
    row = proposals.row(proposal_id)
    words = {name: getattr(row, name) for name in ("title", "text", "wish", "desired_on")}
    wish = ChangeProposal.model_validate(words | {"proposal_id": proposal_id} | changes)
    return proposals.run("canbo", change_proposal, wish)


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
    with proposals.world.store.reading() as session:
        told = story(session, proposals.world.actor("lanhdao"), task_id, tomorrow(0)).before
        assert [step.title for step in told] == [
            "Đề xuất DX-001: Trang bị máy tính bảng cho cấp xã", "Đồng ý với đề xuất DX-001",
        ]  # fmt: skip
        assert told[0].url
        others = story(session, proposals.world.actor("vanthu"), task_id, tomorrow(0)).before
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


def test_returned_changed_and_submitted_again(proposals: Proposals) -> None:
    made = proposals.in_state(S.RETURNED)
    change(proposals, made, wish="Cho mua 20 máy.")
    proposals.send(made)
    way = proposals.seen("lanhdao", made).way
    sent = [step for step in way if step.kind is ProposalDeed.SUBMITTED]
    assert [step.before["wish"] for step in sent] == [
        "Cho mua 40 máy trong quý I.", "Cho mua 20 máy.",
    ]  # fmt: skip
    (changed,) = (step for step in way if step.kind is ProposalDeed.CHANGED)
    assert changed.before == {"wish": "Cho mua 40 máy trong quý I."}
    waits = [one.waits for one in proposals.seen("canbo", made).consults]
    assert waits == [False, False], "with the return nobody is waited for any more"


def test_while_opinions_are_asked_the_words_stay(proposals: Proposals) -> None:
    made = proposals.in_state(S.CONSULTING)
    assert code_of(lambda: change(proposals, made, wish="Khác")) == "proposal.wrong_state"
    consult = proposals.seen("vanthubtc", made).mine_to_answer[0].id
    proposals.run("canbo", stop_consulting, OnProposal(proposal_id=made))
    change(proposals, made, wish="Khác")
    proposals.ask(made, unit_ids=[proposals.unit("HUTD")])
    late = {"consult_id": consult}
    assert code_of(lambda: _say(proposals, "vanthubtc", late)) == "proposal.not_asked_any_more"


def _say(proposals: Proposals, username: str, fields: dict[str, Any]) -> Any:
    said = GiveOpinion.model_validate({"opinion": "agree", **fields})
    return proposals.run(username, give_opinion, said)


def test_opinions_of_the_wrong(proposals: Proposals) -> None:
    made = proposals.draft().id

    def refused(**fields: Any) -> str:
        return code_of(lambda: proposals.ask(made, **fields))

    people, units = proposals.world.office.people, proposals.world.office.units
    assert refused(unit_ids=[], person_ids=[]) == "consult.nobody"
    assert refused(unit_ids=[units["VPTU"]]) == "proposal.asks_own_unit"
    assert refused(person_ids=[people["canbo"]]) == "consult.oneself"
    assert refused(unit_ids=[uuid4()]) == "task.unit_unknown"
    assert refused(person_ids=[uuid4()]) == "consult.person_unknown"
    assert refused(due_on=tomorrow(-1)) == "proposal.day_in_past"
    proposals.ask(made)
    assert refused(person_ids=[]) == "proposal.asked_already"
    consult = proposals.seen("khach01", made).mine_to_answer[0].id
    with pytest.raises(Denied):
        _say(proposals, "vanthubtc", {"consult_id": consult})
    with pytest.raises(NotFound):
        _say(proposals, "cuong", {"consult_id": consult})
    silent = {"consult_id": consult, "opinion": "disagree"}
    assert code_of(lambda: _say(proposals, "khach01", silent)) == "proposal.opinion_without_words"
    proposals.answer("khach01", made)
    assert code_of(lambda: _say(proposals, "khach01", silent)) == "proposal.answered"


def test_the_decider_asks_again_and_late_is_seen(proposals: Proposals) -> None:
    made = proposals.in_state(S.SUBMITTED)
    proposals.answer("khach01", made)
    proposals.ask(made, "lanhdao", unit_ids=[], question="Còn vốn không?")
    with proposals.world.store.engine.begin() as connection:
        connection.execute(update(ProposalConsult).values(due_on=tomorrow(-2)))
    seen = proposals.seen("lanhdao", made)
    assert [(one.late, one.waits) for one in seen.consults] == [
        (True, True), (True, False), (True, True),
    ]  # fmt: skip
    with proposals.world.store.reading() as session:
        actor = proposals.world.actor("khach01")
        wanted = ProposalFilter(view=ProposalView.TO_ANSWER)
        (row,) = list_proposals(session, actor, wanted).rows
        assert (row.late, row.due_on) == (1, tomorrow(-2))
    proposals.answer("khach01", made)
    (late,) = (step for step in proposals.seen("lanhdao", made).way if step.late)
    assert late.by.name == "Đặng Quốc Khách"
    assert "lanhdao" in proposals.told("advised"), "whoever asked is told"


def test_withdrawn_it_begins_anew(proposals: Proposals) -> None:
    made = proposals.in_state(S.WITHDRAWN)
    assert proposals.told("withdrawn") == {"lanhdao", "truongphong", "vanthubtc", "khach01"}
    assert change(proposals, made, title="Khác").state is S.DRAFT
    decided = proposals.in_state(S.APPROVED)
    wish = WithdrawProposal(proposal_id=decided)
    with pytest.raises(Conflict):
        proposals.run("canbo", withdraw_proposal, wish)


def test_what_cannot_be_written(proposals: Proposals) -> None:
    assert code_of(lambda: proposals.draft(desired_on=tomorrow(-1))) == "proposal.day_in_past"
    with pytest.raises(Denied):
        proposals.draft("canbo", "BTCTU")
    with pytest.raises(ValueError, match="at most 300"):
        proposals.draft(title="a" * 301)
    made = proposals.draft(desired_on=tomorrow(0))
    stale = made.revision + 7
    assert code_of(lambda: change(proposals, made.id, revision=stale)) == "stale"


def test_files_are_read_by_readers_and_added_while_open(proposals: Proposals) -> None:
    made = proposals.draft(files=[FILE]).id
    (file,) = proposals.seen("canbo", made).files
    assert file.version.filename == "Du-toan.pdf"
    proposals.ask(made)
    may = {"canbo": True, "vanthubtc": True, "cuong": False}
    with proposals.world.store.reading() as session:
        for name, readable in may.items():
            actor = proposals.world.actor(name)
            if readable:
                papers.paper(session, actor, file.id, PaperPermission.READ)
                with pytest.raises(Denied):
                    papers.shelf(session, actor, KIND, made, PaperPermission.UPLOAD)
            else:
                with pytest.raises(NotFound):
                    papers.paper(session, actor, file.id, PaperPermission.READ)


def test_a_file_is_taken_off_while_the_words_can_be_changed(proposals: Proposals) -> None:
    made, other = proposals.draft(files=[FILE]).id, proposals.draft(files=[FILE]).id
    (file,) = proposals.seen("canbo", made).files

    def off(proposal_id: UUID = made, who: str = "canbo", **seen: Any) -> Any:
        wish = RemoveFile(proposal_id=proposal_id, paper_id=file.id, **seen)
        return proposals.run(who, remove_file, wish)

    with pytest.raises(NotFound):
        off(other)
    with pytest.raises(NotFound):
        off(who="vanthubtc")
    before = proposals.row(made).revision
    proposals.ask(made)
    with pytest.raises(Denied):
        off(who="vanthubtc")
    assert code_of(off) == "proposal.wrong_state"
    proposals.run("canbo", stop_consulting, OnProposal(proposal_id=made))
    assert code_of(lambda: off(revision=before)) == "stale"
    seen = proposals.row(made).revision
    assert off(revision=seen).revision > seen
    found = proposals.seen("canbo", made)
    assert (found.files, found.way[-1].removed) == ((), "Du-toan.pdf")
    with pytest.raises(NotFound):
        off()
    assert len(proposals.seen("canbo", other).files) == 1


def test_only_what_is_approved_becomes_work(proposals: Proposals) -> None:
    register_issuing()
    register_register()
    wish = {
        "title": "Mua máy", "lead_unit_id": proposals.unit("VPTU"),
        "supervisor_id": proposals.person("lanhdao"), "due_on": tomorrow(20),
    }  # fmt: skip

    def issue(proposal_id: UUID, who: str, **changes: Any) -> Any:
        fields = wish | {"proposal_id": proposal_id} | changes
        return proposals.run(who, issue_from_proposal, IssueFromProposal.model_validate(fields))

    waiting = proposals.in_state(S.SUBMITTED)
    assert code_of(lambda: issue(waiting, "lanhdao")) == "proposal.wrong_state"
    made = proposals.in_state(S.APPROVED)
    with pytest.raises(Denied):
        issue(made, "canbo")
    outside = {"lead_unit_id": proposals.unit("HUTD")}
    assert code_of(lambda: issue(made, "truongphong", **outside)) == "task.unit_out_of_reach"
    issue(made, "truongphong")
    with pytest.raises(Denied):
        proposals.run("truongphong", draft_notice, OnProposal(proposal_id=made))
    document = proposals.run("lanhdao", draft_notice, OnProposal(proposal_id=made))
    twice = OnProposal(proposal_id=made)
    assert code_of(lambda: proposals.run("lanhdao", draft_notice, twice)) == "official.drafted"
    with proposals.world.store.reading() as session:
        row = session.get_one(OfficialDocument, document.id)
        assert (row.unit_id, row.subject_id) == (proposals.unit("TU"), made)
        assert len(list(session.scalars(select(Task.id)))) == 1
    assert [one.kind for one in proposals.seen("lanhdao", made).became] == ["task", "document"]


def test_lists_and_what_waits(proposals: Proposals) -> None:
    for state in ProposalState:
        proposals.in_state(state)

    def total(username: str, **fields: Any) -> int:
        with proposals.world.store.reading() as session:
            wanted = ProposalFilter.model_validate({"view": "all", **fields})
            return list_proposals(session, proposals.world.actor(username), wanted).total

    assert total("canbo", view="mine") == total("truongphong") == 7
    assert total("lanhdao") == 5, "neither the draft nor what is still being asked about"
    assert (total("lanhdao", view="to-decide"), total("chutri", view="to-decide")) == (1, 0)
    assert total("vanthubtc", view="to-answer") == 2
    assert total("canbo", state="returned") == 1
    assert total("canbo", q="may tinh bang DX-003") == 1
    assert total("cuong") == total("theodoi") == 0
    with proposals.world.store.reading() as session:
        waits = {
            name: session.scalar(proposals_waiting(proposals.world.actor(name)))
            for name in ("canbo", "lanhdao", "khach01", "cuong")
        }
        home = home_proposals(session, proposals.world.actor("lanhdao"))
    assert waits == {"canbo": 1, "lanhdao": 1, "khach01": 2, "cuong": 0}
    assert (home.to_decide.total, home.to_decide.rows[0].state) == (1, S.SUBMITTED)


def test_pages_of_a_long_list(proposals: Proposals) -> None:
    for number in range(33):
        proposals.draft(title=f"Đề xuất {number}")
    with proposals.world.store.reading() as session:
        actor = proposals.world.actor("canbo")
        first = list_proposals(session, actor, ProposalFilter())
        second = list_proposals(session, actor, ProposalFilter(after=first.next_after))
    assert (first.total, len(first.rows), len(second.rows), second.next_after) == (33, 30, 3, None)
    assert not {row.id for row in first.rows} & {row.id for row in second.rows}
    assert office_day(first.rows[0].created_at) == tomorrow(0)
