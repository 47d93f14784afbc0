"""Processes that work for this one and end with it, even where it is killed."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.context import BaseContext
from threading import Thread


def pool(context: BaseContext | None = None) -> ProcessPoolExecutor:
    """A worker for each processor.

    By itself, a worker of a process that was killed waits for work that never comes.
    """
    return ProcessPoolExecutor(os.cpu_count() or 1, context, _end_with_parent)


def _end_with_parent() -> None:
    Thread(target=_wait_for_its_end, daemon=True).start()


def _wait_for_its_end() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
