import scipy.special


def f(x, a):
    return scipy.special.owens_t(x, a) + scipy.special.ellipkinc(x, a)


# ---------------------------------- message -----------------------------------------------------

# File "several_missing_rules.py", line 5
#   return scipy.special.owens_t(x, a) + scipy.special.ellipkinc(x, a)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^
# adcompile.MissingRule: no derivative is known for `scipy.special.owens_t`, which `x` flows through
# help: write one, see docs/rules.md, or mark the argument with `stop_gradient`:
#     @rule(scipy.special.owens_t)
#     def owens_t(x, y, *, out, g):
#         return ..., ...
#
# File "several_missing_rules.py", line 5
#   return scipy.special.owens_t(x, a) + scipy.special.ellipkinc(x, a)
#                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# adcompile.MissingRule: no derivative is known for `scipy.special.ellipkinc`, which `x` flows through
# help: write one, see docs/rules.md, or mark the argument with `stop_gradient`:
#     @rule(scipy.special.ellipkinc)
#     def ellipkinc(x, y, *, out, g):
#         return ..., ...
