"""Exported files: a module that stands alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

__all__ = ["export", "module_text"]


def export(path: Any, compiled: Any, described: dict[str, Any], overwrite: bool) -> Path:
    raise NotImplementedError


def module_text(compiled: Any, described: dict[str, Any]) -> str:
    raise NotImplementedError
