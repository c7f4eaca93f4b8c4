"""Files in a store that speaks S3 (MinIO, Ceph, Garage, SeaweedFS, Amazon's own): `ab/abcdef…`.

botocore signs and speaks. Its sockets are those of this process, which yield where threads are
green; what only computes or reads the disk is handed to `apart`, and long bodies pause on their
way, so that nobody waits for 64 MB of somebody else. See docs/adr/0017-botocore.md.
"""

import base64
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from ecabinet.core.errors import Unavailable
from ecabinet.core.nearby import Nearby
from ecabinet.core.storage import Apart, Handover, Source, StoredBlob, copy

CONNECT_SECONDS, READ_SECONDS, TRIES = 3, 30, 3
PIECE = 256 << 10
POOL = 20


@dataclass(frozen=True)
class S3Place:
    """A bucket and how to reach it. `public` is where browsers reach the same store, if they do.

    `prefix` is empty or ends with a slash; `link_seconds` is how long an address is good.
    """

    endpoint: str
    bucket: str
    key_id: str
    secret: str = field(repr=False)
    prefix: str = ""
    region: str = "us-east-1"
    ca_file: str | None = None
    public: str | None = None
    link_seconds: int = 60


class S3Blobs:
    """Blobs in a bucket, with copies of those in use on this machine."""

    def __init__(
        self,
        place: S3Place,
        nearby: Nearby,
        apart: Apart = lambda fn, *args: fn(*args),
        pause: Callable[[], None] = lambda: None,
    ) -> None:
        self.place, self.nearby, self._apart, self._pause = place, nearby, apart, pause
        self.client = connect(place, place.endpoint)
        self._outside = connect(place, place.public) if place.public else None

    def put(self, stream: Source, limit: int | None = None) -> StoredBlob:
        """Keep the stream's bytes: one request, after which the file is there whole or not at all.

        The store is told their SHA-256 and refuses what arrived damaged. Raises TooLarge above
        `limit` bytes; Unavailable.
        """
        with self.nearby.draft() as (draft, file):
            blob: StoredBlob = self._apart(copy, stream, file, limit)
            file.seek(0)
            if self.size(blob.sha256) != blob.size:
                with away_is_said():
                    self._send(file, blob)
            self._apart(self.nearby.adopt, draft, blob.sha256)
        return blob

    def path(self, sha256: str) -> Path:
        """Return the copy on this machine, fetched when it is not here. Raises FileNotFoundError.

        Raises Unavailable also when what came is not what its address says.
        """
        found = self.nearby.get(sha256)
        if found is not None:
            return found
        with self.nearby.turn(sha256):
            return self.nearby.get(sha256) or self._fetch(sha256)

    @contextmanager
    def reading(self, sha256: str) -> Iterator[Source]:
        """Open the bytes as they come. Raises FileNotFoundError, Unavailable."""
        with away_is_said(sha256):
            answer = self.client.get_object(Bucket=self.place.bucket, Key=self._key(sha256))
            with closing(answer["Body"]) as body:
                yield Paced(body, self._pause)

    def size(self, sha256: str) -> int | None:
        """Return how many bytes the file has; None when it is not kept. Raises Unavailable."""
        try:
            with away_is_said(sha256):
                told = self.client.head_object(Bucket=self.place.bucket, Key=self._key(sha256))
        except FileNotFoundError:
            return None
        return int(told["ContentLength"])

    def all(self) -> Iterator[StoredBlob]:
        """Yield every kept file. Raises Unavailable."""
        pages = self.client.get_paginator("list_objects_v2")
        with away_is_said():
            for page in pages.paginate(Bucket=self.place.bucket, Prefix=self.place.prefix):
                for thing in page.get("Contents", ()):
                    name = thing["Key"].rpartition("/")[2]
                    if len(name) == 64 and thing["Key"] == self._key(name):
                        yield StoredBlob(name, thing["Size"])

    def link(self, sha256: str, handover: Handover) -> str | None:
        """Return a signed address that says itself what the file is and how it is called."""
        if self._outside is None:
            return None
        asked = {
            "Bucket": self.place.bucket,
            "Key": self._key(sha256),
            "ResponseContentType": handover.media_type,
            "ResponseContentDisposition": handover.disposition,
            "ResponseCacheControl": "private, no-store",
        }
        address: str = self._outside.generate_presigned_url(
            "get_object", Params=asked, ExpiresIn=self.place.link_seconds
        )
        return address

    def close(self) -> None:
        """Hang up."""
        self.client.close()

    def _send(self, file: BinaryIO, blob: StoredBlob) -> None:
        self.client.put_object(
            Bucket=self.place.bucket,
            Key=self._key(blob.sha256),
            Body=Paced(file, self._pause),
            ContentLength=blob.size,
            ContentType="application/octet-stream",
            ChecksumSHA256=base64.b64encode(bytes.fromhex(blob.sha256)).decode(),
        )

    def _fetch(self, sha256: str) -> Path:
        with self.nearby.draft() as (draft, file):
            with self.reading(sha256) as body:
                came = copy(body, file)
            file.flush()
            if came.sha256 != sha256:
                raise Unavailable("files.away")
            adopted: Path = self._apart(self.nearby.adopt, draft, sha256)
            return adopted

    def _key(self, sha256: str) -> str:
        return f"{self.place.prefix}{sha256[:2]}/{sha256}"


class Paced:
    """A body that lets others go on after each piece; botocore may go back in it to send again."""

    def __init__(self, body: Any, pause: Callable[[], None]) -> None:
        self._body, self._pause, self._since = body, pause, 0

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes, at most `size` and at most a piece."""
        if self._since >= PIECE:
            self._since = 0
            self._pause()
        read: bytes = self._body.read(min(size, PIECE) if size >= 0 else PIECE)
        self._since += len(read)
        return read

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place."""
        at: int = self._body.seek(offset, whence)
        return at

    def tell(self) -> int:
        """Return the place."""
        at: int = self._body.tell()
        return at


def connect(place: S3Place, address: str) -> Any:
    """Return botocore's client for `address`. The environment and files of AWS do not count."""
    from botocore.config import Config

    return _session().create_client(
        "s3",
        region_name=place.region,
        endpoint_url=address,
        aws_access_key_id=place.key_id,
        aws_secret_access_key=place.secret,
        verify=place.ca_file,
        config=Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"total_max_attempts": TRIES, "mode": "standard"},
            max_pool_connections=POOL,
            proxies={},
            # We say the SHA-256 ourselves; other stores do not know the newer sums.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )


@cache
def _session() -> Any:
    # Half a second and 36 MB: only for who keeps files in such a store.
    from botocore.session import Session

    # No file of AWS in the home of whoever runs us, no profile of the environment.
    return Session({"profile": (None, None, None, None), "config_file": (None, None, "", None)})


@contextmanager
def away_is_said(sha256: str = "") -> Iterator[None]:
    """Turn what the store answers into our own errors: FileNotFoundError, Unavailable."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in ("NoSuchKey", "404", "NotFound"):
            raise FileNotFoundError(sha256) from error
        raise Unavailable("files.away") from error
    except (BotoCoreError, OSError) as error:
        raise Unavailable("files.away") from error
