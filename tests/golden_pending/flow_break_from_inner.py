# A break leaves the inner loop only.

import numpy as np


def f(A):
    s = 0.0
    for row in A:
        for a in row:
            if a < 0:
                break
            s = s * a + a
        s = s + row[0]
    return s


ANALYTIC = True
ARGS = (np.array([[0.3, -1.2], [0.5, 0.8], [-1.1, 0.4]]),)
