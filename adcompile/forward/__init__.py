"""Forward mode: the tangent of a program."""
