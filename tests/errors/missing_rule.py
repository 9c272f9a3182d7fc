import scipy.special


def f(x, a):
    y = scipy.special.mathieu_a(x, a)
    return y * y


# ---------------------------------- message -----------------------------------------------------

# File "missing_rule.py", line 5
#   y = scipy.special.mathieu_a(x, a)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# adcompile.MissingRule: no derivative is known for `scipy.special.mathieu_a`, which `x` flows through
# help: write one, see docs/rules.md, or mark the argument with `stop_gradient`:
#     @rule(scipy.special.mathieu_a)
#     def mathieu_a(x, y, *, out, g):
#         return ..., ...
