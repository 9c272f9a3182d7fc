"""Options of the test run, and what is not a test module of its own."""

from __future__ import annotations

import pytest

from adcompile.ir import verify

verify.enable()
collect_ignore_glob = ["golden/*", "errors/*"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="rewrite the expected texts in tests/golden and tests/errors",
    )
    parser.addoption(
        "--full",
        action="store_true",
        help="check every sample of every rule through the compiler, not a selection",
    )
