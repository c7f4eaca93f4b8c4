"""The command line of signatures. Imports the product only inside commands."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ecabinet.settings import load

if TYPE_CHECKING:
    from documents.pdf.verify import SignatureFacts


@click.command("verify-signature")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify_signature(file: Path) -> None:
    """Say who signed a PDF, when, and whether it still holds; exit 1 unless all of it does."""
    from documents.pdf.errors import PdfRejected
    from documents.pdf.verify import holds, verify

    settings = load(require_secret=False)
    try:
        found = verify(file, settings.signing.roots)
    except PdfRejected as error:
        raise click.ClickException(f"this file cannot be read as a PDF ({error.reason})") from error
    for signature in found:
        click.echo(_line(signature))
    click.echo(_verdict(found))
    sys.exit(0 if holds(found) else 1)


def _line(signature: "SignatureFacts") -> str:
    holder = signature.certificate
    who = f"{holder.name} (issued by {holder.issuer})" if holder else "unknown signer"
    at = signature.stamped_at or signature.signed_at
    how = "by timestamp" if signature.stamped_at else "as the signer says"
    when = f", {at:%Y-%m-%d %H:%M:%S} UTC {how}" if at else ""
    whole = "whole" if signature.whole else "CHANGED OR DAMAGED"
    trusted = "trusted" if signature.trusted else "not trusted: no path to a known root"
    return f"{signature.field}: {who}{when}; {whole}; {trusted}"


def _verdict(found: "list[SignatureFacts]") -> str:
    from documents.pdf.verify import holds

    if not found:
        return "there is no signature in this file"
    if holds(found):
        return "the file is as it was signed"
    if all(signature.whole for signature in found):
        return "the file is as it was signed, but not every signer is trusted"
    return "this file is NOT as it was signed"
