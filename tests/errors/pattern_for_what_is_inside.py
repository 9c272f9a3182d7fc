def f(x, shape):
    match shape:
        case complex(real=0.0, angle=a):
            return x * a
    return x


# ---------------------------------- message -----------------------------------------------------

# File "pattern_for_what_is_inside.py", line 3
#   case complex(real=0.0, angle=a):
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: a pattern for what is in a `complex` is not supported
# help: ask for the class alone, and read its attributes in the case
