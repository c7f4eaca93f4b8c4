"""The page of all versions of a paper: add one, open an old one, give a password, compare two."""

from dataclasses import dataclass
from typing import Any, BinaryIO, cast
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from documents import access
from documents.commands.retry import RetryVersion, retry_version
from documents.commands.unlock import ENCRYPTED
from documents.comparing.words import Block, one_after_the_other
from documents.messages import MESSAGES
from documents.policies import PaperPermission
from documents.queries.versions import PaperVersions, paper_versions, version_before
from documents.routes.asked import onto_asked
from documents.routes.pages import pages
from documents.routes.versions import blocks_between, unlock_with
from documents.uploading import Incoming, take_version
from ecabinet.core.errors import Conflict, Invalid, NotFound, TooLarge, TooMany
from ecabinet.web.errors import sentence
from ecabinet.web.requests import current_actor, execute, platform, request_id

PATH = "/papers/<uuid:version_id>"


@dataclass(frozen=True)
class Refused:
    """What a form could not do, in words, and at which version."""

    text: str
    version_id: UUID | None = None


@pages.get(PATH + "/versions")
def versions(version_id: UUID) -> ResponseReturnValue:
    """Show all versions."""
    return _shown(version_id)


@pages.post(PATH + "/versions")
def add_version(version_id: UUID) -> ResponseReturnValue:
    """Add a newer version; for browsers without the upload script."""
    actor = current_actor()
    with platform().store.reading() as session:
        held = access.version(session, actor, version_id, PaperPermission.UPLOAD)
    file = request.files.get("file")
    try:
        if file is None or not file.filename:
            raise Invalid("file.missing", field="file")
        take_version(
            platform(),
            actor,
            held.paper.id,
            Incoming(cast(BinaryIO, file.stream), file.filename),
            note=request.form.get("note", "")[:500],
            marks_onto=onto_asked(),
            request_id=request_id(),
        )
    except (Invalid, TooLarge, Conflict) as error:
        return _shown(version_id, Refused(sentence(error))), 422
    return redirect(url_for(".versions", version_id=version_id), 303)


@pages.post(PATH + "/retry")
def retry(version_id: UUID) -> ResponseReturnValue:
    """Let the worker look again at a file that could not be used."""
    execute(retry_version, RetryVersion(version_id=version_id))
    return redirect(url_for(".versions", version_id=version_id), 303)


@pages.post(PATH + "/password")
def unlock(version_id: UUID) -> ResponseReturnValue:
    """Open a PDF with its password."""
    try:
        given = request.form.get("password", "")
        if not 1 <= len(given) <= 200:
            raise Invalid("pdf.wrong_password", field="password")
        unlock_with(version_id, given)
    except (Invalid, Conflict, TooMany) as error:
        return _shown(version_id, Refused(sentence(error), version_id)), 422
    return redirect(url_for(".versions", version_id=version_id), 303)


@pages.get(PATH + "/comparison")
def comparison(version_id: UUID) -> ResponseReturnValue:
    """Show what changed in the words since the version that `before` names, or the one before."""
    actor = current_actor()
    with platform().store.reading() as session:
        found = paper_versions(session, actor, version_id)
        before_id = _id("before") or version_before(session, actor, version_id)
    if before_id is None:
        return redirect(url_for(".versions", version_id=version_id), 303)
    known = {version.id: version for version in found.versions}
    if before_id not in known:
        raise NotFound("not_found", kind="paper")
    blocks, refusal = _blocks(version_id, before_id)
    return render_template(
        "documents/comparison.html",
        paper=found,
        before=known[before_id],
        after=known[version_id],
        blocks=blocks,
        changes=sum(block.kind != "same" for block in blocks),
        refusal=refusal,
        inline=request.args.get("look") == "inline",
        flow=one_after_the_other,
    )


@pages.get(PATH + "/comparison/choice")
def compare_chosen(version_id: UUID) -> ResponseReturnValue:
    """Lead to the comparison of two versions chosen in a form."""
    with platform().store.reading() as session:
        found = paper_versions(session, current_actor(), version_id)
    numbers = {version.id: version.number for version in found.versions}
    chosen = {_id("before"), _id("after")} - {None}
    if not chosen <= set(numbers):
        raise NotFound("not_found", kind="paper")
    if len(chosen) < 2:
        return redirect(url_for(".versions", version_id=version_id), 303)
    # Whichever was chosen first, the older one stands left.
    before, after = sorted(chosen, key=lambda version: numbers[version])  # type: ignore[index]
    return redirect(url_for(".comparison", version_id=after, before=before), 303)


def _blocks(version_id: UUID, before_id: UUID) -> tuple[list[Block], str]:
    try:
        return blocks_between(version_id, before_id)[1], ""
    except (Conflict, TooMany) as error:
        return [], sentence(error)


def _id(name: str) -> UUID | None:
    given = request.args.get(name)
    try:
        return UUID(given) if given else None
    except ValueError as error:
        raise NotFound("not_found", kind="paper") from error


def _shown(version_id: UUID, refused: Refused | None = None) -> str:
    with platform().store.reading() as session:
        found: PaperVersions = paper_versions(session, current_actor(), version_id)
    facts: dict[str, Any] = {"messages": MESSAGES, "encrypted": ENCRYPTED, "refused": refused}
    return render_template("documents/versions.html", paper=found, version_id=version_id, **facts)
