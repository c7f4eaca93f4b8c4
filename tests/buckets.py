"""A server that speaks S3 for the tests: moto's, from a wheel; buckets on it, each test its own."""

import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from ecabinet.core.s3 import S3Place, connect
from tests.servers import HOST, free_port, stop, wait_until_up

KEY_ID, SECRET = "thu-nghiem", "mat-khau-kho-thu-nghiem"


def s3_answers(url: str) -> bool:
    """Whether the server answers at all."""
    try:
        urllib.request.urlopen(f"{url}/moto-api/", timeout=2).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


@contextmanager
def s3_server(folder: Path, host: str = HOST, port: int | None = None) -> Iterator[str]:
    """A running server that keeps everything in its memory; answers its URL."""
    port, log = port or free_port(), folder / "s3.log"
    command = [sys.executable, "-m", "moto.server", "-H", host, "-p", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output)
    url = f"http://{host}:{port}"
    try:
        wait_until_up(process, lambda: s3_answers(url), log)
        yield url
    finally:
        stop(process, signal.SIGTERM)


def new_bucket(url: str, *, origins: tuple[str, ...] = (), **more: Any) -> S3Place:
    """Make a bucket from which pages of `origins` may fetch; answer how to reach it."""
    place = S3Place(url, f"thu-{uuid4().hex}", KEY_ID, SECRET, prefix="giay/", **more)
    client = connect(place, url)
    client.create_bucket(Bucket=place.bucket)
    if origins:
        rule = {"AllowedMethods": ["GET"], "AllowedOrigins": list(origins), "AllowedHeaders": ["*"]}
        client.put_bucket_cors(Bucket=place.bucket, CORSConfiguration={"CORSRules": [rule]})
    client.close()
    return place
