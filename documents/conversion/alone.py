"""Starts a program alone: `python -m documents.conversion.alone <seconds> <MiB> <command…>`.

It sets limits of CPU time, memory and file size, leaves the network, and becomes the program.
Standard library only: nothing here may be slow or read a file of a stranger.
"""

import ctypes
import errno
import os
import resource
import struct
import sys
from pathlib import Path

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_MB = 1 << 20
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
_SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""Of each machine: its name in the kernel's filters, and the number of the call `socket`."""
_X32, _RINGS = 0x40000000, 425


def limit(seconds: int, memory_mb: int) -> None:
    """Let the kernel stop what goes on too long or grows too large."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * _MB, memory_mb * _MB))
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024 * _MB, 1024 * _MB))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def leave_the_network() -> bool:
    """Enter a network without any way out, or lose the right to speak to one. Whether we could."""
    return own_network() or no_sockets()


def own_network() -> bool:
    """Enter a network of one's own. Containers usually forbid it."""
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


def no_sockets() -> bool:
    """Let the kernel refuse every socket but those of this machine, to us and all we become."""
    if os.uname().machine not in _SOCKET:
        return False
    machine, call = _SOCKET[os.uname().machine]
    load, equal, at_least, give = 0x20, 0x15, 0x35, 0x06
    # (code, lines to skip when it holds, when not, value): seccomp(2), BPF.
    lines = [
        (load, 0, 0, 4),  # calls of another kind of machine have other numbers: refused
        (equal, 0, 6, machine),
        (load, 0, 0, 0),
        (at_least, 4, 0, _X32),
        (equal, 3, 0, _RINGS),  # io_uring makes sockets without that call
        (equal, 0, 3, call),
        (load, 0, 0, 16),
        (equal, 1, 0, 1),  # AF_UNIX
        (give, 0, 0, 0x00050000 | errno.EAFNOSUPPORT),
        (give, 0, 0, 0x7FFF0000),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *line) for line in lines))
    program = ctypes.create_string_buffer(struct.pack("@HP", len(lines), ctypes.addressof(code)))
    control = ctypes.CDLL(None, use_errno=True).prctl
    control.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
    return bool(
        control(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0
        and control(_SECCOMP, _FILTER, ctypes.addressof(program), 0, 0) == 0
    )


def main() -> None:
    """Set limits, leave the network, become the command."""
    seconds, memory_mb, *command = sys.argv[1:]
    if not leave_the_network():
        sys.stderr.write("the kernel keeps us in the network\n")
    limit(int(seconds), int(memory_mb))
    os.execv(command[0], command)  # noqa: S606 - our own command, no shell


if __name__ == "__main__":
    main()
