def f(*xs):
    return xs[0] * xs[1]


# ---------------------------------- message -----------------------------------------------------

# TypeError: `xs` of f() collects arguments, which cannot be differentiated: give them names
