"""The parts of a site, made one after another or by several processes at once.

Each process opens the ledger itself, and makes one part: what it held goes with it. What a site is
made of does not depend on who made it, so the bytes are the same however many there are.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from resource import RUSAGE_SELF, getrusage
from typing import TYPE_CHECKING, Any, NamedTuple

from commands.site_folder import Written
from domain.errors import Problem, Problems
from languages import N_
from ledger import diagnostics
from ledger.clock import elapsed_s
from ledger.helpers import begin, ended_from_outside, pipe

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess

    from commands.site_pages import Site

Steps = Generator[None, None, Any]
"""What makes a part: it yields after each thing that counts, and returns what others must know."""

Part = Callable[["Site"], Steps]

OFTEN_S = 0.2
"""How often a process that helps tells how far it is."""


class Made(NamedTuple):
    """A part that was made: what it returned, and what it wrote."""

    told: Any
    written: Written


class Failed(NamedTuple):
    """Why a part was not made; trace: where, for whoever reads a mistake of ours."""

    error: Exception
    trace: str


def make(part: Part, site: Site) -> Generator[None, None, Made]:
    """Make a part; a step for each thing that was done."""
    told = yield from part(site)
    return Made(told, site.folder.taken())


@dataclass
class Helped:
    """Several processes, each of which makes one part and ends.

    opened: opens the ledger for one part. asked: what is said to have been asked for when one of
    them is ended from outside. most: how many there are at once.
    """

    opened: Callable[[], AbstractContextManager[Site]]
    asked: str
    most: int

    def made(self, parts: Sequence[Part]) -> Generator[None, None, list[Made]]:
        """All parts in their order, whoever was done first; a step for each thing that was done.

        Nobody who calls it has a database open: two processes cannot share that.
        """
        import multiprocessing
        from multiprocessing.connection import wait

        diagnostics.tell("%d processes help to %s", self.most, self.asked)
        context = multiprocessing.get_context("fork")
        found: dict[int, Made] = {}
        waiting = iter(enumerate(parts))
        running: dict[Connection, tuple[int, ForkProcess]] = {}
        with pipe() as (watched, held):
            try:
                while len(found) < len(parts):
                    while len(running) < self.most and (following := next(waiting, None)):
                        number, part = following
                        here, there = context.Pipe(duplex=False)
                        call = (self.opened, part, there, watched, held)
                        process = context.Process(target=_help, args=call)
                        process.start()
                        there.close()
                        running[here] = number, process
                    ready = wait([*running])
                    for here in [one for one in running if one in ready]:
                        told = self._heard(here)
                        if isinstance(told, int):
                            yield from (None for _ in range(told))
                        else:
                            number, process = running.pop(here)
                            process.join()
                            found[number] = told
            finally:
                _ended(process for _, process in running.values())
        return [found[number] for number in range(len(parts))]

    def _heard(self, here: Any) -> int | Made:
        """What a process says: how many things more it did, or the part that it made."""
        try:
            told = here.recv()
        except (EOFError, OSError) as error:  # before a message, or in the middle of one
            remedy = N_("Try again, with more memory if that was short; the old site is as it was")
            raise ended_from_outside(self.asked, remedy) from error
        if isinstance(told, Failed):
            told.error.add_note(told.trace)
            raise told.error
        heard: int | Made = told
        return heard


def _ended(processes: Iterable[ForkProcess]) -> None:
    """End processes of which nobody needs anything any more."""
    for process in processes:
        process.kill()
        process.join()


def _help(
    opened: Callable[[], AbstractContextManager[Site]],
    part: Part,
    there: Connection,
    watched: int,
    held: int,
) -> None:
    """In a process that helps: make a part, and tell the other one how far that is."""
    begin(watched, held)
    try:
        with opened() as site:
            there.send(_told(make(part, site), there))
        used = getrusage(RUSAGE_SELF)
        diagnostics.tell(
            "%s: %.1f s of the processor, %d MiB",
            getattr(part, "func", part).__name__,
            used.ru_utime + used.ru_stime,
            used.ru_maxrss // 1024,
        )
    except (Problem, Problems, OSError) as error:
        there.send(Failed(error, ""))
    except Exception as error:  # noqa: BLE001 - the other process says what it means
        trace = traceback.format_exc()
        there.send(Failed(RuntimeError(f"{type(error).__name__}: {error}"), trace))


def _told(made: Generator[None, None, Made], there: Connection) -> Made:
    """A part that is made, of which the other process hears now and then how far it is."""
    done, said = 0, elapsed_s()
    while True:
        try:
            next(made)
        except StopIteration as end:
            there.send(done)
            result: Made = end.value
            return result
        done += 1
        if elapsed_s() - said > OFTEN_S:
            there.send(done)
            done, said = 0, elapsed_s()
