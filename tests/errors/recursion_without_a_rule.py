from scipy import special


def down(x, n):
    if n == 0:
        return x * x
    return down(special.mathieu_a(2, x), n - 1)


def f(x):
    return down(x, 2)


# ---------------------------------- message -----------------------------------------------------

# File "recursion_without_a_rule.py", line 7
#   return down(special.mathieu_a(2, x), n - 1)
#               ^^^^^^^^^^^^^^^^^^^^^^^
# adcompile.MissingRule: no derivative is known for `scipy.special.mathieu_a`, which `x` flows through
# help: write one, see docs/rules.md, or mark the argument with `stop_gradient`:
#     @rule(scipy.special.mathieu_a)
#     def mathieu_a(x, y, *, out, g):
#         return ..., ...
