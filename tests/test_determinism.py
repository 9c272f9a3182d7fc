"""The same input gives the same bytes, whatever the hash seed and the order of compilation."""

from __future__ import annotations

import builtins
import os
import subprocess
import sys
from pathlib import Path

import pytest

from adcompile import grad

ROOT = Path(__file__).parent.parent
PROGRAM = """
import sys, warnings
from pathlib import Path

sys.path.insert(0, {root!r})
warnings.simplefilter("ignore")
from tests.test_golden import PATHS, emitted, load_case

paths = PATHS[::-1] if {backwards} else PATHS
texts = {{}}
for path in paths:
    case = load_case(path)
    try:
        texts[path.stem] = repr(emitted(case))
    except Exception as error:  # what is refused is refused likewise
        texts[path.stem] = repr(error)
        continue
    exported = case.derivative().export_text() if path.stem in {exported!r} else ""
    texts[path.stem] += exported
print("\\n".join(texts[name] for name in sorted(texts)))
"""
EXPORTED = ("neuron", "svm", "two_layer_net", "max_and_min", "broadcasting")


RUNS = {"first": ("0", False), "1": ("1", False), "2": ("2", False), "backwards": ("0", True)}


def start(seed: str, backwards: bool) -> subprocess.Popen[str]:
    """A process of its own that prints every golden text."""
    program = PROGRAM.format(root=str(ROOT), backwards=backwards, exported=EXPORTED)
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", program]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


@pytest.fixture(scope="module")
def printed() -> dict[str, str]:
    """What the processes print, which run side by side."""
    processes = {name: start(*how) for name, how in RUNS.items()}
    texts = {name: process.communicate()[0] for name, process in processes.items()}
    assert [process.returncode for process in processes.values()] == [0] * len(RUNS)
    return texts


@pytest.mark.parametrize("seed", ["1", "2"])
def test_hash_seed_leaves_no_trace(printed: dict[str, str], seed: str) -> None:
    assert printed[seed] == printed["first"]


def test_order_of_compilation_leaves_no_trace(printed: dict[str, str]) -> None:
    assert printed["backwards"] == printed["first"]


def test_no_path_and_no_date_in_an_export(printed: dict[str, str]) -> None:
    assert str(ROOT) not in printed["first"]
    assert "0x" not in printed["first"]


def test_a_prompt_leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "def f(x):\n    for _ in range(3):\n        x = x * x\n    return x\n"
    before = grad.from_source(text).source
    monkeypatch.setattr(builtins, "_", 2.0, raising=False)
    assert grad.from_source(text).source == before
