# Bracketing: the derivative goes through the end points that moved.


def f(a, b, c):
    for _ in range(5):
        m = 0.5 * (a + b)
        if m * m * m > c:
            b = m
        else:
            a = m
    return (a + b) * b


ARGS = (0.2, 2.9, 4.1)
ARGNUMS = (0, 1, 2)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(a, b, c):
    # forward
    bs = []
    as_1 = []
    s0s = []
    for _ in range(5):
        bs.append(b)
        as_1.append(a)
        m = 0.5 * (a + b)
        s0 = m * m * m > c
        s0s.append(s0)
        if s0:
            b = m
        else:
            a = m
    s1 = a + b
    result = s1 * b
    require_scalar(result)
    # backward
    grad_b = s1 + b  # s1 = a + b
    grad_a = b
    for _ in reversed(range(5)):
        s0 = s0s.pop()
        a = as_1.pop()
        b = bs.pop()
        if s0:
            grad_b_1 = np.zeros_like(b)
            grad_m = grad_b
        else:
            grad_m = grad_a
            grad_a = np.zeros_like(a)
            grad_b_1 = grad_b
        grad_s3 = grad_m * 0.5  # m = 0.5 * (a + b)
        grad_a = grad_a + unbroadcast(grad_s3, a)
        grad_b = grad_b_1 + unbroadcast(grad_s3, b)
    grad_c = np.zeros_like(c)
    return own(grad_a), grad_b, grad_c


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(a, b, c):
    # forward
    bs = []
    as_1 = []
    s0s = []
    for _ in range(5):
        bs.append(b)
        as_1.append(a)
        s1 = a + b
        m = 0.5 * s1
        s2 = m * m
        s3 = s2 * m
        s0 = s3 > c
        s0s.append(s0)
        if s0:
            b = m
        else:
            a = m
    s4 = a + b
    result = s4 * b
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = s4 * b
    grad_s4 = grad_result * b
    grad_b = grad_result * s4
    grad_a = grad_s4   # s4 = a + b
    grad_b += grad_s4
    for _ in reversed(range(5)):
        s0 = s0s.pop()
        a = as_1.pop()
        b = bs.pop()
        grad_b = grad_b
        grad_a = grad_a
        if s0:
            grad_a = grad_a
            grad_b = grad_b
            grad_m = grad_b  # b = m
            grad_b = np.zeros_like(b)
        else:
            grad_a = grad_a
            grad_b = grad_b
            grad_m = grad_a  # a = m
            grad_a = np.zeros_like(a)
        grad_s1 = grad_m * 0.5                     # m = 0.5 * s1
        grad_a = grad_a + unbroadcast(grad_s1, a)  # s1 = a + b
        grad_b = grad_b + unbroadcast(grad_s1, b)
    grad_b = grad_b
    grad_a = grad_a
    grad_c = np.zeros_like(c)
    return grad_a, grad_b, grad_c
