"""A timestamp authority on the loopback interface, by pyHanko's own test tool."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

from asn1crypto import keys, tsp, x509
from cryptography.hazmat.primitives import serialization
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.keys import authority, certificate_of, rsa_key

STAMPED_AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@contextmanager
def timestamp_authority() -> Iterator[str]:
    """Serve timestamps of `STAMPED_AT` while the block runs; the address is given."""
    key = rsa_key("tsa")
    certificate = certificate_of("TSA thử nghiệm", key, stamps=True)
    store = SimpleCertificateStore()
    store.register(_der(authority().issuing))
    stamper = DummyTimeStamper(
        _der(certificate),
        keys.PrivateKeyInfo.load(
            key.private_bytes(
                serialization.Encoding.DER,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        ),
        certs_to_embed=store,
        fixed_dt=STAMPED_AT,
    )

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            answer = stamper.request_tsa_response(asked).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
            del format, args

    server = HTTPServer(("127.0.0.1", 0), Door)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _der(certificate: object) -> x509.Certificate:
    return x509.Certificate.load(
        certificate.public_bytes(serialization.Encoding.DER)  # type: ignore[attr-defined]
    )
