"""Starts a program alone: `python -m documents.conversion.alone <seconds> <MiB> <command…>`.

It sets limits of CPU time, memory and file size, leaves the network, and becomes the program.
Standard library only: nothing here may be slow or read a file of a stranger.
"""

import ctypes
import os
import resource
import sys
from pathlib import Path

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_MB = 1 << 20


def limit(seconds: int, memory_mb: int) -> None:
    """Let the kernel stop what goes on too long or grows too large."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * _MB, memory_mb * _MB))
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024 * _MB, 1024 * _MB))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def leave_the_network() -> bool:
    """Enter a network of one's own, without any way out. Whether the kernel let us."""
    user, group = os.geteuid(), os.getegid()
    libc = ctypes.CDLL(None, use_errno=True)
    if user == 0:
        return bool(libc.unshare(_NEW_NET) == 0)
    if libc.unshare(_NEW_USER | _NEW_NET) != 0:
        return False
    # Files made from now on belong to the same user as before.
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    return True


def main() -> None:
    """Set limits, leave the network, become the command."""
    seconds, memory_mb, *command = sys.argv[1:]
    if not leave_the_network():
        sys.stderr.write("the kernel keeps us in the network\n")
    limit(int(seconds), int(memory_mb))
    os.execv(command[0], command)  # noqa: S606 - our own command, no shell


if __name__ == "__main__":
    main()
