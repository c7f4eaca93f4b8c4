"""A certification authority of this one sample office, made at its start and kept in its folder."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

ROOT, KEY = "demo-root.pem", "demo-root.key"
_DAYS = timedelta(days=730)


def make_root(folder: Path) -> Path:
    """Make the authority when there is none yet; return its certificate, to be trusted."""
    root, kept = folder / ROOT, folder / KEY
    if not root.exists():
        key = rsa.generate_private_key(65537, 2048)
        kept.touch(mode=0o600)
        kept.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        made = _issue(_name("E-cabinet demo CA", ""), key.public_key(), key, ca=True)
        root.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return root


def key_file(folder: Path, name: str, office: str, pin: str) -> bytes:
    """Return a PKCS#12 file of `name` by the authority in `folder`, opened by `pin`."""
    loaded = serialization.load_pem_private_key((folder / KEY).read_bytes(), None)
    assert isinstance(loaded, rsa.RSAPrivateKey)
    key = rsa.generate_private_key(65537, 2048)
    certificate = _issue(_name(name, office), key.public_key(), loaded, ca=False)
    lock = serialization.BestAvailableEncryption(pin.encode())
    return pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, None, lock)


def _name(common: str, office: str) -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COMMON_NAME, common)]
    if office:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, office))
    return x509.Name(parts)


def _issue(
    name: x509.Name, public: rsa.RSAPublicKey, key: rsa.RSAPrivateKey, *, ca: bool
) -> x509.Certificate:
    now = datetime.now(UTC)
    usage = x509.KeyUsage(
        digital_signature=not ca, content_commitment=not ca, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=ca, crl_sign=ca,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(_name("E-cabinet demo CA", ""))
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _DAYS)
        .not_valid_after(now + _DAYS)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=0 if ca else None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
