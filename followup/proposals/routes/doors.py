"""What the doors of proposals share: one proposal to show, files on their way in."""

from collections.abc import Iterable
from uuid import UUID

from flask import Response
from werkzeug.datastructures import FileStorage

from documents.commands.upload import StoredFile
from documents.uploading import Incoming, keep
from ecabinet.core.errors import Denied, Invalid
from ecabinet.web.api import answer
from ecabinet.web.requests import current_actor, platform
from followup.proposals import access
from followup.proposals.commands.draft import MOST_FILES
from followup.proposals.policies import ProposalPermission
from followup.proposals.queries.one import proposal_detail
from followup.proposals.queries.shapes import ProposalDetail
from followup.proposals.routes.schemas import ProposalDetailOut
from followup.routes.doors import chosen

NEW = UUID(int=0)
"""Stands for a proposal that is not there yet."""


def load(proposal_id: UUID) -> ProposalDetail:
    """Return the proposal as the person signed in may see it. Raises NotFound."""
    with platform().store.reading() as session:
        return proposal_detail(session, current_actor(), proposal_id)


def proposal_answer(proposal_id: UUID, status: int = 200) -> Response:
    """Answer the proposal as the caller may see it."""
    return answer(ProposalDetailOut.model_validate(load(proposal_id)), status)


def keep_files(proposal_id: UUID, files: Iterable[FileStorage]) -> list[StoredFile]:
    """Store files for a proposal that is written or changed; NEW for one that shall be.

    The right is asked first, so that nobody without it can fill the disk.

    Raises:
        NotFound, Denied: the person has not.
        TooLarge, Invalid: a file is too large, empty, of a type that is not taken; too many.
    """
    sent, actor = chosen(files), current_actor()
    if proposal_id == NEW:
        if not actor.unit_ids:
            raise Denied("denied", kind=access.KIND)
    else:
        with platform().store.reading() as session:
            access.proposal(session, actor, proposal_id, ProposalPermission.CHANGE)
    if len(sent) > MOST_FILES:
        raise Invalid("proposal.too_many_files", field="files", most=MOST_FILES)
    return [
        keep(platform(), Incoming(file.stream, file.filename or ""), any_file=True)  # type: ignore[arg-type]
        for file in sent
    ]
