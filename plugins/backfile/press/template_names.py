"""Names in the trees of templates: which a statement looks up, which it gives values, and how one is used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from jinja2 import nodes


def free_names(body: Iterable[nodes.Node]) -> set[str]:
    """The names that statements look up but give no value themselves."""
    free: set[str] = set()
    bound = {"loop"}
    for node in body:
        match node:
            case nodes.Name():
                free |= {node.name} - bound
            case nodes.For():
                inner = [*filter(None, (node.test,)), *node.body]
                free |= (free_names([node.iter, *node.else_]) | free_names(inner) - bound_names(node)) - bound
            case nodes.With():
                free |= (free_names(node.values) | free_names(node.body) - bound_names(node)) - bound
            case nodes.Assign():
                free |= free_names([node.node]) - bound
                bound |= bound_names(node)
            case _:
                free |= free_names(node.iter_child_nodes()) - bound
    return free


def bound_names(node: nodes.Node) -> set[str]:
    """The names that a statement gives values."""
    return names_of([*filter(None, (getattr(node, "target", None),)), *getattr(node, "targets", ())])


def names_of(found: Sequence[nodes.Node]) -> set[str]:
    """The names among targets or parameters, those in tuples too."""
    own = {node.name for node in found if isinstance(node, nodes.Name)}
    return own.union(*(names_of(node.items) for node in found if isinstance(node, nodes.Tuple)))


def called_name(node: nodes.Node) -> str:
    """The name of what an expression calls, or empty."""
    return node.node.name if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) else ""


def with_constants(node: Any, constants: Mapping[str, nodes.Const]) -> Any:
    """A copy of a node, or of nodes, with the names of constants replaced by them."""
    if isinstance(node, list):
        return [with_constants(each, constants) for each in node]
    if not isinstance(node, nodes.Node):
        return node
    if isinstance(node, nodes.Name) and node.ctx == "load" and node.name in constants:
        return constants[node.name]
    fields = [with_constants(value, constants) for _, value in node.iter_fields()]
    return type(node)(*fields, lineno=node.lineno, environment=node.environment)


def is_kept(node: nodes.Node) -> bool:
    """Whether an expression prints a kept part: no filter of Jinja's has a space in its name."""
    return isinstance(node, nodes.Filter) and " " in node.name


def prints_whole(name: str, node: nodes.Node) -> bool:
    """Whether a statement prints the value of a name as it is, or hands it on under that name, and no more."""
    if _is_name(node, name):
        return False
    allowed: Sequence[nodes.Node] = ()
    match node:
        case nodes.Output():
            allowed = node.nodes
        case nodes.With():
            pairs = zip(node.targets, node.values, strict=True)
            allowed = [value for target, value in pairs if names_of([target]) == {name}]
        case nodes.Filter() if is_kept(node):
            allowed = node.args
    children = (child for child in node.iter_child_nodes() if not (_is_name(child, name) and child in allowed))
    return all(prints_whole(name, child) for child in children)


def _is_name(node: nodes.Node, name: str) -> bool:
    return isinstance(node, nodes.Name) and node.name == name and node.ctx == "load"
