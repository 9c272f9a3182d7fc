def f(x, table, key):
    try:
        y = x * table[key]
    except KeyError as error:
        print(error)
        y = x
    return y * len(str(error))


# ---------------------------------- message -----------------------------------------------------

# File "exception_behind_its_handler.py", line 7
#   return y * len(str(error))
#                      ^^^^^
# adcompile.UnsupportedSyntax: `error`, which ends with its handler, is not supported
# help: give the exception another name
