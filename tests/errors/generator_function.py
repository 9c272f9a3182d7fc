def f(x):
    yield x


# ---------------------------------- message -----------------------------------------------------

# File "generator_function.py", line 2
#   yield x
#   ^^^^^^^
# adcompile.UnsupportedSyntax: generators are not supported
# help: return the values as a tuple
