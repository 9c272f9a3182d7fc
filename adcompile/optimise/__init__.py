"""Edits that keep the meaning: value, shape, dtype and NaN."""
