# Recursion: `forward_power` and `backward_power` call themselves; a test of an argument is asked again.


def power(x, n):
    if n == 0:
        return 1.0
    h = power(x, n // 2)
    if n % 2:
        return h * h * x
    return h * h


REVERSE_TWICE = False
ARGS = (1.3, 11)
SPECIALIZED = True


# ---------------------------------- optimised ---------------------------------------------------

def forward_power(x, n):
    if n == 0:
        result = 1.0
        kept = None
    else:
        h, saved_h = forward_power(x, n // 2)
        if n % 2:
            s0 = h * h
            result = s0 * x
        else:
            result = h * h
            s0 = None
        kept = h, saved_h, s0
    return result, (x, n, kept)


def backward_power(saved, grad_result):
    x, n, kept = saved
    if n == 0:
        grad_x = np.zeros_like(x)
    else:
        h, saved_h, s0 = kept
        if n % 2:
            grad_x = unbroadcast(grad_result * s0, x)  # return h * h * x
            grad_h = 2 * unbroadcast(grad_result * x, s0) * h
        else:
            grad_h = 2 * grad_result * h  # return h * h
            grad_x = np.zeros_like(x)
        grad_x = grad_x + backward_power(saved_h, grad_h)  # h = power(x, n // 2)
    return grad_x


def grad_power(x, n):
    # forward
    result, saved_result = forward_power(x, n)
    require_scalar(result)
    # backward
    grad_x = backward_power(saved_result, 1.0)
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def forward_power(x, n):
    if n == 0:
        result = 1.0
        kept = None
    else:
        h, saved_h = forward_power(x, n // 2)
        if n % 2:
            result = h * h * x
        else:
            result = h * h
        kept = h, saved_h
    return result, (x, n, kept)


def backward_power(saved, grad_result):
    x, n, kept = saved
    if n == 0:
        grad_x = 0.0
    else:
        h, saved_h = kept
        if n % 2:
            grad_x = grad_result * (h * h)  # return h * h * x
            grad_h = 2 * grad_result * x * h
        else:
            grad_h = 2 * grad_result * h  # return h * h
            grad_x = 0.0
        grad_x += backward_power(saved_h, grad_h)  # h = power(x, n // 2)
    return grad_x


def grad_power(x, n):
    # forward
    _, saved_result = forward_power(x, n)
    # backward
    grad_x = backward_power(saved_result, 1.0)
    return float(grad_x)


# ---------------------------------- mirrored ----------------------------------------------------

def forward_power(x, n):
    if n == 0:
        result = 1.0
        kept = None
    else:
        s0 = n // 2
        s1 = forward_power(x, s0)
        h, saved_h = s1
        if n % 2:
            s2 = h * h
            result = s2 * x
        else:
            result = h * h
            s2 = None
        kept = h, saved_h, s2
    return result, (x, n, kept)


def backward_power(saved, grad_result):
    x, n, kept = saved
    if n == 0:
        grad_x = np.zeros_like(x)
    else:
        h, saved_h, s0 = kept
        if n % 2:
            grad_s1 = unbroadcast(grad_result * x, s0)  # return h * h * x
            grad_x = unbroadcast(grad_result * s0, x)
            grad_h = 2 * (grad_s1 * h)
        else:
            grad_h = 2 * (grad_result * h)  # return h * h
            grad_x = np.zeros_like(x)
        grad_x = grad_x + backward_power(saved_h, grad_h)  # h = power(x, n // 2)
    return grad_x


def grad_power(x, n):
    # forward
    s0 = forward_power(x, n)
    result, saved_result = s0
    require_scalar(result)
    # backward
    grad_result = 1.0  # result, saved_result = s0
    grad_x = backward_power(saved_result, grad_result)
    return grad_x
