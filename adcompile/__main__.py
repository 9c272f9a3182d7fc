"""`python -m adcompile`: see api/cli.py."""

from __future__ import annotations

import sys

from adcompile.api.cli import main

if __name__ == "__main__":
    sys.exit(main())
