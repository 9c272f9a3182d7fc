def f(x):
    class Scale:
        factor = 2.0

    return Scale.factor * x


# ---------------------------------- message -----------------------------------------------------

# File "nested_class.py", line 2
#   class Scale:
#   ^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: class definitions inside are not supported
# help: define it outside
