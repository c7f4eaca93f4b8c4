"""Imports through the API: what is sent and what is answered, the same for every table."""

from typing import Literal

from flask_openapi3.models.file import FileStorage
from pydantic import BaseModel, ConfigDict, Field

from ecabinet.core.imports import Imported
from ecabinet.web import importing
from ecabinet.web.importing import Importer, Look, sentence


class ImportUpload(BaseModel):
    """The file to look at: XLSX or CSV, at most 8 MB and 5,000 rows."""

    file: FileStorage


class ImportConfirmation(BaseModel):
    """The seal of the preview; `skip_bad` says to leave the wrong rows out."""

    model_config = ConfigDict(extra="forbid")
    seal: str = Field(min_length=1, max_length=2000)
    skip_bad: bool = False


class ExportQuery(BaseModel):
    """Which kind of file."""

    kind: Literal["xlsx", "csv"] = "xlsx"


class RowReasonOut(BaseModel):
    """Why a row cannot be imported: a stable code, and a sentence."""

    code: str
    text: str


class BadRowOut(BaseModel):
    """A wrong row, by its number in the file."""

    number: int
    reasons: list[RowReasonOut]


class PreviewOut(BaseModel):
    """What was found in the file. Nothing has been written; the seal is good for a day."""

    seal: str
    good: int
    bad: list[BadRowOut]
    remarks: list[str]


class LeftOutOut(BaseModel):
    """A row that was not imported."""

    number: int
    code: str
    text: str


class ImportedOut(BaseModel):
    """What the import did."""

    created: int
    changed: int
    unchanged: int
    left_out: list[LeftOutOut]


def preview_upload(importer: Importer, file: FileStorage) -> PreviewOut:
    """Keep a file and tell what is in it. Raises as `importing.keep` and `importing.look` do."""
    seal = importing.keep(importer, file.stream, file.filename or "")  # type: ignore[arg-type]
    return _preview(importing.look(importer, seal))


def import_kept(importer: Importer, body: ImportConfirmation) -> ImportedOut:
    """Import a kept file. Raises as `importing.carry_out` does."""
    return _imported(importing.carry_out(importer, body.seal, skip_bad=body.skip_bad))


def _preview(found: Look) -> PreviewOut:
    bad = [
        BadRowOut(
            number=row.number,
            reasons=[
                RowReasonOut(code=p.code, text=sentence(p)) for p in found.problems[row.number]
            ],
        )
        for row in found.bad
    ]
    remarks = [sentence(problem) for problem in found.remarks]
    return PreviewOut(seal=found.seal, good=len(found.good), bad=bad, remarks=remarks)


def _imported(done: Imported) -> ImportedOut:
    return ImportedOut(
        created=done.created,
        changed=done.changed,
        unchanged=done.unchanged,
        left_out=[
            LeftOutOut(number=row.number, code=row.code, text=sentence(row)) for row in done.refused
        ],
    )
