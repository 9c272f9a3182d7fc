class Holder:
    pass


HOLDER = Holder()


def f(x):
    HOLDER.value = x
    return x * x


# ---------------------------------- message -----------------------------------------------------

# File "write_to_an_attribute.py", line 9
#   HOLDER.value = x
#   ^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: assignment to an attribute is not supported
# help: return the value instead
