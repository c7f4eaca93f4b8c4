"""A task issued by hand: neither of a conclusion nor of a slip."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from ecabinet.accounts.models import Unit
from ecabinet.catalogues.values import Code
from ecabinet.core.errors import Denied, Invalid
from ecabinet.core.permissions import allows
from ecabinet.core.unit_of_work import UnitOfWork
from followup.commands.issue import REPORT_AFTER, IssuedTask, IssueTask, issue_task
from followup.issue_policies import UnitTaskPermission
from followup.models import DeadlineKind, Directive, DirectiveArticle, Period, Priority
from followup.paths import directive_path
from followup.sources import DIRECTIVE, MANUAL
from followup.words import Words


class IssueByHand(BaseModel):
    """Work for a unit; with a directive, or an article of it, that is its source.

    `source_quote`: its words; of an article its text, unless others are given.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    title: Words = Field(min_length=1, max_length=500)
    content: Words = Field("", max_length=10_000)
    lead_unit_id: UUID
    coordinating_unit_ids: list[UUID] = Field(default_factory=list, max_length=200)
    informed_unit_ids: list[UUID] = Field(default_factory=list, max_length=200)
    supervisor_id: UUID
    deadline_kind: DeadlineKind = DeadlineKind.DATED
    due_on: date | None = None
    period: Period | None = None
    report_after: int = Field(REPORT_AFTER, ge=0, le=60)
    starts_on: date | None = None
    ends_on: date | None = None
    priority: Priority = Priority.NORMAL
    field_code: Code | None = None
    directive_id: UUID | None = None
    article_id: UUID | None = None
    source_title: Words = Field("", max_length=500)
    source_quote: Words = Field("", max_length=5_000)


def issue_by_hand(uow: UnitOfWork, cmd: IssueByHand) -> IssuedTask:
    """Issue a task to a unit within the reach of who issues it.

    Raises:
        Denied: the person issues no tasks.
        Invalid: none to this unit; and as with `issue_task`.
    """
    check_reach(uow, cmd.lead_unit_id)
    return issue_task(uow, IssueTask.model_validate(cmd.model_dump() | _source(uow, cmd)))


def check_reach(uow: UnitOfWork, unit_id: UUID) -> None:
    """Check that the actor may issue tasks to the unit. Raises Denied: to none; Invalid."""
    if not allows(uow.actor, UnitTaskPermission.ISSUE, None):
        raise Denied("denied", kind="task")
    lead = uow.session.get(Unit, unit_id)
    if lead is None:
        raise Invalid("task.unit_unknown", field="lead_unit_id")
    if not allows(uow.actor, UnitTaskPermission.ISSUE, lead):
        raise Invalid("task.unit_out_of_reach", field="lead_unit_id")


def _source(uow: UnitOfWork, cmd: IssueByHand) -> dict[str, object]:
    """Return what says where the task comes from: the article, the directive, or what was typed."""
    article = uow.session.get(DirectiveArticle, cmd.article_id) if cmd.article_id else None
    if cmd.article_id and (article is None or cmd.directive_id not in (None, article.directive_id)):
        raise Invalid("article.of_other", field="article_id")
    directive_id = article.directive_id if article else cmd.directive_id
    directive = uow.session.get(Directive, directive_id) if directive_id else None
    if directive is None:
        return {"source_kind": MANUAL}
    of_article = {
        "directive_id": directive.id,
        "source_title": f"{directive.symbol}, {article.label}",
        "source_quote": cmd.source_quote or article.text[:5_000],
    } if article else {"source_title": directive.symbol}  # fmt: skip
    return {
        "source_kind": DIRECTIVE,
        "source_id": directive.id,
        "source_url": directive_path(directive.id),
        **of_article,
    }
