"""Bodies and answers of the operations on keys and signatures."""

from datetime import datetime
from uuid import UUID

from flask_openapi3.models.file import FileStorage
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from documents.issuing.routes.schemas import DOCUMENT, KEY, Shown, example
from documents.pdf.verify import Covers

SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


class KeyPath(BaseModel):
    """A key to sign with."""

    key_id: UUID


class SignIn(BaseModel):
    """With what to sign: a kept key, or without its id the key on the server's token."""

    model_config = example(key_id=KEY, pin="••••••")
    key_id: UUID | None = None
    pin: SecretStr = Field(max_length=200)


class KeyForm(BaseModel):
    """A key file (PKCS#12) with its PIN, which is only tried; with a unit it is the office's."""

    file: FileStorage
    pin: SecretStr = Field(max_length=200)
    unit_id: UUID | None = None


class CheckForm(BaseModel):
    """A PDF whose signatures are to be judged."""

    file: FileStorage


class KeyOut(Shown):
    """A key that the person may use."""

    id: UUID
    name: str
    issuer: str
    serial: str
    not_before: datetime
    not_after: datetime
    unit_id: UUID | None


class KeysOut(BaseModel):
    """Keys; `token`: the server has a token to sign with, too."""

    keys: list[KeyOut]
    token: bool


class CertificateOut(Shown):
    """Whose certificate, by whom."""

    name: str
    organisation: str
    issuer: str
    serial: str
    not_before: datetime
    not_after: datetime


class SignatureOut(Shown):
    """What one signature is worth."""

    field: str
    certificate: CertificateOut | None
    whole: bool
    trusted: bool
    covers: Covers
    changed: bool
    signed_at: datetime | None
    stamped_at: datetime | None
    stamp_trusted: bool
    reason: str


class SignatureCheckOut(BaseModel):
    """The verdict. `document_id`: the file is, byte for byte, one kept here that one may read."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "holds": True, "sha256": SHA256, "document_id": DOCUMENT, "superseded": False,
                "signatures": [
                    {
                        "field": "chu-ky-1", "whole": True, "trusted": True, "covers": "file",
                        "changed": False, "signed_at": "2026-11-25T09:20:00Z", "stamped_at": None,
                        "stamp_trusted": False, "reason": "31-BB/TU", "certificate": None,
                    }
                ],
            }
        }
    )  # fmt: skip
    holds: bool
    sha256: str
    document_id: UUID | None
    superseded: bool
    signatures: list[SignatureOut]
