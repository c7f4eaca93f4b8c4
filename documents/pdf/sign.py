"""Signs a PDF in a child: key and PIN go there on stdin and nowhere else."""

import os
from base64 import b64encode
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from documents.pdf.runner import Limits, run

_LIMITS = Limits(seconds=60, memory_mb=1536, output_mb=256)
_TOKEN_ENVIRONMENT = ("SOFTHSM2_CONF", "HOME")  # where a token's own library looks things up


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """What a certificate says of its holder."""

    name: str
    organisation: str
    issuer: str
    serial: str
    fingerprint: str
    not_before: datetime
    not_after: datetime


@dataclass(frozen=True, slots=True)
class FileKey:
    """A PKCS#12 file, and the fingerprint of the certificate that must be in it."""

    content: bytes
    fingerprint: str

    def asked(self) -> dict[str, Any]:
        """Return it as the child is told."""
        return {"file": b64encode(self.content).decode(), "fingerprint": self.fingerprint}


@dataclass(frozen=True, slots=True)
class TokenKey:
    """A key on a PKCS#11 token: the certificate must bear `name`."""

    module: str
    label: str | None
    name: str

    def asked(self) -> dict[str, Any]:
        """Return it as the child is told."""
        known = {n: os.environ[n] for n in _TOKEN_ENVIRONMENT if n in os.environ}
        return asdict(self) | {"environment": known}


@dataclass(frozen=True, slots=True)
class Look:
    """Which field is signed and how it looks; `place` is a named destination of the file."""

    field: str
    place: str
    rule_set: str
    lines: tuple[str, ...]
    reason: str
    where: str
    name: str
    of_office: bool = False


def look_at_key(content: bytes, pin: str, now: datetime) -> CertificateFacts:
    """Return what the certificate in a PKCS#12 file says.

    Raises NotSigned: no such file, wrong PIN, or a certificate that cannot sign now.
    """
    asked = {"key": b64encode(content).decode(), "pin": pin, "now": now.isoformat()}
    return _facts(run("key", asked, _LIMITS))


def sign(
    source: Path,
    target: Path,
    key: FileKey | TokenKey,
    pin: str,
    look: Look,
    now: datetime,
    tsa: str | None = None,
) -> CertificateFacts:
    """Sign `source` into `target`, with a timestamp of the authority `tsa` when one is given.

    Raises NotSigned; PdfRejected: the file cannot be read.
    """
    asked = {
        "source": str(source.resolve()), "target": str(target.resolve()), "pin": pin,
        "now": now.isoformat(), "look": asdict(look), "key": key.asked(), "tsa": tsa,
    }  # fmt: skip
    return _facts(run("sign", asked, _LIMITS))


def _facts(answer: object) -> CertificateFacts:
    told = dict(cast(dict[str, Any], answer))
    for when in ("not_before", "not_after"):
        told[when] = datetime.fromisoformat(told[when])
    return CertificateFacts(**told)
