def f(x):
    d = {"a": x}
    d["a"] = x * 2
    return d["a"]


# ---------------------------------- message -----------------------------------------------------

# File "write_to_a_dict.py", line 3
#   d["a"] = x * 2
#   ^^^^^^
# adcompile.UnsupportedSyntax: item assignment to this object is not supported
# help: build a new one instead
