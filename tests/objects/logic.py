"""Tests that ask objects: chained, with `and`, `any`, in an assertion with a text, and `try`."""

import numpy as np

r = np.random.default_rng(0).normal


class Part:
    def __init__(self, gain):
        self.gain = gain


class Gate:
    def __init__(self, parts):
        self.low, self.high, self.gain = 0.0, 2.0, 1.5
        self.name = "gate"
        self.parts = parts

    def admits(self, x):
        return x < self.high

    def run(self, x):
        assert self.parts and self.gain > 0, f"{self.name}: {self.gain:.1f}"
        if self.low < x < self.high and self.admits(x):
            x = self.gain * x
        if any(part.gain * x > 2 for part in self.parts):
            x = x + sum(map(lambda part: part.gain, self.parts))
        try:
            y = self.gain / (x if self.name in ("gate", "door") else 0.0)
        except ZeroDivisionError:
            y = 0.0
        return y * self.gain + x


FUNCTION = Gate.run
ARGS = [Gate([Part(1.2), Part(2.5)]), 0.7]
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_run(self, x):
    # forward
    self_gain = self.gain
    self_high = self.high
    self_parts_0_gain = self.parts[0].gain
    self_parts_1_gain = self.parts[1].gain
    assert self_gain > 0, f"{'gate'}: {self_gain:.1f}"
    s1 = self.low < x
    if s1:
        s1 = x < self_high
    if s1:
        result = x < self_high
        s1 = result
    if s1:
        x_1 = self_gain * x
    else:
        x_1 = x
    if self_parts_0_gain * x_1 > 2:
        s2 = True
    elif self_parts_1_gain * x_1 > 2:
        s2 = True
    else:
        s2 = False
    if s2:
        x_1 = x_1 + (self_parts_0_gain + self_parts_1_gain)
    try:
        s3 = 'gate' in ('gate', 'door')
        s4 = x_1 if s3 else 0.0
        y = self_gain / s4
        failed = False
    except ZeroDivisionError:
        y = 0.0
        failed = True
    # backward
    if failed:
        grad_x_1 = 1.0
        grad_self_gain = y
    else:
        grad_self_gain = y + y  # y = self_gain / s4
        s5 = self_gain * y / s4
        if s3:
            grad_x_1 = 1.0 - s5
        else:
            grad_x_1 = 1.0
    if s2:
        grad_self_parts_0_gain = grad_x_1
        grad_self_parts_1_gain = grad_x_1
    else:
        grad_self_parts_0_gain = 0.0
        grad_self_parts_1_gain = 0.0
    if s1:
        grad_self_gain += grad_x_1 * x  # x_1 = self_gain * x
        grad_x_1 = grad_x_1 * self_gain
    return (
        {
            'low': 0.0,
            'high': 0.0,
            'gain': grad_self_gain,
            'parts': [
                {'gain': grad_self_parts_0_gain}, {'gain': grad_self_parts_1_gain}
            ],
        },
        grad_x_1,
    )


# ---------------------------------- mirrored ----------------------------------------------------

def grad_run(self, x):
    # forward
    self_gain = self.gain
    s0 = self_gain > 0
    s1 = self.low
    self_high = self.high
    s2 = self.parts
    s3 = s2[0]
    self_parts_0_gain = s3.gain
    s4 = self.parts
    s5 = s4[1]
    self_parts_1_gain = s5.gain
    assert s0, f"{'gate'}: {self_gain:.1f}"
    s7 = s1 < x
    if s7:
        s7 = x < self_high
    if s7:
        result = x < self_high
        s7 = result
    if s7:
        x_1 = self_gain * x
    else:
        x_1 = x
    s8 = self_parts_0_gain * x_1
    if s8 > 2:
        s9 = True
    else:
        s10 = self_parts_1_gain * x_1
        if s10 > 2:
            s9 = True
        else:
            s9 = False
    if s9:
        s11 = self_parts_0_gain + self_parts_1_gain
        x_1 = x_1 + s11
    try:
        s12 = 'gate' in ('gate', 'door')
        s13 = x_1 if s12 else 0.0
        y = self_gain / s13
        failed = False
    except ZeroDivisionError:
        y = 0.0
        failed = True
    s14 = y * self_gain
    result = s14 + x_1
    # backward
    grad_result = 1.0              # result = s14 + x_1
    grad_s14 = grad_result
    grad_x_1 = grad_result
    grad_y = grad_s14 * self_gain  # s14 = y * self_gain
    grad_self_gain = grad_s14 * y
    if not failed:
        grad_self_gain += grad_y / s13  # y = self_gain / s13
        grad_s13 = -grad_y * y / s13
        if s12:
            grad_x_1 += grad_s13
    if s9:
        grad_s11 = grad_x_1                # x_1 = x_1 + s11
        grad_self_parts_0_gain = grad_s11  # s11 = self_parts_0_gain + self_parts_1_...
        grad_self_parts_1_gain = grad_s11
    else:
        grad_self_parts_0_gain = 0.0
        grad_self_parts_1_gain = 0.0
    if s7:
        grad_self_gain += grad_x_1 * x  # x_1 = self_gain * x
        grad_x = grad_x_1 * self_gain
    else:
        grad_x = grad_x_1
    grad_self_low = 0.0
    grad_self_high = 0.0
    return (
        {
            'low': grad_self_low,
            'high': grad_self_high,
            'gain': grad_self_gain,
            'parts': [
                {'gain': grad_self_parts_0_gain}, {'gain': grad_self_parts_1_gain}
            ],
        },
        grad_x,
    )
