"""Writes one PAdES signature into a PDF, as an increment: what stood before stays byte by byte."""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError
from pyhanko.stamp import StaticStampStyle

from documents.official.rules import rule_set
from documents.official.stamp_look import Box, box_in, draw_stamp, look_of
from documents.pdf.inside.keys import facts_of, open_file, open_token, refuse_unfit, same_name
from documents.pdf.inside.refusal import Refusal

_ROOM_FOR_CMS = 24_576
_TSA_SECONDS = 15


def run(
    source: str,
    target: str,
    pin: str,
    now: str,
    look: dict[str, Any],
    key: dict[str, Any],
    tsa: str | None,
) -> dict[str, Any]:
    """Sign `source` into `target`; return what the certificate says.

    look: field, place (name of a destination), rule_set, of_office, lines, reason, where.
    key: file (base64) and fingerprint, or module, label, environment and name.

    Raises Refusal: see `documents.pdf.errors`.
    """
    signer, moment = _open(key, pin), datetime.fromisoformat(now)
    certificate = signer.signing_cert
    if certificate is None:
        raise Refusal("no_key")
    facts = facts_of(certificate)
    if key.get("fingerprint") not in (None, facts["fingerprint"]):
        raise Refusal("other_certificate")
    if "name" in key and not same_name(facts["name"], key["name"]):
        raise Refusal("other_name", name=facts["name"])
    refuse_unfit(certificate, moment)
    with NamedTemporaryFile(suffix=".pdf", dir=Path(target).parent) as stamp:
        stamp.write(_drawn(look))
        stamp.flush()
        signed = _signed(Path(source).read_bytes(), signer, look, stamp.name, tsa)
    Path(target).write_bytes(signed)
    return facts


def _drawn(look: dict[str, Any]) -> bytes:
    stamp = rule_set(look["rule_set"]).stamp
    return draw_stamp(look_of(stamp, look["lines"], of_office=look["of_office"]))


def _open(key: dict[str, Any], pin: str) -> Signer:
    if "file" in key:
        return open_file(key["file"], pin)
    return open_token(key["module"], key["label"], key["environment"], pin, key["name"])


def _signed(
    data: bytes, signer: Signer, look: dict[str, Any], stamp: str, tsa: str | None
) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(data))
    page, room = _place(writer, look["place"])
    box = box_in(room, rule_set(look["rule_set"]).stamp, of_office=look["of_office"])
    field = SigFieldSpec(
        look["field"],
        on_page=page,
        box=tuple(round(edge) for edge in box),  # type: ignore[arg-type]
    )
    about = PdfSignatureMetadata(
        field_name=look["field"],
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=look["reason"],
        location=look["where"],
        name=look["name"],
    )
    pdf_signer = PdfSigner(
        about,
        signer,
        timestamper=HTTPTimeStamper(tsa, timeout=_TSA_SECONDS) if tsa else None,
        stamp_style=StaticStampStyle.from_pdf_file(stamp, border_width=0),
        new_field_spec=field,
    )
    out = BytesIO()
    try:
        pdf_signer.sign_pdf(writer, output=out, bytes_reserved=_ROOM_FOR_CMS)
    except (TimestampRequestError, OSError) as error:
        raise Refusal("no_timestamp", why=repr(error)[:200]) from None
    return out.getvalue()


def _place(writer: Any, name: str) -> tuple[int, Box]:
    """Return page (from 0) and rectangle of a named destination.

    Raises Refusal: the file names no such place to sign.
    """
    try:
        found = writer.root["/Dests"][f"/{name}"]
    except KeyError:
        raise Refusal("no_place_to_sign") from None
    _page, _fit, *edges = found
    left, bottom, right, top = (float(edge) for edge in edges)
    return _number_of(writer, found.raw_get(0)), (left, bottom, right, top)


def _number_of(writer: Any, wanted: Any) -> int:
    for number in range(int(writer.root["/Pages"]["/Count"])):
        if writer.find_page_for_modification(number)[0].idnum == wanted.idnum:
            return number
    raise Refusal("no_place_to_sign")
