import hashlib
import io
from dataclasses import replace
from pathlib import Path

import pytest

from ecabinet.core.errors import Unavailable
from ecabinet.core.nearby import IN_USE_SECONDS, Nearby
from ecabinet.core.s3 import S3Blobs
from ecabinet.core.storage import Handover, LocalBlobs, StoredBlob, TooLarge
from tests.buckets import new_bucket
from tests.servers import free_port

PAPER = b"giay"
INLINE = Handover(
    "application/pdf", "inline; filename=\"To trinh.pdf\"; filename*=UTF-8''T%E1%BB%9D.pdf"
)


@pytest.fixture
def s3(s3_url, tmp_path):
    made = S3Blobs(new_bucket(s3_url, public=s3_url), Nearby(tmp_path / "nearby", 1 << 20))
    yield made
    made.close()


@pytest.fixture(params=["local", "s3"])
def blobs(request, tmp_path):
    """The same contract for both."""
    if request.param == "s3":
        return request.getfixturevalue("s3")
    return LocalBlobs(tmp_path / "blobs")


def left(blobs) -> list[Path]:
    """What lies about on this machine."""
    root = blobs.root if isinstance(blobs, LocalBlobs) else blobs.nearby.root
    return [path for path in root.rglob("*") if path.is_file()]


def test_the_same_content_has_one_address(blobs):
    first, second = blobs.put(io.BytesIO(PAPER)), blobs.put(io.BytesIO(PAPER))
    assert first == second == StoredBlob(hashlib.sha256(PAPER).hexdigest(), 4)
    assert blobs.path(first.sha256).read_bytes() == PAPER
    assert [*blobs.all()] == [first]


def test_what_is_kept_can_be_read_and_measured(blobs):
    kept = blobs.put(io.BytesIO(b"x" * 3_000_000))
    with blobs.reading(kept.sha256) as stream:
        pieces = [*iter(lambda: stream.read(1 << 20), b"")]
    assert b"".join(pieces) == b"x" * 3_000_000
    assert blobs.size(kept.sha256) == 3_000_000
    empty = blobs.put(io.BytesIO())
    assert blobs.size(empty.sha256) == 0
    assert {blob.sha256 for blob in blobs.all()} == {kept.sha256, empty.sha256}


def test_too_large_leaves_nothing(blobs):
    with pytest.raises(TooLarge):
        blobs.put(io.BytesIO(b"x" * 11), limit=10)
    assert (left(blobs), [*blobs.all()]) == ([], [])


def test_a_reader_that_fails_leaves_nothing(blobs):
    class Broken(io.BytesIO):
        def read(self, size=-1):
            raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        blobs.put(Broken())
    assert (left(blobs), [*blobs.all()]) == ([], [])


def test_unknown_address_is_an_error(blobs):
    unknown = "0" * 64
    with pytest.raises(FileNotFoundError):
        blobs.path(unknown)
    with pytest.raises(FileNotFoundError), blobs.reading(unknown):
        pass
    assert blobs.size(unknown) is None


def test_a_copy_that_is_gone_is_fetched_again(s3):
    kept = s3.put(io.BytesIO(PAPER))
    s3.path(kept.sha256).unlink()
    assert s3.path(kept.sha256).read_bytes() == PAPER


def test_what_comes_damaged_is_not_believed(s3):
    kept = s3.put(io.BytesIO(PAPER))
    s3.path(kept.sha256).unlink()
    s3.client.put_object(
        Bucket=s3.place.bucket, Key=f"giay/{kept.sha256[:2]}/{kept.sha256}", Body=b"!"
    )
    with pytest.raises(Unavailable):
        s3.path(kept.sha256)
    assert left(s3) == []
    # Half of a file, as no crash of ours leaves it, is replaced when the file comes again.
    s3.put(io.BytesIO(PAPER))
    assert s3.size(kept.sha256) == 4


def test_a_store_that_is_away_is_said(s3, tmp_path):
    gone = replace(s3.place, endpoint=f"http://127.0.0.1:{free_port()}")
    away = S3Blobs(gone, Nearby(tmp_path / "other", 1 << 20))
    for ask in (
        lambda: away.put(io.BytesIO(PAPER)),
        lambda: away.path("0" * 64),
        lambda: [*away.all()],
    ):
        with pytest.raises(Unavailable):
            ask()
    assert left(away) == []


def test_the_store_gives_a_file_the_type_and_name_we_say(s3):
    requests = pytest.importorskip("requests")
    kept = s3.put(io.BytesIO(PAPER))
    address = s3.link(kept.sha256, INLINE)
    assert s3.place.secret not in address
    assert "X-Amz-Expires=60" in address
    answer = requests.get(address, timeout=10)
    assert (answer.status_code, answer.content) == (200, PAPER)
    assert answer.headers["Content-Type"] == INLINE.media_type
    assert answer.headers["Content-Disposition"] == INLINE.disposition


def test_copies_are_bounded_and_what_is_in_use_stays(tmp_path):
    now = [1_000_000.0]
    nearby = Nearby(tmp_path / "nearby", 100, clock=lambda: now[0])

    def come(name):
        with nearby.draft() as (draft, file):
            file.write(b"x" * 40)
            file.flush()
            nearby.adopt(draft, name)
        return nearby.get(name)

    for name in ("aa", "bb", "cc"):
        assert come(name)
    assert all(nearby.get(name) for name in ("aa", "bb", "cc")), "all were used just now"
    now[0] += IN_USE_SECONDS + 1
    nearby.get("aa")
    come("dd")
    assert [bool(nearby.get(name)) for name in ("aa", "bb", "cc", "dd")] == [
        True,
        False,
        False,
        True,
    ]
