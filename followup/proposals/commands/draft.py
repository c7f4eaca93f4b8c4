"""An official drafts a proposal, and changes it until it is submitted."""

from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from documents.access import paper
from documents.commands.recall import take_back
from documents.commands.upload import StoredFile, UploadPaper, upload_paper
from documents.models import PaperVersion
from documents.policies import PaperPermission
from ecabinet.accounts.queries.unit_names import open_units
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Invalid, NotFound
from ecabinet.core.ids import new_id
from ecabinet.core.text import fold
from ecabinet.core.unit_of_work import UnitOfWork
from followup.commands.numbering import next_number
from followup.history import actor_id
from followup.models.enums import Priority
from followup.proposals import access, states
from followup.proposals.access import KIND
from followup.proposals.history import note
from followup.proposals.models import Proposal, ProposalDeed, proposal_code
from followup.proposals.policies import ProposalPermission
from followup.proposals.states import ProposalAction, ProposalState
from followup.words import Words

MOST_FILES = 10
WRITTEN = ("title", "text", "wish", "urgency", "desired_on")


class ProposalWords(BaseModel):
    """What a proposal says: `wish` is what is asked for, `desired_on` until when at best."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    title: Words = Field(min_length=1, max_length=300)
    text: Words = Field(min_length=1, max_length=20_000)
    wish: Words = Field(min_length=1, max_length=5_000)
    urgency: Priority = Priority.NORMAL
    desired_on: date | None = None


class DraftProposal(ProposalWords):
    """A new proposal of the unit `unit_id`, with files that are kept already."""

    unit_id: UUID
    files: list[StoredFile] = Field(default_factory=list, max_length=MOST_FILES)


class ChangeProposal(ProposalWords):
    """All of a proposal, as it shall be from now on; `files` are added to those it has."""

    proposal_id: UUID
    revision: int | None = None
    files: list[StoredFile] = Field(default_factory=list, max_length=MOST_FILES)


class AddFiles(BaseModel):
    """Files that are kept already, for a proposal."""

    model_config = ConfigDict(frozen=True)
    proposal_id: UUID
    files: list[StoredFile] = Field(min_length=1, max_length=MOST_FILES)


class ProposalRef(BaseModel):
    """The proposal as it is now."""

    model_config = ConfigDict(frozen=True)
    id: UUID
    code: str
    state: ProposalState
    revision: int


def draft_proposal(uow: UnitOfWork, cmd: DraftProposal) -> ProposalRef:
    """Begin a proposal; only the drafter and the leaders of the unit see it.

    Raises:
        Denied: the person holds no office in the unit.
        Invalid: the unit is no more; the date is past.
    """
    access.unit_to_propose_for(uow.actor, cmd.unit_id)
    if not open_units(uow.session, [cmd.unit_id], office_day(uow.now), lock=True):
        raise Invalid("task.unit_unknown", field="unit_id")
    _check_day(uow, cmd.desired_on)
    row = Proposal(
        id=new_id(), number=next_number(uow.session, KIND), folded="", unit_id=cmd.unit_id,
        drafter_id=actor_id(uow), state=ProposalState.DRAFT, to_unit_id=None, decider_id=None,
        sender_id=None, submitted_at=None, created_at=uow.now, **_words(cmd),
    )  # fmt: skip
    row.folded = _folded(row)
    uow.session.add(row)
    uow.session.flush()  # History and files refer to the row.
    _add_files(uow, row, cmd.files)
    note(uow, row, ProposalDeed.DRAFTED, code=row.code)
    return ref(uow, row)


def change_proposal(uow: UnitOfWork, cmd: ChangeProposal) -> ProposalRef:
    """Change the words; what stood before stays in the history.

    Raises:
        NotFound, Denied, Stale.
        Conflict: it lies with those who are asked or decide, or is decided.
        Invalid: the date is past.
    """
    row = access.proposal_to_change(uow, cmd.proposal_id, ProposalPermission.CHANGE, cmd.revision)
    row.state = states.after(row.state, ProposalAction.EDIT)
    now = _words(cmd)
    before = {name: getattr(row, name) for name in WRITTEN if getattr(row, name) != now[name]}
    if "desired_on" in before:
        _check_day(uow, cmd.desired_on)
    for name, value in now.items():
        setattr(row, name, value)
    row.folded = _folded(row)
    _add_files(uow, row, cmd.files)
    if before or cmd.files:
        files = [file.filename for file in cmd.files]
        note(uow, row, ProposalDeed.CHANGED, changed=list(before), before=before, files=files)
    return ref(uow, row)


def add_files(uow: UnitOfWork, cmd: AddFiles) -> ProposalRef:
    """Add files to a proposal whose words can be changed. Raises NotFound, Denied, Conflict."""
    row = access.proposal_to_change(uow, cmd.proposal_id, ProposalPermission.CHANGE)
    row.state = states.after(row.state, ProposalAction.EDIT)
    _add_files(uow, row, cmd.files)
    files = [file.filename for file in cmd.files]
    note(uow, row, ProposalDeed.CHANGED, changed=[], before={}, files=files)
    return ref(uow, row)


class RemoveFile(BaseModel):
    """A file that shall not go with the proposal any more."""

    model_config = ConfigDict(frozen=True)
    proposal_id: UUID
    paper_id: UUID
    revision: int | None = None


def remove_file(uow: UnitOfWork, cmd: RemoveFile) -> ProposalRef:
    """Take a file off a proposal whose words can be changed; it is recalled, not destroyed.

    Raises:
        NotFound: of the proposal; it has no such file. Denied, Stale.
        Conflict: it lies with those who are asked or decide, or is decided.
    """
    row = access.proposal_to_change(uow, cmd.proposal_id, ProposalPermission.CHANGE, cmd.revision)
    row.state = states.after(row.state, ProposalAction.EDIT)
    held = paper(uow.session, uow.actor, cmd.paper_id, PaperPermission.READ, lock=True)
    if (held.shelf.kind, held.shelf.id) != (KIND, row.id):
        raise NotFound("not_found", kind="paper")
    take_back(uow, held, f"Bỏ khỏi đề xuất {row.code}")
    name = select(PaperVersion.filename).where(
        PaperVersion.paper_id == held.paper.id, PaperVersion.number == held.paper.shown_number
    )
    removed = uow.session.scalars(name).one()
    note(uow, row, ProposalDeed.FILE_REMOVED, removed=removed, paper_id=held.paper.id)
    # The file is a row of its own: the revision must rise with it, as with any other change.
    flag_modified(row, "title")
    return ref(uow, row)


def ref(uow: UnitOfWork, row: Proposal) -> ProposalRef:
    """Return the proposal as it is now."""
    uow.session.flush()  # Its revision is part of the answer.
    return ProposalRef(id=row.id, code=row.code, state=row.state, revision=row.revision)


def _words(cmd: ProposalWords) -> dict[str, Any]:
    return {name: getattr(cmd, name) for name in WRITTEN}


def _folded(row: Proposal) -> str:
    return fold(" ".join((proposal_code(row.number), row.title, row.wish)))


def _check_day(uow: UnitOfWork, day: date | None) -> None:
    if day is not None and day < office_day(uow.now):
        raise Invalid("proposal.day_in_past", field="desired_on")


def _add_files(uow: UnitOfWork, row: Proposal, files: list[StoredFile]) -> None:
    for file in files:
        upload_paper(uow, UploadPaper(container_kind=KIND, container_id=row.id, file=file))
