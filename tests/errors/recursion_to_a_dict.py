def parts(x, n):
    if n == 0:
        return {"a": x}
    return {"a": parts(x, n - 1)["a"] * x}


def f(x):
    return parts(x, 2)["a"]


# ---------------------------------- message -----------------------------------------------------

# File "recursion_to_a_dict.py", line 8
#   return parts(x, 2)["a"]
#          ^^^^^^^^^^^
# adcompile.UnsupportedSyntax: `parts`, which stands by itself, returns a nested structure
# help: return one value, or a tuple of values
