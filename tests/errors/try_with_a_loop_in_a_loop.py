import numpy as np


def product(x, words):
    for word in words:
        x = x * np.sin(x * float(word))
    return x


def f(x, rows):
    total = 0.0
    for row in rows:
        try:
            part = product(x, row)
        except ValueError:
            continue
        total = total + part
    return total


# ---------------------------------- message -----------------------------------------------------

# File "try_with_a_loop_in_a_loop.py", line 13
#   try:
#   ^^^^
# adcompile.UnsupportedSyntax: a loop or branch inside a `try` that is itself in a loop, and whose values the derivative needs, is not supported
# help: put the `try` around the outer loop, or try only what raises
