def f(x, op):
    match op:
        case {"scale": k}:
            return k * x
        case [k, *_]:
            return k + x
    return x


# ---------------------------------- message -----------------------------------------------------

# File "match_pattern.py", line 2
#   match op:
#   ^^^^^^^^^
# adcompile.UnsupportedSyntax: this pattern is not supported
# help: compare with `if` and take the parts by index
