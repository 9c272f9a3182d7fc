# A list that is read while it grows.


def f(x, n):
    fib = [x, 2 * x]
    for i in range(2, n):
        fib.append(fib[i - 1] * fib[i - 2] + fib[i - 1])
    return fib[-1]


ANALYTIC = True
ARGS = (0.7, 5)
