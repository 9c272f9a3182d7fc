# A tuple that each iteration makes longer.

import numpy as np


def f(x, n):
    state = (x,)
    for _ in range(n):
        state = (*state, np.sin(state[-1]) * state[0])
    return np.sum(state[-1])


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), 3)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    state = [x]
    states = []
    s0s = []
    for _ in range(n):
        states.append(state)
        state_1 = []
        for j in range(len(state)):
            state_1.append(state[j])
        s0 = np.sin(state[-1])
        s0s.append(s0)
        state_1.append(s0 * state[0])
        state = state_1
    # backward
    grad_state = zeros_each(state)  # return np.sum(state[-1])
    grad_state[-1] = grad_state[-1] + np.broadcast_to(1.0, np.shape(state[-1]))
    for _ in reversed(range(n)):
        s0 = s0s.pop()
        state = states.pop()
        s1 = state[0]  # state_1.append(s0 * state[0])
        grad_s2 = grad_state.pop()
        grad_s0 = unbroadcast(grad_s2 * s1, s0)
        grad_state_1 = zeros_each(state)
        grad_state_1[0] = grad_state_1[0] + unbroadcast(grad_s2 * s0, s1)
        # s0 = np.sin(state[-1])
        grad_state_1[-1] = grad_state_1[-1] + grad_s0 * np.cos(state[-1])
        grad_state_1_1 = grad_state
        for j in reversed(range(len(state))):
            grad_s3 = grad_state_1_1.pop()  # state_1.append(state[j])
            grad_state_1[j] = grad_state_1[j] + grad_s3
        grad_state = grad_state_1
    grad_x = grad_state[0]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    state = [x]
    states = []
    s0s = []
    for _ in range(n):
        states.append(state)
        state_1 = []
        s1 = len(state)
        for j in range(s1):
            s2 = state[j]
            state_1.append(s2)
        s3 = state[-1]
        s0 = np.sin(s3)
        s0s.append(s0)
        s4 = state[0]
        s5 = s0 * s4
        state_1.append(s5)
        state = state_1
    s6 = state[-1]
    result = np.sum(s6)
    # backward
    grad_result = 1.0               # result = np.sum(s6)
    grad_s6 = np.broadcast_to(grad_result, np.shape(s6))
    grad_state = zeros_each(state)  # s6 = state[-1]
    grad_state[-1] = grad_state[-1] + grad_s6
    for _ in reversed(range(n)):
        s0 = s0s.pop()
        state = states.pop()
        s7 = state[0]                              # s4 = state[0]
        grad_state_1 = grad_state
        grad_s5 = grad_state_1.pop()               # state_1.append(s5)
        grad_s0 = unbroadcast(grad_s5 * s7, s0)    # s5 = s0 * s4
        grad_s4 = unbroadcast(grad_s5 * s0, s7)
        grad_state = zeros_each(state)             # s4 = state[0]
        grad_state[0] = grad_state[0] + grad_s4
        grad_s3 = grad_s0 * np.cos(state[-1])      # s0 = np.sin(s3)
        grad_state[-1] = grad_state[-1] + grad_s3  # s3 = state[-1]
        for j in reversed(range(len(state))):
            grad_s2 = grad_state_1.pop()             # state_1.append(s2)
            grad_state[j] = grad_state[j] + grad_s2  # s2 = state[j]
    grad_x = grad_state[0]
    return grad_x
