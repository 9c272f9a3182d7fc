"""Flows: a driven cavity, Burgers' equation, shallow water, smoke carried along."""

from __future__ import annotations

import numpy as np

from tests.kernels.kernel import Kernel, normal, uniform


def cavity(u, v, p, dt, dx, dy, rho, nu, steps, sweeps, weights):
    """Incompressible flow under a moving lid: the pressure by relaxation, then the velocities."""
    b = np.zeros_like(u)
    for n in range(steps):
        b[1:-1, 1:-1] = rho * (
            1.0
            / dt
            * (
                (u[1:-1, 2:] - u[1:-1, :-2]) / (2.0 * dx)
                + (v[2:, 1:-1] - v[:-2, 1:-1]) / (2.0 * dy)
            )
            - ((u[1:-1, 2:] - u[1:-1, :-2]) / (2.0 * dx)) ** 2
            - 2.0
            * (u[2:, 1:-1] - u[:-2, 1:-1])
            / (2.0 * dy)
            * (v[1:-1, 2:] - v[1:-1, :-2])
            / (2.0 * dx)
            - ((v[2:, 1:-1] - v[:-2, 1:-1]) / (2.0 * dy)) ** 2
        )
        for k in range(sweeps):
            pn = p.copy()
            p[1:-1, 1:-1] = (
                (pn[1:-1, 2:] + pn[1:-1, :-2]) * dy**2
                + (pn[2:, 1:-1] + pn[:-2, 1:-1]) * dx**2
                - dx**2 * dy**2 * b[1:-1, 1:-1]
            ) / (2.0 * (dx**2 + dy**2))
            p[:, -1] = p[:, -2]
            p[0, :] = p[1, :]
            p[:, 0] = p[:, 1]
            p[-1, :] = 0.0
        un = u.copy()
        vn = v.copy()
        u[1:-1, 1:-1] = (
            un[1:-1, 1:-1]
            - un[1:-1, 1:-1] * dt / dx * (un[1:-1, 1:-1] - un[1:-1, :-2])
            - vn[1:-1, 1:-1] * dt / dy * (un[1:-1, 1:-1] - un[:-2, 1:-1])
            - dt / (2.0 * rho * dx) * (p[1:-1, 2:] - p[1:-1, :-2])
            + nu * dt / dx**2 * (un[1:-1, 2:] - 2.0 * un[1:-1, 1:-1] + un[1:-1, :-2])
            + nu * dt / dy**2 * (un[2:, 1:-1] - 2.0 * un[1:-1, 1:-1] + un[:-2, 1:-1])
        )
        v[1:-1, 1:-1] = (
            vn[1:-1, 1:-1]
            - un[1:-1, 1:-1] * dt / dx * (vn[1:-1, 1:-1] - vn[1:-1, :-2])
            - vn[1:-1, 1:-1] * dt / dy * (vn[1:-1, 1:-1] - vn[:-2, 1:-1])
            - dt / (2.0 * rho * dy) * (p[2:, 1:-1] - p[:-2, 1:-1])
            + nu * dt / dx**2 * (vn[1:-1, 2:] - 2.0 * vn[1:-1, 1:-1] + vn[1:-1, :-2])
            + nu * dt / dy**2 * (vn[2:, 1:-1] - 2.0 * vn[1:-1, 1:-1] + vn[:-2, 1:-1])
        )
        u[0, :] = 0.0
        u[:, 0] = 0.0
        u[:, -1] = 0.0
        u[-1, :] = 1.0
        v[0, :] = 0.0
        v[-1, :] = 0.0
        v[:, 0] = 0.0
        v[:, -1] = 0.0
    return np.sum(weights * (u + p) * v)


def burgers(u, rate, T, weights):
    for n in range(T):
        un = u.copy()
        u[1:-1] = un[1:-1] - rate * un[1:-1] * (un[1:-1] - un[:-2])
        u[0] = u[1]
        u[-1] = u[-2]
    return np.sum(weights * u)


def burgers_conserved(u, rate, T, weights):
    """The same in conserved form, with a flux at each face."""
    for n in range(T):
        flux = 0.5 * u * u
        u[1:] -= rate * (flux[1:] - flux[:-1])
    return np.sum(weights * u)


def shallow_water(h, hu, hv, dt, gravity, T, weights):
    """Lax and Friedrichs; walls all round."""
    for n in range(T):
        u, v = hu / h, hv / h
        fx = hu * u + 0.5 * gravity * h * h
        fy = hv * v + 0.5 * gravity * h * h
        cross = hu * v
        hn, hun, hvn = h.copy(), hu.copy(), hv.copy()
        h[1:-1, 1:-1] = (
            0.25 * (hn[2:, 1:-1] + hn[:-2, 1:-1] + hn[1:-1, 2:] + hn[1:-1, :-2])
            - 0.5 * dt * (hun[2:, 1:-1] - hun[:-2, 1:-1])
            - 0.5 * dt * (hvn[1:-1, 2:] - hvn[1:-1, :-2])
        )
        hu[1:-1, 1:-1] = (
            0.25 * (hun[2:, 1:-1] + hun[:-2, 1:-1] + hun[1:-1, 2:] + hun[1:-1, :-2])
            - 0.5 * dt * (fx[2:, 1:-1] - fx[:-2, 1:-1])
            - 0.5 * dt * (cross[1:-1, 2:] - cross[1:-1, :-2])
        )
        hv[1:-1, 1:-1] = (
            0.25 * (hvn[2:, 1:-1] + hvn[:-2, 1:-1] + hvn[1:-1, 2:] + hvn[1:-1, :-2])
            - 0.5 * dt * (cross[2:, 1:-1] - cross[:-2, 1:-1])
            - 0.5 * dt * (fy[1:-1, 2:] - fy[1:-1, :-2])
        )
        h[0, :] = h[1, :]
        h[-1, :] = h[-2, :]
        h[:, 0] = h[:, 1]
        h[:, -1] = h[:, -2]
        hu[0, :] = -hu[1, :]
        hu[-1, :] = -hu[-2, :]
        hv[:, 0] = -hv[:, 1]
        hv[:, -1] = -hv[:, -2]
    return np.sum(weights * (h + hu * hv))


def membrane(z, speed, T, weights):
    """A vibrating plate with free edges, which are set in pairs."""
    for n in range(T):
        z[1:-1, 1:-1] += speed * (z[2:, 1:-1] + z[:-2, 1:-1] - 2.0 * z[1:-1, 1:-1])
        z[0, :], z[-1, :] = z[1, :], z[-2, :]
        z[:, 0], z[:, -1] = z[:, 1], z[:, -2]
    return np.sum(weights * z)


def smoke(density, vx, vy, T, weights):
    """Smoke is carried along: each cell looks back along the velocity, and takes a bilinear mean there."""
    rows, cols = density.shape
    y, x = np.meshgrid(np.arange(rows), np.arange(cols), indexing="ij")
    for n in range(T):
        back_y = np.clip(y - vy, 0.0, rows - 1.001)
        back_x = np.clip(x - vx, 0.0, cols - 1.001)
        top, left = np.floor(back_y).astype(int), np.floor(back_x).astype(int)
        fy, fx = back_y - top, back_x - left
        density = (1 - fy) * ((1 - fx) * density[top, left] + fx * density[top, left + 1]) + fy * (
            (1 - fx) * density[top + 1, left] + fx * density[top + 1, left + 1]
        )
    return np.sum(weights * density)


KERNELS = (
    Kernel(
        cavity,
        (
            normal(5, 4),
            normal(5, 4, seed=1),
            normal(5, 4, seed=2),
            0.05,
            0.4,
            0.6,
            1.1,
            0.1,
            2,
            2,
            uniform(5, 4),
        ),
    ),
    Kernel(burgers, (uniform(6), 0.3, 3, normal(6))),
    Kernel(burgers_conserved, (uniform(6), 0.3, 3, normal(6))),
    Kernel(
        shallow_water,
        (
            uniform(5, 5),
            normal(5, 5) / 4,
            normal(5, 5, seed=1) / 4,
            0.1,
            1.7,
            2,
            normal(5, 5, seed=2),
        ),
    ),
    Kernel(
        membrane,
        (normal(5, 5), 0.2, 2, uniform(5, 5)),
    ),
    Kernel(
        smoke,
        (normal(5, 5), normal(5, 5, seed=3) / 3, normal(5, 5, seed=4) / 3, 3, uniform(5, 5)),
        analytic=False,
    ),
)
