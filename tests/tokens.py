"""A PKCS#11 token in software (SoftHSM) with one key on it, for the tests of signing."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pkcs11
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from pkcs11 import Attribute, KeyType, ObjectClass

from tests import keys
from tests.needs import lacking

FETCHED = Path(__file__).parents[1] / ".venv/token/root"
PIN, LABEL = "135790", "E-cabinet"
_PLACES = (Path("/"), FETCHED)


@dataclass(frozen=True)
class Token:
    """Where the token's library is. Its settings stand in the environment of this process."""

    module: str
    label: str = LABEL
    pin: str = PIN


def make_token(folder: Path, name: str, patch: pytest.MonkeyPatch) -> Token:
    """Return a token that holds the key of `name`; skip the test when there is no SoftHSM."""
    root = next((p for p in _PLACES if (p / "usr/bin/softhsm2-util").exists()), None)
    if root is None:
        lacking("there is no SoftHSM here: run `make test`, or bash ecabinet/_build/token.sh")
    module = str(root / "usr/lib/softhsm/libsofthsm2.so")
    (folder / "tokens").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder}/tokens\nlog.level = ERROR\n")
    patch.setenv("SOFTHSM2_CONF", str(settings))
    program = str(root / "usr/bin/softhsm2-util")
    subprocess.run(
        [program, "--module", module, "--init-token", "--free", "--label", LABEL, "--pin", PIN,
         "--so-pin", PIN],
        check=True, capture_output=True,
    )  # fmt: skip
    # In a process of its own: the library keeps what it found of its settings for good.
    subprocess.run(
        [sys.executable, "-m", "tests.tokens", module], input=keys.key_file(name),
        check=True, capture_output=True, cwd=Path(__file__).parents[1],
    )  # fmt: skip
    return Token(module)


def _fill(module: str, content: bytes) -> None:
    key, certificate, others = pkcs12.load_key_and_certificates(content, keys.PIN.encode())
    assert isinstance(key, rsa.RSAPrivateKey)
    with pkcs11.lib(module).get_token(token_label=LABEL).open(user_pin=PIN, rw=True) as session:
        session.create_object(_key(key))
        for number, each in enumerate([certificate, *others], start=1):
            assert each is not None
            session.create_object(_certificate(each, bytes([number])))


def _certificate(certificate: x509.Certificate, number: bytes) -> dict[Attribute, object]:
    return {
        Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.TOKEN: True,
        Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
        Attribute.LABEL: "certificate", Attribute.ID: number, Attribute.SUBJECT: b"",
        Attribute.VALUE: certificate.public_bytes(Encoding.DER),
    }  # fmt: skip


def _key(key: rsa.RSAPrivateKey) -> dict[Attribute, object]:
    numbers = key.private_numbers()
    parts = {
        Attribute.MODULUS: numbers.public_numbers.n,
        Attribute.PUBLIC_EXPONENT: numbers.public_numbers.e,
        Attribute.PRIVATE_EXPONENT: numbers.d,
        Attribute.PRIME_1: numbers.p,
        Attribute.PRIME_2: numbers.q,
        Attribute.EXPONENT_1: numbers.dmp1,
        Attribute.EXPONENT_2: numbers.dmq1,
        Attribute.COEFFICIENT: numbers.iqmp,
    }
    whole = {name: n.to_bytes((n.bit_length() + 7) // 8, "big") for name, n in parts.items()}
    return {
        Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.KEY_TYPE: KeyType.RSA,
        Attribute.TOKEN: True, Attribute.PRIVATE: True, Attribute.SENSITIVE: True,
        Attribute.SIGN: True, Attribute.LABEL: "key", Attribute.ID: b"\x01", **whole,
    }  # fmt: skip


if __name__ == "__main__":
    _fill(sys.argv[1], sys.stdin.buffer.read())
