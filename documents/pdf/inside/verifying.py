"""Says of each signature in a PDF whose it is, and whether it still holds. Only in the child.

Times are those the signer claims unless a timestamp proves them. Nothing is fetched: a closed
network has no lists of revoked certificates, and the page says so.
"""

import logging
from base64 import b64decode
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from asn1crypto import pem, x509
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from documents.pdf.inside.keys import facts_of
from documents.pdf.inside.refusal import Refusal, unreadable
from documents.pdf.inside.strictness import holds_only_itself, is_written_once

_COVERS = {
    SignatureCoverageLevel.ENTIRE_FILE: "file",
    SignatureCoverageLevel.ENTIRE_REVISION: "revision",
}
# Certificates of persons often say "digital signature" where others say "non-repudiation".
_FOR_SIGNATURES = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})


def run(path: str, roots: list[str]) -> list[dict[str, Any]]:
    """Return what is to be said of each signature, in their order; none when there is none.

    roots: certificates that are trusted, DER or PEM in base64. Raises Refusal: not readable.
    """
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # its answers tell the same
    data = Path(path).read_bytes()
    if not data.startswith(b"%PDF-"):
        raise Refusal("not_pdf", found="unknown")
    trusted = [_certificate(b64decode(root)) for root in roots]
    try:
        signatures = PdfFileReader(BytesIO(data)).embedded_regular_signatures
    except (PdfReadError, ValueError):
        raise unreadable(Path(path)) from None
    return [_told(signature, data, trusted) for signature in signatures]


def _certificate(raw: bytes) -> x509.Certificate:
    return x509.Certificate.load(pem.unarmor(raw)[2] if pem.detect(raw) else raw)


def _told(
    signature: EmbeddedPdfSignature, data: bytes, trusted: list[x509.Certificate]
) -> dict[str, Any]:
    claimed = signature.self_reported_timestamp
    told: dict[str, Any] = {
        "field": signature.field_name, "certificate": None, "whole": False, "trusted": False,
        "covers": "part", "changed": False, "stamped_at": None, "stamp_trusted": False,
        "signed_at": claimed.astimezone(UTC).isoformat() if claimed else None,
        "reason": str(signature.sig_object.get("/Reason", "")), "problem": "",
    }  # fmt: skip
    try:
        told["certificate"] = facts_of(signature.signer_cert)
        told |= _judged(signature, data, trusted, claimed)
    except Exception as error:  # noqa: BLE001 - what is damaged raises whatever it hits
        told["problem"] = repr(error)[:200]
    return told


def _judged(
    signature: EmbeddedPdfSignature,
    data: bytes,
    trusted: list[x509.Certificate],
    claimed: datetime | None,
) -> dict[str, Any]:
    status = validate_pdf_signature(
        signature,
        signer_validation_context=_context(trusted, claimed),
        ts_validation_context=_context(trusted, claimed),
        key_usage_settings=_FOR_SIGNATURES,
    )
    stamp = status.timestamp_validity
    byte_range = [int(edge) for edge in signature.byte_range]
    strict = holds_only_itself(data, byte_range) and is_written_once(signature.signed_data)
    whole = status.intact and status.valid and strict and _unchanged(status)
    if stamp is not None:
        whole = whole and stamp.intact and stamp.valid
    return {
        "whole": whole,
        "trusted": bool(status.trusted),
        "covers": _COVERS.get(status.coverage, "part"),  # type: ignore[arg-type]
        "changed": not _unchanged(status),
        "stamped_at": stamp.timestamp.astimezone(UTC).isoformat() if stamp else None,
        "stamp_trusted": bool(stamp and stamp.trusted),
    }


def _unchanged(status: PdfSignatureStatus) -> bool:
    """What came later may only be further signatures: pyHanko compares what is shown."""
    return status.coverage in _COVERS and bool(
        status.docmdp_ok or status.modification_level is None
    )


def _context(trusted: list[x509.Certificate], moment: datetime | None) -> ValidationContext:
    return ValidationContext(
        trust_roots=trusted, allow_fetching=False, revocation_mode="soft-fail", moment=moment
    )
