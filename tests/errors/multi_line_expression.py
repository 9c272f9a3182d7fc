import scipy.special


def f(x, a):
    return (
        x
        + scipy.special.mathieu_a(
            x,
            a,
        )
    )


# ---------------------------------- message -----------------------------------------------------

# File "multi_line_expression.py", line 7
#   + scipy.special.mathieu_a(
#     ^^^^^^^^^^^^^^^^^^^^^^^^
# adcompile.MissingRule: no derivative is known for `scipy.special.mathieu_a`, which `x` flows through
# help: write one, see docs/rules.md, or mark the argument with `stop_gradient`:
#     @rule(scipy.special.mathieu_a)
#     def mathieu_a(x, y, *, out, g):
#         return ..., ...
