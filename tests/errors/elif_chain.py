def f(x, k):
    if k == 0:
        y = x
    elif k == 1:
        y = x * x
    else:
        y = x * x * x
    return y


# ---------------------------------- message -----------------------------------------------------

# File "elif_chain.py", line 2
#   if k == 0:
#   ^^^^^^^^^^
# adcompile.UnsupportedSyntax: `if` statements are not supported
# help: use `np.where(test, a, b)`
