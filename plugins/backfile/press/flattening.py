"""Flattening: a template with all that it extends, includes and imports made one tree, so that one function prints it.

Such a tree prints what Jinja prints. Not every template is one: names of templates must be constants; blocks stand
outside loops and do not call `super`; a macro sees its arguments alone and is printed as it is
(`{{ name(link, root) }}`). What does more is refused.

A macro whose last parameter is `kept=true` is printed once for each value of its first parameter, a frozen view, and
kept. Its other parameters are constants, and `root`, which it may print but not look into: so what is kept of it is
the text between the places where `root` is printed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NoReturn

from jinja2 import Environment, TemplateAssertionError, nodes

from backfile.press.template_names import bound_names, called_name, free_names, names_of, prints_whole, with_constants

ROOT = "root"
"""The name by which templates know the way back to the site's root."""

_KEPT = "kept"


@dataclass(frozen=True, slots=True)
class KeptPart:
    """A part of pages that is printed once for each value."""

    parameter: str
    """The name by which it knows the value."""
    tree: nodes.Template


@dataclass(frozen=True, slots=True)
class FlatTemplate:
    """A template in one tree."""

    tree: nodes.Template
    kept: Mapping[str, KeptPart]
    """The kept parts that it prints, by the names of the filters that print them."""


@dataclass(frozen=True, slots=True)
class _Macro:
    node: nodes.Macro
    place: str
    home: Mapping[str, _Macro]
    """The macros that it knows itself."""

    @property
    def is_kept(self) -> bool:
        """Whether it is printed once for each value."""
        return bool(self.node.args) and self.node.args[-1].name == _KEPT


_Macros = Mapping[str, _Macro]


def flattened(env: Environment, name: str, parsed: Callable[[str], nodes.Template]) -> FlatTemplate:
    """A template of an environment, flattened; the environment comes to know the filters of its kept parts by name.

    `parsed` gives the tree of a template by name; none is changed.

    Raises:
        TemplateAssertionError: it does what a flat template cannot.
    """
    flattening = _Flattening(env, name, parsed)
    return FlatTemplate(flattening.tree(), flattening.kept)


class _Flattening:
    """The flattening of one template: its blocks, and the kept parts found on the way."""

    def __init__(self, env: Environment, name: str, parsed: Callable[[str], nodes.Template]) -> None:
        self.env = env
        self.name = name
        self.kept: dict[str, KeptPart] = {}
        self._parsed = parsed
        self._unknown = {"super", "self", "caller"}
        """Names that nothing may look up in the end: those of Jinja's that a flat tree lacks, and those of macros."""
        self._blocks: dict[str, nodes.Block] = {}

    def tree(self) -> nodes.Template:
        here, before = self._parsed(self.name), []
        self._add_blocks(here)
        while extends := next((node for node in here.body if isinstance(node, nodes.Extends)), None):
            for node in here.body:
                if isinstance(node, nodes.FromImport | nodes.Macro | nodes.Assign):
                    before.append(node)
                elif not isinstance(node, nodes.Extends | nodes.Output | nodes.Block):
                    self._refuse(f"{type(node).__name__} stands outside the blocks of a template that extends", node)
            here = self._parsed(self._constant(extends))
            self._add_blocks(here)
        body = self._flat([*before, *here.body], {}, self.name)
        if strange := free_names(body) & self._unknown:
            self._refuse(f"{min(strange)} is used otherwise than as a macro that is printed", here)
        return self._template(body)

    def _add_blocks(self, tree: nodes.Template) -> None:
        for block in tree.find_all(nodes.Block):
            self._blocks.setdefault(block.name, block)
            if block.required:
                self._refuse("a block is required", block)
        for loop in tree.find_all(nodes.For):
            if inner := loop.find(nodes.Block):
                self._refuse("a block stands within a loop", inner)

    def _template(self, body: list[nodes.Node]) -> nodes.Template:
        """A tree that looks up each name once, before all else."""
        names = sorted(free_names(body))
        whole = nodes.With([nodes.Name(name, "param") for name in names], [nodes.Name(n, "load") for n in names], body)
        tree = nodes.Template([whole])
        tree.set_lineno(1)
        tree.set_environment(self.env)
        return tree

    def _flat(self, body: Iterable[nodes.Node], macros: _Macros, place: str) -> list[nodes.Node]:
        """Statements flattened; `macros` are those known where they begin."""
        known = dict(macros)
        flat: list[nodes.Node] = []
        for node in body:
            match node:
                case nodes.FromImport():
                    known.update(self._imported(node))
                case nodes.Macro():
                    known[node.name] = self._macro(node, place, known)
                case nodes.Output():
                    for each in self._output(node, known):
                        _add(flat, each)
                case nodes.Include():
                    if node.ignore_missing or not node.with_context:
                        self._refuse("an include may not be missing, and sees its page", node)
                    name = self._constant(node)
                    _add_scope(flat, self._flat(self._parsed(name).body, known, name))
                case nodes.Block():
                    _add_scope(flat, self._flat(self._blocks[node.name].body, known, place))
                case nodes.If() | nodes.For() | nodes.With() | nodes.Assign():
                    flat.append(self._within(node, known, place))
                case _:
                    self._refuse(f"{type(node).__name__} is not understood", node)
        return flat

    def _within(self, node: nodes.Node, macros: _Macros, place: str) -> nodes.Node:
        """A statement with what it holds flattened."""
        known = {name: macro for name, macro in macros.items() if name not in bound_names(node)}
        fields = [
            self._flat(value, known, place) if field in ("body", "elif_", "else_") else value
            for field, value in node.iter_fields()
        ]
        return type(node)(*fields, lineno=node.lineno)

    def _output(self, node: nodes.Output, macros: _Macros) -> Iterable[nodes.Node]:
        """What is printed; a macro becomes its own statements."""
        run: list[nodes.Expr] = []
        for child in node.nodes:
            macro = macros.get(called_name(child))
            if macro is None or not isinstance(child, nodes.Call):
                run.append(child)
            elif macro.is_kept:
                run.append(self._kept_part(child, macro))
            else:
                yield from _printed(run)
                run = []
                yield self._expanded(child, macro)
        yield from _printed(run)

    def _expanded(self, call: nodes.Call, macro: _Macro) -> nodes.Node:
        """The statements of a macro with its arguments."""
        given, body = self._applied(macro, self._arguments(call, macro))
        return nodes.With([nodes.Name(name, "param") for name in given], list(given.values()), body)

    def _applied(
        self, macro: _Macro, arguments: Mapping[str, nodes.Expr]
    ) -> tuple[dict[str, nodes.Expr], list[nodes.Node]]:
        """The statements of a macro, the constants among its arguments put into them, and the other arguments."""
        constants = {name: value for name, value in arguments.items() if isinstance(value, nodes.Const)}
        given = {name: value for name, value in arguments.items() if name not in constants}
        body = [with_constants(node, constants) for node in macro.node.body]
        return given, self._flat(body, macro.home, macro.place)

    def _kept_part(self, call: nodes.Call, macro: _Macro) -> nodes.Filter:
        """What prints a kept macro: a filter of its value."""
        arguments = self._arguments(call, macro)
        parameter, value = next(iter(arguments.items()))
        constants = {name: each.value for name, each in arguments.items() if isinstance(each, nodes.Const)}
        if set(arguments) - set(constants) != {parameter, ROOT}:
            self._refuse(f"{macro.node.name} is kept: it takes a value, root, and constants", call)
        told = hashlib.blake2b(repr(constants).encode(), digest_size=4).hexdigest()  # quotes may not stand in the name
        name = f"{macro.place} {macro.node.name} {told}"
        if name not in self.kept:
            _, body = self._applied(macro, arguments)
            tree = self._template(body)
            if not all(prints_whole(ROOT, node) for node in body):
                self._refuse(f"{macro.node.name} is kept: it may print root, but not look into it", call)
            self.kept[name] = KeptPart(parameter, tree)
            self.env.filters.setdefault(name, _not_yet_made)
        return nodes.Filter(value, name, [arguments[ROOT]], [], None, None, lineno=call.lineno)

    def _arguments(self, call: nodes.Call, macro: _Macro) -> dict[str, nodes.Expr]:
        """The value of each parameter of a macro, in their order."""
        parameters = [parameter.name for parameter in macro.node.args]
        if call.dyn_args or call.dyn_kwargs or len(call.args) > len(parameters):
            self._refuse(f"{macro.node.name} is given other arguments than it takes", call)
        defaults = dict(zip(parameters[len(parameters) - len(macro.node.defaults) :], macro.node.defaults, strict=True))
        given = dict(zip(parameters, call.args, strict=False)) | {each.key: each.value for each in call.kwargs}
        values = defaults | given
        if set(values) != set(parameters):
            self._refuse(f"{macro.node.name} is given other arguments than it takes", call)
        return {name: values[name] for name in parameters}

    def _macro(self, node: nodes.Macro, place: str, home: _Macros) -> _Macro:
        """A macro that sees its arguments alone."""
        parameters = names_of(node.args)
        if strange := free_names(node.body).difference(parameters, home, self.env.globals):
            self._refuse(f"{node.name} sees nothing but its arguments, not {min(strange)}", node)
        if strange := free_names(node.defaults):
            self._refuse(f"{node.name} has a default that is no constant: {min(strange)}", node)
        inner = node.find_all((nodes.For, nodes.With, nodes.Assign))
        if strange := {name for each in inner for name in bound_names(each)} & parameters:
            self._refuse(f"{node.name} gives its argument {min(strange)} another value", node)
        self._unknown.add(node.name)
        return _Macro(node, place, home)

    def _imported(self, node: nodes.FromImport) -> dict[str, _Macro]:
        if node.with_context:
            self._refuse("macros see their arguments alone, not the context", node)
        place = self._constant(node)
        known: dict[str, _Macro] = {}
        for each in self._parsed(place).body:
            if isinstance(each, nodes.FromImport):
                known |= self._imported(each)
            elif isinstance(each, nodes.Macro):
                known[each.name] = self._macro(each, place, known)
        pairs = [name if isinstance(name, tuple) else (name, name) for name in node.names]
        if strange := [name for name, _ in pairs if name not in known]:
            self._refuse(f"{place} has no macro {strange[0]}", node)
        self._unknown.update(alias for _, alias in pairs)
        return {alias: known[name] for name, alias in pairs}

    def _constant(self, node: nodes.Extends | nodes.Include | nodes.FromImport) -> str:
        name = node.template
        if not isinstance(name, nodes.Const) or not isinstance(name.value, str):
            self._refuse("the name of a template is a text in quotes", node)
        return str(name.value)

    def _refuse(self, why: str, node: nodes.Node) -> NoReturn:
        raise TemplateAssertionError(why, node.lineno or 1, self.name)


def _not_yet_made(value: object, root: str) -> str:
    raise NotImplementedError(f"{value} stands in no part that is kept, at {root}")


def _add_scope(body: list[nodes.Node], inner: Iterable[nodes.Node]) -> None:
    """Add statements whose variables stay their own."""
    scope = nodes.Scope(list(inner))
    for node in (scope,) if scope.find(nodes.Assign) else scope.body:
        _add(body, node)


def _add(body: list[nodes.Node], node: nodes.Node) -> None:
    """Add a statement; what is printed at once is one statement."""
    before = body[-1] if body else None
    if isinstance(before, nodes.Output) and isinstance(node, nodes.Output):
        body[-1] = nodes.Output([*before.nodes, *node.nodes], lineno=before.lineno)
    else:
        body.append(node)


def _printed(found: list[nodes.Expr]) -> Iterable[nodes.Output]:
    return [nodes.Output(found, lineno=found[0].lineno)] if found else []
