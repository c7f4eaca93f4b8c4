"""Pages that change an official document."""

from collections.abc import Callable
from typing import Any, BinaryIO, cast
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from documents.issuing import access
from documents.issuing.commands.drafts import (
    DraftDocument,
    OnDocument,
    discard_document,
    draft_document,
    supersede_document,
)
from documents.issuing.commands.issue import IssueDocument, issue_document
from documents.issuing.commands.sign import FileScan, file_scan
from documents.issuing.container import CONTAINER
from documents.issuing.policies import OfficialPermission
from documents.issuing.routes.doors import count_try, pages, secret_allowed, used
from documents.issuing.routes.pages import show_document
from documents.issuing.signing import seal_document, sign_document
from documents.issuing.sources import OfficialKind, source_of
from documents.uploading import Incoming, take_paper
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.web.attempts import attempt
from ecabinet.web.requests import current_actor, execute, platform, request_id


@pages.post("/official")
def draft() -> ResponseReturnValue:
    """Draft a document about a meeting; the page it was asked on says why not."""
    kind, subject_id = _asked()
    done, refusal = attempt(
        lambda: execute(draft_document, DraftDocument(kind=kind, subject_id=subject_id))
    )
    if done is None:
        flash(refusal.text, "error")
        return redirect(source_of(kind).url(subject_id), 303)
    return redirect(url_for("issuing.document", official_id=done.id), 303)


def _asked() -> tuple[OfficialKind, UUID]:
    try:
        return OfficialKind(request.form.get("kind", "")), UUID(request.form.get("subject_id", ""))
    except ValueError:
        raise Invalid("invalid") from None


@pages.post("/official/<uuid:official_id>/discard")
def discard(official_id: UUID) -> ResponseReturnValue:
    """Throw a draft away."""

    def work() -> bool:
        execute(discard_document, _on(OnDocument, official_id))
        return True

    done, refusal = attempt(work)
    if done is None:
        return show_document(official_id, refusal)
    flash(_("Đã bỏ dự thảo."), "success")
    return redirect(url_for("issuing.index", shelf="drafts"), 303)


@pages.post("/official/<uuid:official_id>/issue")
def issue(official_id: UUID) -> ResponseReturnValue:
    """Issue a draft."""
    wish = _on(IssueDocument, official_id, secret_allowed=secret_allowed())
    return _done(official_id, lambda: execute(issue_document, wish), _("Đã cấp số và phát hành."))


@pages.post("/official/<uuid:official_id>/replacement")
def supersede(official_id: UUID) -> ResponseReturnValue:
    """Draft what shall take its place."""
    wish = _on(OnDocument, official_id)
    done, refusal = attempt(lambda: execute(supersede_document, wish))
    if done is None:
        return show_document(official_id, refusal)
    flash(_("Đã lập dự thảo thay thế."), "success")
    return redirect(url_for("issuing.document", official_id=done.id), 303)


@pages.post("/official/<uuid:official_id>/signatures")
def sign(official_id: UUID) -> ResponseReturnValue:
    """Sign in one's turn."""
    return _with_key(official_id, sign_document, _("Đã ký số văn bản."))


@pages.post("/official/<uuid:official_id>/seal")
def seal(official_id: UUID) -> ResponseReturnValue:
    """Sign for the office."""
    return _with_key(official_id, seal_document, _("Cơ quan đã ký số văn bản."))


def _with_key(official_id: UUID, work: Callable[..., Any], words: str) -> ResponseReturnValue:
    def signed() -> Any:
        key, pin = request.form.get("key_id", ""), request.form.get("pin", "")
        wish = used(key, pin)
        count_try(official_id)
        return work(platform(), current_actor(), official_id, wish)

    return _done(official_id, signed, words)


@pages.post("/official/<uuid:official_id>/scan")
def keep_scan(official_id: UUID) -> ResponseReturnValue:
    """Take the scan of what was signed by hand, and file it."""

    def work() -> Any:
        file = request.files.get("file")
        if file is None or not file.filename:
            raise Invalid("file.missing", field="file")
        with platform().store.reading() as session:
            row = access.document(
                session, current_actor(), official_id, OfficialPermission.FILE_SCAN
            )
        if str(row.revision) != request.form.get("revision", str(row.revision)):
            raise Conflict("official.not_now")
        incoming = Incoming(cast(BinaryIO, file.stream), file.filename)
        place = (CONTAINER, official_id)
        kept = take_paper(
            platform(), current_actor(), place, incoming,
            title=f"{row.symbol} {row.title}".strip()[:300], secrecy=row.secrecy,
            request_id=request_id(),
        )  # fmt: skip
        wish = FileScan(document_id=official_id, version_id=kept.version_id)
        return platform().store.execute(current_actor(), file_scan, wish)

    return _done(official_id, work, _("Đã lưu bản chụp và ghi nhận văn bản ký giấy."))


def _on(payload: type[Any], document_id: UUID, **more: Any) -> Any:
    given = {name: request.form[name] for name in ("revision", "seen") if request.form.get(name)}
    return payload.model_validate({"document_id": document_id} | given | more)


def _done(official_id: UUID, work: Callable[[], Any], words: str) -> ResponseReturnValue:
    done, refusal = attempt(work)
    if done is None:
        return show_document(official_id, refusal)
    flash(words, "success")
    return redirect(url_for("issuing.document", official_id=official_id), 303)
