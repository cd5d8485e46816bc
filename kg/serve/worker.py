"""One query in a process of its own: one that takes too long is ended, one that takes too much memory ends itself.

The result goes into a file, so that the status is known before anything is sent.  Processes are forked from one that
has loaded the store's code and nothing else, which takes milliseconds; each opens the store as it is at that moment.
"""

from __future__ import annotations

import io
import resource
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import IO, Any, cast

from kg.errors import KgError, Refused, UsageError
from kg.judge.current import reading
from kg.serve.protocol import MEDIA_TYPES, Limits, ProtocolError, Request

Choose = Callable[[str], str | None]
_FORK = get_context("forkserver")
_FORK.set_forkserver_preload(["kg.serve.worker"])


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker gets: for each kind of result the format that the client likes best, None where it takes none."""

    store: Path
    request: Request
    formats: dict[str, str | None]
    target: Path
    limits: Limits


@dataclass(frozen=True, slots=True)
class Told:
    """What a worker answers: the kind of a result that is written, or a status and why."""

    kind: str = ""
    status: int = 200
    reason: str = ""


class _TooLargeError(Exception):
    """More bytes of result than are allowed."""


class _Limited(io.RawIOBase):
    """A file that takes only so many bytes."""

    def __init__(self, out: IO[bytes], size: int) -> None:
        self._out, self._left = out, size

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Writes, as long as there is room."""
        self._left -= len(data)
        if self._left < 0:
            raise _TooLargeError
        return self._out.write(data)


def execute(job: Job) -> str:
    """Runs a query into the job's target and gives the kind of its result.

    Raises:
        ProtocolError: what is answered instead.
    """
    ours, theirs = _FORK.Pipe(duplex=False)
    process = _FORK.Process(target=_work, args=(job, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        told = _told(ours, job.limits)
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()
    if told.status != 200:
        raise ProtocolError(told.status, told.reason)
    return told.kind


def _told(pipe: Connection, limits: Limits) -> Told:
    """What the worker says; that it took too long, or ended without a word as its memory was used up."""
    if not pipe.poll(limits.seconds):
        return Told(status=503, reason=f"the query took more than {limits.seconds:g} s and was ended. Ask for less")
    try:
        told: Told = pipe.recv()
    except EOFError:
        return Told(status=503, reason=f"the query needed more than {limits.memory >> 20} MiB of memory. Ask for less")
    return told


def _work(job: Job, pipe: Connection) -> None:
    pipe.send(_answer(job))


def _limit_memory(size: int) -> None:
    """Lets the process have so much beside what it has with the store open, as address space."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) if Path("/proc").is_dir() else 0
    most = pages * resource.getpagesize() + size
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(job: Job) -> Told:
    try:
        return Told(kind=_write(job))
    except Refused as error:
        return Told(status=403, reason=str(error))
    except UsageError as error:
        return Told(status=400, reason=str(error))
    except ProtocolError as error:
        return Told(status=error.status, reason=str(error))
    except _TooLargeError:
        size = job.limits.size
        return Told(status=503, reason=f"the result has more than {size} bytes. Ask for less, with LIMIT for instance")
    except MemoryError:
        return Told(status=503, reason=f"the query needed more than {job.limits.memory >> 20} MiB. Ask for less")
    except (KgError, OSError) as error:
        return Told(status=500, reason=str(error))


def _unheard(_: str) -> None:
    """An answer has no place for talk."""


def _write(job: Job) -> str:
    """Writes the result and gives its kind."""
    with reading(job.store, tell=_unheard) as data, job.target.open("wb") as file:
        _limit_memory(job.limits.memory)
        answer = data.ask(job.request.query, job.request.default_graphs, job.request.named_graphs)
        form = job.formats[answer.kind]
        if form is None:
            raise ProtocolError(
                406, f"the result ({answer.kind}) is to be had as {', '.join(MEDIA_TYPES[answer.kind])}"
            )
        with io.BufferedWriter(cast(Any, _Limited(file, job.limits.size)), 2**16) as out:
            answer.write(form, out)
    return answer.kind
