import struct


def f(x):
    return x * struct.unpack("d", struct.pack("d", x))[0]


# ---------------------------------- message -----------------------------------------------------

# File "missing_rule_of_c_code.py", line 5
#   return x * struct.unpack("d", struct.pack("d", x))[0]
#                                 ^^^^^^^^^^^^^^^^^^^
# adcompile.MissingRule: no derivative is known for `struct.pack`, which `x` flows through
# help: write one, see docs/rules.md, or mark the argument with `stop_gradient`:
#     @rule(struct.pack)
#     def pack(x0, x1, *, out, g):
#         return ..., ...
#
# File "missing_rule_of_c_code.py", line 5
#   return x * struct.unpack("d", struct.pack("d", x))[0]
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# adcompile.MissingRule: no derivative is known for `struct.unpack`
# help: write one, see docs/rules.md, or mark the argument with `stop_gradient`:
#     @rule(struct.unpack)
#     def unpack(format, buffer, *, out, g):
#         return ..., ...
