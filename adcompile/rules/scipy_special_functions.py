"""scipy.special: integrals, Bessel, elliptic and hypergeometric functions, orthogonal polynomials.

Sources: NIST Digital Library of Mathematical Functions (DLMF), the section named with each group.
"""

# mypy: allow-untyped-defs
# A rule is a line of mathematics, right for any array or number: annotations would only say Any.

from __future__ import annotations

import math

import numpy as np
from scipy import special

from adcompile.rules import decompositions
from adcompile.rules.table import formula, rule
from adcompile.runtime.broadcasting import unbroadcast
from adcompile.runtime.linalg import real_only

__all__ = ["decompositions"]

# Integrals and the Lambert function.  Source: DLMF 6.2.1, 19.4.1, 19.4.2, 4.13.4.


@rule(special.exp1, singular=True)
def exp1(z, *, out, g):
    return -g * np.exp(-z) / z


@rule(special.expi, singular=True)
def expi(x, *, out, g):
    return g * np.exp(x) / x


@rule(special.lambertw, broadcasts=True, singular=True)
def lambertw(z, k=0, tol=1e-8, *, out, g):
    return g / (np.exp(out) * (1 + out)), None, None


@rule(special.wrightomega)
def wrightomega(z, *, out, g):
    return g * out / (1 + out)


@rule(special.expn, singular=True)
def expn(n, x, *, out, g):
    return NotImplemented, -g * special.expn(n - 1, x)


@rule(special.sici, results=2)
def sici(x, *, out, g):
    return g[0] * np.sinc(x / math.pi) + g[1] * np.cos(x) / x


@sici.jvp
def sici_jvp(x, *, out, x_dot):
    return x_dot * np.sinc(x / math.pi), x_dot * np.cos(x) / x


@rule(special.shichi, results=2)
def shichi(x, *, out, g):
    return g[0] * np.sinh(x) / x + g[1] * np.cosh(x) / x


@shichi.jvp
def shichi_jvp(x, *, out, x_dot):
    return x_dot * np.sinh(x) / x, x_dot * np.cosh(x) / x


@rule(special.fresnel, results=2)
def fresnel(z, *, out, g):
    return g[0] * np.sin(math.pi / 2 * z * z) + g[1] * np.cos(math.pi / 2 * z * z)


@fresnel.jvp
def fresnel_jvp(z, *, out, z_dot):
    return z_dot * np.sin(math.pi / 2 * z * z), z_dot * np.cos(math.pi / 2 * z * z)


@rule(special.spence)
def spence(z, *, out, g):
    return -g / special.exprel(np.log(z))  # log(z) / (1 - z), and -1 at 1


@rule(special.wofz)
def wofz(z, *, out, g):
    return g * wofz_slope(z, out)


@formula
def wofz_slope(z, w):  # DLMF 7.10.3
    return 2j / math.sqrt(math.pi) - 2 * z * w


@rule(special.voigt_profile, singular=True)
def voigt_profile(x, sigma, gamma, *, out, g):
    z = (x + 1j * gamma) / (sigma * math.sqrt(2))
    slope = wofz_slope(z, special.wofz(z)) / (2 * math.sqrt(math.pi) * sigma * sigma)
    return (
        g * np.real(slope),
        -g * (out / sigma + math.sqrt(2) * np.real(slope * z)),
        -g * np.imag(slope),
    )


# Bessel functions.  Source: DLMF 10.6.1, 10.29.1; no derivative in the order is known.


@rule(special.jv)
def jv(v, z, *, out, g):
    return NotImplemented, g * (special.jv(v - 1, z) - special.jv(v + 1, z)) / 2


@rule(special.yv, singular=True)
def yv(v, z, *, out, g):
    return NotImplemented, g * (special.yv(v - 1, z) - special.yv(v + 1, z)) / 2


@rule(special.iv)
def iv(v, z, *, out, g):
    return NotImplemented, g * (special.iv(v - 1, z) + special.iv(v + 1, z)) / 2


@rule(special.ive)
def ive(v, z, *, out, g):
    neighbours = special.ive(v - 1, z) + special.ive(v + 1, z)
    return NotImplemented, g * (neighbours / 2 - np.sign(real_only(z)) * out)


@rule(special.kv, singular=True)
def kv(v, z, *, out, g):
    return NotImplemented, -g * (special.kv(v - 1, z) + special.kv(v + 1, z)) / 2


@rule(special.j0)
def j0(x, *, out, g):
    return -g * special.j1(x)


@rule(special.j1)
def j1(x, *, out, g):
    return g * (special.j0(x) - special.jv(2, x)) / 2


@rule(special.y0, singular=True)
def y0(x, *, out, g):
    return -g * special.y1(x)


@rule(special.y1, singular=True)
def y1(x, *, out, g):
    return g * (special.y0(x) - special.yv(2, x)) / 2


@rule(special.i0)
def i0(x, *, out, g):
    return g * special.i1(x)


@rule(special.i1)
def i1(x, *, out, g):
    return g * (special.i0(x) + special.iv(2, x)) / 2


@rule(special.i0e)
def i0e(x, *, out, g):
    return g * (special.i1e(x) - np.sign(x) * out)


@rule(special.i1e)
def i1e(x, *, out, g):
    return g * ((special.i0e(x) + special.ive(2, x)) / 2 - np.sign(x) * out)


@rule(special.k0, singular=True)
def k0(x, *, out, g):
    return -g * special.k1(x)


@rule(special.k1, singular=True)
def k1(x, *, out, g):
    return -g * (special.k0(x) + special.kv(2, x)) / 2


@rule(special.jve)
def jve(v, z, *, out, g):
    return NotImplemented, g * (special.jve(v - 1, real_only(z)) - special.jve(v + 1, z)) / 2


@rule(special.yn, singular=True)
def yn(n, x, *, out, g):
    return None, g * (special.yv(n - 1, x) - special.yv(n + 1, x)) / 2


@rule(special.yve, singular=True)
def yve(v, z, *, out, g):
    return NotImplemented, g * (special.yve(v - 1, real_only(z)) - special.yve(v + 1, z)) / 2


@rule(special.kn, singular=True)
def kn(n, x, *, out, g):
    return None, -g * (special.kv(n - 1, x) + special.kv(n + 1, x)) / 2


@rule(special.kve, singular=True)
def kve(v, z, *, out, g):
    return NotImplemented, g * (out - (special.kve(v - 1, z) + special.kve(v + 1, z)) / 2)


@rule(special.k0e, singular=True)
def k0e(x, *, out, g):
    return g * (out - special.k1e(x))


@rule(special.k1e, singular=True)
def k1e(x, *, out, g):
    return g * (out - (special.k0e(x) + special.kve(2, x)) / 2)


@rule(special.hankel1, singular=True)
def hankel1(v, z, *, out, g):
    return NotImplemented, g * (special.hankel1(v - 1, z) - special.hankel1(v + 1, z)) / 2


@rule(special.hankel2, singular=True)
def hankel2(v, z, *, out, g):
    return NotImplemented, g * (special.hankel2(v - 1, z) - special.hankel2(v + 1, z)) / 2


@rule(special.struve, singular=True)
def struve(v, x, *, out, g):
    return NotImplemented, g * (special.struve(v - 1, x) - v / x * out)  # DLMF 11.4.27


@rule(special.modstruve, singular=True)
def modstruve(v, x, *, out, g):
    return NotImplemented, g * (special.modstruve(v - 1, x) - v / x * out)  # DLMF 11.4.29


@rule(special.airy, results=4)
def airy(z, *, out, g):
    return g[0] * out[1] + g[1] * z * out[0] + g[2] * out[3] + g[3] * z * out[2]


@airy.jvp
def airy_jvp(z, *, out, z_dot):
    return z_dot * out[1], z_dot * z * out[0], z_dot * out[3], z_dot * z * out[2]


# Spherical Bessel functions.  Their second derivatives are those of the differential equation (DLMF
# 10.47.1, 10.47.2).


@rule(special.spherical_jn, broadcasts=True, singular=True)
def spherical_jn(n, z, derivative=False, *, out, g):
    if derivative is False:
        return None, g * special.spherical_jn(n, z, True), None
    return None, g * ((n * (n + 1) / z**2 - 1) * special.spherical_jn(n, z) - 2 * out / z), None


@rule(special.spherical_yn, broadcasts=True, singular=True)
def spherical_yn(n, z, derivative=False, *, out, g):
    if derivative is False:
        return None, g * special.spherical_yn(n, z, True), None
    return None, g * ((n * (n + 1) / z**2 - 1) * special.spherical_yn(n, z) - 2 * out / z), None


@rule(special.spherical_in, broadcasts=True, singular=True)
def spherical_in(n, z, derivative=False, *, out, g):
    if derivative is False:
        return None, g * special.spherical_in(n, z, True), None
    return None, g * ((n * (n + 1) / z**2 + 1) * special.spherical_in(n, z) - 2 * out / z), None


@rule(special.spherical_kn, broadcasts=True, singular=True)
def spherical_kn(n, z, derivative=False, *, out, g):
    if derivative is False:
        return None, g * special.spherical_kn(n, z, True), None
    return None, g * ((n * (n + 1) / z**2 + 1) * special.spherical_kn(n, z) - 2 * out / z), None


# Hypergeometric functions, in their last argument.  Source: DLMF 13.3.15, 13.3.22, 15.5.1, 16.3.1.


@rule(special.hyp0f1)
def hyp0f1(v, z, *, out, g):
    return NotImplemented, g * special.hyp0f1(v + 1, z) / v


@rule(special.hyp1f1)
def hyp1f1(a, b, x, *, out, g):
    return NotImplemented, NotImplemented, g * a / b * special.hyp1f1(a + 1, b + 1, x)


@rule(special.hyp2f1, singular=True)
def hyp2f1(a, b, c, z, *, out, g):
    slope = a * b / c * special.hyp2f1(a + 1, b + 1, c + 1, z)
    return NotImplemented, NotImplemented, NotImplemented, g * slope


@rule(special.hyperu, singular=True)
def hyperu(a, b, x, *, out, g):
    return NotImplemented, NotImplemented, -g * a * special.hyperu(a + 1, b + 1, x)


# Elliptic integrals and functions.  Source: DLMF 19.4, 19.18, 19.25, 22.13, 22.14.


@rule(special.ellipk, singular=True)
def ellipk(m, *, out, g):
    return g * (out - special.elliprd(0, 1 - m, 1) / 3) / (2 * (1 - m))


@rule(special.ellipkm1, singular=True)
def ellipkm1(p, *, out, g):
    return -g * (out - special.elliprd(0, p, 1) / 3) / (2 * p)


@rule(special.ellipe, singular=True)
def ellipe(m, *, out, g):
    return -g * special.elliprd(0, 1 - m, 1) / 6


@rule(special.ellipkinc, singular=True)
def ellipkinc(phi, m, *, out, g):
    s, c = np.sin(phi), np.cos(phi)
    d = np.sqrt(1 - m * s * s)
    inner = out - (out - special.ellipeinc(phi, m)) / m - s * c / d
    return g / d, g * inner / (2 * (1 - m))


@rule(special.ellipeinc, singular=True)
def ellipeinc(phi, m, *, out, g):
    d = np.sqrt(1 - m * np.sin(phi) ** 2)
    return g * d, g * (out - special.ellipkinc(phi, m)) / (2 * m)


@rule(special.ellipj, results=4)
def ellipj(u, m, *, out, g):
    sn, cn, dn, ph = out[0], out[1], out[2], out[3]
    along = g[0] * cn * dn - g[1] * sn * dn - g[2] * m * sn * cn + g[3] * dn
    by_angle = g[0] * cn - g[1] * sn - g[2] * m * sn * cn / dn + g[3]
    return (
        unbroadcast(along, u),
        unbroadcast(by_angle * amplitude_dm(u, m, sn, cn, dn, ph) - g[2] * sn * sn / (2 * dn), m),
    )


@ellipj.jvp
def ellipj_jvp(u, m, *, out, u_dot, m_dot):
    sn, cn, dn, ph = out[0], out[1], out[2], out[3]
    turn = amplitude_dm(u, m, sn, cn, dn, ph)
    return (
        (u_dot * cn * dn, -u_dot * sn * dn, -u_dot * m * sn * cn, u_dot * dn),
        (
            m_dot * cn * turn,
            -m_dot * sn * turn,
            -m_dot * (m * sn * cn * turn + sn * sn / 2) / dn,
            m_dot * turn,
        ),
    )


@formula
def amplitude_dm(u, m, sn, cn, dn, ph):
    inner = u - (u - special.ellipeinc(ph, m)) / m - sn * cn / dn
    return -dn * inner / (2 * (1 - m))


@rule(special.elliprf, singular=True)
def elliprf(x, y, z, *, out, g):
    return (
        -g * special.elliprd(y, z, x) / 6,
        -g * special.elliprd(z, x, y) / 6,
        -g * special.elliprd(x, y, z) / 6,
    )


@rule(special.elliprd, singular=True)
def elliprd(x, y, z, *, out, g):
    in_x = (special.elliprd(y, z, x) - out) / (2 * (x - z))
    in_y = (special.elliprd(z, x, y) - out) / (2 * (y - z))
    return g * in_x, g * in_y, -g * (1.5 * out + x * in_x + y * in_y) / z


@rule(special.elliprc, singular=True)
def elliprc(x, y, *, out, g):
    in_x = (out - 1 / np.sqrt(x)) / (2 * (y - x))
    return g * in_x, -g * (out / 2 + x * in_x) / y


@rule(special.agm, singular=True)
def agm(a, b, *, out, g):  # pi / 4 * (a + b) / ellipk(((a - b) / (a + b)) ** 2)
    mean = (a + b) / 2
    turn = out * out * (a - b) / (6 * math.pi * mean**2)
    turn = turn * special.elliprd(0, a * b / mean**2, 1)
    return g * (out / 2 + turn) / a, g * (out / 2 - turn) / b


# Orthogonal polynomials, in their argument.  Source: DLMF 18.9.15 to 18.9.27.


@rule(special.eval_legendre)
def eval_legendre(n, x, *, out, g):
    return NotImplemented, g * special.eval_gegenbauer(n - 1, 1.5, x)


@rule(special.eval_chebyt)
def eval_chebyt(n, x, *, out, g):
    return NotImplemented, g * n * special.eval_chebyu(n - 1, x)


@rule(special.eval_chebyu)
def eval_chebyu(n, x, *, out, g):
    return NotImplemented, g * 2 * special.eval_gegenbauer(n - 1, 2, x)


@rule(special.eval_gegenbauer)
def eval_gegenbauer(n, alpha, x, *, out, g):
    return (
        NotImplemented,
        NotImplemented,
        g * 2 * alpha * special.eval_gegenbauer(n - 1, alpha + 1, x),
    )


@rule(special.eval_jacobi)
def eval_jacobi(n, alpha, beta, x, *, out, g):
    slope = (n + alpha + beta + 1) / 2 * special.eval_jacobi(n - 1, alpha + 1, beta + 1, x)
    return NotImplemented, NotImplemented, NotImplemented, g * slope


@rule(special.eval_laguerre)
def eval_laguerre(n, x, *, out, g):
    return NotImplemented, -g * special.eval_genlaguerre(n - 1, 1, x)


@rule(special.eval_genlaguerre)
def eval_genlaguerre(n, alpha, x, *, out, g):
    return NotImplemented, NotImplemented, -g * special.eval_genlaguerre(n - 1, alpha + 1, x)


@rule(special.eval_hermite)
def eval_hermite(n, x, *, out, g):
    return NotImplemented, g * 2 * n * special.eval_hermite(np.maximum(n - 1, 0), x)


@rule(special.eval_hermitenorm)
def eval_hermitenorm(n, x, *, out, g):
    return NotImplemented, g * n * special.eval_hermitenorm(np.maximum(n - 1, 0), x)


if hasattr(special, "sph_harm_y"):

    @rule(special.sph_harm_y, broadcasts=True, singular=True)  # DLMF 14.10.5, 14.30.1
    def sph_harm_y(n, m, theta, phi, *, out, g):
        raised = np.sqrt((n - m) * (n + m + 1)) * np.exp(-1j * phi)
        slope = m / np.tan(theta) * out + raised * special.sph_harm_y(n, m + 1, theta, phi)
        return NotImplemented, NotImplemented, g * slope, g * 1j * m * out
