# The smallest function there is.




def f(x):
    return x


ANALYTIC = True
ARGS = (0.3,)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    return 1.0


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # backward
    grad_x = 1.0
    return grad_x
