"""What Pelican's plugins are given, and what becomes of what they change."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from weakref import ReferenceType

import pytest
from blinker import Signal, default_namespace
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from pelican.contents import Article
from pelican.generators import ArticlesGenerator
from pelican.plugins import signals
from pelican.settings import read_settings

from backfile.article import Article as Story
from backfile.errors import BuildError, SettingError
from backfile.frontmatter import locate
from backfile.press.plugin_articles import PelicanArticles, html_of, pelican_article
from backfile.press.plugins import (
    archive_wide,
    heard,
    plugins_digest,
    registered,
    unsent,
    unsent_notice,
    whole_notice,
)
from backfile.press.reading import read_article, record_of
from backfile.press.shards import Record
from backfile.views import Page

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "press"
CONTENT = FIXTURES / "site" / "content"
HERE = __name__


def settings_of(**own: Any) -> dict[str, Any]:
    return read_settings(
        None,
        override={"PATH": str(CONTENT), "OUTPUT_PATH": "/nowhere/output", "TIMEZONE": "Europe/Berlin", **own},
    )


def record_at(path: str) -> Record:
    record = read_article(
        f"{path}.md", (CONTENT / f"{path}.md").read_bytes(), CONTENT, CONTENT.parent / "media", lang="en"
    )
    assert record is not None
    return record


def all_records() -> list[Record]:
    paths = [path.relative_to(CONTENT).as_posix().removesuffix(".md") for path in CONTENT.rglob("*.md")]
    return [record_at(path) for path in sorted(paths) if not path.endswith(("private", "embargoed"))]


def generator_of(**own: Any) -> PelicanArticles:
    settings = settings_of(**own)
    context = {**settings, "generated_content": {}, "static_links": set(), "static_content": {}, "localsiteurl": ""}
    return PelicanArticles(
        context=context, settings=settings, path=str(CONTENT), theme=settings["THEME"], output_path="/nowhere/output"
    )


def article_at(path: str) -> Article:
    generator = generator_of()
    return pelican_article(record_at(path), generator.settings, generator.context, generator)


@contextmanager
def listening(name: str, receiver: Callable[..., object]) -> Iterator[None]:
    signal = getattr(signals, name)
    signal.connect(receiver, weak=False)
    try:
        yield
    finally:
        signal.disconnect(receiver)


@pytest.fixture
def unregistered() -> Iterator[None]:
    """Whatever connects to Pelican's signals in a test is gone after it."""
    before = {name: dict(signal.receivers) for name, signal in all_signals().items()}
    yield
    for name, signal in all_signals().items():
        for key in set(signal.receivers) - set(before[name]):
            kept = signal.receivers[key]
            signal.disconnect(kept() if isinstance(kept, ReferenceType) else kept)


def all_signals() -> dict[str, Any]:
    return {name: signal for name, signal in vars(signals).items() if isinstance(signal, Signal)}


# ---- which build a plugin needs


def test_without_plugins_nothing_is_heard_and_nothing_whole() -> None:
    assert archive_wide([]) == ()
    assert unsent([]) == ()
    assert heard() == frozenset()
    assert plugins_digest([], settings_of()) == b""


@pytest.mark.parametrize(
    "signal",
    [
        "article_generator_init",
        "article_generator_preread",
        "article_generator_context",
        "content_object_init",
        "article_generator_write_article",
        "content_written",
    ],
)
def test_who_listens_to_one_article_at_a_time_leaves_a_build_as_it_is(signal: str) -> None:
    with listening(signal, lambda *_arguments, **_values: None):
        assert archive_wide([]) == ()
        assert heard() == {signal}


@pytest.mark.parametrize(
    "signal",
    [
        "get_generators",
        "article_generator_pretaxonomy",
        "article_generator_finalized",
        "all_generators_finalized",
        "article_writer_finalized",
        "finalized",
    ],
)
def test_who_wants_the_whole_archive_makes_a_build_whole(signal: str) -> None:
    with listening(signal, lambda *_arguments, **_values: None):
        assert archive_wide([]) == ((HERE, signal),)
        assert heard() == frozenset()
        assert whole_notice(HERE, signal).startswith(f"{HERE} ")
        assert f"({signal}): the site is built whole, in one process" in whole_notice(HERE, signal)


@pytest.mark.parametrize("signal", ["initialized", "readers_init", "generator_init", "page_generator_finalized"])
def test_who_listens_to_what_is_of_no_article_leaves_a_build_as_it_is(signal: str) -> None:
    with listening(signal, lambda *_arguments, **_values: None):
        assert (archive_wide([]), unsent([]), heard()) == ((), (), frozenset())


@pytest.mark.parametrize("signal", ["get_writer", "feed_generated", "feed_written"])
def test_who_waits_in_vain_is_told(signal: str) -> None:
    with listening(signal, lambda *_arguments, **_values: None):
        assert unsent([]) == ((HERE, signal),)
        assert archive_wide([]) == ()
        assert unsent_notice(HERE, signal) == f"{HERE} waits for the signal {signal}, which Backfile does not send"


def test_a_signal_that_plugins_made_for_each_other_may_promise_anything() -> None:
    compress = default_namespace.signal("compress")
    compress.connect(test_a_signal_that_plugins_made_for_each_other_may_promise_anything)
    try:
        assert archive_wide([]) == ((HERE, "compress"),)
        assert whole_notice(HERE, "compress").startswith(f"{HERE} waits for a signal of another plugin (compress): ")
    finally:
        compress.disconnect(test_a_signal_that_plugins_made_for_each_other_may_promise_anything)


class Listener:
    def method(self, *_arguments: object) -> None: ...

    def __call__(self, *_arguments: object) -> None: ...


@pytest.mark.parametrize("receiver", [Listener().method, Listener(), Listener, partial(Listener.method, None)])
def test_whatever_can_be_called_is_told_by_its_module(receiver: Callable[..., object]) -> None:
    with listening("finalized", receiver):
        assert archive_wide([]) == ((HERE, "finalized"),)


def test_backfiles_own_receivers_do_not_count() -> None:
    def index(_press: object) -> None: ...

    index.__module__ = "backfile"
    with listening("finalized", index):
        assert archive_wide([]) == ()
    index.__module__ = "backfile_extras.index"
    with listening("finalized", index):
        assert archive_wide([]) == (("backfile_extras.index", "finalized"),)


@pytest.mark.usefixtures("unregistered")
def test_the_sitemap_plugin_is_known_by_its_name() -> None:
    plugins = registered({"PLUGINS": ["sitemap"]})
    assert archive_wide(plugins) == (
        ("pelican.plugins.sitemap", "get_generators"),
        ("pelican.plugins.sitemap", "finalized"),
    )
    assert heard() == {"content_written"}


@pytest.mark.usefixtures("unregistered")
def test_the_injector_plugin_is_of_one_article_at_a_time() -> None:
    plugins = registered({"PLUGINS": ["pelican.plugins.injector"]})
    assert archive_wide(plugins) == ()
    assert heard() == {"article_generator_write_article", "content_written"}


# ---- loading


@pytest.mark.usefixtures("unregistered")
def test_plugins_that_are_installed_and_not_named_are_not_loaded() -> None:
    sys.modules.pop("pelican.plugins.related_posts", None)
    settings = {"PLUGINS": ["listener"], "PLUGIN_PATHS": [str(FIXTURES / "plugins")]}
    assert [plugin.__name__ for plugin in registered(settings)] == ["listener"]
    assert settings["PLUGINS"] == ["listener"]
    assert "pelican.plugins.related_posts" not in sys.modules


def test_a_plugin_that_is_not_there_is_one_clear_error() -> None:
    with pytest.raises(SettingError) as caught:
        registered({"PLUGINS": ["sitemapp"]})
    assert str(caught.value) == (
        "PLUGINS: the plugin cannot be used: ImportError: Cannot import plugin `sitemapp` (found 'sitemapp'). "
        "Install it where Backfile is, put its folder into PLUGIN_PATHS, or take it out"
    )


def test_a_plugin_that_cannot_be_registered_is_one_clear_error() -> None:
    def fail() -> None:
        raise ValueError("SITEURL must be set")

    with pytest.raises(SettingError, match="PLUGINS: the plugin cannot be used: ValueError: SITEURL must be set"):
        registered({"PLUGINS": [SimpleNamespace(register=fail)]})


@pytest.mark.usefixtures("unregistered")
def test_the_digest_of_plugins_changes_with_their_code_and_their_settings_alone(tmp_path: Path) -> None:
    file = tmp_path / "changing_plugin.py"
    file.write_text("def register(): pass\n")
    settings = settings_of(
        PLUGINS=["changing_plugin"], PLUGIN_PATHS=[str(tmp_path)], MINE={"b": {8, 0}, "a": [Path("x")]}
    )
    plugins = registered(settings)
    first = plugins_digest(plugins, settings)
    assert first
    assert plugins_digest(plugins, {**settings, "MINE": {"a": [Path("x")], "b": {0, 8}}, "OUTPUT_PATH": "y"}) == first
    assert plugins_digest(plugins, {**settings, "MINE": {"b": {8, 0}, "a": [Path("y")]}}) != first
    functions = [lambda: 1 for _ in range(2)]
    assert len({plugins_digest(plugins, {**settings, "MINE": function}) for function in functions}) == 1
    file.write_text("def register(): return None\n")
    assert plugins_digest(plugins, settings) != first


# ---- an article as plugins see it


def test_a_record_becomes_a_real_article_of_pelican() -> None:
    article = article_at("2020/02/20/bridge-reopens-in-idlib")
    assert isinstance(article, Article)
    assert article.title == "Bridge reopens in Idlib"
    assert article.slug == "bridge-reopens-in-idlib"
    assert article.url == "2020/02/20/bridge-reopens-in-idlib/"
    assert article.save_as == "2020/02/20/bridge-reopens-in-idlib/index.html"
    assert article.source_path == str(CONTENT / "2020/02/20/bridge-reopens-in-idlib.md")
    assert article.relative_source_path == "2020/02/20/bridge-reopens-in-idlib.md"
    assert (article.lang, article.status, article.template) == ("en", "published", "article")
    assert "<h2>A winter of detours</h2>" in article.content
    assert article.summary == article.metadata["summary"] == "Traders cross the river again after a winter of detours."
    assert [tag.name for tag in article.tags] == ["Bridges", "x", "x-12"]
    assert [tag.url for tag in article.tags] == ["tags/bridges/", "tags/x/", "tags/x-12/"]
    assert (article.category.name, article.category.url) == ("Nordblatt", "outlets/nordblatt/")
    assert (article.author.name, article.author.url) == ("Mona Rieger", "authors/mona-rieger/")
    assert article.agencies == article.metadata["agencies"] == ["AP", "Reuters"]
    assert article.is_valid()


def test_a_date_is_by_the_sites_clocks_where_it_says_no_offset() -> None:
    article = article_at("2020/02/20/bridge-reopens-in-idlib")
    assert article.metadata["date"] == datetime(2020, 2, 20)  # noqa: DTZ001
    assert article.date.isoformat() == "2020-02-20T00:00:00+01:00"
    assert article.modified.isoformat() == "2020-02-21T08:00:00+02:00"
    assert article.locale_date == "Thu 20 February 2020"


def test_of_a_date_that_is_known_in_part_plugins_see_the_first_instant() -> None:
    assert article_at("2020/03/month-alone").date.isoformat() == "2020-03-01T00:00:00+01:00"
    assert article_at("2021/withheld").date.isoformat() == "2021-01-01T00:00:00+01:00"


def test_no_date_is_made_up() -> None:
    article = article_at("undated/a-note")
    assert not hasattr(article, "date")
    assert "date" not in article.metadata
    assert article.url == "undated/a-note/"


def test_an_article_without_an_outlet_is_of_pelicans_default_category() -> None:
    assert article_at("2020/03/month-alone").category.name == "misc"


def test_text_that_may_not_be_shown_reaches_no_plugin() -> None:
    article = article_at("2021/withheld")
    assert article.content == article.summary == ""
    assert "nobody may read" not in repr(vars(article)) + repr(article.metadata)


def test_what_a_capture_says_reaches_plugins_escaped() -> None:
    article = article_at("2020/02/20/hostile")
    assert article.title == "Hostile &lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt; headline"
    assert article.summary == "&lt;b&gt;not bold&lt;/b&gt;"
    printed = Environment(autoescape=True).from_string(
        "{{ a.title }}{{ a.category }}{{ a.category.name }}{{ a.tags[0] }}{{ a.summary }}{{ a.content|safe }}"
    )
    for text in (printed.render(a=article), f"{article.title}{article.category}{article.tags[0]}{article.content}"):
        assert "<script>" not in text
        assert "<img" not in text
        assert "<i>" not in text
    assert printed.render(a=article).startswith("Hostile &lt;/script&gt;&lt;script&gt;alert(1)")
    assert article.tags[0].slug == "i-tag-i"


def test_a_name_is_escaped_once_however_a_theme_prints_it() -> None:
    generator = generator_of()
    record = record_of("2020/01/01/x", Story(title="AT&T", tags=("R&D",), authors=("O'Brien",)), "", "en")
    article = pelican_article(record, generator.settings, generator.context, generator)
    printed = Environment(autoescape=True).from_string(
        "{{ a.title }} {{ a.tags[0] }} {{ a.author }} {{ a.author.name }}"
    )
    assert printed.render(a=article) == "AT&amp;T R&amp;D O&#39;Brien O&#39;Brien"


def test_front_matter_that_a_person_added_reaches_plugins_and_breaks_no_article() -> None:
    extra = {
        "priority": 0.9, "series_index": "2", "links": ["a & b", {"c": "<d>"}], "content": "x", "_content": "x",
        "url": "../../x", "save_as": "/x", "template": "x", "translations": 3, "date": "x", "timezone": "x",
        "two words": 1,
    }  # fmt: skip
    generator = generator_of()
    record = record_of("2020/01/01/x", Story(title="T", extra=extra), "<p>text</p>", "en")
    article = pelican_article(record, generator.settings, generator.context, generator)
    assert (article.priority, article.series_index, article.links) == (0.9, "2", ["a &amp; b", {"c": "&lt;d&gt;"}])
    assert (article.content, article.url, article.template) == ("<p>text</p>", "2020/01/01/x/", "article")
    assert (article.translations, hasattr(article, "date")) == ([], False)
    assert "two words" not in article.metadata


@given(
    st.text(max_size=20), st.text(max_size=20), st.dictionaries(st.text(max_size=12), st.text(max_size=9), max_size=3)
)
def test_whatever_the_front_matter_says_an_article_can_be_made(title: str, name: str, extra: dict[str, str]) -> None:
    story = Story(title=title, outlet=name, tags=(name,), authors=(name,), standfirst=title, extra=extra)
    generator = _GENERATOR
    record = record_of("undated/x", story, "", "en")
    article = pelican_article(record, generator.settings, generator.context, generator)
    assert "<" not in f"{article.title}{article.category}{article.summary}{article.tags[0]}"


_GENERATOR = generator_of()


# ---- what plugins change


def test_signals_of_an_article_come_in_pelicans_order() -> None:
    told: list[str] = []
    generator = generator_of()
    with (
        listening("article_generator_write_article", lambda _sender, content: told.append(f"write {content.seen}")),
        listening("content_object_init", lambda content: told.append(f"init {content.seen}")),
        listening("article_generator_context", lambda sender, metadata: metadata.update(seen=f"{sender is generator}")),
        listening("article_generator_preread", lambda sender: told.append(f"preread {sender is generator}")),
    ):
        generator.printed(record_at("undated/a-note"))
    assert told == ["preread True", "init True", "write True"]


@pytest.mark.parametrize("signal", ["content_object_init", "article_generator_write_article"])
def test_the_text_that_a_plugin_changed_is_what_the_page_prints(signal: str) -> None:
    def change(*senders: object, content: Article | None = None) -> None:
        article = content or senders[0]
        assert isinstance(article, Article)
        assert article.content  # reading it first makes no difference
        article._content = article._content.replace("crossed at dawn", "<em>crossed</em> at dawn")

    with listening(signal, change):
        record = generator_of().printed(record_at("2020/02/20/bridge-reopens-in-idlib"))
    assert "Carts &amp; lorries <em>crossed</em> at dawn." in record.html
    assert record.article == record_at("2020/02/20/bridge-reopens-in-idlib").article


def test_a_record_that_no_plugin_changes_prints_as_it_did() -> None:
    record = record_at("2020/02/20/hostile")
    assert generator_of().printed(record) == record


def test_what_a_plugin_sets_on_an_article_is_there_for_the_theme() -> None:
    def rate(_generator: object, content: Article) -> None:
        content.stars, content._secret, content.title = 5, 1, "changed"

    story = Story(title="T", tags=("x",), extra={"priority": 1})
    with listening("article_generator_write_article", rate):
        record = generator_of().printed(record_of("2020/01/01/x", story, "", "en"))
    assert record.article == replace(story, extra={"priority": 1, "stars": 5})


def test_html_is_taken_from_a_plugins_own_way_of_giving_it() -> None:
    article = article_at("undated/a-note")
    article._get_content = lambda: "<p>other</p>"
    assert html_of(article) == "<p>other</p>"
    article = article_at("undated/a-note")
    article._content = None
    assert html_of(article) == ""


def test_a_plugin_that_fails_is_named_with_its_signal_and_the_article() -> None:
    def fail(*_arguments: object, **_values: object) -> None:
        raise ZeroDivisionError("no harbours")

    for signal in ("article_generator_preread", "content_object_init", "article_generator_write_article"):
        with listening(signal, fail), pytest.raises(BuildError) as caught:
            generator_of().printed(record_at("undated/a-note"))
        expected = f"undated/a-note.md: {HERE} failed at {signal}: ZeroDivisionError: no harbours."
        assert str(pickle.loads(pickle.dumps(caught.value))).startswith(expected)


NOTE = "undated/a-note"
A_PAGE = Page(f"/{NOTE}/", "article.html", "A note without a date", "article", "a view")
HOME = Page("/", "home.html", "", "home", "a view")


def test_what_a_plugin_lays_into_the_context_of_an_article_is_told_of_its_page_alone() -> None:
    told: list[tuple[str, object]] = []
    generator = generator_of()
    with (
        listening(
            "article_generator_write_article", lambda _sender, content: content._context.update(left="something")
        ),
        listening("content_written", lambda path, context: told.append((path, context.get("left")))),
    ):
        generator.printed(record_at(NOTE))
        generator.tell_written(A_PAGE, "/output/a")
        generator.tell_written(HOME, "/output/b")
    assert told == [("/output/a", "something"), ("/output/b", None)]


def test_of_a_written_page_plugins_are_told_what_pelican_would_tell() -> None:
    told: list[dict[str, Any]] = []
    generator = generator_of(SITENAME="The Test Archive")
    with listening("content_written", lambda _path, context: told.append(context)):
        generator.printed(record_at(NOTE))
        generator.tell_written(A_PAGE, "/output/undated/a-note/index.html")
    assert isinstance(told[0]["article"], Article)
    assert told[0]["article"].url == "undated/a-note/"
    assert told[0]["category"] is told[0]["article"].category
    assert told[0]["output_file"] == "undated/a-note/index.html"
    assert (told[0]["SITENAME"], told[0]["blog"]) == ("The Test Archive", True)


def test_of_a_page_of_no_article_plugins_are_told_the_site_and_what_its_template_was_given() -> None:
    told: list[dict[str, Any]] = []
    generator = generator_of(SITENAME="The Test Archive")
    with listening("content_written", lambda _path, context: told.append(context)):
        generator.printed(record_at(NOTE))
        generator.tell_written(HOME, "/output/index.html")
    assert (told[0]["SITENAME"], told[0]["home"]) == ("The Test Archive", "a view")
    assert (told[0]["output_file"], told[0]["address"]) == ("index.html", "/")
    assert "article" not in told[0]


def test_pelican_keeps_nothing_of_an_article_once_another_is_printed() -> None:
    generator = generator_of()
    with listening("article_generator_write_article", lambda _sender, content: content.content):
        generator.printed(record_at(NOTE))
        generator.printed(record_at("2020/02/20/hostile"))
    assert len(Article.get_content.cache) == 1


# ---- all articles


@pytest.fixture
def whole() -> PelicanArticles:
    generator = generator_of()
    generator.hold(all_records())
    return generator


def test_the_generator_is_one_of_pelicans_with_all_that_it_keeps(whole: PelicanArticles) -> None:
    assert isinstance(whole, ArticlesGenerator)
    assert [article.slug for article in whole.articles] == [
        "withheld", "month-alone", "arabic", "hostile", "bridge-reopens-in-idlib", "harbour-closes",
    ]  # fmt: skip
    assert whole.dates == whole.articles
    assert (whole.translations, whole.hidden_articles, whole.drafts) == ([], [], [])
    assert [(category.name, len(articles)) for category, articles in whole.categories] == [
        ("Al Mina", 1), ("&#34;&gt;&lt;img src=x onerror=alert(2)&gt;", 1), ("misc", 1), ("Nordblatt", 3),
    ]  # fmt: skip
    assert {str(tag): [each.slug for each in articles] for tag, articles in whole.tags.items()}["Bridges"] == [
        "bridge-reopens-in-idlib"
    ]
    assert [(str(author), len(articles)) for author, articles in whole.authors] == [("Mona Rieger", 1)]


def test_the_context_holds_what_pelican_lays_there(whole: PelicanArticles) -> None:
    for name in ("articles", "dates", "drafts", "hidden_articles", "authors", "categories", "related_posts"):
        assert whole.context[name] == getattr(whole, name)
    assert whole.context["tags"] == list(whole.tags.items())
    assert whole.context["generated_content"]["2019/12/31/harbour-closes.md"] is whole.articles[-1]


def test_an_article_without_a_date_is_in_no_collection_and_is_printed_all_the_same(whole: PelicanArticles) -> None:
    assert "a-note" not in [article.slug for article in whole.articles]
    assert whole.printed(record_at(NOTE)) == record_at(NOTE)


def test_stories_of_one_name_on_two_days_are_no_translations_of_each_other() -> None:
    generator = generator_of()
    stories = [
        record_of(
            f"2020/01/0{day}/weather", Story(title="Weather", date=date_of(f"2020-01-0{day}"), lang=lang), "", "en"
        )
        for day, lang in ((1, "en"), (2, "en"), (3, "de"))
    ]
    generator.hold(stories)
    assert [(article.slug, article.translations) for article in generator.articles] == [("weather", [])] * 3
    assert generator.translations == []


def test_articles_of_one_moment_stand_as_they_do_on_the_pages() -> None:
    stories = [
        record_of(f"2020/01/01/{name}", Story(title=name, date=date_of("2020-01-01")), "", "en") for name in "bca"
    ]
    generator = generator_of()
    generator.hold(stories)
    assert [article.slug for article in generator.articles] == ["c", "b", "a"]


def date_of(text: str) -> Any:
    article = locate(f"---\ntitle: x\ndate: {text}\n---\n", place="x").article
    assert article
    return article.date


def test_what_a_plugin_does_to_all_articles_is_there_when_each_is_printed(whole: PelicanArticles) -> None:
    whole.articles[0].related_posts = whole.articles[1:2]
    whole.articles[0]._content = "changed"
    record = whole.printed(record_at("2021/withheld"))
    assert record.html == "changed"
    assert [post.url for post in record.article.extra["related_posts"]] == ["2020/03/month-alone/"]
    assert whole.articles[0]._context is whole.context


def test_the_signals_of_a_whole_build_come_in_pelicans_order() -> None:
    told: list[str] = []
    generator = generator_of()
    with ExitStack() as connected:
        for name, line in {
            "article_generator_context": lambda _sender: "context",
            "content_object_init": lambda _article: "init",
            "article_generator_pretaxonomy": lambda sender: f"pretaxonomy {len(sender.articles)} {len(sender.tags)}",
            "article_generator_finalized": lambda sender: f"finalized {len(sender.context['tags'])}",
            "article_writer_finalized": lambda _sender: "written",
        }.items():
            receiver = partial(lambda line, sender, **_values: told.append(line(sender)), line)
            connected.enter_context(listening(name, receiver))
        generator.hold(all_records())
        generator.generate_output("a writer")
    assert told == ["context", "init"] * 7 + ["pretaxonomy 6 0", "finalized 5", "written"]


def test_a_status_that_a_plugin_sets_decides_in_which_list_of_plugins_an_article_is() -> None:
    status = {"Harbour closes for the night": "hidden", "A story of which the month alone is known": "draft"}

    def mark(_generator: object, metadata: dict[str, Any]) -> None:
        metadata["status"] = status.get(metadata["title"], "skip" if "Hostile" in metadata["title"] else "published")

    generator = generator_of()
    with listening("article_generator_context", mark):
        generator.hold(all_records())
    assert [article.slug for article in generator.hidden_articles] == ["harbour-closes"]
    assert [article.slug for article in generator.drafts] == ["month-alone"]
    assert [article.slug for article in generator.articles] == ["withheld", "arabic", "bridge-reopens-in-idlib"]


@pytest.mark.usefixtures("unregistered")
def test_the_related_posts_plugin_finds_posts_by_common_tags() -> None:
    plugins = registered({"PLUGINS": ["related_posts"]})
    assert archive_wide(plugins) == (("pelican.plugins.related_posts", "article_generator_finalized"),)
    stories = [
        record_of(f"2020/01/0{day}/x", Story(title=f"{day}", date=date_of(f"2020-01-0{day}"), tags=tags), "", "en")
        for day, tags in ((1, ("Ports", "Rail")), (2, ("Rail",)), (3, ("Other",)))
    ]
    generator = generator_of()
    generator.hold(stories)
    assert [[post.url for post in article.related_posts] for article in generator.articles] == [
        [], ["2020/01/01/x/"], ["2020/01/02/x/"],
    ]  # fmt: skip
