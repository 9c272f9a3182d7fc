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
    for _ in range(5):
        bs.append(b)
        as_1.append(a)
        m = 0.5 * (a + b)
        if m * m * m > c:
            b = m
        else:
            a = m
    s0 = a + b
    result = s0 * b
    require_scalar(result)
    # backward
    grad_b = s0 + b  # s0 = a + b
    grad_a = b
    for _ in reversed(range(5)):
        a = as_1.pop()
        b = bs.pop()
        m = 0.5 * (a + b)  # m = 0.5 * (a + b)
        if m * m * m > c:
            grad_b_1 = np.zeros_like(b)
            grad_m = grad_b
        else:
            grad_m = grad_a
            grad_a = np.zeros_like(a)
            grad_b_1 = grad_b
        grad_s2 = grad_m * 0.5  # m = 0.5 * (a + b)
        grad_a = grad_a + unbroadcast(grad_s2, a)
        grad_b = grad_b_1 + unbroadcast(grad_s2, b)
    grad_c = np.zeros_like(c)
    return own(grad_a), grad_b, grad_c


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(a, b, c):
    # forward
    bs = []
    as_1 = []
    for _ in range(5):
        bs.append(b)
        as_1.append(a)
        s0 = a + b
        m = 0.5 * s0
        s1 = m * m
        s2 = s1 * m
        if s2 > c:
            b = m
        else:
            a = m
    s3 = a + b
    result = s3 * b
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = s3 * b
    grad_s3 = grad_result * b
    grad_b = grad_result * s3
    grad_a = grad_s3   # s3 = a + b
    grad_b += grad_s3
    for _ in reversed(range(5)):
        a = as_1.pop()
        b = bs.pop()
        m = 0.5 * (a + b)  # m = 0.5 * s0
        if m * m * m > c:
            grad_m = grad_b  # b = m
            grad_b = np.zeros_like(b)
        else:
            grad_m = grad_a  # a = m
            grad_a = np.zeros_like(a)
        grad_s0 = grad_m * 0.5                     # m = 0.5 * s0
        grad_a = grad_a + unbroadcast(grad_s0, a)  # s0 = a + b
        grad_b = grad_b + unbroadcast(grad_s0, b)
    grad_c = np.zeros_like(c)
    return grad_a, grad_b, grad_c
