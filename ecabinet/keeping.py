"""Where this installation keeps its files, as the settings say."""

from ecabinet import concurrency
from ecabinet.core.nearby import Nearby
from ecabinet.core.s3 import S3Blobs
from ecabinet.core.storage import Blobs, LocalBlobs
from ecabinet.settings import Settings


def open_blobs(settings: Settings) -> Blobs:
    """Return the files of the installation: in its own folder, or in a store that speaks S3."""
    if settings.s3 is None:
        return LocalBlobs(settings.blob_dir, concurrency.run_blocking, settings.kept_free)
    nearby = Nearby(settings.s3_cache_dir, settings.s3_cache_limit)
    return S3Blobs(settings.s3, nearby, concurrency.run_blocking, _pause)


def _pause() -> None:
    concurrency.sleep(0)
