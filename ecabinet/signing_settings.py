"""Settings of signatures: whom to trust, who stamps the time, where keys on a token are."""

from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from ecabinet.environment import Reader
from ecabinet.mail_settings import web_address


@dataclass(frozen=True)
class Signing:
    """`roots` are trusted certificates as PEM; `tsa` the address of a timestamp authority.

    `token_module` is the library of a PKCS#11 token, `token_label` which token: None for the first.
    """

    roots: tuple[bytes, ...] = ()
    tsa: str | None = None
    token_module: str | None = None
    token_label: str | None = None


def read_signing(get: Reader) -> Signing:
    """Return the settings of signatures. Raises SettingsError: a file or address is wrong."""
    return Signing(
        roots=_roots(get),
        tsa=get.checked("TSA_URL", web_address),
        token_module=get.file("PKCS11_MODULE"),
        token_label=get.text("PKCS11_TOKEN", "") or None,
    )


def _roots(get: Reader) -> tuple[bytes, ...]:
    given = get.text("SIGNATURE_ROOTS", "")
    if not given:
        return ()
    place = Path(given)
    files = sorted(place.glob("*.pem")) if place.is_dir() else [place]
    try:
        found = [c for file in files for c in x509.load_pem_x509_certificates(file.read_bytes())]
    except (OSError, ValueError) as error:
        raise get.wrong("SIGNATURE_ROOTS", f"has no certificates (PEM): {error}") from error
    if not found:
        raise get.wrong("SIGNATURE_ROOTS", f"has no certificates (PEM): {place}")
    return tuple(certificate.public_bytes(Encoding.PEM) for certificate in found)
