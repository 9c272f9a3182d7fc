class Holder:
    pass


HOLDER = Holder()
HOLDER.items = [1.0, 2.0]


def f(x):
    first = HOLDER.items[0]
    HOLDER.items.append(x)
    return x * first


# ---------------------------------- message -----------------------------------------------------

# File "list_of_an_object_changed.py", line 11
#   HOLDER.items.append(x)
#   ^^^^^^^^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: this change of a list that an object holds is not supported
# help: make a new one; or `append` alone, where it is not read
