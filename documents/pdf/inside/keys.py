"""Keys to sign with: from a PKCS#12 file, or on a PKCS#11 token. Only in the child.

A PIN opens the key for this one signature; it is written nowhere.
"""

import os
from base64 import b64decode
from datetime import datetime
from typing import Any

import pkcs11
from asn1crypto import pkcs12, x509
from asn1crypto.x509 import Certificate
from pkcs11.exceptions import PinIncorrect, PinInvalid, PinLenRange, PinLocked, PKCS11Error
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
from pyhanko.sign.signers import Signer, SimpleSigner

from documents.pdf.inside.refusal import Refusal

_RSA_BITS = 2048
_FOR_SIGNATURES = {"digital_signature", "non_repudiation"}


def open_file(key: str, pin: str) -> SimpleSigner:
    """Open a PKCS#12 file, given in base64. Raises Refusal: no such file, wrong PIN, no key."""
    data = b64decode(key)
    try:
        pkcs12.Pfx.load(data, strict=True)["version"].native  # noqa: B018 - reads it
    except ValueError:
        raise Refusal("no_key_file") from None
    try:
        signer: SimpleSigner = SimpleSigner.load_pkcs12_data(data, [], pin.encode())
    except ValueError:
        raise Refusal("wrong_pin") from None
    except AttributeError:  # pyHanko does not expect a file without a key or certificate
        raise Refusal("no_key") from None
    signer.embed_roots = False
    return signer


def open_token(
    module: str, label: str | None, environment: dict[str, str], pin: str, name: str
) -> Signer:
    """Open the key on a token (the one with `label`, or the first) whose certificate bears `name`.

    Raises Refusal: no token, wrong PIN, no key for this name.
    """
    os.environ.update(environment)
    try:
        session = open_pkcs11_session(
            module, token_criteria=TokenCriteria(label=label), user_pin=pin
        )
    except (PinIncorrect, PinInvalid, PinLenRange):
        raise Refusal("wrong_pin") from None
    except PinLocked:
        raise Refusal("pin_locked") from None
    except (PKCS11Error, RuntimeError, OSError) as error:
        raise Refusal("no_token", why=repr(error)[:200]) from None
    wanted = {pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE}
    for found in list(session.get_objects(wanted)):  # a search must end before the next begins
        certificate = Certificate.load(found[pkcs11.Attribute.VALUE])
        if same_name(facts_of(certificate)["name"], name):
            key_id = found[pkcs11.Attribute.ID]
            signer = PKCS11Signer(
                session, cert_id=key_id, key_id=key_id, embed_roots=False,
                other_certs_to_pull=None,  # all there are: they lead up to a root
            )  # fmt: skip
            signer.signing_cert  # noqa: B018 - reads it now, while refusing is easy
            return signer
    raise Refusal("other_name", name="")


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same but for case and spaces."""
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def facts_of(certificate: x509.Certificate) -> dict[str, Any]:
    """Return what a certificate says, as JSON can carry it; times are ISO, in UTC."""
    subject, issuer = certificate.subject.native, certificate.issuer.native
    return {
        "name": _one(subject.get("common_name")),
        "organisation": _one(subject.get("organization_name")),
        "issuer": _one(issuer.get("common_name") or issuer.get("organization_name")),
        "serial": f"{certificate.serial_number:x}",
        "fingerprint": certificate.sha256.hex(),
        "not_before": certificate.not_valid_before.isoformat(),
        "not_after": certificate.not_valid_after.isoformat(),
    }


def _one(value: Any) -> str:
    return str(value[0] if isinstance(value, list) else value or "")


def refuse_unfit(certificate: x509.Certificate, now: datetime) -> None:
    """Refuse a certificate that cannot sign now. Raises Refusal."""
    if now < certificate.not_valid_before:
        raise Refusal("not_yet_valid", day=certificate.not_valid_before.isoformat())
    if now > certificate.not_valid_after:
        raise Refusal("expired", day=certificate.not_valid_after.isoformat())
    usage = certificate.key_usage_value
    if usage is not None and not _FOR_SIGNATURES & usage.native:
        raise Refusal("not_for_signatures")
    key = certificate.public_key
    if key.algorithm == "rsa" and key.bit_size < _RSA_BITS:
        raise Refusal("weak_key")


def run(key: str, pin: str, now: str) -> dict[str, Any]:
    """Return what the certificate in a PKCS#12 file says; refuse one that cannot sign."""
    signer = open_file(key, pin)
    certificate = signer.signing_cert
    if certificate is None:
        raise Refusal("no_key")
    refuse_unfit(certificate, datetime.fromisoformat(now))
    return facts_of(certificate)
