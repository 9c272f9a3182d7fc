async def f(x):
    return x


# ---------------------------------- message -----------------------------------------------------

# File "async_function.py", line 1
#   async def f(x):
#   ^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: `async` functions are not supported
# help: await outside of it
