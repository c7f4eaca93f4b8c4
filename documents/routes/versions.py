"""All versions of a paper, what changed between two, and the password of an encrypted one."""

from uuid import UUID

from flask import Response
from pydantic import BaseModel, Field, SecretStr

from documents.comparing.ask import compare_apart
from documents.comparing.words import Block, Kind, Sign
from documents.events import layer_stream
from documents.queries.papers import paper_detail
from documents.queries.versions import TwoTexts, paper_versions, two_texts
from documents.routes.api import VersionPath, api
from documents.routes.schemas import PaperOut, VersionOut, paper_out, version_out
from documents.unlocking import open_paper
from ecabinet.accounts.throttling import throttle
from ecabinet.web.api import Problem, answer
from ecabinet.web.requests import current_actor, platform

TRIES, MINUTES = 10, 5


class VersionsOut(BaseModel):
    """All versions of a paper, newest first; `shown_number` is the one people read."""

    paper_id: UUID
    title: str
    shown_number: int
    may_upload: bool
    may_take_original: bool
    versions: list[VersionOut]


class CompareQuery(BaseModel):
    """The older version to compare with; without it the one before."""

    before: UUID | None = None


class RunOut(BaseModel):
    """Words that share a fate."""

    sign: Sign
    text: str


class BlockOut(BaseModel):
    """A stretch of both texts with the page each begins on (null where there is none)."""

    kind: Kind
    page_before: int | None
    page_after: int | None
    before: list[RunOut]
    after: list[RunOut]


class ComparisonOut(BaseModel):
    """Every word of both versions, in order; `changes` counts the blocks that are not the same."""

    before: VersionPath
    after: VersionPath
    changes: int
    blocks: list[BlockOut]


class PasswordBody(BaseModel):
    """The password of the file. It is used once and kept nowhere."""

    password: SecretStr = Field(min_length=1, max_length=200, examples=["hop-kin-2026"])


@api.get(
    "/papers/<uuid:version_id>/versions",
    operation_id="listPaperVersions",
    summary="Các bản của một tài liệu",
    responses={200: VersionsOut},
)
def list_versions(path: VersionPath) -> Response:
    """List all versions of the paper of which `version_id` is one, newest first."""
    with platform().store.reading() as session:
        found = paper_versions(session, current_actor(), path.version_id)
    return answer(
        VersionsOut(
            paper_id=found.paper_id,
            title=found.title,
            shown_number=found.shown_number,
            may_upload=found.may_upload,
            may_take_original=found.may_take_original,
            versions=[version_out(version) for version in found.versions],
        )
    )


@api.get(
    "/papers/<uuid:version_id>/comparison",
    operation_id="comparePaperVersions",
    summary="So sánh chữ của hai bản",
    responses={200: ComparisonOut, 429: Problem},
)
def compare_versions(path: VersionPath, query: CompareQuery) -> Response:
    """Tell what became of the words from the version `before` to this one."""
    texts, blocks = blocks_between(path.version_id, query.before)
    return answer(
        ComparisonOut(
            before=VersionPath(version_id=texts.before.id),
            after=path,
            changes=sum(block.kind != "same" for block in blocks),
            blocks=[BlockOut.model_validate(block, from_attributes=True) for block in blocks],
        )
    )


def blocks_between(version_id: UUID, before_id: UUID | None) -> tuple[TwoTexts, list[Block]]:
    """Return what changed between two versions, for the person signed in.

    Raises NotFound; Conflict when one is not ready, or when it takes too long; TooMany.
    """
    actor = current_actor()
    with platform().store.reading() as session:
        texts = two_texts(session, actor, version_id, before_id)
    _count_try("compare", str(actor.person_id), times=30)
    return texts, compare_apart(texts.words_before, texts.words_after)


@api.post(
    "/papers/<uuid:version_id>/password",
    operation_id="unlockPaper",
    summary="Mở tệp PDF có mật khẩu",
    responses={202: PaperOut, 429: Problem},
)
def unlock_paper(path: VersionPath, body: PasswordBody) -> Response:
    """Open an encrypted PDF with its password; the readable copy is then looked into."""
    unlock_with(path.version_id, body.password.get_secret_value())
    with platform().store.reading() as session:
        detail = paper_detail(session, current_actor(), path.version_id)
    return answer(paper_out(detail, layer_stream(path.version_id)), 202)


def unlock_with(version_id: UUID, password: str) -> None:
    """Try a password, so many times in a while. Raises as `open_paper`; TooMany."""
    actor = current_actor()
    _count_try("pdf-password", f"{actor.person_id}:{version_id}", times=TRIES)
    open_paper(platform(), actor, version_id, password)


def _count_try(what: str, who: str, *, times: int) -> None:
    """Count one try of what costs a core for seconds. Raises TooMany."""
    throttle().check(what, who, times=times, minutes=MINUTES)
