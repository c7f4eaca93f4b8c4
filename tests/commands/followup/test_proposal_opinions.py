"""Opinions on a proposal: asked, given, wrong, late, taken back to be corrected."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import update

from ecabinet.core.errors import Conflict, Denied, NotFound
from followup.proposals.commands.consult import (
    GiveOpinion,
    OnProposal,
    give_opinion,
    stop_consulting,
)
from followup.proposals.commands.submit import WithdrawProposal, withdraw_proposal
from followup.proposals.models import ProposalConsult, ProposalDeed
from followup.proposals.queries.lists import (
    ProposalFilter,
    ProposalView,
    list_proposals,
)
from followup.proposals.states import ProposalState
from tests.commands.followup.proposing import change, code_of
from tests.commands.followup.world import tomorrow
from tests.proposals import Proposals

S = ProposalState


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
