"""Pelican's plugins: which there are, what they listen to, and so how much of the site a build must make.

A receiver is whoever connected to a signal of Pelican's and is no part of Backfile. A signal that concerns one article
or one file is sent where that is made, in whatever process; one that promises all of them makes a build whole.
"""

from __future__ import annotations

import functools
import logging
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from traceback import walk_tb
from types import MappingProxyType
from typing import Any
from weakref import ReferenceType

import pelican.plugins
from blinker import Signal, default_namespace
from pelican.plugins import signals
from pelican.plugins._utils import get_plugin_name, iter_namespace, load_legacy_plugin
from pelican.settings import DEFAULT_CONFIG

from backfile.errors import BackfileError, BuildError, SettingError
from backfile.planned import digest_of
from backfile.site import SETTINGS

PER_ARTICLE = (
    "article_generator_init",
    "article_generator_preread",
    "article_generator_context",
    "content_object_init",
    "article_generator_write_article",
    "content_written",
)
"""Signals that concern one article, one file, or who makes them, in the order in which they are sent."""

ARCHIVE_WIDE: Mapping[str, str] = MappingProxyType(
    {
        "get_generators": "makes pages of its own, of whatever it finds among all articles",
        "article_generator_pretaxonomy": "wants all articles",
        "article_generator_finalized": "wants all articles",
        "all_generators_finalized": "wants all articles",
        "article_writer_finalized": "wants all articles",
        "finalized": "wants all written files",
    }
)
"""Signals that promise the whole archive, and what a plugin that connects to one does."""

UNSENT = ("get_writer", "feed_generated", "feed_written")
"""Signals that Backfile does not send: its writer is the only one, and its feed is made of records."""

_FEED_WARNING = "Feeds generated without SITEURL or FEED_DOMAIN set properly may not be valid"

Listening = tuple[tuple[str, str], ...]
"""(plugin, signal) pairs."""


def registered(settings: dict[str, Any]) -> list[Any]:
    """Load and register the plugins that `PLUGINS` names, and no others; the setting then holds their names.

    Pelican's own way imports every plugin that is installed, named or not, and builds on without one that fails.

    Raises:
        SettingError: a plugin is not found, or loading or registering it failed.
    """
    installed = {name for _, name, is_package in iter_namespace(pelican.plugins) if is_package}
    plugins = []
    for given in settings["PLUGINS"]:
        name = given if isinstance(given, str) else get_plugin_name(given)
        try:
            plugin = _loaded(given, installed, settings.get("PLUGIN_PATHS") or []) if name is given else given
            plugin.register()
        except Exception as cause:
            raise SettingError(
                f"the plugin cannot be used: {type(cause).__name__}: {cause}", field="PLUGINS", value=name,
                remedy="Install it where Backfile is, put its folder into PLUGIN_PATHS, or take it out",
            ) from cause  # fmt: skip
        plugins.append(plugin)
    settings["PLUGINS"] = [get_plugin_name(plugin) for plugin in plugins]
    return plugins


def archive_wide(plugins: Sequence[Any]) -> Listening:
    """Which plugin listens to which signal that may promise the whole archive; empty where none does.

    A signal that plugins made for each other is one: nobody knows what it promises.
    """
    pelicans = [signal for signal in vars(signals).values() if isinstance(signal, Signal)]
    others = {name: signal for name, signal in default_namespace.items() if signal not in pelicans}
    return _listening(plugins, {name: getattr(signals, name) for name in ARCHIVE_WIDE} | others)


def unsent(plugins: Sequence[Any]) -> Listening:
    """Which plugin listens to which signal that is never sent."""
    return _listening(plugins, {name: getattr(signals, name) for name in UNSENT})


def heard() -> frozenset[str]:
    """The signals of one article or file that anybody listens to."""
    return frozenset(name for name in PER_ARTICLE if any(_receivers(getattr(signals, name))))


def whole_notice(plugin: str, signal: str) -> str:
    """One line on why a build is whole."""
    does = ARCHIVE_WIDE.get(signal, "waits for a signal of another plugin")
    return f"{plugin} {does} ({signal}): the site is built whole, in one process"


def unsent_notice(plugin: str, signal: str) -> str:
    """One line on what a plugin waits for in vain."""
    return f"{plugin} waits for the signal {signal}, which Backfile does not send"


def plugins_digest(plugins: Sequence[Any], settings: Mapping[str, Any]) -> bytes:
    """The digest of the plugins' code and settings, which every page may depend on; empty where there are none.

    A setting that is no plain value counts by its `repr`: where that differs from run to run, every page is made again.
    """
    names = [name for name in map(get_plugin_name, plugins) if not _is_ours(name)]
    if not names:
        return b""
    code = [
        Path(file).read_bytes()
        for name, module in sorted(sys.modules.items())
        if _belongs(name, names) and (file := getattr(module, "__file__", None)) and file.endswith(".py")
    ]
    own = {name: value for name, value in settings.items() if name not in DEFAULT_CONFIG and name not in SETTINGS}
    return digest_of(*names, *code, _told(own))


@contextmanager
def blaming(signal: str, place: str = "") -> Iterator[None]:
    """Turn what a plugin raises into an error that names it, the signal and the article or file.

    Raises:
        BuildError: whatever was raised by a plugin.
    """
    try:
        yield
    except BackfileError:
        raise
    except Exception as cause:
        modules = [frame.f_globals.get("__name__", "") for frame, _ in walk_tb(cause.__traceback__)]
        sent = modules.index("blinker.base") if "blinker.base" in modules else len(modules)
        plugin = next(iter(modules[sent + 1 :]), "a plugin")
        if _is_ours(plugin):
            raise
        raise BuildError(
            f"{plugin} failed at {signal}: {type(cause).__name__}: {cause}", place=place,
            remedy="Mend the plugin, or take it out of PLUGINS",
        ) from cause  # fmt: skip


def send(signal: str, sender: object, place: str = "", **values: object) -> None:
    """Send a signal of Pelican's; the place is that of the article or file which it concerns.

    Raises:
        BuildError: a plugin failed.
    """
    with blaming(signal, place):
        getattr(signals, signal).send(sender, **values)


def quiet_feed_warning() -> None:
    """Keep Pelican from warning of feeds that it would make: Backfile's are right before the site has an address."""
    logging.getLogger("pelican.settings").addFilter(_is_no_feed_warning)


def _is_no_feed_warning(record: logging.LogRecord) -> bool:
    return record.getMessage() != _FEED_WARNING


def _loaded(name: str, installed: set[str], paths: Sequence[str]) -> Any:
    """A plugin by its name, as Pelican finds it: among those installed, then in `PLUGIN_PATHS`, then anywhere."""
    for full in (name, f"pelican.plugins.{name}"):
        if full in installed:
            return import_module(full)
    return load_legacy_plugin(name, paths)


def _listening(plugins: Sequence[Any], named: Mapping[str, Signal]) -> Listening:
    known = list(map(get_plugin_name, plugins))
    pairs = [(_plugin_of(module, known), name) for name, signal in named.items() for module in _receivers(signal)]
    return tuple(dict.fromkeys(pairs))


def _receivers(signal: Signal) -> Iterator[str]:
    """The modules of those that listen to a signal, Backfile's own left out."""
    for kept in signal.receivers.values():
        receiver = kept() if isinstance(kept, ReferenceType) else kept
        module = _module_of(receiver) if receiver is not None else "backfile"
        if not _is_ours(module):
            yield module


def _module_of(receiver: Callable[..., object]) -> str:
    while isinstance(receiver, functools.partial):
        receiver = receiver.func
    return getattr(receiver, "__module__", None) or type(receiver).__module__


def _is_ours(module: str) -> bool:
    return _belongs(module, ["backfile"])


def _belongs(module: str, packages: Sequence[str]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def _plugin_of(module: str, plugins: Sequence[str]) -> str:
    """The plugin that a module is of; the module itself where it is of none that a site names."""
    return next((name for name in plugins if _belongs(module, [name])), module)


def _told(value: object) -> str:
    """A setting as text that is the same from run to run: functions by their name and the file that holds them."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(sorted(f'{_told(key)}: {_told(each)}' for key, each in value.items()))}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_told, value))}]"
    if isinstance(value, set | frozenset):
        return f"{{{', '.join(sorted(map(_told, value)))}}}"
    code = getattr(value, "__code__", None)
    if code is not None and Path(code.co_filename).is_file():
        return f"{code.co_qualname} {digest_of(Path(code.co_filename).read_bytes()).hex()}"
    return repr(value)
