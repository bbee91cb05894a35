"""Code for templates that views are printed with: the same text as Jinja's own code gives, several times as fast.

Jinja makes a Markup object of each text that it escapes, and asks the environment for each attribute. Views have the
attributes that templates name. All that is printed is escaped, and by nothing but Jinja's own means.
"""

# Jinja names its visitors after its nodes, and tells them more than they need.
# ruff: noqa: N802, ARG002

from __future__ import annotations

import keyword

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

from backfile.press.template_names import is_kept


class FlatCode(CodeGenerator):
    """Jinja's code generator, for flat templates, with quick code for output."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """The module: what quick output needs stands above all else."""
        self.writeline("from markupsafe import _escape_inner as escape_text")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if not is_kept(node):
            self.write("(escape_text(it) if (kind := type(it := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if not is_kept(node):
            self.write(")) is str else it if kind is Markup else str(escape(it)))")

    def visit_With(self, node: nodes.With, frame: Frame) -> None:
        """Statements with names; the outermost, which holds a whole flat template, gives the list of what it prints."""
        if frame.buffer is not None:
            super().visit_With(node, frame)
            return
        self.buffer(frame)
        super().visit_With(node, frame)
        self.writeline(f"yield {frame.buffer}")


class QuickCode(FlatCode):
    """The same, with quick code for attributes: an item is not looked for, so an attribute that is none is an error."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """An attribute, as Python has it."""
        is_plain = node.attr.isascii() and not keyword.iskeyword(node.attr)  # Python reads others in its own way
        if not is_plain or isinstance(node.node, nodes.Const):
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")
