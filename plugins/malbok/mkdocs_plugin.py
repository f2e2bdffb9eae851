"""Adapter A: the MkDocs plugin. It hands the engine's records to MkDocs and decides nothing.

Heavy blocks (tables, charts) are put in after the search plugin has read a page: they stay out of
Markdown, which they would slow, and out of the search index, which they would swell.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, cast

import click
from jinja2 import Environment, FileSystemBytecodeCache, select_autoescape
from mkdocs.config import Config
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from malbok import addresses as links
from malbok import look
from malbok.addresses import Addresses
from malbok.cell_alignment import aligned_by_class
from malbok.code_host import new_file_address
from malbok.engine import make_site
from malbok.glossary import mark_words
from malbok.language import N_, Language, language
from malbok.manifest import MANIFEST, manifest
from malbok.model import Audience
from malbok.notices import notice_html
from malbok.pages import Edition, NavItem, Page, Site
from malbok.pages.records import Feed, fill
from malbok.printing import Report, as_text
from malbok.problems import DataError, MalbokError
from malbok.progress import charts_progress
from malbok.reading import load_project
from malbok.reading.files import shown_path
from malbok.staging import nav_entry
from malbok.theme_files import SHELL_STYLES, STYLES, lean, theme_folder
from malbok.translating import ENGLISH_FOLDER

HANDBOOK = frozenset({"content", "fault"})
"""The kinds of pages with a list of those beside them: people read on, where results are looked up."""
LANGUAGE_NAMES = {"sv": "Svenska", "en": "English"}
"""What each language calls itself."""
MATERIAL = str(Path("material", "templates"))


class MalbokConfig(Config):
    """The plugin's options in `mkdocs.yml`. Folders are relative to that file."""

    enabled = c.Type(bool, default=True)
    audience = c.Choice(tuple(a.value for a in Audience), default=Audience.PUBLIC.value)
    as_of = c.Type((str, date), default="")
    data_dir = c.Type(str, default="data")
    cache_dir = c.Type(str, default=".cache/malbok")
    lang = c.Choice(("sv", "en"), default="sv")


class MalbokPlugin(BasePlugin[MalbokConfig]):
    """Publishes a malbok project with MkDocs."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Make the site's records; set navigation, styles and templates."""
        self.language: Language = language(self.config.lang)
        if not self.config.enabled:
            # Left to itself, MkDocs would heed the option by publishing the whole content folder.
            message = N_("malbok can't be turned off: everything in {folder} would be published.")
            raise PluginError(self.language.text(message, folder=Path(config.docs_dir).name))
        site = config.site_url or ""
        self.addresses = Addresses(
            config.use_directory_urls, site=f"{site.rstrip('/')}/" if site else ""
        )
        self.english_nav: Navigation | None = None
        self.parts: dict[tuple[object, ...], str] = {}
        self.site = self._make_site(config)
        self.pages = {page.path: page for page in self.site.pages}
        self.listed = set(_paths(self.site.navigation))
        in_english = self.site.english.navigation if self.site.english else ()
        self.shown_in_nav = self.listed | set(_paths(in_english))
        if config.nav is None:
            config.nav = [nav_entry(item) for item in self.site.navigation]
        else:
            config.nav = _seen(config.nav, set(self.pages))
        config.extra_css[:0] = (*STYLES, *SHELL_STYLES, *look.styles(self.site))
        _add_templates(config)
        if self.site.audience is Audience.PUBLIC:
            # Where the files are edited is a matter for the inside.
            config.repo_url = config.edit_uri = None
        self.new_file = _new_file(config)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace what lies in the content folder by what this audience may see."""
        for file in list(files):
            is_page = file.is_documentation_page()
            is_content = file.src_dir is not None and Path(file.src_dir) == Path(config.docs_dir)
            is_left_out = is_content and (is_page or file.src_uri not in self.site.content_files)
            if is_left_out or _is_of_material(file):
                files.remove(file)
            elif _is_script_of_ours(file):
                files.remove(file)
                content = lean(file.content_string)
                files.append(File.generated(config, file.src_uri, content=content))
        for page in self.site.pages:
            inclusion = (
                InclusionLevel.INCLUDED if page.path in self.listed else InclusionLevel.NOT_IN_NAV
            )
            file = File.generated(config, page.path, content=page.markdown, inclusion=inclusion)
            if page.edit and self.site.audience is Audience.INTRANET:
                file.edit_uri = shown_path(
                    Path(config.docs_dir).resolve(), _root(config) / page.edit
                )
            files.append(file)
        for asset in self.site.assets:
            files.append(File.generated(config, asset.path, content=asset.content))
        record = manifest(self.site, self.addresses)
        files.append(File.generated(config, MANIFEST, content=record))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Hang goals and indicators under the page above them, for breadcrumbs and active tab."""
        if self.site.english:
            self.english_nav = _navigation(self.site.english, files)
        above: dict[str, Section] = {}
        for record in self.site.pages:
            file = files.get_file_from_path(record.path)
            page = file.page if file else None
            if page is None:
                continue
            page.update_date = (record.updated or self.site.updated).isoformat()
            parent = files.get_file_from_path(record.parent) if record.parent else None
            if page.parent is None and parent and parent.page and record.parent:
                if record.parent not in above:
                    section = Section(self.pages[record.parent].title, [parent.page])
                    section.parent = parent.page.parent
                    above[record.parent] = section
                page.parent = above[record.parent]
            if record.part:
                page.previous_page = self._page_at(record.before, files)
                page.next_page = self._page_at(record.after, files)
        return nav

    @event_priority(100)
    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Tell MkDocs what the record says of its page."""
        if record := self._record(page):
            page.meta.update(record.front_matter)
        return markdown

    @event_priority(-100)
    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Put the blocks in, once the search plugin has read the page."""
        record = self._record(page)
        own = cast("dict[str, Any]", context)
        own["other_language"] = self._other_language(page.file.src_uri)
        if self.site.english and record and record.language == self.site.english.language:
            # What templates find here goes before the globals of the same names.
            own["nav"] = self.english_nav
            own |= self._words(language(record.language), self.site.english)
        if record and page.content:
            content = page.content
            if record.path != links.GLOSSARY:
                content = mark_words(content, self.site.glossary, record.blocks)
            page.content = fill(content, record.blocks)
        return context

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give the theme's templates the catalogue and the notice, and keep them compiled."""
        env.autoescape = select_autoescape(
            ["html"]
        )  # titles and names are text, whatever they hold
        templates = _root(config) / self.config.cache_dir / "escaped-templates"
        templates.mkdir(parents=True, exist_ok=True)
        env.bytecode_cache = FileSystemBytecodeCache(str(templates))
        env.globals |= self._words(self.language)
        env.globals["malbok_shared"] = self._shared
        # For the page of a missing address, which is no page of MkDocs'.
        env.globals["other_language"] = self._other_language("404.md")
        return env

    def _words(self, words: Language, edition: Edition | None = None) -> dict[str, Any]:
        """What the shell's templates are given, in one language."""
        malbok = {
            "title": edition.title if edition else "",
            "notice": partial(self._notice, edition.notice if edition else self.site.notice),
            "is_intranet": self.site.audience is Audience.INTRANET,
            "as_of": words.date(self.site.as_of),
            "address": self.addresses.of,
            "language": words.code,
            "folder": ENGLISH_FOLDER if edition else "",
            "other_folder": ENGLISH_FOLDER if self.site.english and not edition else "",
            "organisation": self.site.organisation,
            "logo": self.site.logo,
            "is_handbook": self._is_handbook,
            "part": self._part,
            "footer": edition.footer if edition else self.site.footer,
            "feeds": self._feeds,
            "new_file": self.new_file,
        }
        return {"malbok": malbok, "malbok_text": words.text}

    def _other_language(self, path: str) -> dict[str, object] | None:
        """Where the page at `path` leads in the other language: to the page that says the same, its
        twin, or to the first page in English where there is none."""
        if not self.site.english:
            return None
        twin = path.removeprefix(ENGLISH_FOLDER)
        if twin == path:
            twin = ENGLISH_FOLDER + path
        other = twin if twin in self.pages else self.site.english.home
        code = self.pages[other].language or self.language.code
        return {
            "code": code,
            "name": LANGUAGE_NAMES[code],
            "address": self.addresses.of(other),
            "is_twin": other == twin,
        }

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Leave no style attribute in a page, as `style-src 'self'` wants it."""
        return aligned_by_class(output)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Build again when data or theme change."""
        server.watch(str(_root(config) / self.config.data_dir))
        server.watch(str(theme_folder()))
        return server

    def _make_site(self, config: MkDocsConfig) -> Site:
        root = _root(config)
        as_of = str(self.config.as_of)
        try:
            day = date.fromisoformat(as_of) if as_of else None
        except ValueError as error:
            message = N_("as_of in mkdocs.yml must be a date like 2026-03-31, not “{value}”.")
            raise PluginError(self.language.text(message, value=as_of)) from error
        try:
            project = load_project(root, root / self.config.data_dir, Path(config.docs_dir))
        except DataError as error:
            click.echo(as_text(Report(error.problems, error.lines, self.language)), err=True)
            count = len(error.problems)
            said = self.language.plural("{n} error in the data.", "{n} errors in the data.", count)
            raise PluginError(said) from None
        try:
            return make_site(
                project,
                Audience(self.config.audience),
                day,
                addresses=self.addresses,
                language_code=self.language.code,
                chart_cache=root / self.config.cache_dir / "charts",
                progress=charts_progress(self.language),
            )
        except MalbokError as error:  # a report's PDF couldn't be made
            raise PluginError(str(error)) from None

    def _record(self, page: MkDocsPage) -> Page | None:
        return self.pages.get(page.file.src_uri)

    def _page_at(self, path: str, files: Files) -> MkDocsPage | None:
        file = files.get_file_from_path(path) if path else None
        return file.page if file else None

    def _part(self, page: MkDocsPage | None) -> str:
        """The part of the handbook's path that a page is in, empty beside the path."""
        record = page and page.file and self._record(page)
        return record.part if record else ""

    def _feeds(self, page: MkDocsPage | None) -> list[Feed]:
        """The feeds that tell what is new on a page."""
        path = page.file.src_uri if page else ""
        return [feed for feed in self.site.feeds if path.startswith(feed.folder)]

    def _is_handbook(self, page: MkDocsPage | None) -> bool:
        record = page and self._record(page)
        return not record or record.kind in HANDBOOK

    def _shared(
        self, part: str, page: MkDocsPage | None, base_url: str, caller: Callable[[], str]
    ) -> str:
        """A part of the shell, rendered once for all pages under one page of the navigation.

        Goals and indicators aren't in the navigation, so it looks the same on all that lie at the
        same depth under the same page. On pages of the navigation itself it is their own.
        """
        record = page and self._record(page)
        if not record or record.path in self.shown_in_nav:
            return caller()
        key = (part, base_url, record.parent, record.hide)
        if key not in self.parts:
            self.parts[key] = caller()
        return self.parts[key]

    def _notice(self, notice: str, page: MkDocsPage | None, base_url: str) -> str:
        if page is not None:
            source = page.file.src_uri
            return notice_html(notice, lambda to: self.addresses.link(source, to))
        root = base_url.rstrip("/")
        return notice_html(notice, lambda to: f"{root}/{self.addresses.of(to)}")


def _navigation(edition: Edition, files: Files) -> Navigation:
    """The navigation of the pages in another language: one section, with the first page as home."""
    sections: list[Section] = []
    pages: list[MkDocsPage] = []
    for item in edition.navigation:
        found = [files.get_file_from_path(path) for path in _paths((item,))]
        within = [file.page for file in found if file and file.page]
        section = Section(item.title, list(within))
        for page in within:
            page.parent = section
        sections.append(section)
        pages += within
    navigation = Navigation(list(sections), pages)
    navigation.homepage = next((p for p in pages if p.file.src_uri == edition.home), None)
    return navigation


def _is_of_material(file: File) -> bool:
    """Whether a file is one of Material's styles and scripts, which malbok's shell has no use for."""
    return file.src_dir is not None and file.src_dir.endswith(MATERIAL)


def _is_script_of_ours(file: File) -> bool:
    folder = theme_folder() / "material"
    return (
        file.src_uri.endswith(".js") and file.src_dir is not None and Path(file.src_dir) == folder
    )


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).resolve().parent


def _new_file(config: MkDocsConfig) -> dict[str, str]:
    """Where the repository lets one make a new file, and what its host is called; empty if it isn't
    known."""
    above = os.path.relpath(_root(config), Path(config.docs_dir).resolve()).replace(os.sep, "/")
    address = new_file_address(config.repo_url or "", config.edit_uri or "", above)
    return {"address": address, "host": config.repo_name or ""} if address else {}


def _seen(nav: Any, pages: set[str]) -> Any:
    """A navigation written by hand, without the pages that this audience doesn't see."""
    if isinstance(nav, list):
        return [kept for item in nav if (kept := _seen(item, pages))]
    if isinstance(nav, dict):
        return {title: kept for title, item in nav.items() if (kept := _seen(item, pages))}
    return None if isinstance(nav, str) and nav.endswith(".md") and nav not in pages else nav


def _paths(items: tuple[NavItem, ...]) -> list[str]:
    own = [item.path for item in items if item.path]
    return own + [path for item in items for path in _paths(item.children)]


def _add_templates(config: MkDocsConfig) -> None:
    """The theme's templates and files, after the municipality's own `custom_dir` if it has one."""
    dirs = config.theme.dirs
    at = 1 if config.theme.custom_dir else 0
    folder = str(theme_folder() / "material")
    if folder not in dirs:
        dirs.insert(at, folder)
