from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

WORKING = """
import multiprocessing, os, time
from datapages.base import workers
pool = workers.pool(multiprocessing.get_context("{context}"))
print(pool.submit(os.getpid).result(), flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("context", ["spawn", "fork"])
def test_workers_of_a_killed_process_end(context: str) -> None:
    """The pipe that they inherit is closed when the last of them is gone."""
    with subprocess.Popen(
        [sys.executable, "-c", WORKING.format(context=context)],
        cwd=ROOT / "hooks",
        env=os.environ | {"PYTHONPATH": str(ROOT / "hooks")},
        stdout=subprocess.PIPE,
    ) as started:
        assert started.stdout
        assert int(started.stdout.readline()) != started.pid
        started.kill()
        rest, _ = started.communicate(timeout=30)
    assert rest == b""
