import io

import pytest

from ecabinet.core.storage import LocalBlobs, TooLarge


@pytest.fixture
def blobs(tmp_path):
    return LocalBlobs(tmp_path / "blobs")


def test_the_same_content_has_one_address(blobs):
    first, second = blobs.put(io.BytesIO(b"giay")), blobs.put(io.BytesIO(b"giay"))
    assert first == second
    assert blobs.path(first.sha256).read_bytes() == b"giay"


def test_too_large_leaves_nothing(blobs):
    with pytest.raises(TooLarge):
        blobs.put(io.BytesIO(b"x" * 11), limit=10)
    assert list(blobs.root.iterdir()) == []


def test_a_reader_that_fails_leaves_nothing(blobs):
    class Broken(io.BytesIO):
        def read(self, *_):
            raise ConnectionError("mất mạng")

    with pytest.raises(ConnectionError):
        blobs.put(Broken())
    assert list(blobs.root.iterdir()) == []


def test_unknown_address_is_an_error(blobs):
    with pytest.raises(FileNotFoundError):
        blobs.path("0" * 64)
