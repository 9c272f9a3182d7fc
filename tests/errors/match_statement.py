def f(x, kind):
    match kind:
        case "square":
            return x * x
    return x


# ---------------------------------- message -----------------------------------------------------

# File "match_statement.py", line 2
#   match kind:
#   ^^^^^^^^^^^
# adcompile.UnsupportedSyntax: `match` statements are not supported
# help: use `np.where(test, a, b)`
