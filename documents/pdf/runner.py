"""Runs one piece of PDF work in a child process that limits itself and can be killed."""

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict

from documents.pdf.errors import NOT_SIGNED, REASONS, NotSigned, PdfRejected
from ecabinet.core.apart import Ended, Limits, run_apart

__all__ = ["Limits", "run"]

READY = b"ready\n"
_log = logging.getLogger(__name__)


def _answer(ended: Ended, verb: str) -> object:
    raw, status, complaint = ended.answer, ended.status, ended.complaint
    if ended.took_too_long:
        raise PdfRejected("timeout")
    if not raw.startswith(READY):
        # Nothing of the file had been read yet: the fault is in the installation.
        raise RuntimeError(f"the PDF child could not start ({verb}, status {status}): {complaint}")
    try:
        answer: dict[str, object] = json.loads(raw[len(READY) :])
    except ValueError:
        _log.warning("the PDF child died: verb %s, status %s: %s", verb, status, complaint)
        raise PdfRejected("broken") from None
    return refusal_in(answer, verb)


def refusal_in(answer: Mapping[str, object], verb: str) -> object:
    """Return the result a child told; raise PdfRejected or NotSigned when it told why not."""
    reason, params = answer.get("reason"), answer.get("params")
    if isinstance(reason, str) and reason in REASONS and isinstance(params, dict):
        _log.info("PDF refused: verb %s, %s: %s", verb, reason, answer.get("detail"))
        raise PdfRejected(reason, **params)
    if isinstance(reason, str) and reason in NOT_SIGNED and isinstance(params, dict):
        raise NotSigned(reason, **params)
    return answer["result"]


def run(verb: str, request: Mapping[str, object], limits: Limits) -> object:
    """Let the child do `verb` and return its result.

    Raises `PdfRejected` when the file is to blame, `RuntimeError` when the installation is.
    """
    asked = json.dumps({"limits": asdict(limits), "request": request}).encode()
    return _answer(run_apart("documents.pdf.child", [verb], asked, limits), verb)
