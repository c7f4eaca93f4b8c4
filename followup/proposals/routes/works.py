"""The forms of a proposal: for each noun its deed, its command, its fields, what is said after."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from pydantic import BaseModel

from followup.proposals.commands.become import draft_notice
from followup.proposals.commands.consult import (
    AskOpinions,
    OnProposal,
    ask_opinions,
    stop_consulting,
)
from followup.proposals.commands.decide import (
    ApproveProposal,
    TurnDown,
    approve_proposal,
    refuse_proposal,
    return_proposal,
)
from followup.proposals.commands.submit import (
    SubmitProposal,
    WithdrawProposal,
    forward_proposal,
    submit_proposal,
    withdraw_proposal,
)
from followup.proposals.states import ProposalAction


@dataclass(frozen=True)
class ProposalWork:
    """One thing to do to a proposal; without `fields` a single button does it.

    `deed` is the words of the button in the form, `danger`: it cannot be taken back.
    """

    action: ProposalAction
    command: Callable[..., Any]
    payload: type[BaseModel]
    title: Any
    done: Any
    fields: tuple[str, ...]
    deed: Any = ""
    icon: str = "send"
    danger: bool = False


_A = ProposalAction

WORKS: dict[str, ProposalWork] = {
    "consultation": ProposalWork(
        _A.CONSULT, ask_opinions, AskOpinions, _l("Xin ý kiến"), _l("Đã gửi xin ý kiến."),
        ("unit_ids", "person_ids", "question", "due_on"), _l("Gửi xin ý kiến"),
    ),
    "consultation-end": ProposalWork(
        _A.STOP, stop_consulting, OnProposal, _l("Thôi lấy ý kiến để sửa"),
        _l("Đã thôi lấy ý kiến. Đồng chí sửa được đề xuất."), (),
    ),
    "submission": ProposalWork(
        _A.SUBMIT, submit_proposal, SubmitProposal, _l("Trình đề xuất"),
        _l("Đã trình đề xuất."), ("to", "note"), _l("Trình"),
    ),
    "forwarding": ProposalWork(
        _A.FORWARD, forward_proposal, SubmitProposal, _l("Trình tiếp lên cấp trên"),
        _l("Đã trình tiếp lên cấp trên."), ("to", "note"), _l("Trình tiếp"),
    ),
    "withdrawal": ProposalWork(
        _A.WITHDRAW, withdraw_proposal, WithdrawProposal, _l("Rút đề xuất"),
        _l("Đã rút đề xuất. Sửa lại thì đề xuất bắt đầu từ dự thảo."), ("reason",),
        _l("Rút đề xuất"), "undo",
    ),
    "approval": ProposalWork(
        _A.APPROVE, approve_proposal, ApproveProposal, _l("Đồng ý đề xuất"),
        _l("Đã đồng ý. Mời chọn việc tiếp theo."), ("words",), _l("Đồng ý đề xuất"), "check",
    ),
    "return": ProposalWork(
        _A.RETURN, return_proposal, TurnDown, _l("Trả lại để sửa"),
        _l("Đã trả lại, kèm lý do."), ("reason",), _l("Trả lại"), "return",
    ),
    "refusal": ProposalWork(
        _A.REFUSE, refuse_proposal, TurnDown, _l("Không đồng ý đề xuất"),
        _l("Đã trả lời không đồng ý, kèm lý do."), ("reason",), _l("Không đồng ý"), "x", True,
    ),
    "notice": ProposalWork(
        _A.USE, draft_notice, OnProposal, _l("Lập thông báo ý kiến"),
        _l("Đã lập dự thảo thông báo. Văn thư cấp số rồi trình ký."), (),
    ),
}  # fmt: skip
