"""Python source in, SSA out."""
