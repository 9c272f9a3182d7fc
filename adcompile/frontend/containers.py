"""What lists and dicts of ours do: they grow, shrink, and change at an index.

    items = [x]                           items = [x]
    items.append(y)             =>        (nothing: `items` is `[x, y]` from here on)
    for v in z: items.insert(0, v)        a real list, each of whose states is a value

Of a container of known structure nothing is left but its elements.  Where the structure depends on what runs
it is made real, and each change is an op.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

import gast

from adcompile.diagnostics import AdcompileError
from adcompile.frontend.flow import MOST_UNROLLED
from adcompile.frontend.reductions import Reductions
from adcompile.frontend.values import Items, Value, as_atom, held
from adcompile.ir.nodes import UNDEFINED, Atom, Call, Const, Var
from adcompile.ir.primitives import append, insert, item, repeat, shorten, turn, without

__all__ = ["Containers"]

IN_PLACE: dict[Callable[..., Any], Callable[..., Any]] = {
    operator.add: operator.iadd,
    operator.sub: operator.isub,
    operator.mul: operator.imul,
    operator.truediv: operator.itruediv,
    operator.floordiv: operator.ifloordiv,
    operator.mod: operator.imod,
    operator.pow: operator.ipow,
    operator.matmul: operator.imatmul,
    operator.and_: operator.iand,
    operator.or_: operator.ior,
    operator.xor: operator.ixor,
    operator.lshift: operator.ilshift,
    operator.rshift: operator.irshift,
}
LAST, NOTHING = Const(-1), Const(None)
INNER = ".inner"  # an item that is changed where it is held
ADDED = ".added"  # what a list is extended by
JOINED = ".joined"  # a list that is made of two


@dataclass(frozen=True)
class Inner:
    """An item of a real list or dict, and where it is held."""

    name: str
    key: Atom
    item: Var


class Containers(Reductions):
    """Methods, operators and stores of lists and dicts of ours."""

    def invoke(self, node: gast.Call, name: str) -> Value:
        """A call; that of a method which changes an item where it is held."""
        kind = self.kind_changed(node)
        if kind:
            inner = self.inner_of(node.func.value)
            if inner is not None:
                self.kept(inner.item, kind)
                outer = dict(self.env)
                self.env[INNER] = inner.item
                place = gast.copy_location(gast.Name(INNER, gast.Load(), None, None), node)
                func = gast.copy_location(gast.Attribute(place, node.func.attr, gast.Load()), node)
                other = gast.copy_location(gast.Call(func, node.args, node.keywords), node)
                value = super().invoke(other, name)
                state = held(self.env[INNER])
                self.leave_scope(outer, [INNER])
                self.put_back(node, inner, as_atom(state, self.builder))
                return value
            self.check_inner(node)
        return super().invoke(node, name)

    def check_inner(self, node: gast.Call) -> None:
        """Refuse to change an item that may be held twice."""
        holder = node.func.value
        if isinstance(holder, gast.Subscript) and isinstance(holder.value, gast.Name):
            if self.is_real(self.env.get(holder.value.id, UNDEFINED)):
                self.refuse(
                    node,
                    f"changing an item of `{holder.value.id}`, which may hold one list twice, is",
                    "put in new lists, `[...]` or `list(items)`, where it is filled",
                )

    def kind_changed(self, node: gast.Call) -> str:
        """The kind of container that a method changes, if it is clear from the call."""
        method = node.func.attr if isinstance(node.func, gast.Attribute) else ""
        if method == "pop" and not node.args:
            return "list"
        if method in ("append", "extend", "insert", "reverse"):
            return "list"
        return "dict" if method in ("update", "setdefault") else ""

    def inner_of(self, node: gast.AST) -> Inner | None:
        """`items[key]` or `d.setdefault(key, [])` that is about to be changed, if only one holds it: the item."""
        default: gast.AST | None = None
        match node:
            case gast.Subscript(value=gast.Name(id=name), slice=key) if not isinstance(
                key, (gast.Slice, gast.Tuple)
            ):
                pass
            case gast.Call(
                func=gast.Attribute(value=gast.Name(id=name), attr="setdefault"),
                args=[key, default],
                keywords=[],
            ) if self.is_fresh(default):
                pass
            case _:
                return None
        base = self.env.get(name, UNDEFINED)
        if not isinstance(base, Items) and base not in self.apart:
            return None
        if isinstance(base, Items) and base.kind == "tuple":
            return None
        at = as_atom(self.expression(key), self.builder)
        base = held(self.env[name])
        if isinstance(base, Items):
            if isinstance(at, Const):
                return None  # all is known
            base = self.realised(node, base, name)
            if base not in self.apart:
                return None
        if default is not None:
            missing = self.expression(default)
            self.set_default(node, held(self.env[name]), "", at, missing)
            base = held(self.env[name])
        self.enter_expression(node)
        return Inner(name, at, self.builder.call(item, as_atom(base, self.builder), at))

    def put_back(self, node: gast.AST, inner: Inner, state: Atom) -> None:
        """The item as it is now, in its place."""
        base = held(self.env[inner.name])
        assert isinstance(base, Var)
        self.enter_expression(node)
        out = Var(base.hint())
        self.advance(base, self.builder.store(base, inner.key, state, None, out=out))

    def put_inside(
        self, target: gast.Subscript, value: Value, func: Callable[..., Any] | None
    ) -> bool:
        """`items[key][index] = value`, where only one holds the item."""
        inner = self.inner_of(target.value)
        if inner is None:
            return False
        index = as_atom(self.index(target.slice), self.builder)
        self.enter_expression(target)
        if func is None:
            atom = self.realised(target, value)
        else:
            old = self.builder.call(operator.getitem, inner.item, index)
            atom = self.builder.call(IN_PLACE[func], old, as_atom(value, self.builder))
        self.enter_expression(target)
        state = self.builder.store(inner.item, index, atom)
        self.put_back(target, inner, state)
        return True

    def method_of(self, base: Value, node: gast.Call, name: str) -> Value | None:
        """What a method gives; None where it is none of theirs."""
        kind = base.kind if isinstance(base, Items) else self.kind_of(base)
        method = self.METHODS.get((kind, node.func.attr))
        if method is None or node.keywords or any(isinstance(a, gast.Starred) for a in node.args):
            return None
        least, most, action = method
        if not least <= len(node.args) <= most:
            return None
        if action is Containers.extend:
            self.extend(node, base, node.args[0])
            return Const(None)
        since = self.changes
        args = [self.expression(argument) for argument in node.args]
        if since != self.changes:
            base = self.expression(node.func.value)
            args = [self.refreshed(node, since, value) for value in args]
        self.enter_expression(node)
        value: Value | None = action(self, node, base, name, *args)
        return value

    def kind_of(self, value: Value) -> str:
        """The kind of a real list or dict of ours."""
        if self.is_dict(value):
            return "dict"
        if value in self.tuples:
            return "tuple"
        return "list" if self.is_list(value) else ""

    def real(self, node: gast.AST, base: Value) -> Var:
        """A list or dict as a real one."""
        made = self.realised(node, base, self.name_of(base))
        assert isinstance(made, Var)
        return made

    def name_of(self, value: Value) -> str:
        """The name that holds a container."""
        names = (n for n, slot in self.env.items() if slot is value and not n.startswith("."))
        return next(names, "")

    def next_state(
        self, base: Var, func: Callable[..., Any], *args: Atom, fresh: bool = True
    ) -> None:
        """A change in place of a real list or dict."""
        self.advance(base, self.builder.call(func, base, *args, out=Var(base.hint())), fresh)

    # -- lists ----------------------------------------------------------------------------

    def append(self, node: gast.Call, base: Value, name: str, value: Value) -> Value:
        if isinstance(base, Items):
            self.change(node, base, Items("list", (*base.values, value)))
        else:
            atom = self.realised(node, value)
            self.next_state(self.real(node, base), append, atom, fresh=self.is_fresh(node.args[0]))
        return Const(None)

    def extend(self, node: gast.AST, base: Value, argument: gast.AST) -> None:
        """`items.extend(values)`, `items += values`: one after the other."""
        elements = self.static_elements(argument)
        if elements is not None and (isinstance(base, Items) or len(elements) <= MOST_UNROLLED):
            if isinstance(base, Items):
                self.change(node, base, Items("list", (*base.values, *elements)))
                return
            state = self.real(node, base)
            for element in elements:
                atom = self.realised(node, element)
                self.enter_expression(node)
                made = self.builder.call(append, state, atom, out=Var(state.hint()))
                self.advance(state, made, False)
                state = made
            return
        iteration = self.iteration(argument, [])
        first = self.env[ADDED] = self.real(node, base)

        def body() -> None:
            element = self.realised(node, iteration.element(iteration.item, []))
            state = held(self.env[ADDED])
            assert isinstance(state, Var)
            self.enter_expression(node)
            longer = self.builder.call(append, state, element, out=Var(state.hint()))
            self.env[ADDED] = self.kept(longer, "list")

        self.repeat(node, [ADDED], body, iteration=iteration)
        self.replace(first, held(self.env.pop(ADDED)))

    def insert(self, node: gast.Call, base: Value, name: str, index: Value, value: Value) -> Value:
        if isinstance(base, Items) and isinstance(index, Const) and type(index.value) is int:
            values = list(base.values)
            values.insert(index.value, value)
            self.change(node, base, Items("list", tuple(values)))
        else:
            atom = self.realised(node, value)
            at, fresh = as_atom(index, self.builder), self.is_fresh(node.args[1])
            self.next_state(self.real(node, base), insert, at, atom, fresh=fresh)
        return Const(None)

    def pop(self, node: gast.Call, base: Value, name: str, index: Value = LAST) -> Value:
        if isinstance(base, Items) and isinstance(index, Const) and type(index.value) is int:
            values = list(base.values)
            try:
                value = values.pop(index.value)
            except IndexError as error:
                span = self.source.span(node, self.line)
                raise AdcompileError(str(error), span, "correct the index") from None
            self.change(node, base, Items("list", tuple(values)))
            return value
        state, at = self.real(node, base), as_atom(index, self.builder)
        picked = self.call(node, name, operator.getitem, state, at)
        if isinstance(at, Const) and type(at.value) is int and at.value == -1:
            self.next_state(state, shorten)
        else:
            self.next_state(state, without, at)
        return picked

    def copied(self, node: gast.Call, base: Value, name: str) -> Value:
        if isinstance(base, Items):
            return Items(base.kind, base.values, base.keys)
        kind = self.kind_of(base)
        made = self.call(node, name, dict if kind == "dict" else list, as_atom(base, self.builder))
        return self.kept(as_atom(made, self.builder), kind)

    def clear(self, node: gast.Call, base: Value, name: str) -> Value | None:
        if not isinstance(base, Items):
            return None
        self.change(node, base, Items(base.kind, ()))
        return Const(None)

    def reverse(self, node: gast.Call, base: Value, name: str) -> Value:
        if isinstance(base, Items):
            self.change(node, base, Items("list", base.values[::-1]))
        else:
            self.next_state(self.real(node, base), turn)
        return Const(None)

    # -- dicts ----------------------------------------------------------------------------

    def get(
        self, node: gast.Call, base: Value, name: str, key: Value, default: Value = NOTHING
    ) -> Value:
        if isinstance(base, Items) and isinstance(key, Const):
            return base.values[base.keys.index(key.value)] if key.value in base.keys else default
        state, at = self.real(node, base), as_atom(key, self.builder)

        def there() -> Value:
            return self.call(node, name, operator.getitem, state, at)

        found = self.choice(node, name, self.has_key(node, state, at), there, default)
        return held(found)

    def has_key(self, node: gast.AST, state: Atom, key: Atom) -> Atom:
        """`key in state`."""
        return self.stated(node, "k in d", "", "", k=key, d=state)

    def take(
        self, node: gast.Call, base: Value, name: str, key: Value, default: Value | None = None
    ) -> Value:
        """`d.pop(key)`."""
        if isinstance(base, Items) and isinstance(key, Const):
            if key.value not in base.keys:
                return self.item(node, base, key.value) if default is None else default
            at = base.keys.index(key.value)
            pairs = [(k, v) for j, (k, v) in enumerate(zip(base.keys, base.values)) if j != at]
            new = Items("dict", tuple(v for _, v in pairs), tuple(k for k, _ in pairs))
            self.change(node, base, new)
            return base.values[at]
        state, at_ = self.real(node, base), as_atom(key, self.builder)
        if default is None:
            picked = self.call(node, name, operator.getitem, state, at_)
            self.next_state(state, without, at_)
            return picked

        def there() -> Value:
            picked = self.call(node, name, operator.getitem, state, at_)
            self.next_state(state, without, at_)
            return picked

        return held(self.choice(node, name, self.has_key(node, state, at_), there, default))

    def set_default(
        self, node: gast.Call, base: Value, name: str, key: Value, default: Value = NOTHING
    ) -> Value:
        if isinstance(base, Items) and isinstance(key, Const):
            if key.value in base.keys:
                return base.values[base.keys.index(key.value)]
            new = Items("dict", (*base.values, default), (*base.keys, key.value))
            self.change(node, base, new)
            return default
        state, at = self.real(node, base), as_atom(key, self.builder)

        def missing() -> Value:
            atom = self.realised(node, default)
            made = self.builder.store(state, at, atom, None, out=Var(state.hint()))
            self.advance(state, made, len(node.args) == 2 and self.is_fresh(node.args[1]))
            return atom

        def there() -> Value:
            return self.call(node, name, operator.getitem, state, at)

        return held(self.choice(node, name, self.has_key(node, state, at), there, missing))

    def update(self, node: gast.Call, base: Value, name: str, other: Value) -> Value:
        if isinstance(other, Items) and other.kind == "dict":
            for key, value in zip(other.keys, other.values):
                self.put_key(node, node.func.value, Const(key), value)
            return Const(None)
        if not self.is_dict(other):
            self.refuse(node, "`.update()` by this is", "write `d[key] = value` in a loop")
        first = self.env[ADDED] = self.real(node, base)
        self.env[".dict"] = other
        whole = gast.copy_location(gast.Name(".dict", gast.Load(), None, None), node)
        iteration = self.iteration(whole, [])

        def body() -> None:
            key = as_atom(iteration.element(iteration.item, []), self.builder)
            value = self.builder.call(operator.getitem, as_atom(other, self.builder), key)
            state = held(self.env[ADDED])
            assert isinstance(state, Var)
            filled = self.builder.store(state, key, value, out=Var(state.hint()))
            self.env[ADDED] = self.kept(filled, "dict")

        self.repeat(node, [ADDED], body, iteration=iteration)
        del self.env[".dict"]
        self.replace(first, held(self.env.pop(ADDED)))
        return Const(None)

    def put_key(self, node: gast.AST, target: gast.AST, key: Const, value: Value) -> None:
        """`d[key] = value` for one key of an update."""
        base = self.expression(target)
        self.put_item(node, base, key, value, None)

    def keys(self, node: gast.Call, base: Value, name: str) -> Value:
        return self.view(node, base, name)

    def view(self, node: gast.Call, base: Value, name: str) -> Value:
        """`d.keys()`, `d.values()`, `d.items()` that are read at once."""
        which = node.func.attr
        if name and name != "result":
            self.refuse(node, f"a name for `.{which}()` of a dict is", f"write `list(d.{which}())`")
        if isinstance(base, Items):
            keys: tuple[Value, ...] = tuple(map(Const, base.keys))
            pairs = tuple(Items("tuple", pair) for pair in zip(keys, base.values))
            return Items("list", {"keys": keys, "values": base.values, "items": pairs}[which])
        self.env[".dict"] = base
        text = {"keys": "k", "values": "d[k]", "items": "(k, d[k])"}[which]
        names = {"d": ".dict", "k": ".k"}
        made = self.expression(self.placed(node, f"[{text} for k in d]", names))
        del self.env[".dict"]
        return made

    # -- items ----------------------------------------------------------------------------

    def put_item(
        self,
        node: gast.AST,
        base: Value,
        index: Atom,
        value: Value,
        func: Callable[..., Any] | None,
    ) -> bool:
        """`items[key] = value` or `items[key] op= value`, if that is what it is."""
        if (base.kind if isinstance(base, Items) else self.kind_of(base)) == "tuple":
            if isinstance(base, Var):
                self.refuse(node, "item assignment to a tuple is", "make a list of it")
            return False
        if isinstance(base, Items):
            place = self.place_of(base, index)
            new = base.kind == "dict" and func is None and is_plain(index)
            if place is not None or new:
                assert isinstance(index, Const)
                self.put(node, base, index, place, value, func)
                return True
        elif not self.kind_of(base):
            return False
        if isinstance(getattr(node, "slice", None), gast.Slice):
            self.refuse(
                node,
                "assigning to a slice of a list is",
                "join the parts, `items = items[:i] + others + items[j:]`, or go through the items",
            )
        state = self.real(node, base)
        self.enter_expression(node)
        if func is None:
            atom = self.realised(node, value)
        else:
            take = item if state in self.apart else operator.getitem
            old = self.builder.call(take, state, index)
            atom = self.builder.call(IN_PLACE[func], old, as_atom(value, self.builder))
        self.enter_expression(node)
        made = self.builder.store(state, index, atom, None, out=Var(state.hint()))
        self.advance(state, made, func is not None or self.is_new_value())
        return True

    def is_new_value(self) -> bool:
        """Is what the statement assigns a new object?"""
        return isinstance(self.line, gast.Assign) and self.is_fresh(self.line.value)

    def place_of(self, items: Items, index: Atom) -> int | None:
        """Where an element of a container of known structure stands, if it is there."""
        if not isinstance(index, Const) or not is_plain(index):
            return None
        key = index.value
        if items.kind == "dict":
            return items.keys.index(key) if key in items.keys else None
        if type(key) is not int or not -len(items.values) <= key < len(items.values):
            return None
        return key % len(items.values)

    def put(
        self,
        node: gast.AST,
        items: Items,
        index: Const,
        place: int | None,
        value: Value,
        func: Callable[..., Any] | None,
    ) -> None:
        """The same in a container of known structure."""
        values, keys = list(items.values), items.keys
        if func is not None:
            assert place is not None
            old = values[place]
            if isinstance(old, Items):
                self.refuse(node, "this change of a list in a list is", "give it a name")
            operand = as_atom(value, self.builder)
            self.enter_expression(node)
            named = Var(old.name) if isinstance(old, Var) else Var()
            value = self.builder.call(
                IN_PLACE[func], as_atom(old, self.builder), operand, out=named
            )
        if place is None:
            keys, values = (*keys, index.value), [*values, value]
        else:
            values[place] = value
        self.change(node, items, Items(items.kind, tuple(values), keys))

    def remove_item(self, node: gast.Subscript) -> None:
        """`del items[key]`."""
        base, index = self.expression(node.value), self.index(node.slice)
        kind = base.kind if isinstance(base, Items) else self.kind_of(base)
        if kind not in ("list", "dict") or isinstance(node.slice, gast.Slice):
            self.refuse(node, "deleting part of an object is", "build a new one instead")
        remove = self.take if kind == "dict" else self.pop
        remove(node, base, "", index)

    # -- operators ------------------------------------------------------------------------

    def of_lists(
        self, node: gast.AST, name: str, func: Callable[..., Any], left: Value, right: Value
    ) -> Value | None:
        """`items + others`, `[a] * n`."""
        if func is operator.mul:
            return self.repeated(left, right)
        if func is not operator.add:
            return None
        if isinstance(left, Items) and isinstance(right, Items):
            same = left.kind == right.kind != "dict"
            return Items(left.kind, left.values + right.values) if same else None
        kinds = {v.kind if isinstance(v, Items) else self.kind_of(v) for v in (left, right)}
        if kinds not in ({"list"}, {"tuple"}):
            return None
        made = self.joined(node, name, left, right)
        if kinds == {"tuple"}:
            self.tuples.add(made)
        return made

    def joined(self, node: gast.AST, name: str, left: Value, right: Value) -> Value:
        """`items + others`: a new list, of which the compiler decides where it may be the old one."""
        state = self.realised(node, Items("list", left.values) if isinstance(left, Items) else left)
        assert isinstance(state, Var)
        if isinstance(right, Items):
            for part in right.values:
                atom = self.realised(node, part)
                self.enter_expression(node)
                state = self.longer(state, atom, name)
            return self.kept(state, "list")
        if not isinstance(left, Items):
            state = self.builder.call(list, state)  # there may be nothing to add
        outer = dict(self.env)
        self.env[JOINED], self.env[ADDED] = self.kept(state, "list"), right
        whole = gast.copy_location(gast.Name(ADDED, gast.Load(), None, None), node)
        iteration = self.iteration(whole, [])

        def body() -> None:
            element = as_atom(iteration.element(iteration.item, []), self.builder)
            old = held(self.env[JOINED])
            assert isinstance(old, Var)
            self.enter_expression(node)
            self.env[JOINED] = self.kept(self.longer(old, element, name), "list")

        self.repeat(node, [JOINED], body, iteration=iteration)
        made = held(self.env[JOINED])
        self.leave_scope(outer, [JOINED, ADDED])
        return made

    def longer(self, items: Var, value: Atom, name: str) -> Var:
        """A new list: `items` with one element more."""
        out = Var(name if not name.startswith(".") else "")
        self.builder.append(Call(out, append, (items, value), self.builder.span, derived=True))
        return out

    def repeated(self, left: Value, right: Value) -> Value | None:
        """`[0.0] * n`: a display, or a list whose length is known when it runs."""
        kinds = [v.kind if isinstance(v, Items) else self.kind_of(v) for v in (left, right)]
        items, count = (left, right) if kinds[0] else (right, left)
        if sorted(kinds) not in (["", "list"], ["", "tuple"]):
            return None
        if isinstance(items, Items):
            if isinstance(count, Const) and type(count.value) is int:
                if len(items.values) * count.value <= MOST_UNROLLED:
                    return Items(items.kind, items.values * count.value)
            if items.kind != "list":
                return None
        if self.kind_of(items) == "tuple":
            self.refuse(self.line, "`*` of a tuple that a loop makes is", "use a list")
        made = self.realised(self.line, items)
        again = self.builder.call(repeat, made, as_atom(count, self.builder))
        if isinstance(items, Items) and all(isinstance(v, Const) for v in items.values):
            self.apart.add(again)
        return self.kept(again, "list")

    def augment(self, node: gast.AugAssign, old: Value) -> bool:
        """`items += values`, `items *= n` of a list of ours."""
        adds = isinstance(node.op, gast.Add)
        kind = old.kind if isinstance(old, Items) else self.kind_of(old)
        if kind == "list" and adds:
            self.extend(node, old, node.value)
            return True
        if isinstance(old, Items) and kind == "list" and isinstance(node.op, gast.Mult):
            new = self.repeated(old, self.expression(node.value))
            if not isinstance(new, Items):
                self.refuse(node, "`*=` of a list is", "write `items = items * n`")
            self.change(node, old, new)
            return True
        if kind == "list" and isinstance(node.op, gast.Mult):
            self.refuse(node, "`*=` of a list is", "write `items = items * n`")
        if kind == "tuple" and isinstance(node.op, (gast.Add, gast.Mult)):
            func = self.OPERATORS[type(node.op)]
            made = self.of_lists(node, "", func, old, self.expression(node.value))
            if made is not None:
                self.env[node.target.id] = made
                return True
        return False

    METHODS: ClassVar[dict[tuple[str, str], tuple[int, int, Callable[..., Any]]]] = {
        ("list", "append"): (1, 1, append),
        ("list", "extend"): (1, 1, extend),
        ("list", "insert"): (2, 2, insert),
        ("list", "pop"): (0, 1, pop),
        ("list", "copy"): (0, 0, copied),
        ("list", "clear"): (0, 0, clear),
        ("list", "reverse"): (0, 0, reverse),
        ("dict", "get"): (1, 2, get),
        ("dict", "pop"): (1, 2, take),
        ("dict", "setdefault"): (1, 2, set_default),
        ("dict", "update"): (1, 1, update),
        ("dict", "copy"): (0, 0, copied),
        ("dict", "clear"): (0, 0, clear),
        ("dict", "keys"): (0, 0, view),
        ("dict", "values"): (0, 0, view),
        ("dict", "items"): (0, 0, view),
    }


def is_plain(index: Atom) -> bool:
    """Is it a literal key, or a number?"""
    return isinstance(index, Const) and not isinstance(index.value, slice)
