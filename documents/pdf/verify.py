"""Asks a child what the signatures in a PDF are worth."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, cast

from documents.pdf.runner import Limits, run
from documents.pdf.sign import CertificateFacts

_LIMITS = Limits(seconds=30, memory_mb=1536)


class Covers(StrEnum):
    """What a signature covers: the file as it is, as it was when signed, or only a part."""

    FILE = "file"
    REVISION = "revision"
    PART = "part"


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """One signature. `whole`: nothing it covers was changed; `trusted`: up to a known root.

    `changed`: something other than further signatures came after it. `signed_at` is what the
    signer's clock said, `stamped_at` what a timestamp authority did.
    """

    field: str
    certificate: CertificateFacts | None
    whole: bool
    trusted: bool
    covers: Covers
    changed: bool
    signed_at: datetime | None
    stamped_at: datetime | None
    stamp_trusted: bool
    reason: str
    problem: str

    @property
    def holds(self) -> bool:
        """Whether it is whole and its signer known."""
        return self.whole and self.trusted


def holds(signatures: Sequence[SignatureFacts]) -> bool:
    """Whether all signatures hold, and the last covers the whole file."""
    return (
        bool(signatures)
        and all(signature.holds for signature in signatures)
        and any(signature.covers is Covers.FILE for signature in signatures)
    )


def verify(
    path: Path, roots: Sequence[bytes] = (), *, limits: Limits = _LIMITS
) -> list[SignatureFacts]:
    """Return the signatures of a PDF in their order, judged by the trusted `roots`.

    Raises PdfRejected: it cannot be read as a PDF within `limits`.
    """
    asked = {"path": str(path.resolve()), "roots": [b64encode(root).decode() for root in roots]}
    told = cast(list[dict[str, Any]], run("verify", asked, limits))
    return [_facts(signature) for signature in told]


def _facts(told: dict[str, Any]) -> SignatureFacts:
    when = {name: _moment(told[name]) for name in ("signed_at", "stamped_at")}
    certificate = told["certificate"]
    if certificate is not None:
        days = {name: _moment(certificate[name]) for name in ("not_before", "not_after")}
        certificate = CertificateFacts(**certificate | days)
    return SignatureFacts(
        **told | when | {"certificate": certificate, "covers": Covers(told["covers"])}
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
