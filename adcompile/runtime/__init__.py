"""Helpers that emitted code calls.  NumPy only; exported files carry a copy of those they use."""
