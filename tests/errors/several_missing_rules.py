import scipy.special


def f(x, a):
    return scipy.special.mathieu_a(x, a) + scipy.special.mathieu_b(x, a)


# ---------------------------------- message -----------------------------------------------------

# File "several_missing_rules.py", line 5
#   return scipy.special.mathieu_a(x, a) + scipy.special.mathieu_b(x, a)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# adcompile.MissingRule: no derivative is known for `scipy.special.mathieu_a`, which `x` flows through
# help: write one, see docs/rules.md, or mark the argument with `stop_gradient`:
#     @rule(scipy.special.mathieu_a)
#     def mathieu_a(x, y, *, out, g):
#         return ..., ...
#
# File "several_missing_rules.py", line 5
#   return scipy.special.mathieu_a(x, a) + scipy.special.mathieu_b(x, a)
#                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# adcompile.MissingRule: no derivative is known for `scipy.special.mathieu_b`, which `x` flows through
# help: write one, see docs/rules.md, or mark the argument with `stop_gradient`:
#     @rule(scipy.special.mathieu_b)
#     def mathieu_b(x, y, *, out, g):
#         return ..., ...
