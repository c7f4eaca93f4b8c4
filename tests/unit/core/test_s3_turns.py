"""A long file on its way to or from the store lets the others of a web process go on."""

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
from ecabinet import concurrency
concurrency.choose("eventlet")
import io
from pathlib import Path
from ecabinet.keeping import open_blobs
from ecabinet.settings import Settings
from tests.buckets import new_bucket

turns, over = [0], []
def others():
    while not over:
        concurrency.sleep(0)
        turns[0] += 1

url, folder = sys.argv[1], Path(sys.argv[2])
blobs = open_blobs(Settings(folder, "s" * 32, "sqlite://", s3=new_bucket(url)))
concurrency.spawn(others)
kept = blobs.put(io.BytesIO(bytes(8 << 20)))
up, turns[0] = turns[0], 0
blobs.path(kept.sha256).unlink()
size = blobs.path(kept.sha256).stat().st_size
over.append(True)
print(up >= 16, turns[0] >= 16, size)
"""


def test_others_go_on(s3_url: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, s3_url, str(tmp_path)],
        capture_output=True, text=True, timeout=60, check=False, env={"PYTHONPATH": "."},
    )  # fmt: skip
    assert done.stdout.split() == ["True", "True", str(8 << 20)], done.stderr
