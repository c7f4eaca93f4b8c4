"""A transfer slip becomes a task."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from documents.routing import access
from documents.routing.policies import SlipPermission
from documents.routing.telling import slip_path
from ecabinet.core.errors import Denied
from ecabinet.core.permissions import allows
from ecabinet.core.unit_of_work import UnitOfWork
from followup.commands.issue import IssuedTask, IssueTask, issue_task
from followup.slip_policies import SOURCE_KIND, SlipTaskPermission
from followup.words import Words


class IssueFromSlip(BaseModel):
    """Work for a unit, ordered by a slip. Without `due_on` it is due in 10 working days."""

    model_config = ConfigDict(frozen=True)
    slip_id: UUID
    title: Words = Field(min_length=1, max_length=500)
    lead_unit_id: UUID
    coordinating_unit_ids: list[UUID] = Field(default_factory=list, max_length=200)
    informed_unit_ids: list[UUID] = Field(default_factory=list, max_length=200)
    supervisor_id: UUID
    due_on: date | None = None


def issue_from_slip(uow: UnitOfWork, cmd: IssueFromSlip) -> IssuedTask:
    """Issue a task whose source is the slip; the slip shows it and its state.

    Raises:
        NotFound, Denied: the slip is not the person's to read, or to make tasks of; it was called
            back, or the document is secret.
        Invalid: as with `issue_task`.
    """
    slip = access.slip(uow.session, uow.actor, cmd.slip_id, SlipPermission.READ)
    if not allows(uow.actor, SlipTaskPermission.ISSUE, slip):
        raise Denied("denied", kind="slip")
    wish = IssueTask(
        **cmd.model_dump(exclude={"slip_id"}),
        content=slip.instruction,
        source_kind=SOURCE_KIND,
        source_id=slip.id,
        source_title=f"Phiếu chuyển {slip.entry.symbol}",
        source_url=slip_path(slip.id),
        source_quote=slip.instruction,
    )
    return issue_task(uow, wish)
