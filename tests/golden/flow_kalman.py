# The filter of a random walk, its likelihood in the variances.

import numpy as np


def f(q, r, z):
    m, P, loss = 0.0, 1.0, 0.0
    for observed in z:
        P = P + q
        S = P + r
        e = observed - m
        loss += 0.5 * (np.log(S) + e * e / S)
        K = P / S
        m = m + K * e
        P = (1 - K) * P
    return loss


ANALYTIC = True
SPECIALIZED = True
ARGS = (0.3, 0.5, np.array([0.3, -1.2, 0.5]))
ARGNUMS = (0, 1, 2)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(q, r, z):
    # forward
    Ps = []
    Ss = []
    es = []
    P = 1.0
    loss = 0.0
    m = 0.0
    for observed in z:
        P = P + q
        Ps.append(P)
        S = P + r
        Ss.append(S)
        e = observed - m
        es.append(e)
        loss += 0.5 * (np.log(S) + e * e / S)
        K = P / S
        m = m + K * e
        P = (1 - K) * P
    require_scalar(loss)
    # backward
    grad_P = np.zeros_like(P)
    grad_m = np.zeros_like(m)
    grad_z = np.zeros_like(z)
    grad_q = np.zeros_like(q)
    grad_r = np.zeros_like(r)
    for i in reversed(range(len(z))):
        e = es.pop()
        S = Ss.pop()
        P = Ps.pop()
        K = P / S                         # K = P / S
        grad_P_1 = grad_P * (1 - K)       # P = (1 - K) * P
        grad_K = grad_m * e - grad_P * P  # m = m + K * e
        grad_e = grad_m * K
        grad_P_1 += grad_K / S            # K = P / S
        grad_s1 = 0.5 / S                 # loss += 0.5 * (np.log(S) + e * e / S)
        grad_S = -0.5 * (e * e / S) / S - grad_K * K / S
        grad_e += 2 * grad_s1 * e
        grad_S += grad_s1
        grad_m = grad_m - grad_e          # e = observed - m
        grad_P_1 += grad_S                # S = P + r
        grad_r += grad_S
        grad_q += grad_P_1                # P = P + q
        grad_z[i] += grad_e
        grad_P = grad_P_1
    return grad_q, grad_r, grad_z


# ---------------------------------- specialised -------------------------------------------------

def grad_f(q, r, z):
    # forward
    Ps = []
    es = []
    P = 1.0
    m = 0.0
    for observed in z:
        P = P + q
        Ps.append(P)
        S = P + r
        e = observed - m
        es.append(e)
        K = P / S
        m = m + K * e
        P = (1 - K) * P
    # backward
    grad_z = np.zeros_like(z)
    grad_P = 0.0
    grad_m = 0.0
    grad_q = 0.0
    grad_r = 0.0
    for i in reversed(range(len(z))):
        e = es.pop()
        P = Ps.pop()
        S = P + r                         # S = P + r
        K = P / S                         # K = P / S
        grad_P_1 = grad_P * (1 - K)       # P = (1 - K) * P
        grad_K = grad_m * e - grad_P * P  # m = m + K * e
        grad_e = grad_m * K
        grad_P_1 += grad_K / S            # K = P / S
        grad_s0 = 0.5 / S                 # loss += 0.5 * (np.log(S) + e * e / S)
        grad_S = -0.5 * (e * e / S) / S - grad_K * K / S
        grad_e += 2 * grad_s0 * e
        grad_S += grad_s0
        grad_m = grad_m - grad_e          # e = observed - m
        grad_P_1 += grad_S                # S = P + r
        grad_r += grad_S
        grad_q += grad_P_1                # P = P + q
        grad_z[i] += grad_e
        grad_P = grad_P_1
    return grad_q, grad_r, grad_z


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(q, r, z):
    # forward
    s0 = len(z)
    Ps = []
    Ss = []
    es = []
    P = 1.0
    loss = 0.0
    m = 0.0
    for i in range(s0):
        observed = z[i]
        P = P + q
        Ps.append(P)
        S = P + r
        Ss.append(S)
        e = observed - m
        es.append(e)
        s1 = np.log(S)
        s2 = e * e
        s3 = s2 / S
        s4 = s1 + s3
        s5 = 0.5 * s4
        loss += s5
        K = P / S
        s6 = K * e
        m = m + s6
        s7 = 1 - K
        P = s7 * P
    require_scalar(loss)
    # backward
    grad_loss = 1.0
    grad_P = np.zeros_like(P)
    grad_m = np.zeros_like(m)
    grad_z = np.zeros_like(z)
    grad_q = np.zeros_like(q)
    grad_r = np.zeros_like(r)
    for i in reversed(range(len(z))):
        e = es.pop()
        S = Ss.pop()
        P = Ps.pop()
        K = P / S                    # K = P / S
        grad_s7 = grad_P * P         # P = s7 * P
        grad_P = grad_P * (1 - K)
        grad_K = -grad_s7            # s7 = 1 - K
        grad_m_1 = grad_m            # m = m + s6
        grad_s6 = grad_m
        grad_K += grad_s6 * e        # s6 = K * e
        grad_e = grad_s6 * K
        grad_P += grad_K / S         # K = P / S
        grad_S = -grad_K * K / S
        grad_s5 = grad_loss          # loss += s5
        grad_s4 = grad_s5 * 0.5      # s5 = 0.5 * s4
        grad_s1 = grad_s4            # s4 = s1 + s3
        grad_s3 = grad_s4
        grad_s2 = grad_s3 / S        # s3 = s2 / S
        grad_S += -grad_s3 * (e * e / S) / S
        grad_e += 2 * (grad_s2 * e)  # s2 = e * e
        grad_S += grad_s1 / S        # s1 = np.log(S)
        grad_observed = grad_e       # e = observed - m
        grad_m = grad_m_1 + -grad_e
        grad_P += grad_S             # S = P + r
        grad_r += grad_S
        grad_q += grad_P             # P = P + q
        grad_z[i] += grad_observed   # observed = z[i]
    return grad_q, grad_r, grad_z
