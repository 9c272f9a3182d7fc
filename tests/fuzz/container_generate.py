"""Random programs with lists and dicts that grow, shrink and change, in the control flow of `flow_generate`.

    statement  ... of flow_generate, and of a list `out` and a dict `table`
             | out = [s, t] | out = [e * s for e in v] | table = {} | table = {"a": s, "b": t}
             | table = {i: e for i, e in enumerate(v)} | rows = [[s, t], [t, s]] | rows = [[s] * n for _ in range(2)]
             | out.append(s) | out.insert(i, s) | out.extend([s, t]) | out.extend(v) | out += [s] | out = out + [s]
             | out = [s] + out | out.reverse() | out = out[1:] | if out: s = out.pop() | if out: del out[0]
             | if out: out[i % len(out)] = s | if out: out[0] += s | while len(out) > 1: s = s + out.pop()
             | table[KEY] = s | table[KEY] = table.get(KEY, s) + t | table.setdefault(KEY, s)
             | if KEY in table: table[KEY] *= s | s = table.pop(KEY, t) | table.update({"a": s})
             | rows[i % 2].append(s) | rows[i % 2][0] = s | rows[i % 2][1] += s | line = rows[i % 2]
             | groups.setdefault(KEY, []).append(s)
             | arrays.append(v) | if arrays: arrays[i % len(arrays)] OP v | arrays[0][i] OP s | v = arrays.pop()
             | stock[KEY] = v | if KEY in stock: stock[KEY] OP v | stock[KEY][i] OP s | v = stock.get(KEY, w)
             | pairs.append((s, t)) | for a, b in pairs | match out: case [a, *rest]
             | other = out, and then one of these to one of the two
    iterable   out | enumerate(out) | zip(out, v) | table.items() | table.values() | rows
    scalar     sum(out), sum(out[1:]), max(out), sorted(out)[0], sum(table.values()), len(table), table.get(KEY, s)
             | max(out, key=f), sorted(out, key=f, reverse=True)[0], sum({s, t})

An array that a list or dict holds may have other names, through which it is changed, too.

A program that is refused says nothing; one that is not must be right.

program = generate(7)      # the same program for the same seed, always
print(program.text)
"""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.fuzz.flow_generate import LINES, FlowProgram, Writer

__all__ = ["ContainerWriter", "generate"]

COPIES = 40
CHANGED = 0.6  # how many statements are about lists and dicts


def generate(seed: int) -> FlowProgram:
    """The random program of a seed.

    >>> generate(3).text == generate(3).text
    True
    """
    from tests.fuzz.flow_check import is_sound

    for copy in range(COPIES):
        program = ContainerWriter(seed, random.Random(f"containers/{seed}/{copy}")).write()
        if is_sound(program):
            return program
    body = "    return x * x\n"
    return FlowProgram(seed, body, ("x",), (0.7,), (), (0,))


class ContainerWriter(Writer):
    """Kinds beside those of the base class: dict, rows (a list of lists), groups (a dict of lists), stock (a dict
    of vectors), pairs (a list of pairs)."""

    def arguments(self) -> None:
        super().arguments()
        for _ in range(self.rng.choice((1, 2, 2, 3))):
            self.new()

    def statement(self) -> None:
        if self.rng.random() < CHANGED and len(self.lines) < LINES:
            self.rng.choice(
                (
                    *(self.change_list,) * 4,
                    *(self.change_dict,) * 3,
                    *(self.change_inner,) * 3,
                    *(self.change_arrays,) * 4,
                    self.change_pairs,
                    self.new,
                )
            )()
        else:
            super().statement()

    def new(self) -> None:
        """A list or dict, at the top or anywhere."""
        rng = self.rng
        vectors = self.names("v3") or [f"np.full(3, {self.leaf(True)})"]
        one, vector = lambda: self.scalar(1), rng.choice(vectors)
        kinds = ("floats", "floats", "dict", "dict", "rows", "groups", "vectors", "stock", "pairs")
        kind = rng.choice(kinds)
        texts: dict[str, list[str]] = {
            "floats": [
                "[]",
                f"[{one()}, {one()}]",
                f"[e * {self.leaf()} for e in {vector}]",
                f"[{one()}] * {self.bound()}",
                f"[0.5] * {rng.choice((2, 3))}",
            ],
            "dict": [
                "{}",
                f'{{"a": {one()}, "b": {one()}}}',
                f"{{l: e * {self.leaf()} for l, e in enumerate({vector})}}",
            ],
            "rows": [
                f"[[{one()}, {one()}], [{one()}, 0.5]]",
                f"[[{one()}] * 2 for _ in range(2)]",
                f"[[e, {self.leaf()}] for e in {vector}]",
            ],
            "groups": ["{}", '{"a": []}', '{k: [] for k in ("a", "b")}'],
            "vectors": ["[]", f"[{vector}]", f"[{vector}, {self.vector('v3', 1)}]"],
            "stock": ["{}", f'{{"a": {vector}}}', f"{{l: {vector} * l for l in range(2)}}"],
            "pairs": ["[]", f"[({one()}, {one()})]", f"[(e, {one()}) for e in {vector}]"],
        }
        prefixes = {"floats": "out", "dict": "table", "vectors": "arrays"}
        name = self.fresh(prefixes.get(kind, kind))
        self.emit(f"{name} = {rng.choice(texts[kind])}")
        self.kinds[name] = kind

    def key(self) -> str:
        """A key of a dict."""
        counters = self.names("int")
        if counters and self.rng.random() < 0.5:
            return f"{self.rng.choice(counters)} % 3"
        return self.rng.choice(('"a"', '"b"', '"c"', "0", "1"))

    def place(self) -> str:
        counters = self.names("int")
        return self.rng.choice(counters) if counters and self.rng.random() < 0.6 else "0"

    def free(self, kind: str) -> list[str]:
        return [n for n in self.names(kind) if n not in self.held]

    def change_list(self) -> None:
        rng = self.rng
        names = self.free("floats")
        if not names:
            return self.new()
        out = rng.choice(names)
        s = self.scalar(1)
        vector = rng.choice(self.names("v3") or ["[0.25, 0.5]"])
        target = self.target("float")
        forms = [
            f"{out}.append({s})",
            f"{out}.append({s})",
            f"{out}.insert({rng.choice(('0', '1', '-1', self.place()))}, {s})",
            f"{out}.extend([{s}, {self.leaf()}])",
            f"{out}.extend({vector})",
            f"{out} += [{s}]",
            f"{out} = {out} + [{s}]",
            f"{out} = [{s}] + {out}",
            f"{out} = {out} + {rng.choice(names)}",
            f"{out}.reverse()",
            f"{out} = {out}[1:]",
            f"{out} = {out}[::-1]",
            f"if {out}: del {out}[0]",
            f"if {out}: {out}[{self.place()} % len({out})] = {s}",
            f"if {out}: {out}[0] += {s}",
            f"if {out}: {out}[-1] *= {s}",
            f"if {out}: {out}[{self.place()} % len({out})] = {out}[0] * {s}",
        ]
        if rng.random() < 0.2:
            forms = [f"{target} = {out}.pop() if {out} else {s}", f"{target} = {s} + len({out})"]
            self.emit(rng.choice(forms))
            return self.define(target, "float")
        if rng.random() < 0.06:
            self.emit(f"while len({out}) > 1:")
            self.emit(f"    {out}.append({out}.pop() * {out}.pop() + 0.1)")
            return None
        if rng.random() < 0.08:
            other = self.fresh("out")
            self.emit(f"{other} = {rng.choice((out, out, f'{out}.copy()', f'list({out})'))}")
            self.kinds[other] = "floats"
            return None
        self.emit(rng.choice(forms))
        return None

    def change_dict(self) -> None:
        rng = self.rng
        names = self.free("dict")
        if not names:
            return self.new()
        table, key, s = rng.choice(names), self.key(), self.scalar(1)
        if rng.random() < 0.2:
            target = self.target("float")
            self.emit(
                f"{target} = {rng.choice((f'{table}.pop({key}, {s})', f'{table}.get({key}, {s})'))}"
            )
            return self.define(target, "float")
        forms = [
            f"{table}[{key}] = {s}",
            f"{table}[{key}] = {s}",
            f"{table}[{key}] = {table}.get({key}, 0.0) + {s}",
            f"{table}.setdefault({key}, {s})",
            f"if {key} in {table}: {table}[{key}] *= {s}",
            f"if {key} in {table}: {table}[{key}] += {s}",
            f"if {key} in {table}: del {table}[{key}]",
            f'{table}.update({{"a": {s}}})',
            f"{table} = {{k: e * {self.leaf()} for k, e in {table}.items()}}",
        ]
        if rng.random() < 0.15:
            self.emit(f"for key in {table}:")
            self.emit(f"    {table}[key] = {table}[key] * {self.leaf()} + {self.leaf()}")
            return None
        if rng.random() < 0.08:
            other = self.fresh("table")
            self.emit(f"{other} = {rng.choice((table, f'{table}.copy()', f'dict({table})'))}")
            self.kinds[other] = "dict"
            return None
        self.emit(rng.choice(forms))
        return None

    def change_inner(self) -> None:
        rng = self.rng
        rows, groups = self.free("rows"), self.free("groups")
        if not rows and not groups:
            return self.new()
        name, s = rng.choice(rows + groups), self.scalar(1)
        if name in groups:
            key = self.key()
            self.emit(
                rng.choice(
                    (
                        f"{name}.setdefault({key}, []).append({s})",
                        f"{name}.setdefault({key}, []).append({s})",
                        f"{name}[{key}] = [{s}]",
                        f"if {key} in {name}: {name}[{key}].append({s})",
                    )
                )
            )
            return None
        at = rng.choice(("0", "1", f"{self.place()} % 2"))
        if rng.random() < 0.12:
            line = self.fresh("line")
            self.emit(f"{line} = {rng.choice((f'{name}[{at}]', f'list({name}[{at}])'))}")
            self.kinds[line] = "floats"
            if rng.random() < 0.7:
                self.held.add(line)  # only read
                self.emit(f"{name}[{at}].append({line}[0] * {s})")
            return None
        self.emit(
            rng.choice(
                (
                    f"{name}[{at}].append({s})",
                    f"{name}[{at}].append({name}[0][0] * {s})",
                    f"if len({name}[{at}]) > 2: {name}[{at}].pop()",
                    f"{name}[{at}][0] = {s}",
                    f"{name}[{at}][1] += {s}",
                    f"{name}[{at}][{self.place()} % 2] *= {s}",
                    f"{name}.append([{s}, {self.leaf()}])",
                    f"{name}[{at}] = [{s}, {self.leaf()}]",
                    f"{name}[0] = {name}[1]",
                )
            )
        )
        return None

    def change_arrays(self) -> None:
        """A list or dict of vectors, and vectors that it shares with names."""
        rng = self.rng
        lists, stocks = self.free("vectors"), self.free("stock")
        if not lists and not stocks:
            return self.new()
        name = rng.choice(lists + stocks)
        vector = rng.choice([self.vector("v3", 1), *self.names("v3")])
        sign, part = (
            rng.choice(("=", "+=", "*=", "-=")),
            rng.choice(("0", "1:", ":2", self.place())),
        )
        s = self.scalar(1)
        if name in lists:
            there, at = name, rng.choice(("0", "-1", f"{self.place()} % len({name})"))
            taken = [
                f"{name}.pop() if {name} else {vector}",
                f"max({name}, key=lambda v: v[0], default={vector})",
            ]
            forms = [f"{name}.append({vector})", f"{name}.insert(0, {vector})", f"{name}.reverse()"]
            forms += [f"{name} = {name}[1:]", f"if {name}: del {name}[0]"]
            forms += [f"{name} = sorted({name}, key=lambda v: v[1])"]
        else:
            key = self.key()
            there, at = f"{key} in {name}", key
            taken = [f"{name}.get({key}, {vector})", f"{name}.pop({key}, {vector})"]
            forms = [f"{name}[{key}] = {vector}", f"{name}.setdefault({key}, {vector})"]
            forms += [f"{name} = {{k: {s} * v for k, v in {name}.items()}}"]
        taken.append(f"{name}[{at}] if {there} else {vector}")
        if rng.random() < 0.25:
            target = self.target("v3")
            self.emit(f"{target} = {rng.choice(taken)}")
            return self.define(target, "v3", buffer=rng.random() < 0.7)
        if rng.random() < 0.5:
            forms = [f"if {there}: {name}[{at}] {sign} {vector}"]
            forms += [f"if {there}: {name}[{at}][{part}] {sign} {s}"]
        self.emit(rng.choice(forms))
        return None

    def change_pairs(self) -> None:
        rng = self.rng
        names = self.free("pairs")
        if not names:
            return self.new()
        name, s = rng.choice(names), self.scalar(1)
        forms = [
            f"{name}.append(({s}, {self.leaf()}))",
            f"if {name}: {name}[0] = ({s}, {name}[0][0])",
            f"{name} = sorted({name}, key=lambda pair: pair[0])",
        ]
        if rng.random() < 0.4:
            target = self.target("float")
            picked = f"{name}[{rng.choice(('0', '-1'))}][{rng.choice(('0', '1'))}]"
            self.emit(f"{target} = {picked} if {name} else {s}")
            return self.define(target, "float")
        self.emit(rng.choice(forms))
        return None

    def iterable(self) -> tuple[str, dict[str, str], tuple[str, ...], bool]:
        rng = self.rng
        lists, tables, rows = self.names("floats"), self.names("dict"), self.names("rows")
        pairs, arrays = self.names("pairs"), self.names("vectors")
        if (lists or tables or rows or pairs or arrays) and rng.random() < 0.35:
            i, v, w = self.fresh("k"), self.fresh("v"), self.fresh("b")
            forms: list[tuple[str, dict[str, str], tuple[str, ...], bool]] = []
            for out in lists:
                forms.append((f"for {v} in {out}:", {v: "float"}, (out,), False))
                both = {i: "int", v: "float"}
                forms.append((f"for {i}, {v} in enumerate({out}):", both, (out,), False))
            for table in tables:
                forms.append((f"for {v} in {table}.values():", {v: "float"}, (table,), False))
                forms.append((f"for _, {v} in {table}.items():", {v: "float"}, (table,), False))
            for row in rows:
                forms.append((f"for {w} in {row}:", {w: "floats"}, (row,), False))
            for pair in pairs:
                both = {i: "float", v: "float"}
                forms.append((f"for {i}, {v} in {pair}:", both, (pair,), False))
            for array in arrays:
                forms.append((f"for {v} in {array}:", {v: "v3"}, (array,), False))
            return rng.choice(forms)
        return super().iterable()

    def reduction(self, depth: int) -> str:
        rng = self.rng
        forms: list[Callable[[], str]] = []
        for name, kind in self.kinds.items():
            if kind == "floats":
                forms += [
                    lambda name=name: f"sum({name}[{rng.choice(('1:', ':2', '-2:', '::2'))}])",
                    lambda name=name: f"max([0.777, *{name}])",
                    lambda name=name: f"max({name}, key=lambda e: -e * e, default=0.4)",
                    lambda name=name: f"min({name}, key=np.sin, default=0.3)",
                    lambda name=name: f"sum(sorted({name}, key=lambda e: -e)[:2])",
                    lambda name=name: f"sum(sorted({name}, key=np.cos, reverse=True)[1:])",
                    lambda name=name: f"sum({{*{name}, 0.625}})",
                    lambda name=name: f"max({name}, default=0.5)",
                    lambda name=name: f"sum(sorted({name})[:2])",
                    lambda name=name: f"sum(e * l for l, e in enumerate({name}))",
                    lambda name=name: f"({name}[0] if {name} else 0.5)",
                ]
            elif kind == "dict":
                forms += [
                    lambda name=name: f"sum({name}.values())",
                    lambda name=name: f"{name}.get({self.key()}, {self.leaf()})",
                    lambda name=name: f"0.3 * len({name})",
                    lambda name=name: f"sum(np.sin(e) for e in {name}.values())",
                    lambda name=name: f"max({name}.values(), default=0.2)",
                ]
            elif kind == "rows":
                forms += [
                    lambda name=name: f"sum(sum(r) for r in {name})",
                    lambda name=name: f"{name}[{self.place()} % 2][-1]",
                    lambda name=name: f"sum(e * e for r in {name} for e in r)",
                ]
            elif kind == "vectors":
                forms += [
                    lambda name=name: f"np.sum(sum({name}[:2]))",
                    lambda name=name: f"sum(np.sum(v * v) for v in {name})",
                    lambda name=name: f"({name}[-1][1] if {name} else 0.5)",
                ]
            elif kind == "stock":
                forms.append(lambda name=name: f"sum(np.sum(v) for v in {name}.values())")
            elif kind == "pairs":
                forms.append(lambda name=name: f"sum(a * np.cos(b) for a, b in {name})")
            elif kind == "groups":
                forms.append(lambda name=name: f"sum(sum(r) * len(r) for r in {name}.values())")
        if forms and rng.random() < 0.7:
            return rng.choice(forms)()
        return super().reduction(depth)

    def result(self) -> str:
        text = super().result()
        for name in self.names("dict"):
            text += f" + sum({name}.values())"
        for name in self.names("rows"):
            text += f" + sum(sum(r) for r in {name})"
        for name in self.names("groups"):
            text += f" + sum(sum(r) for r in {name}.values())"
        for name in self.names("vectors"):
            text += f" + sum(np.sum(v) for v in {name})"
        for name in self.names("stock"):
            text += f" + sum(np.sum(v) for v in {name}.values())"
        for name in self.names("pairs"):
            text += f" + sum(a * b for a, b in {name})"
        return text
