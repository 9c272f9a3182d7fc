"""Cotangents of `np.einsum`: subscripts rewritten, and what plain subscripts cannot say."""

from __future__ import annotations

from typing import Any

import numpy as np

from adcompile.runtime.broadcasting import unbroadcast

__all__ = [
    "einsum_cotangent",
    "einsum_gather",
    "einsum_is_plain",
    "einsum_optimize",
    "einsum_placement",
    "einsum_spread",
    "fit",
]


def fit(x: Any, like: Any) -> Any:
    """`x` in the shape of `like`, summed or repeated along dimensions that are 1 in one of the two.

    >>> fit(np.ones((2, 3)), np.zeros((1, 3))), fit(np.ones((2, 1)), np.zeros((2, 2)))
    (array([[2., 2., 2.]]), array([[1., 1.],
           [1., 1.]]))
    """
    if np.shape(x) != np.shape(like):
        x = np.broadcast_to(x, np.broadcast_shapes(np.shape(x), np.shape(like)))
    return unbroadcast(x, like)


# -- functions of subscripts, folded when the gradient is compiled ---------------------------


def einsum_terms(subscripts: str) -> tuple[list[str], str]:
    """The terms of the operands and of the result, the latter written out if it was implied.

    >>> einsum_terms("kj, ji")
    (['kj', 'ji'], 'ik')
    """
    inputs, arrow, output = subscripts.replace(" ", "").partition("->")
    if not arrow:
        letters = inputs.replace(",", "").replace(".", "")
        once = "".join(sorted(c for c in set(letters) if letters.count(c) == 1))
        output = ("..." if "..." in inputs else "") + once
    return inputs.split(","), output


def einsum_placement(subscripts: str, k: int) -> str:
    """What `np.einsum(einsum_cotangent(subscripts, k), ...)` gives, and where it belongs.

    >>> einsum_placement("iij,k->k", 0), einsum_placement("ij,jk->ik", 0)
    ('->iij', 'ij->ij')
    """
    inputs, output = einsum_terms(subscripts)
    known = output + "".join(inputs[:k] + inputs[k + 1 :])
    letters = dict.fromkeys(inputs[k].replace(".", ""))
    ellipsis = "..." if "..." in output else ""
    return ellipsis + "".join(c for c in letters if c in known) + "->" + inputs[k]


def einsum_cotangent(subscripts: str, k: int) -> str:
    """The subscripts of the cotangent of operand `k`, with the result's cotangent in its place.

    With two operands the cotangent comes first for the first: `np.einsum("ik,jk->ij", g, b)`.

    >>> einsum_cotangent("ij,jk->ik", 0), einsum_cotangent("ij,jk->ik", 1)
    ('ik,jk->ij', 'ij,ik->jk')
    """
    inputs, output = einsum_terms(subscripts)
    placed = einsum_placement(subscripts, k).partition("->")[0]
    return ",".join(inputs[:k] + [output] + inputs[k + 1 :]) + "->" + placed


def einsum_gather(placement: str) -> str:
    """The subscripts that undo a placement: diagonals taken, what was repeated is summed.

    >>> einsum_gather("j->ijj")
    'ijj->j'
    """
    placed, _, target = placement.partition("->")
    return target + "->" + ("..." if "..." in target else "") + placed.replace(".", "")


def einsum_is_plain(subscripts: str) -> bool:
    """Does every cotangent come out of `np.einsum` with its operand's dimensions, in order?

    That is: no letter twice in one operand, or in one operand only and not in the result.

    >>> einsum_is_plain("ij,jk->ik"), einsum_is_plain("ii->i"), einsum_is_plain("ij->i")
    (True, False, False)
    """
    placements = [einsum_placement(subscripts, k) for k in range(subscripts.count(",") + 1)]
    return all(
        placed == target or placed == "..." + target
        for placed, _, target in (p.partition("->") for p in placements)
    )


def einsum_optimize(optimize: Any) -> Any:
    """The `optimize` of the cotangents: an explicit path is one for the forward order only.

    >>> einsum_optimize("greedy"), einsum_optimize(["einsum_path", (0, 1)])
    ('greedy', True)
    """
    return optimize if isinstance(optimize, (bool, str)) else True


# -- the general case ------------------------------------------------------------------------


def einsum_spread(x: Any, placement: str, like: Any) -> Any:
    """Place `x` into zeros like `like`: on diagonals, and repeated along letters it lacks.

    >>> einsum_spread(np.array([1.0, 2.0]), "i->ii", np.zeros((2, 2)))
    array([[1., 0.],
           [0., 2.]])
    """
    placed, _, target = placement.partition("->")
    letters = list(dict.fromkeys(target.replace(".", "")))
    missing = [i - len(letters) for i, c in enumerate(letters) if c not in placed]
    result = np.zeros_like(like)
    ellipsis = "..." if "..." in target else ""
    diagonal = np.einsum(target + "->" + ellipsis + "".join(letters), result)  # a view
    diagonal[...] = fit(np.expand_dims(x, tuple(missing)), diagonal)
    return result
