def f(x):
    x * x  # noqa: B018


# ---------------------------------- message -----------------------------------------------------

# TypeError: f() returns None: grad needs a function that returns a floating-point scalar
