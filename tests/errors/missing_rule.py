import scipy.special


def f(x, a):
    y = scipy.special.owens_t(x, a)
    return y * y


# ---------------------------------- message -----------------------------------------------------

# File "missing_rule.py", line 5
#   y = scipy.special.owens_t(x, a)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^
# adcompile.MissingRule: no derivative is known for `scipy.special.owens_t`, which `x` flows through
# help: write one, see docs/rules.md, or mark the argument with `stop_gradient`:
#     @rule(scipy.special.owens_t)
#     def owens_t(x, y, *, out, g):
#         return ..., ...
