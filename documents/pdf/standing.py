"""The process that stays: `python -m documents.pdf.standing`, for `pool` only.

It answers quick questions about PDF files (a picture of a page, words on it, the outline), keeps
the last few files open, and asks for each question anew how much time and memory it may use.
Requests and answers are lines of JSON. The parent kills it when an answer takes too long, and
starts another after so many answers, so that nothing a file does to it lasts.
"""

import json
import math
import os
import resource
import sys
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from ecabinet.core.apart import limit_my_size

_KEPT_OPEN = 3
_FULL_BYTES = 300 << 20


class Shelf:
    """The files open now, by path: what is looked up is content-addressed and never changes."""

    def __init__(self, opened: Callable[[Path], Any]) -> None:
        self._opened = opened
        self._files: OrderedDict[str, Any] = OrderedDict()

    def document(self, path: str) -> Any:
        """Return the open file, opening it if need be and putting the longest unused away."""
        known = self._files.pop(path, None) or self._opened(Path(path))
        self._files[path] = known
        while len(self._files) > _KEPT_OPEN:
            self._files.popitem(last=False)[1].close()
        return known

    def forget(self, path: str) -> None:
        """Put a file away that could not be worked with."""
        with suppress(KeyError):
            self._files.pop(path).close()


def _allow(seconds: float) -> None:
    """Let CPU time run so much longer from now; beyond it the system ends this process."""
    limit = math.ceil(time.process_time() + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


def _held_bytes() -> int:
    """Return how much memory this process holds.

    Not `ru_maxrss`: that begins with what the parent held when it started this process, so that
    under a large web process every child would look full after its first answer.
    """
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


def _answer(verbs: dict[str, Callable[..., object]], shelf: Shelf, asked: dict[str, Any]) -> object:
    from documents.pdf.inside.refusal import Refusal

    request = dict(asked["request"])
    path = request.pop("path")
    try:
        return {"result": verbs[asked["verb"]](shelf.document(path), **request)}
    except Refusal as refusal:
        return {"reason": refusal.reason, "params": refusal.params, "detail": ""}
    except MemoryError as error:
        shelf.forget(path)
        return {"reason": "too_large", "params": {}, "detail": repr(error)}
    except Exception as error:  # noqa: BLE001 - broken files raise far more than library errors
        shelf.forget(path)
        return {"reason": "broken", "params": {}, "detail": repr(error)[:500]}


def main() -> None:
    """Answer until nobody asks any more."""
    limit_my_size(*map(int, sys.argv[1:3]))
    from documents.pdf.inside import drawing, finding, outlining, picturing
    from documents.pdf.inside.pdfium import open_to_draw

    verbs: dict[str, Callable[..., object]] = {
        "render": drawing.run,
        "find": finding.run,
        "outline": outlining.run,
        "pictures": picturing.run,
    }
    shelf = Shelf(open_to_draw)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        asked = json.loads(line)
        _allow(asked["seconds"])
        answer = _answer(verbs, shelf, asked)
        told = {"answer": answer, "full": _held_bytes() > _FULL_BYTES}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
    # Freeing a hostile document's objects one by one could take longer than reading it did.
    os._exit(0)


if __name__ == "__main__":
    main()
