"""Settings of the store for files that speaks S3; without an address files lie on the disk."""

from urllib.parse import urlsplit

from ecabinet.core.s3 import S3Place
from ecabinet.environment import Reader
from ecabinet.mail_settings import web_address


def read_s3(get: Reader) -> S3Place | None:
    """Return the store that the settings name. Raises SettingsError: they do not fit together."""
    address = get.checked("S3_URL", bucket_of)
    if address is None:
        return None
    key_id, secret = get.text("S3_KEY_ID", ""), get.text("S3_SECRET", "")
    if not (key_id and secret):
        raise get.wrong("S3_URL", "needs ECABINET_S3_KEY_ID and ECABINET_S3_SECRET")
    endpoint, bucket, prefix = bucket_of(address)
    return S3Place(
        endpoint=endpoint,
        bucket=bucket,
        prefix=prefix,
        key_id=key_id,
        secret=secret,
        region=get.text("S3_REGION", "us-east-1"),
        ca_file=get.file("S3_CA_FILE"),
        public=get.checked("S3_PUBLIC_URL", origin),
        link_seconds=get.number("S3_LINK_SECONDS", 60, 10, 3600),
    )


def bucket_of(address: str) -> tuple[str, str, str]:
    """Return origin, bucket and prefix of `https://store.tinh.example:9000/bucket/prefix`.

    Raises ValueError.
    """
    parts = urlsplit(web_address(address))
    bucket, _, prefix = parts.path.lstrip("/").partition("/")
    if not bucket or parts.username:
        raise ValueError("must look like https://store.tinh.example:9000/bucket")
    return f"{parts.scheme}://{parts.netloc}", bucket, f"{prefix}/" if prefix else ""


def origin(address: str) -> str:
    """Return the address, which must be an origin alone. Raises ValueError."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise ValueError("must look like https://store.tinh.example:9000")
    if parts.path or parts.query or parts.fragment or set(" ;,'\"") & set(address):
        raise ValueError("must be scheme, host and port alone")
    return address
