async def g(x):
    return x


async def f(x):
    return await g(x)


# ---------------------------------- message -----------------------------------------------------

# File "await_expression.py", line 5
#   async def f(x):
#   ^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: `async` functions are not supported
# help: await outside of it
