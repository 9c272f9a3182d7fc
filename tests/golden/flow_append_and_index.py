# A list that is read while it grows.


def f(x, n):
    fib = [x, 2 * x]
    for i in range(2, n):
        fib.append(fib[i - 1] * fib[i - 2] + fib[i - 1])
    return fib[-1]


ANALYTIC = True
ARGS = (0.7, 5)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    fib = [x, 2 * x]
    s0s = []
    s1s = []
    s2s = []
    for i in range(2, n):
        s0 = fib[i - 1]
        s0s.append(s0)
        s1 = fib[i - 2]
        s1s.append(s1)
        s2 = s0 * s1
        s2s.append(s2)
        fib.append(s2 + s0)
    result = fib[-1]
    require_scalar(result)
    # backward
    grad_fib = zeros_each(fib)  # result = fib[-1]
    grad_fib[-1] = grad_fib[-1] + 1.0
    for i in reversed(range(2, n)):
        s2 = s2s.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        s4 = i - 1                             # s0 = fib[i - 1]
        s5 = i - 2                             # s1 = fib[i - 2]
        grad_s6 = grad_fib.pop()               # fib.append(s2 + s0)
        grad_s2 = unbroadcast(grad_s6, s2)
        # s2 = s0 * s1
        grad_s0 = unbroadcast(grad_s6, s0) + unbroadcast(grad_s2 * s1, s0)
        grad_fib[s5] = grad_fib[s5] + unbroadcast(grad_s2 * s0, s1)  # s1 = fib[i - 2]
        grad_fib[s4] = grad_fib[s4] + grad_s0  # s0 = fib[i - 1]
    grad_x = grad_fib[0]
    grad_x = grad_x + grad_fib[1] * 2  # fib = [x, 2 * x]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    s0 = 2 * x
    fib = [x, s0]
    s1s = []
    s2s = []
    s3s = []
    s4s = []
    for i in range(2, n):
        s5 = i - 1
        s1 = fib[s5]
        s1s.append(s1)
        s6 = i - 2
        s2 = fib[s6]
        s2s.append(s2)
        s3 = s1 * s2
        s3s.append(s3)
        s7 = i - 1
        s4 = fib[s7]
        s4s.append(s4)
        s8 = s3 + s4
        fib.append(s8)
    result = fib[-1]
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = fib[-1]
    grad_fib = zeros_each(fib)
    grad_fib[-1] = grad_fib[-1] + grad_result
    for i in reversed(range(2, n)):
        s4 = s4s.pop()
        s3 = s3s.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        s10 = i - 1                              # s5 = i - 1
        s11 = i - 2                              # s6 = i - 2
        s12 = i - 1                              # s7 = i - 1
        grad_s8 = grad_fib.pop()                 # fib.append(s8)
        grad_s3 = unbroadcast(grad_s8, s3)       # s8 = s3 + s4
        grad_s4 = unbroadcast(grad_s8, s4)
        grad_fib[s12] = grad_fib[s12] + grad_s4  # s4 = fib[s7]
        grad_s1 = unbroadcast(grad_s3 * s2, s1)  # s3 = s1 * s2
        grad_s2 = unbroadcast(grad_s3 * s1, s2)
        grad_fib[s11] = grad_fib[s11] + grad_s2  # s2 = fib[s6]
        grad_fib[s10] = grad_fib[s10] + grad_s1  # s1 = fib[s5]
    grad_x = grad_fib[0]
    grad_s0 = grad_fib[1]
    grad_x = grad_x + grad_s0 * 2  # s0 = 2 * x
    return grad_x
