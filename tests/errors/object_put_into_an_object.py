class Holder:
    def __init__(self, x):
        self.x = x


HOLDER = Holder(1.0)


def f(x):
    HOLDER.inner = Holder(x)
    return x * HOLDER.inner.x


# ---------------------------------- message -----------------------------------------------------

# File "object_put_into_an_object.py", line 10
#   HOLDER.inner = Holder(x)
#   ^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: a new object as attribute is not supported
# help: set its elements, or return it
#
# File "object_put_into_an_object.py", line 11
#   return x * HOLDER.inner.x
#              ^^^^^^^^^^^^
# adcompile.AdcompileError: `Holder` has no attribute `inner`
# help: check the spelling
