"""A province on one machine, as root: python -m benchmarks.topology up | walk | drill | down.

up     build it with the sample office and keep it until Ctrl+C
walk   build it, walk the main line there with a browser, take it down
drill  build it, let 300 tablets work while its parts fail one after the other, take it down
down   take down what a killed run has left
"""

import shutil
import signal
import sys
from pathlib import Path

from benchmarks.places import DISK
from benchmarks.topology.network import Missing, demolish
from benchmarks.topology.town import LEFT

WHAT = ("up", "walk", "drill", "down")


def main() -> int:
    """Do what is asked; 1 when something of it failed, 2 when a piece of the machine is missing."""
    wanted, options = sys.argv[1:2], sys.argv[2:]
    if not wanted or wanted[0] not in WHAT:
        print(__doc__, file=sys.stderr)
        return 2
    # However it is ended, short of kill -9, it takes down what it has built.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        if wanted == ["down"]:
            print(f"taken down: {', '.join(demolish()) or 'nothing was there'}")
            for folder in Path(DISK).glob(f"{LEFT}*"):
                shutil.rmtree(folder)
            return 0
        if wanted == ["drill"]:
            from benchmarks.topology.drill import drill

            return drill(options)
        from benchmarks.topology.walk import up, walk

        return up() if wanted == ["up"] else walk(options)
    except Missing as missing:
        print(missing, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
