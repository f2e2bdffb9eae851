// What Material leaves out for those who use keys or a screen reader: the menu button of narrow
// screens is a label that no key reaches, and the search is a dialog without a name.
{
  const words = document.currentScript.dataset;
  const drawer = document.getElementById("__drawer");
  const label = document.querySelector('.md-header__button[for="__drawer"]');
  if (drawer && label) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = label.className;
    button.setAttribute("aria-label", words.menu);
    button.append(...label.childNodes);
    label.replaceWith(button);
    const tell = () => button.setAttribute("aria-expanded", String(drawer.checked));
    button.addEventListener("click", () => drawer.click());
    drawer.addEventListener("change", tell);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && drawer.checked) {
        drawer.click();
        button.focus();
      }
    });
    tell();
  }
  document.querySelector('.md-search[role="dialog"]')?.setAttribute("aria-label", words.search);
}
