"""A proposal in any state, brought there by the commands of its people, for all tests of it.

VPTU and BTCTU stand below TU, UBKTTU, which nobody leads, below VPTU.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from ecabinet.accounts.models.unit import Unit, UnitName
from ecabinet.core.notices import NoticeRow
from followup.proposals.commands.consult import (
    AskOpinions,
    GiveOpinion,
    ask_opinions,
    give_opinion,
)
from followup.proposals.commands.decide import (
    ApproveProposal,
    TurnDown,
    approve_proposal,
    refuse_proposal,
    return_proposal,
)
from followup.proposals.commands.draft import DraftProposal, ProposalRef, draft_proposal
from followup.proposals.commands.submit import (
    SubmitProposal,
    WithdrawProposal,
    forward_proposal,
    submit_proposal,
    withdraw_proposal,
)
from followup.proposals.models import Proposal
from followup.proposals.queries.one import proposal_detail
from followup.proposals.queries.shapes import ProposalDetail
from followup.proposals.states import Opinion, ProposalState
from tests.commands.followup.world import World, tomorrow

WORD = {
    "drafter": "canbo",
    "unit's leader": "truongphong",
    "decider": "lanhdao",
    "another leader there": "chutri",
    "unit asked": "vanthubtc",
    "person asked": "khach01",
    "colleague": "dongnghiep",
    "unit's clerk": "vanthu",
    "tracker": "theodoi",
    "secretary there": "thuky",
    "outsider": "cuong",
}
"""What each person of the matrix is to the proposal; Đỗ Khắc Hiển was named to decide."""

ABOVE = {"VPTU": "TU", "BTCTU": "TU", "UBKTTU": "VPTU"}
S = ProposalState


@dataclass
class Proposals:
    """The world of tasks, its units in a tree, and what its people do with proposals."""

    world: World

    def __post_init__(self) -> None:
        units = self.world.office.units
        with self.world.store.engine.begin() as connection:
            for below, above in ABOVE.items():
                to = {"parent_id": units[above]}
                connection.execute(update(Unit).where(Unit.id == units[below]).values(**to))
                connection.execute(
                    update(UnitName).where(UnitName.unit_id == units[below]).values(**to)
                )

    def unit(self, code: str) -> UUID:
        """Return the id of a unit."""
        return self.world.office.units[code]

    def person(self, username: str) -> UUID:
        """Return the id of a person."""
        return self.world.office.people[username]

    def run(self, username: str, command: Any, payload: Any) -> Any:
        """Let somebody do something."""
        return self.world.store.execute(self.world.actor(username), command, payload)

    def draft(self, username: str = "canbo", unit: str = "VPTU", **changes: Any) -> ProposalRef:
        """Let an official of the unit begin a proposal."""
        fields = {
            "title": "Trang bị máy tính bảng cho cấp xã",
            "text": "Cấp xã họp vẫn dùng giấy.",
            "wish": "Cho mua 40 máy trong quý I.",
            "unit_id": self.unit(unit),
            **changes,
        }
        made: ProposalRef = self.run(username, draft_proposal, DraftProposal.model_validate(fields))
        return made

    def ask(self, proposal_id: UUID, username: str = "canbo", **changes: Any) -> ProposalRef:
        """Ask BTCTU and a guest of the district for their opinion."""
        fields = {
            "proposal_id": proposal_id, "unit_ids": [self.unit("BTCTU")],
            "person_ids": [self.person("khach01")], "due_on": tomorrow(5), **changes,
        }  # fmt: skip
        asked: ProposalRef = self.run(username, ask_opinions, AskOpinions.model_validate(fields))
        return asked

    def answer(
        self, username: str, proposal_id: UUID, opinion: Opinion = Opinion.AGREE, text: str = ""
    ) -> ProposalRef:
        """Give the opinion that is asked of somebody or their unit."""
        consult = self.seen(username, proposal_id).mine_to_answer[0].id
        said = GiveOpinion(consult_id=consult, opinion=opinion, text=text)
        given: ProposalRef = self.run(username, give_opinion, said)
        return given

    def send(self, proposal_id: UUID, username: str = "truongphong", **to: Any) -> ProposalRef:
        """Let the leader of the unit submit it."""
        sent: ProposalRef = self.run(
            username, submit_proposal, SubmitProposal(proposal_id=proposal_id, **to)
        )
        return sent

    def forward(self, proposal_id: UUID, username: str, **to: Any) -> ProposalRef:
        """Let who should decide send it on."""
        sent: ProposalRef = self.run(
            username, forward_proposal, SubmitProposal(proposal_id=proposal_id, **to)
        )
        return sent

    def approve(self, proposal_id: UUID, username: str = "lanhdao", **seen: Any) -> ProposalRef:
        """Let the leader above approve."""
        wish = ApproveProposal(proposal_id=proposal_id, words="Giao Văn phòng làm.", **seen)
        done: ProposalRef = self.run(username, approve_proposal, wish)
        return done

    def turn_down(self, proposal_id: UUID, command: Any = return_proposal) -> ProposalRef:
        """Let the leader above return or refuse it."""
        wish = TurnDown(proposal_id=proposal_id, reason="Chưa rõ kinh phí.")
        done: ProposalRef = self.run("lanhdao", command, wish)
        return done

    def in_state(self, state: ProposalState) -> UUID:
        """Return a proposal on which opinions were asked, brought to `state`."""
        proposal_id = self.draft().id
        if state is S.DRAFT:
            return proposal_id
        self.ask(proposal_id)
        if state is S.CONSULTING:
            return proposal_id
        self.send(proposal_id, to_unit_id=self.unit("TU"), decider_id=self.person("lanhdao"))
        if state is S.RETURNED:
            self.turn_down(proposal_id)
        elif state is S.REFUSED:
            self.turn_down(proposal_id, refuse_proposal)
        elif state is S.APPROVED:
            self.approve(proposal_id)
        elif state is S.WITHDRAWN:
            wish = WithdrawProposal(proposal_id=proposal_id)
            self.run("canbo", withdraw_proposal, wish)
        return proposal_id

    def seen(self, username: str, proposal_id: UUID) -> ProposalDetail:
        """Return the proposal as somebody sees it."""
        with self.world.store.reading() as session:
            return proposal_detail(session, self.world.actor(username), proposal_id)

    def row(self, proposal_id: UUID) -> Proposal:
        """Return the row as it is now."""
        with self.world.store.reading() as session:
            return session.get_one(Proposal, proposal_id)

    def told(self, kind: str) -> set[str]:
        """Who was told, by user name."""
        names = {person: name for name, person in self.world.office.people.items()}
        with self.world.store.reading() as session:
            rows = session.scalars(select(NoticeRow).where(NoticeRow.kind == f"proposal.{kind}"))
            return {names[row.person_id] for row in rows}
