# A set of numbers, of which equal ones are one.

import numpy as np


def f(x):
    return sum({v * v for v in x}) * max({x[0], np.sin(x[1])})


ANALYTIC = False
ARGS = (np.array([0.3, -1.2, 0.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    s0 = []
    for v in x:
        s0.append(v * v)
    places = [s0.index(v) for v in set(s0)]
    s1 = []
    for i in range(len(places)):
        s1.append(s0[places[i]])
    s2 = sum(s1)
    s3 = x[1]
    s4 = [x[0], np.sin(s3)]
    places_1 = [s4.index(v) for v in set(s4)]
    s5 = []
    for i in range(len(places_1)):
        s5.append(s4[places_1[i]])
    place = max(range(len(s5)), key=s5.__getitem__)
    s6 = s5[place]
    result = s2 * s6
    require_scalar(result)
    # backward
    grad_s5 = zeros_each(s5)  # s6 = s5[place]
    grad_s5[place] = grad_s5[place] + 1.0 * s2
    grad_s4 = zeros_each(s4)
    for i in reversed(range(len(places_1))):
        s8 = places_1[i]  # s5.append(s4[places_1[i]])
        grad_s9 = grad_s5.pop()
        grad_s4[s8] = grad_s4[s8] + grad_s9
    grad_x = np.zeros_like(x)      # s3 = x[1]
    grad_x[1] = grad_s4[1] * np.cos(s3)
    grad_x[0] += grad_s4[0]        # s4 = [x[0], np.sin(s3)]
    grad_s1 = spread_each(s6, s1)  # s2 = sum(s1)
    grad_s0 = zeros_each(s0)
    for i in reversed(range(len(places))):
        s10 = places[i]  # s1.append(s0[places[i]])
        grad_s11 = grad_s1.pop()
        grad_s0[s10] = grad_s0[s10] + grad_s11
    for i in reversed(range(len(x))):
        v = x[i]
        grad_s12 = grad_s0.pop()  # s0.append(v * v)
        grad_v = 2 * grad_s12 * v
        grad_x[i] += grad_v
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = []
    s1 = len(x)
    for i in range(s1):
        v = x[i]
        s2 = v * v
        s0.append(s2)
    places = [s0.index(v) for v in set(s0)]
    s3 = []
    s4 = len(places)
    for i in range(s4):
        s5 = places[i]
        s6 = s0[s5]
        s3.append(s6)
    s7 = sum(s3)
    s8 = x[0]
    s9 = x[1]
    s10 = np.sin(s9)
    s11 = [s8, s10]
    places_1 = [s11.index(v) for v in set(s11)]
    s12 = []
    s13 = len(places_1)
    for i in range(s13):
        s14 = places_1[i]
        s15 = s11[s14]
        s12.append(s15)
    place = max(range(len(s12)), key=s12.__getitem__)
    s16 = s12[place]
    result = s7 * s16
    require_scalar(result)
    # backward
    grad_result = 1.0           # result = s7 * s16
    grad_s7 = grad_result * s16
    grad_s16 = grad_result * s7
    grad_s12 = zeros_each(s12)  # s16 = s12[place]
    grad_s12[place] = grad_s12[place] + grad_s16
    grad_s11 = zeros_each(s11)
    for i in reversed(range(len(places_1))):
        s18 = places_1[i]                         # s14 = places_1[i]
        grad_s15 = grad_s12.pop()                 # s12.append(s15)
        grad_s11[s18] = grad_s11[s18] + grad_s15  # s15 = s11[s14]
    grad_s8 = grad_s11[0]               # s11 = [s8, s10]
    grad_s10 = grad_s11[1]
    grad_s9 = grad_s10 * np.cos(s9)
    grad_x = np.zeros_like(x)           # s9 = x[1]
    grad_x[1] += grad_s9
    grad_x[0] += grad_s8                # s8 = x[0]
    grad_s3 = spread_each(grad_s7, s3)  # s7 = sum(s3)
    grad_s0 = zeros_each(s0)
    for i in reversed(range(len(places))):
        s19 = places[i]                        # s5 = places[i]
        grad_s6 = grad_s3.pop()                # s3.append(s6)
        grad_s0[s19] = grad_s0[s19] + grad_s6  # s6 = s0[s5]
    for i in reversed(range(len(x))):
        v = x[i]                    # v = x[i]
        grad_s2 = grad_s0.pop()     # s0.append(s2)
        grad_v = 2 * (grad_s2 * v)  # s2 = v * v
        grad_x[i] += grad_v         # v = x[i]
    return grad_x
