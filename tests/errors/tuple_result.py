def f(x):
    return x, x * x


# ---------------------------------- message -----------------------------------------------------

# TypeError: f() returns a tuple: grad needs a scalar; for (value, aux) say has_aux=True, for several results use vjp or jacrev
