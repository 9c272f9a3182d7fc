def f(x):
    x * x  # noqa: B018
