"""An exported pair of halves as a `torch.autograd.Function`.

The text is appended to the exported NumPy functions; nothing here needs PyTorch.
"""

from __future__ import annotations

import inspect
import keyword
from collections.abc import Collection, Sequence

from adcompile.backend.export import literal

__all__ = ["HELPERS", "NAMES", "torch_function"]

WIDTH = 88
NAMES = ("as_array", "as_tensor", "as_gradient", "layout", "torch", "once_differentiable")

HELPERS = '''
def as_array(value):
    """A tensor as the NumPy array whose memory it shares; anything else as it is."""
    return value.detach().cpu().numpy() if isinstance(value, torch.Tensor) else value


def as_tensor(value, like):
    """A NumPy result as a tensor of its own, on the device of `like`."""
    return torch.from_numpy(np.array(value)).to(like.device)


def layout(value):
    """What a gradient has to be like; None for what is no tensor."""
    if isinstance(value, torch.Tensor):
        return value.dtype, value.device, value.shape
    return None


def as_gradient(ctx, k, grad):
    """The gradient of the argument at `k` as a tensor like it; None if nobody asks for it."""
    if ctx.likes[k] is None or not ctx.needs_input_grad[k]:
        return None
    dtype, device, shape = ctx.likes[k]
    return torch.from_numpy(np.array(grad)).to(device, dtype).reshape(shape)
'''


def torch_function(
    name: str,
    parameters: Sequence[inspect.Parameter],
    wanted: Collection[int],
    count: int,
    forward: str,
    backward: str,
) -> tuple[str, str]:
    """The class, and the function that applies it; `count` is the number of results, 0 for one that is no tuple."""
    names = [p.name for p in parameters]
    avoid = {*names, "ctx", "result", "saved", "like", "grad_result", "grads", "tensors"}
    title = class_name(name, avoid)
    listed = ", ".join(names)
    grads = [f"grad_{n}" for k, n in enumerate(names) if k in wanted]
    returned = ", ".join(
        f"as_gradient(ctx, {k}, grad_{n})" if k in wanted else "None" for k, n in enumerate(names)
    )
    seeds = [f"grad_result_{k}" for k in range(count)] if count else ["grad_result"]
    seed = f"({', '.join(f'as_array({s})' for s in seeds)},)" if count else "as_array(grad_result)"
    result = (
        "tuple(as_tensor(part, like) for part in result)" if count else "as_tensor(result, like)"
    )
    given = f"({listed},)" if len(names) == 1 else f"({listed})"
    call = f"{forward}({', '.join(f'as_array({n})' for n in names)})"
    returned = returned + "," if len(names) == 1 else returned
    text = f'''
class {title}(torch.autograd.Function):
    """`{name}` for tensors: both halves run in NumPy, on the CPU."""

    @staticmethod
    def forward(ctx, {listed}):
        tensors = [v for v in {given} if isinstance(v, torch.Tensor)]
        if not tensors:
            raise TypeError("{name} needs a tensor among its arguments")
        like = tensors[0]
        ctx.save_for_backward(*tensors)  # torch then notices a write into one of them
        ctx.likes = [layout(v) for v in {given}]
        result, ctx.saved = {wrapped(call, 8)}
        return {result}

    @staticmethod
    @once_differentiable
    def backward(ctx, {", ".join(seeds)}):
        ctx.saved_tensors  # raises if one of them was written to
        {", ".join(grads)} = {wrapped(f"{backward}(ctx.saved, {seed})", 8)}
        return {wrapped(returned, 8)}
'''
    return text.strip("\n"), caller(name, title, parameters)


def wrapped(call: str, indent: int) -> str:
    """An expression, one part a line where it is too long for one."""
    if len(call) + indent + 30 <= WIDTH:
        return call
    if call.endswith(")") and not call.startswith("as_gradient"):
        head, _, inside = call[:-1].partition("(")
        opening = f"{head}("
    else:
        opening, inside = "(", call.rstrip(",")
    space = " " * (indent + 4)
    parts = "".join(f"{space}{part},\n" for part in split_at_commas(inside))
    return f"{opening}\n{parts}{' ' * indent})"


def split_at_commas(text: str) -> list[str]:
    """The parts of a list of arguments.

    >>> split_at_commas("f(a, b), c")
    ['f(a, b)', 'c']
    """
    parts, depth = [""], 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if character == "," and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts if part.strip()]


def caller(name: str, title: str, parameters: Sequence[inspect.Parameter]) -> str:
    """`def affine(x, W, b): return Affine.apply(x, W, b)`."""
    shown: list[str] = []
    for parameter in parameters:
        if parameter.kind is parameter.KEYWORD_ONLY and "*" not in shown:
            shown.append("*")
        default = parameter.default
        text = "" if default is parameter.empty else f"={literal(default, parameter.name, 'np')}"
        shown.append(parameter.name + text)
    names = ", ".join(p.name for p in parameters)
    return (
        f"def {name}({', '.join(shown)}):\n"
        f'    """`{name}` of tensors, with its gradient."""\n'
        f"    return {title}.apply({names})"
    )


def class_name(name: str, avoid: Collection[str]) -> str:
    """`affine_step` as `AffineStep`.

    >>> class_name("affine_step", ())
    'AffineStep'
    """
    title = "".join(part.capitalize() for part in name.split("_")) or "Function"
    while title in avoid or keyword.iskeyword(title) or title == name:
        title += "Function"
    return title
