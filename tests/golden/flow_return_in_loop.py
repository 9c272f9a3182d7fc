# A return in a loop; here it is taken.


def f(x, tol):
    y = x
    for k in range(50):
        z = 0.5 * (y + x / y)
        if abs(z - y) < tol:
            return z * z
        y = z
    return y


ANALYTIC = True
ARGS = (5.0, 1e-3)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, tol):
    # forward
    ys = []
    y = x
    returned = False
    for k in range(50):
        ys.append(y)
        z = 0.5 * (y + x / y)
        if abs(z - y) < tol:
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
    grad_x = np.zeros_like(y)
    for y in reversed(ys):
        s0 = x / y  # z = 0.5 * (y + x / y)
        z = 0.5 * (y + s0)
        if abs(z - y) < tol:
            grad_z = 2 * grad_result * z  # return z * z
        else:
            grad_z = grad_y
            grad_y = np.zeros_like(y)
        grad_s1 = grad_z * 0.5  # z = 0.5 * (y + x / y)
        grad_y = grad_y + grad_s1
        grad_x += grad_s1 / y
        grad_y = grad_y - grad_s1 * s0 / y
        grad_result = 0.0
    grad_x += grad_y
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, tol):
    # forward
    y = x
    ys = []
    returned = False
    steps = 0
    for k in range(50):
        ys.append(y)
        s0 = x / y
        s1 = y + s0
        z = 0.5 * s1
        s2 = z - y
        s3 = abs(s2)
        steps = steps + 1
        if s3 < tol:
            result = z * z
            returned = True
            break
        y = z
        returned = False
    # backward
    grad_result = 1.0
    if returned:
        grad_y = np.zeros_like(y)
    else:
        grad_y = np.broadcast_to(grad_result, np.shape(y))
        grad_result = 0.0
    grad_x = np.zeros_like(x)  # steps = steps + 1
    for y in reversed(ys):
        s4 = x / y          # s0 = x / y
        z = 0.5 * (y + s4)  # z = 0.5 * s1
        if abs(z - y) < tol:
            grad_z = 2 * (grad_result * z)  # result = z * z
        else:
            grad_z = grad_y  # y = z
            grad_y = np.zeros_like(y)
        grad_s1 = grad_z * 0.5     # z = 0.5 * s1
        grad_y = grad_y + grad_s1  # s1 = y + s0
        grad_s0 = grad_s1
        grad_x += grad_s0 / y      # s0 = x / y
        grad_y += -grad_s0 * s4 / y
        grad_result = 0.0
    grad_x += grad_y  # y = x
    return grad_x
