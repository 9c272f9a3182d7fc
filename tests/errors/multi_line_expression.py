import scipy.special


def f(x, a):
    return (
        x
        + scipy.special.owens_t(
            x,
            a,
        )
    )


# ---------------------------------- message -----------------------------------------------------

# File "multi_line_expression.py", line 7
#   + scipy.special.owens_t(
#     ^^^^^^^^^^^^^^^^^^^^^^
# adcompile.MissingRule: no derivative is known for `scipy.special.owens_t`, which `x` flows through
# help: write one, see docs/rules.md, or mark the argument with `stop_gradient`:
#     @rule(scipy.special.owens_t)
#     def owens_t(x, y, *, out, g):
#         return ..., ...
