"""What is served of the theme."""

from __future__ import annotations

from pathlib import Path

from malbok.theme_files import lean, theme_folder
from tests.sites import html_pages


def test_a_script_is_served_without_what_is_for_those_who_read_the_source() -> None:
    script = """/* What it does,
   and why. */
export const a = 1; // stays, as it stands beside code
  // goes
  const url = "https://example.se"; /* stays */

  /** Goes too. */
  return a * 2;
"""
    assert lean(script) == (
        "export const a = 1; // stays, as it stands beside code\n"
        'const url = "https://example.se"; /* stays */\n'
        "return a * 2;"
    )


def test_every_script_of_the_site_is_lean(public_site: Path) -> None:
    assert html_pages(public_site)
    scripts = sorted((theme_folder() / "material/assets/javascripts").glob("*.js"))
    for script in scripts:
        served = public_site / "assets/javascripts" / script.name
        assert served.read_text("utf-8") == lean(script.read_text("utf-8")), script.name
