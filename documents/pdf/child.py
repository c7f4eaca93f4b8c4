"""The process that opens PDF files: `python -m documents.pdf.child <verb>`, for `runner` only.

Reads one JSON request on stdin and answers JSON on stdout. It limits itself before any library
that parses is loaded, and every exception becomes an answer: these libraries raise far more than
their own exception classes on broken files.
"""

import json
import math
import os
import resource
import sys
from collections.abc import Callable
from importlib import import_module

from documents.pdf.inside.refusal import Refusal

_MB = 1024 * 1024
_VERBS = {
    "inspect": "documents.pdf.inside.inspecting",
    "sanitise": "documents.pdf.inside.cleaning",
    "text": "documents.pdf.inside.reading",
    "render": "documents.pdf.inside.drawing",
    "annotate": "documents.pdf.inside.marking",
    "bind": "documents.pdf.inside.binding",
}


def _limit(seconds: float, memory_mb: int, output_mb: int) -> None:
    cpu = math.ceil(seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * _MB, memory_mb * _MB))
    resource.setrlimit(resource.RLIMIT_FSIZE, (output_mb * _MB, output_mb * _MB))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _work(verb: str, request: dict[str, object]) -> dict[str, object]:
    work: Callable[..., object] = import_module(_VERBS[verb]).run
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    try:
        return {"result": work(**request)}
    except Refusal as refusal:
        return {"reason": refusal.reason, "params": refusal.params, "detail": ""}
    except MemoryError as error:
        return {"reason": "too_large", "params": {}, "detail": repr(error)}
    except Exception as error:  # noqa: BLE001 - see the module's docstring
        return {"reason": "broken", "params": {}, "detail": repr(error)[:500]}


def main() -> None:
    """Do what stdin asks, answer on stdout, and leave without running anything else."""
    asked = json.load(sys.stdin)
    _limit(**asked["limits"])
    answer = _work(sys.argv[1], asked["request"])
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()
    # Freeing a hostile document's objects one by one could take longer than reading it did.
    os._exit(0)


if __name__ == "__main__":
    main()
