"""Which names a stretch of code may bind anew, and whether it lets the next statement run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import gast

__all__ = [
    "bound_names",
    "grown_names",
    "leaves_always",
    "local_names",
    "reads_first",
    "returns",
    "unsettled_names",
]

SCOPES = (gast.FunctionDef, gast.AsyncFunctionDef, gast.Lambda, gast.ClassDef)
COMPREHENSIONS = (gast.ListComp, gast.SetComp, gast.DictComp, gast.GeneratorExp)
GROWING = ("append", "extend")


def inside(nodes: Sequence[gast.AST]) -> Iterator[gast.AST]:
    """The nodes of some statements in order, without what has a scope of its own."""
    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        if isinstance(node, SCOPES):
            continue
        yield node
        children = list(gast.iter_child_nodes(node))
        if isinstance(node, COMPREHENSIONS):
            children = [n for n in gast.walk(node) if isinstance(n, gast.NamedExpr)]
        stack.extend(reversed(children))


def bound_names(nodes: Sequence[gast.AST]) -> list[str]:
    """The names that some statements may bind, or whose arrays or lists they may change, in order."""
    names: dict[str, None] = {}
    for node in inside(nodes):
        match node:
            case gast.Name(id=name, ctx=gast.Store()):
                names[name] = None
            case gast.Subscript(value=gast.Name(id=name), ctx=gast.Store()):
                names[name] = None
            case gast.Subscript(value=gast.Subscript(value=gast.Name(id=name)), ctx=gast.Store()):
                names[name] = None  # a list whose element is changed
            case gast.MatchAs(name=str(name)) | gast.MatchStar(name=str(name)):
                names[name] = None
            case gast.Import() | gast.ImportFrom():
                for alias in node.names:
                    names[alias.asname or alias.name.partition(".")[0]] = None
            case gast.Call():
                for name in grown_by(node):
                    names[name] = None
    return list(names)


def local_names(nodes: Sequence[gast.AST]) -> list[str]:
    """The names that are local to a function with this body: those it binds, not those it writes into."""
    names: dict[str, None] = {}
    for node in inside(nodes):
        match node:
            case gast.Name(id=name, ctx=gast.Store()):
                names[name] = None
            case gast.MatchAs(name=str(name)) | gast.MatchStar(name=str(name)):
                names[name] = None
            case gast.Import() | gast.ImportFrom():
                for alias in node.names:
                    names[alias.asname or alias.name.partition(".")[0]] = None
        for child in gast.iter_child_nodes(node):
            if isinstance(child, gast.FunctionDef):
                names[child.name] = None
    names.update(dict.fromkeys(n.name for n in nodes if isinstance(n, gast.FunctionDef)))
    return list(names)


def grown_names(nodes: Sequence[gast.AST]) -> list[str]:
    """The names of lists that some statements may make longer, or change at an index yet unknown."""
    names: dict[str, None] = {}
    for node in inside(nodes):
        if isinstance(node, gast.Call):
            names.update(dict.fromkeys(grown_by(node)))
        elif isinstance(node, gast.AugAssign) and isinstance(node.target, gast.Name):
            names[node.target.id] = None
        elif isinstance(node, gast.Subscript) and isinstance(node.ctx, gast.Store):
            array, index = node.value, node.slice
            if isinstance(array, gast.Subscript):  # of an element, `items[i][j] = v`
                array, index = array.value, array.slice
            if isinstance(array, gast.Name) and not is_literal(index):
                names[array.id] = None
    return list(names)


def is_literal(node: gast.AST) -> bool:
    """Is it a number or a text as it stands?"""
    return isinstance(node, (gast.Constant, gast.UnaryOp))


def grown_by(node: gast.Call) -> list[str]:
    match node.func:
        case gast.Attribute(value=gast.Name(id=name), attr=attr) if attr in GROWING:
            return [name]
    return []


def leaves_always(statements: Sequence[gast.AST]) -> bool:
    """Does a list of statements always end in `return`, `break`, `continue` or `raise`?"""
    for node in statements:
        match node:
            case gast.Return() | gast.Break() | gast.Continue() | gast.Raise():
                return True
            case gast.If(body=body, orelse=orelse) if leaves_always(body) and leaves_always(orelse):
                return True
    return False


def returns(statements: Sequence[gast.AST]) -> bool:
    """Is there a `return` somewhere inside?"""
    return any(isinstance(node, gast.Return) for node in inside(statements))


def unsettled_names(statements: Sequence[gast.AST]) -> list[str]:
    """The names that may be bound already when some statements raise an exception.

    A statement binds its names when it has got its values, so those of the last one that may raise are not
    among them.

    >>> unsettled_names(gast.parse("a = f(x)\\nb = g(a)\\nc = b").body)
    ['a']
    """
    raising = [k for k, node in enumerate(statements) if may_raise(node)]
    if not raising:
        return []
    before, last = list(statements[: raising[-1]]), statements[raising[-1]]
    names = dict.fromkeys([*bound_names(before), *deleted_names(before)])
    if isinstance(last, gast.If) and not has_walrus(last.test):
        names.update(dict.fromkeys(unsettled_names(last.body)))
        names.update(dict.fromkeys(unsettled_names(last.orelse)))
    elif not binds_at_its_end(last):
        names.update(dict.fromkeys([*bound_names([last]), *deleted_names([last])]))
    return list(names)


def may_raise(node: gast.AST) -> bool:
    """May a statement raise an exception?"""
    match node:
        case gast.Pass() | gast.Break() | gast.Continue():
            return False
        case gast.Assign(targets=targets, value=value):
            return not is_quiet(value) or not all(isinstance(t, gast.Name) for t in targets)
        case gast.Expr(value=value):
            return not is_quiet(value)
        case gast.Return(value=value):
            return value is not None and not is_quiet(value)
        case _:
            return True


def is_quiet(node: gast.AST) -> bool:
    """Is it a constant or a name, or a display of such?"""
    if isinstance(node, (gast.Tuple, gast.List)):
        return all(map(is_quiet, node.elts))
    return isinstance(node, (gast.Constant, gast.Name))


def binds_at_its_end(node: gast.AST) -> bool:
    """Does a statement raise, if it does, before it has bound anything?"""
    if has_walrus(node):
        return False
    match node:
        case gast.Assign(targets=targets):
            parts = [e for t in targets if isinstance(t, (gast.Tuple, gast.List)) for e in t.elts]
            nested = any(not isinstance(e, (gast.Name, gast.Starred)) for e in parts)
            return not nested and (
                len(targets) == 1 or all(isinstance(t, gast.Name) for t in targets)
            )
        case gast.Import(names=names) | gast.ImportFrom(names=names):
            return len(names) == 1
        case _:
            return isinstance(node, SIMPLE)


SIMPLE = (gast.AugAssign, gast.AnnAssign, gast.Expr, gast.Return, gast.Assert, gast.Raise)


def has_walrus(node: gast.AST) -> bool:
    """Does an expression bind a name?"""
    return any(isinstance(inner, gast.NamedExpr) for inner in gast.walk(node))


def deleted_names(nodes: Sequence[gast.AST]) -> list[str]:
    """The names that some statements delete."""
    found = (n for n in inside(nodes) if isinstance(n, gast.Name) and isinstance(n.ctx, gast.Del))
    return list(dict.fromkeys(n.id for n in found))


def reads_first(nodes: Sequence[gast.AST], name: str) -> bool:
    """May a name be read before these statements bind it?"""
    found, _ = _first_read(nodes, name)
    return found


def _first_read(nodes: Sequence[gast.AST], name: str) -> tuple[bool, bool]:
    """Is it read before it is bound, and is it bound for sure behind the statements?"""
    for node in nodes:
        match node:
            case gast.Assign(targets=targets, value=value):
                if _loads([value, *targets], name):
                    return True, False
                if any(_stores(target, name) for target in targets):
                    return False, True
            case gast.If(test=test, body=body, orelse=orelse):
                sides = [_first_read(side, name) for side in (body, orelse)]
                if _loads([test], name) or any(found for found, _ in sides):
                    return True, False
                if all(bound for _, bound in sides):
                    return False, True
            case gast.For(target=target, iter=iterable, body=body, orelse=orelse):
                inner = not _stores(target, name) and reads_first(body, name)
                if _loads([iterable, target], name) or inner or reads_first(orelse, name):
                    return True, False
            case _:
                if _loads([node], name) or _augments(node, name):
                    return True, False
    return False, False


def _loads(nodes: Iterable[gast.AST], name: str) -> bool:
    return any(
        isinstance(n, gast.Name) and n.id == name and not isinstance(n.ctx, gast.Store)
        for node in nodes
        for n in gast.walk(node)
    )


def _stores(target: gast.AST, name: str) -> bool:
    return any(
        isinstance(n, gast.Name) and n.id == name and isinstance(n.ctx, gast.Store)
        for n in gast.walk(target)
    )


def _augments(node: gast.AST, name: str) -> bool:
    return any(
        isinstance(n, gast.AugAssign) and isinstance(n.target, gast.Name) and n.target.id == name
        for n in gast.walk(node)
    )
