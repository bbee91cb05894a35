"""The theme's templates, and how a page is printed with them: from one function each, parts of pages being kept.

What a page prints is what Jinja prints. Jinja itself prints what needs more of it, as templates that cannot be
flattened, and what failed: so it is Jinja that says what is wrong, and in which line.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import CodeType

import jinja2
from jinja2 import Environment, Template, TemplateAssertionError, TemplateError, TemplateNotFound, nodes
from jinja2.runtime import Context
from markupsafe import Markup, escape

from backfile.address import root_of
from backfile.errors import BuildError
from backfile.kept import kept
from backfile.press import flattening, quick_code, template_names
from backfile.press.flattening import ROOT, flattened
from backfile.press.quick_code import FlatCode, QuickCode
from backfile.press.template_faults import template_fault
from backfile.views import Page, SiteView

_NAMED = re.compile(
    r"""\{%[-+]?\s*(?:extends|include|import|from)\b
        (?:\s*(?P<quote>['"])(?P<name>[^'"]+)(?P=quote)\s*(?=[-+]?%\}|import\b|ignore\b|with|as\b))?""",
    re.VERBOSE,
)
"""Where a template names another; without a name where it does not say which."""

_ROOT = Markup("\0root")
"""Stands for root while a kept part is made; told by identity, so that no text can be taken for it."""

_Code = tuple[CodeType, tuple[tuple[str, str, CodeType], ...]]
"""The code of a template, and (filter, parameter, code) of each part that it keeps."""


class Templates:
    """The templates of an environment, with its filters as they are when a template is first printed."""

    def __init__(self, env: Environment) -> None:
        self._given = env
        self._env = env.overlay(bytecode_cache=None)
        self._env.filters = dict(env.filters)
        self._env.code_generator_class = QuickCode
        self._cache = env.bytecode_cache
        self._templates: dict[str, Template | None] = {}
        """None for those that cannot be flattened."""
        self._digests: dict[str, bytes] = {}
        self._sources: dict[str, str | None] = {}
        self._trees: dict[str, nodes.Template] = {}
        self._parts: dict[str, CodeType] = {}
        self._printing: dict[str, Callable[[object, str], str]] = {}
        """What prints each kept part, whatever templates it stands in."""

    def render(self, page: Page, site: SiteView, *, root: str = "") -> str:
        """A page's HTML; `root` is the way back to the site's root where the page's own address does not tell it.

        Raises:
            BuildError: the template cannot be printed, or is not there.
        """
        values = {
            **self._env.globals,
            "site": site,
            ROOT: escape(root or root_of(page.address)),
            "page_title": page.title,
            "address": page.address,
        }
        if page.view_name:
            values[page.view_name] = page.view
        html = self._at_once(page.template, values)
        return self._by_jinja(page, values) if html is None else html

    def make_ready(self, names: Iterable[str]) -> None:
        """Read templates before they are needed: once, before processes fork that would each do so."""
        for name in names:
            with suppress(TemplateError):  # the first page that is printed with it tells
                self._loaded(name)

    def _at_once(self, name: str, values: dict[str, object]) -> str | None:
        """What one function prints; None where there is none, or it fails, in which Jinja may do better."""
        try:
            template = self._templates[name] if name in self._templates else self._loaded(name)
            if template is None:
                return None
            return "".join(next(template.root_render_func(Context(self._env, values, name, {}))))
        except AttributeError:
            if self._env.code_generator_class is FlatCode:
                return None
        except Exception:  # noqa: BLE001  # whatever templates, filters and values raise
            return None
        self._look_for_items()
        return self._at_once(name, values)

    def _by_jinja(self, page: Page, values: Mapping[str, object]) -> str:
        try:
            return self._given.get_template(page.template).render(values)
        except Exception as cause:
            raise template_fault(cause, page) from cause

    def _look_for_items(self) -> None:
        """From now on look for an item where there is no such attribute, as Jinja does: the theme names some."""
        self._env.code_generator_class = FlatCode
        for of_quick_code in (self._templates, self._parts, self._printing):
            of_quick_code.clear()

    def digest(self, template: str) -> bytes:
        """The digest (BLAKE2b, 8 bytes) of a template's source and of all that it extends, includes or imports.

        Raises:
            BuildError: one of them is no UTF-8 text; one that is not there counts as such.
        """
        if template not in self._digests:
            digest = hashlib.blake2b(digest_size=8)
            for name in sorted({template, *self._needed(template, set())}):
                data = f"{name}\0{self._source(name)!r}".encode()
                digest.update(len(data).to_bytes(8))
                digest.update(data)
            self._digests[template] = digest.digest()
        return self._digests[template]

    def _needed(self, template: str, seen: set[str]) -> Iterator[str]:
        """The names of all templates that a template leads to; of every one there is where it does not say which."""
        for found in _NAMED.finditer(self._source(template) or ""):
            name = found["name"]
            if name is None:
                yield from self._env.list_templates()
            elif name not in seen:
                seen.add(name)
                yield name
                yield from self._needed(name, seen)

    def _source(self, template: str) -> str | None:
        """The source of a template; None where it is not there."""
        if template not in self._sources:
            assert self._env.loader
            try:
                self._sources[template] = self._env.loader.get_source(self._env, template)[0]
            except TemplateNotFound:
                self._sources[template] = None
            except UnicodeDecodeError as cause:
                raise BuildError("is no UTF-8 text", place=template, remedy="Save the template as UTF-8") from cause
        return self._sources[template]

    def _loaded(self, name: str) -> Template | None:
        """A template, from its kept code where that is of this very source and of this very version of the press.

        Raises:
            TemplateError: it, or one that it uses, is wrong or not there.
        """
        self._templates[name] = None
        if not _is_common(self._given):
            return None
        self._env.filters |= self._given.filters
        try:
            code, parts = self._code(name)
        except TemplateAssertionError:
            return None
        for filter_name, parameter, part in parts:
            if filter_name not in self._printing:
                self._printing[filter_name] = _kept_printing(self._env, self._template(part), parameter)
        self._env.filters |= self._printing
        template = self._templates[name] = self._template(code)
        return template

    def _code(self, name: str) -> _Code:
        if self._cache is None:
            return self._compiled(name)
        code_class = self._env.code_generator_class.__name__
        form = (code_class, self._env.trim_blocks, self._env.lstrip_blocks)
        version = f"{self.digest(name).hex()} {form} {_code_version()}"
        bucket = self._cache.get_bucket(self._env, f"flat {name}", None, version)
        if bucket.code is None:
            bucket.code = self._compiled(name)  # type: ignore[assignment]  # marshal writes it as it writes code
            self._cache.set_bucket(bucket)
        code: _Code = bucket.code  # type: ignore[assignment]
        return code

    def _compiled(self, name: str) -> _Code:
        flat = flattened(self._env, name, self._parsed)
        for each, part in flat.kept.items():
            if each not in self._parts:
                self._parts[each] = self._env.compile(part.tree, each)
        parts = ((each, part.parameter, self._parts[each]) for each, part in flat.kept.items())
        return self._env.compile(flat.tree, name), tuple(parts)

    def _parsed(self, name: str) -> nodes.Template:
        if name not in self._trees:
            source = self._source(name)
            if source is None:
                raise TemplateNotFound(name)
            self._trees[name] = self._env.parse(source, name)
        return self._trees[name]

    def _template(self, code: CodeType) -> Template:
        return Template.from_code(self._env, code, self._env.globals)


def _is_common(env: Environment) -> bool:
    """Whether an environment escapes all that is printed, and has no ways of its own to print or to look up."""
    return type(env) is Environment and env.autoescape is True and not (env.finalize or env.is_async)


def _kept_printing(env: Environment, template: Template, parameter: str) -> Callable[[object, str], str]:
    """What prints a kept part of a value, at a root.

    Kept is the text between the places where root stands, so that the same serves pages of every depth.
    """
    values = {**env.globals, ROOT: _ROOT}
    context = Context(env, values, template.name, {})

    @kept
    def between_roots(value: object) -> tuple[str, ...]:
        values[parameter] = value
        texts: list[str] = []
        pieces: list[str] = []
        for piece in next(template.root_render_func(context)):
            if piece is _ROOT:
                texts.append("".join(pieces))
                pieces.clear()
            else:
                pieces.append(piece)
        return (*texts, "".join(pieces))

    def printed(value: object, root: str) -> str:
        return str.join(root, between_roots(value))

    return printed


def _code_version() -> str:
    """The version of what makes the code of templates: of Jinja and of the press."""
    modules = (flattening, quick_code, template_names)
    sources = b"\0".join(Path(module.__file__ or "").read_bytes() for module in modules)
    own = Path(__file__).read_bytes()
    return f"{jinja2.__version__} {hashlib.sha256(sources + own).hexdigest()}"
