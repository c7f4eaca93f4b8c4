"""The process that opens PDF files: `python -m documents.pdf.child <verb>`, for `runner` only.

Reads one JSON request on stdin and answers JSON on stdout. It limits itself before any library
that parses is loaded, and every exception becomes an answer: these libraries raise far more than
their own exception classes on broken files.
"""

import json
import os
import sys
from collections.abc import Callable
from importlib import import_module

from documents.pdf.inside.refusal import Refusal
from ecabinet.core.apart import Limits, limit_myself

_VERBS = {
    "inspect": "documents.pdf.inside.inspecting",
    "sanitise": "documents.pdf.inside.cleaning",
    "text": "documents.pdf.inside.reading",
    "take": "documents.pdf.inside.taking",
    "annotate": "documents.pdf.inside.marking",
    "overlay": "documents.pdf.inside.overlaying",
    "flatten": "documents.pdf.inside.flattening",
    "stamp": "documents.pdf.inside.stamping",
    "lighten": "documents.pdf.inside.lightening",
    "unlock": "documents.pdf.inside.unlocking",
    "words": "documents.pdf.inside.placing",
    "bind": "documents.pdf.inside.binding",
    "key": "documents.pdf.inside.keys",
    "sign": "documents.pdf.inside.signing",
    "verify": "documents.pdf.inside.verifying",
    "layout": "documents.pdf.inside.layout",
}


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
    limit_myself(Limits(**asked["limits"]))
    answer = _work(sys.argv[1], asked["request"])
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()
    # Freeing a hostile document's objects one by one could take longer than reading it did.
    os._exit(0)


if __name__ == "__main__":
    main()
