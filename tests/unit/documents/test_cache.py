"""What can be made again is made once, whole, and forgotten when old."""

import os
import threading
import time
from pathlib import Path

import pytest

from documents.cache import Cache


def test_many_who_ask_at_once_wait_for_one_maker(tmp_path: Path) -> None:
    cache, made = Cache(tmp_path), []

    def make() -> None:
        made.append(1)
        time.sleep(0.05)
        cache.put("a/b.png", b"drawn")

    threads = [threading.Thread(target=cache.get_or_make, args=("a/b.png", make)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [1]
    assert cache.path("a/b.png").read_bytes() == b"drawn"


def test_a_failure_leaves_nothing_and_the_next_one_tries_again(tmp_path: Path) -> None:
    cache = Cache(tmp_path)

    def fail() -> None:
        with cache.place("x.pdf") as draft:
            draft.write_bytes(b"half")
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        cache.get_or_make("x.pdf", fail)
    assert list(tmp_path.iterdir()) == []
    assert cache.get_or_make("x.pdf", lambda: cache.put("x.pdf", b"whole")).read_bytes() == b"whole"


def test_old_files_are_forgotten(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for name in ("old", "new"):
        cache.put(name, b"x")
    long_ago = time.time() - 40 * 86_400
    os.utime(cache.path("old"), (long_ago, long_ago))
    assert cache.forget_older_than(30) == 1
    assert cache.get("old") is None
    assert cache.get("new") is not None
