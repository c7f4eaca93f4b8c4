"""The process that sets a guide: `python -m documents.guides.child`, for `making` only.

Reads one JSON request on stdin: limits, role, language, office, where to write the file.
"""

import json
import sys
from pathlib import Path

from ecabinet.core.apart import Limits, limit_myself


def main() -> None:
    """Do what stdin asks. A failure ends with a traceback on stderr and a status."""
    asked = json.load(sys.stdin)
    limit_myself(Limits(**asked["limits"]))
    # After the limits: what sets type.
    from documents.guides.sheet import draw_guide
    from ecabinet.help.roles import guide, words

    role, language = asked["role"], asked["language"]
    made = draw_guide(guide(role, language), words(language), asked["office"], language)
    Path(asked["target"]).write_bytes(made)


if __name__ == "__main__":
    main()
