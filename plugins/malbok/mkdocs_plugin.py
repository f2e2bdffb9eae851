"""Adapter A: the MkDocs plugin. It hands the engine's records to MkDocs and decides nothing.

Heavy blocks (tables, charts) are put in after the search plugin has read a page: they stay out of
Markdown, which they would slow, and out of the search index, which they would swell.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click
from jinja2 import Environment, FileSystemBytecodeCache
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

from malbok import inline_scripts
from malbok.addresses import Addresses
from malbok.engine import make_site
from malbok.language import N_, Language, language
from malbok.manifest import MANIFEST, manifest
from malbok.model import Audience
from malbok.notices import notice_html
from malbok.pages import NavItem, Page, Site
from malbok.pages.records import fill
from malbok.printing import Report, as_text
from malbok.problems import DataError
from malbok.progress import charts_progress
from malbok.reading import load_project
from malbok.reading.files import shown_path
from malbok.staging import nav_entry
from malbok.theme_files import STYLES, theme_folder


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
        self.addresses = Addresses(config.use_directory_urls)
        self.scripts: dict[str, str] = {}
        self.parts: dict[tuple[object, ...], str] = {}
        self.site = self._make_site(config)
        self.pages = {page.path: page for page in self.site.pages}
        self.listed = set(_paths(self.site.navigation))
        if config.nav is None:
            config.nav = [nav_entry(item) for item in self.site.navigation]
        else:
            config.nav = _seen(config.nav, set(self.pages))
        config.extra_css[:0] = STYLES
        _add_templates(config)
        if self.site.audience is Audience.PUBLIC:
            # Where the files are edited is a matter for the inside.
            config.repo_url = config.edit_uri = None
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace what lies in the content folder by what this audience may see."""
        for file in list(files):
            is_page = file.is_documentation_page()
            is_content = file.src_dir is not None and Path(file.src_dir) == Path(config.docs_dir)
            if is_content and (is_page or file.src_uri not in self.site.content_files):
                files.remove(file)
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
        if record and page.content:
            page.content = fill(page.content, record.blocks)
        return context

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give the theme's templates the catalogue and the notice, and keep them compiled."""
        templates = _root(config) / self.config.cache_dir / "templates"
        templates.mkdir(parents=True, exist_ok=True)
        env.bytecode_cache = FileSystemBytecodeCache(str(templates))
        env.globals["malbok"] = {
            "notice": self._notice,
            "is_intranet": self.site.audience is Audience.INTRANET,
            "as_of": self.language.date(self.site.as_of),
            "address": self.addresses.of,
        }
        env.globals["malbok_text"] = self.language.text
        env.globals["malbok_shared"] = self._shared
        return env

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Move inline scripts to files, so that the site runs under `script-src 'self'`."""
        depth = page.url.count("/")
        own = page.content if page.content and "<script" in page.content else ""
        return inline_scripts.move_out(output, "../" * depth, self.scripts, own)

    @event_priority(-100)
    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Do the same for the page shown for a missing address, which lies at any depth."""
        if not template_name.endswith(".html"):
            return output
        return inline_scripts.move_out(output, _site_root(config), self.scripts)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the scripts that were moved out."""
        inline_scripts.write(self.scripts, Path(config.site_dir))

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
        return make_site(
            project,
            Audience(self.config.audience),
            day,
            addresses=self.addresses,
            language_code=self.language.code,
            chart_cache=root / self.config.cache_dir / "charts",
            progress=charts_progress(self.language),
        )

    def _record(self, page: MkDocsPage) -> Page | None:
        return self.pages.get(page.file.src_uri)

    def _shared(
        self, part: str, page: MkDocsPage | None, base_url: str, caller: Callable[[], str]
    ) -> str:
        """A part of the shell, rendered once for all pages under one page of the navigation.

        Goals and indicators aren't in the navigation, so it looks the same on all that lie at the
        same depth under the same page. On pages of the navigation itself it is their own.
        """
        record = page and self._record(page)
        if not record or record.path in self.listed:
            return caller()
        key = (part, base_url, record.parent, record.hide)
        if key not in self.parts:
            self.parts[key] = caller()
        return self.parts[key]

    def _notice(self, page: MkDocsPage | None, base_url: str) -> str:
        if page is not None:
            source = page.file.src_uri
            return notice_html(self.site.notice, lambda to: self.addresses.link(source, to))
        root = base_url.rstrip("/")
        return notice_html(self.site.notice, lambda to: f"{root}/{self.addresses.of(to)}")


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).resolve().parent


def _site_root(config: MkDocsConfig) -> str:
    """The path of the site's root on its server, with a final slash."""
    match = re.match(r"https?://[^/]+(/.*)?$", config.site_url or "")
    path = (match[1] if match else None) or "/"
    return path if path.endswith("/") else path + "/"


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
