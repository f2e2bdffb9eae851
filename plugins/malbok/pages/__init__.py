"""Pages: from the assessed project to plain records that any site generator can publish.

To add a page kind: a template in `theme/pages/`, a function in the module of its kind (see
`malbok.pages.making`), and its call in `malbok.engine`. Templates hold layout, not decisions.
"""

from malbok.pages.records import Asset, Edition, NavItem, Page, Site

__all__ = ["Asset", "Edition", "NavItem", "Page", "Site"]
