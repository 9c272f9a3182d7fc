# The same, but the loop ends by itself.


def f(x, tol):
    y = x
    for k in range(5):
        z = 0.5 * (y + x / y)
        if abs(z - y) < tol:
            return z * z
        y = z
    return y


ANALYTIC = True
ARGS = (5.0, -1.0)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, tol):
    # forward
    ys = []
    s0s = []
    zs = []
    s1s = []
    y = x
    returned = False
    for k in range(5):
        ys.append(y)
        s0 = x / y
        s0s.append(s0)
        z = 0.5 * (y + s0)
        zs.append(z)
        s1 = abs(z - y) < tol
        s1s.append(s1)
        if s1:
            returned = True
            break
        y = z
    # backward
    if returned:
        grad_y = np.zeros_like(y)
        grad_result = 1.0
    else:
        grad_result = 0.0
        grad_y = 1.0
    grad_x = np.zeros_like(x)
    for k in reversed(range(len(ys))):
        s1 = s1s.pop()
        z = zs.pop()
        s0 = s0s.pop()
        y = ys.pop()
        if s1:
            grad_z = 2 * grad_result * z  # return z * z
        else:
            grad_z = grad_y
            grad_y = np.zeros_like(y)
        grad_s2 = grad_z * 0.5  # z = 0.5 * (y + s0)
        grad_y = grad_y + grad_s2
        grad_x += grad_s2 / y   # s0 = x / y
        grad_y = grad_y - grad_s2 * s0 / y
        grad_result = 0.0
    grad_x += grad_y  # y = x
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, tol):
    # forward
    y = x
    ys = []
    s0s = []
    zs = []
    s1s = []
    returned = False
    steps = 0
    for k in range(5):
        ys.append(y)
        s0 = x / y
        s0s.append(s0)
        s2 = y + s0
        z = 0.5 * s2
        zs.append(z)
        s3 = z - y
        s4 = abs(s3)
        s1 = s4 < tol
        s1s.append(s1)
        steps = steps + 1
        if s1:
            result = z * z
            returned = True
            break
        y = z
        returned = False
    # backward
    grad_result = 1.0
    if returned:
        grad_result = grad_result
        grad_y = np.zeros_like(y)
    else:
        grad_y = np.broadcast_to(grad_result, np.shape(y))
        grad_result = 0.0
    grad_x = np.zeros_like(x)  # steps = steps + 1
    for k in reversed(range(len(ys))):
        s1 = s1s.pop()
        z = zs.pop()
        s0 = s0s.pop()
        y = ys.pop()
        grad_y = grad_y  # steps = steps + 1
        grad_result = grad_result
        if s1:
            grad_result = grad_result
            grad_y = grad_y
            grad_z = 2 * (grad_result * z)  # result = z * z
        else:
            grad_y = grad_y
            grad_z = grad_y  # y = z
            grad_y = np.zeros_like(y)
        grad_s2 = grad_z * 0.5     # z = 0.5 * s2
        grad_y = grad_y + grad_s2  # s2 = y + s0
        grad_s0 = grad_s2
        grad_x += grad_s0 / y      # s0 = x / y
        grad_y += -grad_s0 * s0 / y
        grad_result = 0.0
    grad_y = grad_y   # steps = steps + 1
    grad_x += grad_y  # y = x
    return grad_x
