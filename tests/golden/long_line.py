# Lines stay under 88 columns: the emitted ones are wrapped.

import numpy as np


def negative_log_likelihood(parameters, observations, regularisation_strength):
    predictions = np.tanh(observations @ parameters) * 0.5 + 0.5
    cross_entropy = -np.mean(np.log(predictions) + np.log(1 - predictions * predictions * 0.9))
    return cross_entropy + regularisation_strength * np.sum(parameters * parameters)


RNG = np.random.default_rng(0)
ARGS = (RNG.normal(size=3), RNG.normal(size=(4, 3)), 0.1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_negative_log_likelihood(parameters, observations, regularisation_strength):
    # forward
    s0 = np.tanh(observations @ parameters)
    predictions = s0 * 0.5 + 0.5
    # backward
    # return cross_entropy + regularisation_strength * np.sum(parameters * parameters)
    grad_parameters = 2.0 * regularisation_strength * parameters
    s1 = -1 / np.size(predictions)  # cross_entropy = -np.mean(np.log(predictions) +...
    grad_predictions = (
        s1 / predictions
        - 1.8 * (s1 / (1 - predictions * predictions * 0.9)) * predictions
    )
    grad_parameters = grad_parameters + matmul_grad_b(
        grad_predictions * 0.5 * (1 - s0 * s0), observations, parameters
    )  # s0 = np.tanh(observations @ parameters)
    return grad_parameters


# ---------------------------------- mirrored ----------------------------------------------------

def grad_negative_log_likelihood(parameters, observations, regularisation_strength):
    # forward
    s0 = observations @ parameters
    s1 = np.tanh(s0)
    s2 = s1 * 0.5
    predictions = s2 + 0.5
    s3 = np.log(predictions)
    s4 = predictions * predictions
    s5 = s4 * 0.9
    s6 = 1 - s5
    s7 = np.log(s6)
    s8 = s3 + s7
    s9 = np.mean(s8)
    cross_entropy = -s9
    s10 = parameters * parameters
    s11 = np.sum(s10)
    s12 = regularisation_strength * s11
    result = cross_entropy + s12
    # backward
    grad_result = 1.0                               # result = cross_entropy + s12
    grad_cross_entropy = grad_result
    grad_s12 = grad_result
    grad_s11 = grad_s12 * regularisation_strength   # s12 = regularisation_strength...
    grad_s10 = np.broadcast_to(grad_s11, np.shape(s10))  # s11 = np.sum(s10)
    grad_parameters = 2 * (grad_s10 * parameters)   # s10 = parameters * parameters
    grad_s9 = -grad_cross_entropy                   # cross_entropy = -s9
    grad_s8 = np.broadcast_to(grad_s9 / np.size(s8), np.shape(s8))  # s9 = np.mean(s8)
    grad_s3 = grad_s8                               # s8 = s3 + s7
    grad_s7 = grad_s8
    grad_s6 = grad_s7 / s6                          # s7 = np.log(s6)
    grad_s5 = -grad_s6                              # s6 = 1 - s5
    grad_s4 = grad_s5 * 0.9                         # s5 = s4 * 0.9
    grad_predictions = 2 * (grad_s4 * predictions)  # s4 = predictions * predictions
    # s3 = np.log(predictions)
    grad_predictions = grad_predictions + grad_s3 / predictions
    grad_s2 = grad_predictions                      # predictions = s2 + 0.5
    grad_s1 = grad_s2 * 0.5                         # s2 = s1 * 0.5
    grad_s0 = grad_s1 * (1 - s1 * s1)               # s1 = np.tanh(s0)
    grad_parameters = grad_parameters + matmul_grad_b(
        grad_s0, observations, parameters
    )  # s0 = observations @ parameters
    return grad_parameters
