"""What the specialised gradient of each kernel may hold at most.

`lists` is the number of values that are kept of the iterations; `helpers` are the functions of
`adcompile.runtime` that are called; `fresh` are the arrays that are begun anew in each iteration of the backward
half, as a person would do for what is made in each iteration of the forward half.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LOOKS", "Look"]


@dataclass(frozen=True)
class Look:
    lists: int = 0
    helpers: frozenset[str] = frozenset()
    fresh: frozenset[str] = frozenset()


def look(lists: int, helpers: str = "", fresh: str = "") -> Look:
    return Look(lists, frozenset(helpers.split()), frozenset(fresh.split()))


LOOKS = {
    "jacobi_1d": look(0),
    "jacobi_2d": look(0),
    "heat_3d": look(6),
    "seidel_2d": look(0),
    "fdtd_2d": look(0),
    "adi": look(25, "unbroadcast"),
    "cholesky": look(6),
    "cholesky_by_rows": look(6),
    "lu": look(6),
    "lu_by_outer_products": look(4),
    "durbin": look(5),
    "gramschmidt": look(8),
    "trisolv": look(2),
    "atax": look(0),
    "bicg": look(0),
    "mvt": look(0),
    "gemver": look(0),
    "cavity": look(29),
    "burgers": look(3),
    "burgers_conserved": look(3, "", "grad_flux"),
    "shallow_water": look(12, "", "grad_cross grad_fx grad_fy"),
    "membrane": look(1),
    "smoke": look(18, "", "grad_density_1"),
    "kalman": look(14, "cofactor"),
    "kalman_filled": look(10),
    "floyd_warshall": look(2),
    "floyd_warshall_out": look(2),
    "conv2d_by_loops": look(1, "unbroadcast"),
    "conv2d_by_elements": look(0, "unbroadcast"),
    "conv2d_im2col": look(0, "unbroadcast"),
    "max_pool": look(0, "tie_share unbroadcast"),
    "softmax": look(0),
    "softmax_by_rows": look(0, "tie_share"),
    "k_means": look(4, "tie_share unbroadcast"),
    "k_means_added_at": look(3, "tie_share unbroadcast", "grad_centres sums"),
    "mandelbrot": look(2, "conj_sign unbroadcast"),
    "mandelbrot_of_parts": look(12, "own unbroadcast"),
    "mandelbrot_in_pairs": look(4, "", "grad_imaginary grad_real"),
    "julia": look(2),
}
