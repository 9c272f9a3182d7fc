def f(x, n):
    state = (x,)
    for _ in range(n):
        state = (*state, x)
    if n > 2:
        try:
            x = x / 2
        except ValueError:
            pass
        square = lambda y: y * y  # noqa: E731
        return square(x)
    return state[0] * undefined_scale  # noqa: F821


# ---------------------------------- message -----------------------------------------------------

# File "several_problems_at_once.py", line 6
#   try:
#   ^^^^
# adcompile.UnsupportedSyntax: `try` statements are not supported
# help: handle the exception outside the function
#
# File "several_problems_at_once.py", line 10
#   square = lambda y: y * y  # noqa: E731
#            ^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: a `lambda` inside is not supported
# help: define the function outside
