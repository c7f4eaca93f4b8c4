"""Does the store of the files answer, and do browsers get at it? Nothing is written there."""

import hashlib
from collections.abc import Iterator

import requests

from ecabinet.core.errors import Unavailable
from ecabinet.core.storage import Handover
from ecabinet.keeping import open_blobs
from ecabinet.operation.findings import Finding, bad, warn, well
from ecabinet.settings import Settings

SECONDS = 5
NOTHING = hashlib.sha256().hexdigest()
HERE = ("http://127.0.0.1:", "http://localhost:", "https://")
PREFLIGHT = {
    "Access-Control-Request-Method": "GET",
    "Access-Control-Request-Headers": "if-none-match,purpose,range",
}


def store_answers(settings: Settings) -> Iterator[Finding]:
    """Does the store let us in, and know the bucket?"""
    if settings.s3 is None:
        yield well("files", f"in {settings.blob_dir}")
        return
    place = f"{settings.s3.endpoint}/{settings.s3.bucket}"
    blobs = open_blobs(settings)
    try:
        blobs.size(NOTHING)
        next(iter(blobs.all()), None)
    except Unavailable as error:
        yield bad("files", f"{place}: {error.__cause__}", "look at ECABINET_S3_… and the store")
        return
    finally:
        blobs.close()
    if place.startswith(HERE):
        yield well("files", f"in {place}")
    else:
        yield warn("files", f"{place}: papers travel in the clear", "give the store a certificate")


def browsers_may_take(settings: Settings) -> Iterator[Finding]:
    """Does the store let pages of ours fetch files, where it shall?"""
    if settings.s3 is None or settings.s3.public is None:
        return
    thing, blobs = "files for browsers", open_blobs(settings)
    link = blobs.link(NOTHING, Handover("application/pdf", "inline"))
    blobs.close()
    assert link is not None, "there is a public address"
    ours = settings.public_url or settings.origins[0]
    try:
        answer = requests.options(
            link, headers={"Origin": ours, **PREFLIGHT}, timeout=SECONDS, verify=settings.s3.ca_file
        )
    except requests.RequestException as error:
        yield bad(thing, str(error), "look at ECABINET_S3_PUBLIC_URL, or take it away")
        return
    if answer.headers.get("Access-Control-Allow-Origin") in ("*", ours):
        yield well(thing, f"taken from {settings.s3.public}")
    else:
        yield bad(thing, f"{ours} may not fetch", "set CORS on the bucket: docs/operations.md")
