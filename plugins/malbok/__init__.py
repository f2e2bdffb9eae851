"""malbok: goals, indicators and results of a municipality, as a website.

The way through the package is one direction of flow:

    reading ─▶ model ─▶ checks ─▶ audience ─▶ assessment ─▶ pages ─▶ adapter

- `malbok.reading` turns a folder into a `Project`, with every problem at its place.
- `malbok.engine.make_site` turns a `Project` into a `Site` of plain records for one audience.
- The adapters publish a `Site`: `malbok.mkdocs_plugin`, `malbok.staging`, and
  `malbok.markdown_extension` for single embeds. Only the first imports mkdocs.

`docs/architecture.md` gives the tour and says where to add each kind of thing.
"""

from typing import Any


def __getattr__(name: str) -> Any:
    if name != "__version__":
        raise AttributeError(name)
    # Only asked for by few: looking it up takes longer than all other imports of a small command.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("malbok")
    except PackageNotFoundError:  # run from a folder that is not installed
        return "0"
