async def g(x):
    return x


async def f(x):
    return await g(x)


# ---------------------------------- message -----------------------------------------------------

# File "await_expression.py", line 6
#   return await g(x)
#          ^^^^^^^^^^
# adcompile.UnsupportedSyntax: `await` is not supported
# help: await outside the function
