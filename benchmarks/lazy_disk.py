"""A disk that holds back what was not synced: end it with SIGKILL, and that is a power cut.

/usr/bin/python3 benchmarks/lazy_disk.py MOUNT BACKING [--lying]     (root; Debian's python3-fusepy)

What is written to a file stays in this process until that file is synced; only then it goes to
BACKING. Names of files are there at once. A lying disk answers that it synced and did not. Not part
of the product and not run by its Python: it needs nothing of either.
"""

import errno
import os
import sys

from fusepy import FUSE, FuseOSError, Operations


class Held:
    """A file as its writers see it, and which parts of it the disk does not have yet."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.content = bytearray(file.read())
        self.parts = []
        self.cut_to = None


class LazyDisk(Operations):
    """Everything by its name in BACKING, but for what is held back."""

    def __init__(self, backing, lying):
        self.backing, self.lying, self.held = backing, lying, {}

    def _at(self, path):
        return self.backing + path

    def _hold(self, path):
        if path not in self.held:
            self.held[path] = Held(self._at(path))
        return self.held[path]

    def getattr(self, path, fh=None):
        try:
            found = os.lstat(self._at(path))
        except OSError as error:
            raise FuseOSError(error.errno) from error
        names = ("st_atime", "st_ctime", "st_gid", "st_mode", "st_mtime", "st_nlink", "st_uid")
        told = {name: getattr(found, name) for name in names}
        told["st_size"] = len(self.held[path].content) if path in self.held else found.st_size
        return told

    def readdir(self, path, fh):
        return [".", "..", *os.listdir(self._at(path))]

    def open(self, path, flags):
        if not os.path.exists(self._at(path)):
            raise FuseOSError(errno.ENOENT)
        if flags & os.O_TRUNC:
            self.truncate(path, 0)
        return 0

    def create(self, path, mode, fi=None):
        os.close(os.open(self._at(path), os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode))
        return 0

    def read(self, path, size, offset, fh):
        return bytes(self._hold(path).content[offset : offset + size])

    def write(self, path, data, offset, fh):
        held = self._hold(path)
        if len(held.content) < offset:
            held.content.extend(bytes(offset - len(held.content)))
        held.content[offset : offset + len(data)] = data
        held.parts.append((offset, offset + len(data)))
        return len(data)

    def truncate(self, path, length, fh=None):
        held = self._hold(path)
        del held.content[length:]
        held.content.extend(bytes(length - len(held.content)))
        held.cut_to = length if held.cut_to is None else min(held.cut_to, length)

    def fsync(self, path, datasync, fh):
        held = self.held.get(path)
        if held is None or self.lying:
            return 0
        file = os.open(self._at(path), os.O_WRONLY)
        if held.cut_to is not None:
            os.ftruncate(file, held.cut_to)
        for start, end in held.parts:
            os.pwrite(file, held.content[start:end], start)
        os.ftruncate(file, len(held.content))
        os.close(file)
        held.parts, held.cut_to = [], None
        return 0

    def rename(self, old, new):
        os.rename(self._at(old), self._at(new))
        self.held.pop(new, None)
        if old in self.held:
            self.held[new] = self.held.pop(old)

    def unlink(self, path):
        os.unlink(self._at(path))
        self.held.pop(path, None)

    def mkdir(self, path, mode):
        os.mkdir(self._at(path), mode)

    def rmdir(self, path):
        os.rmdir(self._at(path))

    def chmod(self, path, mode):
        os.chmod(self._at(path), mode)

    def chown(self, path, uid, gid):
        os.chown(self._at(path), uid, gid)

    def utimens(self, path, times=None):
        os.utime(self._at(path), times)

    def link(self, target, source):
        os.link(self._at(source), self._at(target))

    def symlink(self, target, source):
        os.symlink(source, self._at(target))

    def readlink(self, path):
        return os.readlink(self._at(path))

    def statfs(self, path):
        found = os.statvfs(self._at(path))
        return {name: getattr(found, name) for name in dir(found) if name.startswith("f_b")}


if __name__ == "__main__":
    mount, backing = sys.argv[1:3]
    disk = LazyDisk(os.path.abspath(backing), "--lying" in sys.argv)
    FUSE(disk, mount, foreground=True, nothreads=True)
