"""`python -m adcompile`: what it prints and writes, and how it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from adcompile.api import cli

MODEL = '''\
"""A model."""

import numpy as np

from adcompile import grad
from neighbour import twice


def loss(W, b, X, reg=0.1):
    return np.sum(twice(X @ W + b) ** 2) + reg * np.sum(W * W)


def loss_example():
    return np.ones((3, 2)), np.ones(2), np.arange(12.0).reshape(4, 3)


@grad(argnums="x")
def scaled(x, y):
    return np.sin(x) * y


class Model:
    def energy(self, x):
        return x * x


def unsupported(x):
    class Inner:
        pass
    return x


def jump(x):
    return np.floor(x) * x + np.round(x * 1e9) * 1e-9


def matrix(x):
    return np.trace(x @ x)


SIZE = 3
'''


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A file in the current folder, with a module beside it."""
    (tmp_path / "model.py").write_text(MODEL)
    (tmp_path / "neighbour.py").write_text("def twice(x):\n    return 2 * x\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.delitem(sys.modules, "model", raising=False)
    monkeypatch.delitem(sys.modules, "neighbour", raising=False)
    return "model.py"


def run(*argv: str) -> int:
    return cli.main(list(argv))


Captured = pytest.CaptureFixture[str]


def test_prints_the_export(model: str, capsys: Captured) -> None:
    assert run(f"{model}:loss", "--argnums", "W,b") == 0
    out = capsys.readouterr().out
    assert out.startswith('"""The gradient of `loss` in model.py with respect to W, b.\n')
    assert "    python -m adcompile model.py:loss --argnums W,b -o grad_loss.py\n" in out
    assert "def grad_loss(W, b, X, reg=0.1):" in out


def test_writes_a_file_and_keeps_an_old_one(model: str, capsys: Captured) -> None:
    assert run(f"{model}:loss", "--argnums", "W", "--value", "-o", "out.py") == 0
    assert "def value_and_grad_loss(" in Path("out.py").read_text()
    assert capsys.readouterr().out == ""
    assert run(f"{model}:loss", "--argnums", "b", "-o", "out.py") == 2
    assert capsys.readouterr().err == "adcompile: out.py exists: pass --force to overwrite it\n"
    assert run(f"{model}:loss", "--argnums", "b", "-o", "out.py", "--force") == 0
    assert "def grad_loss(" in Path("out.py").read_text()


def test_diff_tells_a_stale_export(model: str, capsys: Captured) -> None:
    command = f"{model}:loss", "--argnums", "W,b"
    run(*command, "-o", "out.py")
    assert run(*command, "--diff", "out.py") == 0
    assert capsys.readouterr().out == ""
    Path("out.py").write_text(Path("out.py").read_text().replace("reg=0.1", "reg=0.2"))
    assert run(*command, "--diff", "out.py") == 1
    out = capsys.readouterr().out
    assert "--- out.py\n" in out
    assert "-def grad_loss(W, b, X, reg=0.2):\n+def grad_loss(W, b, X, reg=0.1):\n" in out


def test_diff_without_a_file(model: str, capsys: Captured) -> None:
    assert run(f"{model}:loss", "--diff", "nothing.py") == 2
    assert "there is no file nothing.py" in capsys.readouterr().err


def test_options_reach_the_text(model: str, capsys: Captured) -> None:
    run(f"{model}:scaled", "--argnums", "x,", "--no-optimize")
    out = capsys.readouterr().out
    assert "grad_result = 1.0" in out
    assert 'grad(scaled, argnums=("x",), optimize=False)' in out


def test_methods(model: str, capsys: Captured) -> None:
    assert run(f"{model}:Model.energy", "--argnums", "x") == 0
    assert "def grad_energy(self, x):" in capsys.readouterr().out


# -- checks ---------------------------------------------------------------------------------


def test_check_with_the_example_of_the_module(model: str, capsys: Captured) -> None:
    assert run(f"{model}:loss", "--argnums", "W,b", "--check") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines] == [["ok", "W:"], ["ok", "b:"]]


def test_check_with_given_arguments(model: str, capsys: Captured) -> None:
    assert run(f"{model}:matrix", "--check", "--args", "np.eye(SIZE),") == 0
    assert capsys.readouterr().out.startswith("ok  x: ")


def test_check_at_random_numbers(model: str, capsys: Captured) -> None:
    assert run(f"{model}:scaled", "--check", "--value") == 0
    assert capsys.readouterr().out.startswith("ok  x: ")


def test_check_says_what_it_tried(model: str, capsys: Captured) -> None:
    assert run(f"{model}:matrix", "--check") == 2
    err = capsys.readouterr().err
    assert "no arguments to check at: matrix(0." in err and "pass them, as in --args" in err


def test_check_that_fails(model: str, capsys: Captured) -> None:
    assert run(f"{model}:jump", "--check", "--args", "2.5") == 1
    assert capsys.readouterr().out.startswith("WRONG  x: ")


# -- refusals -------------------------------------------------------------------------------


def test_unsupported_code_has_a_place(model: str, capsys: Captured) -> None:
    line = MODEL.splitlines().index("    class Inner:") + 1
    assert run(f"{model}:unsupported") == 2
    message, help = capsys.readouterr().err.splitlines()
    assert message.startswith(f"model.py:{line}:5: class definitions inside are not supported")
    assert help.startswith("    help: ")


def test_a_file_that_does_not_parse(model: str, capsys: Captured) -> None:
    Path("broken.py").write_text("x = 1\ndef f(:\n")
    assert run("broken.py:f") == 2
    assert capsys.readouterr().err.startswith("broken.py:2:7: invalid syntax")


def test_a_file_that_fails(model: str, capsys: Captured) -> None:
    Path("failing.py").write_text("1 / 0\n")
    assert run("failing.py:f") == 2
    err = capsys.readouterr().err
    assert "failing.py cannot be imported" in err and "ZeroDivisionError" in err


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["model.py:los"], "model.py has no function 'los'; did you mean 'loss'?"),
        (["model.py:SIZE"], "'SIZE' in model.py is a int, not a function"),
        (["model.py"], "write path.py:function, not 'model.py'"),
        (["other.py:f"], "there is no file other.py"),
        (["model.py:loss", "--argnums", "Z"], "loss() has no argument 'Z' (it has W, b, X, reg)"),
        (["model.py:loss", "--argnums", "7"], "argnums 7 is out of range"),
        (["model.py:loss", "--check", "--args", "1 +"], "--args '1 +': SyntaxError"),
        (["model.py:loss", "--check", "--args", "1, 2, 3"], "W must be floating point, not int64"),
    ],
)
def test_usage(model: str, argv: list[str], message: str, capsys: Captured) -> None:
    assert run(*argv) == 2
    assert message in capsys.readouterr().err


def test_options_that_do_not_exist() -> None:
    with pytest.raises(SystemExit) as caught:
        run("--nonsense")
    assert caught.value.code == 2


def test_as_a_command(model: str) -> None:
    root = Path(__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-m", "adcompile", f"{model}:scaled"],
        capture_output=True, text=True, env={"PYTHONPATH": str(root), "PATH": ""}, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "def grad_scaled(x, y):" in done.stdout


def test_a_module_that_exits_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "leaves.py"
    path.write_text("import sys\nsys.exit(0)\n")
    assert cli.main([f"{path}:f"]) == 2
    assert "cannot be imported" in capsys.readouterr().err
