from scipy import special


def down(x, n):
    if n == 0:
        return x * x
    return down(special.owens_t(x, 0.5), n - 1)


def f(x):
    return down(x, 2)


# ---------------------------------- message -----------------------------------------------------

# File "recursion_without_a_rule.py", line 7
#   return down(special.owens_t(x, 0.5), n - 1)
#               ^^^^^^^^^^^^^^^^^^^^^^^
# adcompile.MissingRule: no derivative is known for `scipy.special.owens_t`, which `x` flows through
# help: write one, see docs/rules.md, or mark the argument with `stop_gradient`:
#     @rule(scipy.special.owens_t)
#     def owens_t(x, y, *, out, g):
#         return ..., ...
