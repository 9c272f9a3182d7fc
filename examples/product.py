"""f = (x + y) z: a sum hands its gradient on, a product swaps its factors."""

from __future__ import annotations

from adcompile import value_and_grad


@value_and_grad(argnums=("x", "y", "z"), optimize=False)
def f(x, y, z):
    q = x + y
    return q * z


def main() -> None:
    print(f.source)
    value, gradients = f(-2.0, 5.0, -4.0)
    print(f"f = {value}, df/dx, df/dy, df/dz = {gradients}")
    assert value == -12.0
    assert gradients == (-4.0, -4.0, 3.0)


if __name__ == "__main__":
    main()
