"""What a piece of work does to the world outside: an audit hook that notes connections, writes and programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NETWORK = frozenset(
    ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
     "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request", "http.client.connect", "ftplib.connect")
)  # fmt: skip
CHANGES = frozenset(
    ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.symlink", "os.link", "os.chmod", "os.chown",
     "os.truncate", "os.utime", "shutil.rmtree", "shutil.move", "shutil.unpack_archive")
)  # fmt: skip
RELATIVE = frozenset(("os.remove", "os.rmdir", "os.mkdir"))
"""Their last argument is the open folder that the path begins at, or -1."""
PROGRAMS = frozenset(("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty"))
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
HARMLESS = ("/dev/null", "/dev/shm/")


@dataclass
class Seen:
    """What was noted, one line each, and the folders in which writing is allowed."""

    allowed: tuple[str, ...]
    network: list[str] = field(default_factory=list)
    writes: list[str] = field(default_factory=list)
    programs: list[str] = field(default_factory=list)

    @property
    def all(self) -> list[str]:
        """Everything that was noted."""
        return [*self.network, *self.writes, *self.programs]

    def note(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Sort one audit event."""
        if event in NETWORK:
            if event == "socket.connect" and isinstance(arguments[1], str):
                return  # a socket of this machine's own file system
            self.network.append(f"{event} {arguments[1:]!r}")
        elif event in PROGRAMS:
            self.programs.append(f"{event} {arguments!r}")
        elif event == "open":
            path, mode, flags = arguments
            writing = set(mode) & set("wax+") if isinstance(mode, str) else (flags or 0) & WRITING
            if writing and not isinstance(path, int):
                self._change(event, path)
        elif event in CHANGES:
            for path in arguments[: 2 if event in ("os.rename", "os.link", "shutil.move") else 1]:
                if not isinstance(path, int):
                    self._change(event, _below(path, arguments[-1]) if event in RELATIVE else path)

    def _change(self, event: str, path: object) -> None:
        name = (
            os.path.realpath(os.fsdecode(path)) if isinstance(path, str | bytes | os.PathLike) else repr(path)
        )
        if name.startswith(HARMLESS) or f"{name}/".startswith(self.allowed) or "__pycache__" in name:
            return
        self.writes.append(f"{event} {name}")


_current: list[Seen] = []
_installed: list[bool] = []


def _below(path: object, folder: int) -> object:
    """The path from the root on; it begins at an open folder where that is one."""
    if folder < 0 or not isinstance(path, str | bytes | os.PathLike):
        return path
    return Path(f"/proc/self/fd/{folder}").readlink() / os.fsdecode(path)


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _current:
        _current[-1].note(event, arguments)


@contextmanager
def watching(*allowed: Path) -> Iterator[Seen]:
    """Note what is done while the block runs; writing below the given folders is not noted.

    A hook cannot be taken away again, so one stays and sleeps.
    """
    if not _installed:
        sys.addaudithook(_hook)
        _installed.append(True)
    seen = Seen(tuple(os.path.join(os.path.realpath(folder), "") for folder in allowed))  # noqa: PTH118
    _current.append(seen)
    try:
        yield seen
    finally:
        _current.remove(seen)
