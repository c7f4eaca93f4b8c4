"""getDirective, proposeArticles, setArticles, uploadDirectivePaper."""

from datetime import date, datetime
from uuid import UUID

from flask import Response
from pydantic import BaseModel, ConfigDict, Field

from documents.commands.upload import UploadReceipt
from documents.routes.papers import UploadForm, upload_into
from ecabinet.web.api import Problem, WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform
from followup.commands.articles import (
    ArticleContent,
    ArticlesSet,
    SetArticles,
    set_articles,
)
from followup.directive_files import CONTAINER
from followup.models import DirectiveOrigin
from followup.queries.coverage import coverage
from followup.queries.proposal import proposed
from followup.routes.doors import api, today
from followup.routes.out import NamedOut, Out
from followup.routes.schemas import TaskRowOut
from followup.splitting import MOST

LONGEST_TEXT = 500_000


class DirectivePath(BaseModel):
    """Which directive."""

    directive_id: UUID


class ReportedTaskOut(Out):
    """A task of the directive, and when it was reported on last."""

    task: TaskRowOut
    last_report: datetime | None


class ArticleOut(Out):
    """An article with its tasks; `hidden`: how many more there are that the caller may not read."""

    id: UUID
    label: str
    text: str
    needs_work: bool | None
    is_missing: bool
    tasks: list[ReportedTaskOut]
    hidden: int


class UnitShareOut(Out):
    """What a unit has of the directive as lead; `helping`: tasks in which it coordinates."""

    id: UUID
    name: str
    tasks: int
    done: int
    overdue: int
    reported: int
    helping: int
    last_report: datetime | None


class ChangedOut(Out):
    """What was put right, from what to what, in words."""

    what: str
    before: str
    after: str


class DirectiveChangeOut(Out):
    """One correction of the entry."""

    at: datetime
    actor: NamedOut | None
    reason: str
    changes: list[ChangedOut]


class DirectiveDetailOut(Out):
    """A directive: articles with tasks, units with and without."""

    id: UUID
    symbol: str
    title: str
    issuing_body: str
    issued_on: date
    received_on: date | None
    field: str
    revision: int
    origin_kind: DirectiveOrigin
    origin_id: UUID | None
    registered_by: NamedOut
    registered_at: datetime
    needing: int
    covered: int
    undecided: int
    articles: list[ArticleOut]
    elsewhere: list[ReportedTaskOut]
    hidden: int
    units: list[UnitShareOut]
    units_without: list[UUID]
    changes: list[DirectiveChangeOut]


class ArticleProposalBody(BaseModel):
    """The text to split; without it that of the directive's papers."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field("", max_length=LONGEST_TEXT)


class ProposedArticleOut(Out):
    """A proposed article."""

    label: str
    text: str


class ArticleProposalOut(Out):
    """The text in pieces; nothing has been kept."""

    articles: list[ProposedArticleOut]


class ArticlesBody(BaseModel):
    """All articles in their order; what is not named is taken away."""

    model_config = ConfigDict(extra="forbid")
    revision: int | None = None
    articles: list[ArticleContent] = Field(max_length=MOST)


@api.get(
    "/directives/<uuid:directive_id>",
    operation_id="getDirective",
    summary="Một văn bản chỉ đạo và độ phủ nhiệm vụ",
    responses={200: DirectiveDetailOut},
)
def get_directive(path: DirectivePath) -> Response:
    """Tell which article has which task, which unit has none, and who reported."""
    return directive_answer(path.directive_id)


def directive_answer(directive_id: UUID) -> Response:
    """Answer the directive as the caller may see it."""
    with platform().store.reading() as session:
        found = coverage(session, current_actor(), directive_id, today())
    fields = {
        name: getattr(found, name)
        for name in DirectiveDetailOut.model_fields
        if name != "units_without"
    }
    without = [unit_id for unit_id, _name in found.without]
    return answer(DirectiveDetailOut.model_validate({**fields, "units_without": without}))


@api.post(
    "/directives/<uuid:directive_id>/articles/proposal",
    operation_id="proposeArticles",
    summary="Đề xuất tách văn bản thành các điều",
    responses={200: ArticleProposalOut},
)
def propose(path: DirectivePath, body: ArticleProposalBody) -> Response:
    """Split a text into articles or paragraphs. Only a proposal: `setArticles` keeps them."""
    with platform().store.reading() as session:
        found = proposed(session, current_actor(), path.directive_id, body.text)
    return answer(
        ArticleProposalOut(articles=[ProposedArticleOut.model_validate(one) for one in found])
    )


@api.put(
    "/directives/<uuid:directive_id>/articles",
    operation_id="setArticles",
    summary="Ghi các điều của văn bản chỉ đạo",
    responses={200: ArticlesSet},
)
def put_articles(path: DirectivePath, body: ArticlesBody, header: WriteHeaders) -> Response:
    """Lay down the articles, and which of them need work."""
    cmd = SetArticles(
        directive_id=path.directive_id, revision=body.revision, articles=tuple(body.articles)
    )
    return answer(execute(set_articles, cmd))


@api.post(
    "/directives/<uuid:directive_id>/papers",
    operation_id="uploadDirectivePaper",
    summary="Tải tệp của văn bản chỉ đạo lên",
    responses={201: UploadReceipt, 413: Problem},
)
def upload_directive_paper(path: DirectivePath, form: UploadForm, header: WriteHeaders) -> Response:
    """Keep a file of the directive; its text can then be split."""
    return answer(upload_into(CONTAINER, path.directive_id, form), 201)
