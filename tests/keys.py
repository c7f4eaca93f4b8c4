"""Keys to sign with in tests: an authority of one run, and PKCS#12 files it answers for."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

PIN = "246810-Pin"
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Authority:
    """A root, and an authority below it that issues; both with their keys."""

    root: x509.Certificate
    issuing: x509.Certificate
    key: rsa.RSAPrivateKey

    @property
    def trusted(self) -> bytes:
        """The root as PEM."""
        return self.root.public_bytes(serialization.Encoding.PEM)


@cache
def rsa_key(which: str, bits: int = 2048) -> rsa.RSAPrivateKey:
    """Return a key, the same for the same name in one run: making one takes long."""
    del which
    return rsa.generate_private_key(65537, bits)


@cache
def authority() -> Authority:
    """Return the authority of this run."""
    root_key, key = rsa_key("root"), rsa_key("issuing")
    root = _issue("Root CA", root_key.public_key(), "Root CA", root_key, ca=1)
    issuing = _issue("Issuing CA", key.public_key(), "Root CA", root_key, ca=0)
    return Authority(root, issuing, key)


def certificate_of(
    name: str, key: rsa.RSAPrivateKey, *, starts: timedelta = -YEAR, ends: timedelta = YEAR,
    signs: bool = True, stamps: bool = False,
) -> x509.Certificate:  # fmt: skip
    """Return a certificate of `name`, valid from `starts` to `ends` from now."""
    ours = authority()
    return _issue(
        name, key.public_key(), "Issuing CA", ours.key,
        starts=starts, ends=ends, signs=signs, stamps=stamps,
    )  # fmt: skip


def key_file(
    name: str, pin: str = PIN, *, bits: int = 2048, starts: timedelta = -YEAR,
    ends: timedelta = YEAR, signs: bool = True,
) -> bytes:  # fmt: skip
    """Return a PKCS#12 file with key, certificate and the issuing authority's certificate."""
    key = rsa_key("signer", bits)
    certificate = certificate_of(name, key, starts=starts, ends=ends, signs=signs)
    return pkcs12.serialize_key_and_certificates(
        name.encode(), key, certificate, [authority().issuing],
        serialization.BestAvailableEncryption(pin.encode()),
    )  # fmt: skip


def empty_file(pin: str = PIN) -> bytes:
    """Return a PKCS#12 file that holds a certificate but no key."""
    lock = serialization.BestAvailableEncryption(pin.encode())
    return pkcs12.serialize_key_and_certificates(None, None, None, [authority().root], lock)


def _issue(
    name: str, public: rsa.RSAPublicKey, issuer: str, key: rsa.RSAPrivateKey, *,
    ca: int | None = None, starts: timedelta = -YEAR, ends: timedelta = YEAR, signs: bool = True,
    stamps: bool = False,
) -> x509.Certificate:  # fmt: skip
    now = datetime.now(UTC)
    usage = dict.fromkeys(
        ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
         "encipher_only", "decipher_only"), False,
    )  # fmt: skip
    made = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(issuer))
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + starts - YEAR * (ca is not None))
        .not_valid_after(now + ends + YEAR * (ca is not None))
        .add_extension(x509.BasicConstraints(ca is not None, ca), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=signs and ca is None, key_cert_sign=ca is not None,
                crl_sign=ca is not None, **usage | {"key_encipherment": not signs},
            ),
            critical=True,
        )
    )  # fmt: skip
    if stamps:
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        made = made.add_extension(purpose, critical=True)
    return made.sign(key, hashes.SHA256())


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, common),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Tỉnh ủy Vĩnh Phúc"),
        ]
    )
