"""Proposals on file: files of theirs, work made of them, lists."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from documents import access as papers
from documents.commands.upload import StoredFile
from documents.issuing.models import OfficialDocument
from documents.issuing.rules import register_rules as register_issuing
from documents.policies import PaperPermission
from documents.register.rules import register_rules as register_register
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Denied, NotFound
from followup.models import Task
from followup.proposals.access import KIND
from followup.proposals.commands.become import (
    IssueFromProposal,
    draft_notice,
    issue_from_proposal,
)
from followup.proposals.commands.consult import (
    OnProposal,
    stop_consulting,
)
from followup.proposals.commands.draft import (
    RemoveFile,
    remove_file,
)
from followup.proposals.queries.home import home_proposals
from followup.proposals.queries.lists import (
    ProposalFilter,
    list_proposals,
    proposals_waiting,
)
from followup.proposals.states import ProposalState
from tests.commands.followup.proposing import code_of
from tests.commands.followup.world import tomorrow
from tests.proposals import Proposals

S = ProposalState

FILE = StoredFile(blob="a" * 64, size=9, filename="Du-toan.pdf", media_type="application/pdf")


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
