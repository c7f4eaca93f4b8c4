"""`python -m documents.comparing.child`: two texts on stdin, page by page; the blocks on stdout."""

import json
import sys
from dataclasses import asdict

from documents.comparing.words import compare
from ecabinet.core.apart import Limits, limit_myself


def main() -> None:
    """Limit itself, compare, answer."""
    asked = json.load(sys.stdin)
    limit_myself(Limits(**asked["limits"]))
    blocks = compare(asked["before"], asked["after"])
    json.dump([asdict(block) for block in blocks], sys.stdout)


if __name__ == "__main__":
    main()
