def f(x, path):
    with open(path) as file:
        scale = float(file.read())
    return x * scale


# ---------------------------------- message -----------------------------------------------------

# File "with_unknown_manager.py", line 2
#   with open(path) as file:
#        ^^^^^^^^^^
# adcompile.UnsupportedSyntax: the context manager `open`, which is not known to leave values alone, is not supported
# help: declare it with `adcompile.transparent`, if it does, or open it outside
