// The menu button of narrow screens is a label, which no key reaches. This makes it a button.
{
  const name = document.currentScript.dataset.menu;
  const button = document.querySelector('.md-header__button[for="__drawer"]');
  const drawer = document.getElementById("__drawer");
  if (button && drawer) {
    button.tabIndex = 0;
    button.setAttribute("role", "button");
    button.setAttribute("aria-label", name);
    const tell = () => button.setAttribute("aria-expanded", String(drawer.checked));
    button.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        button.click();
      }
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && drawer.checked) {
        drawer.click();
        button.focus();
      }
    });
    drawer.addEventListener("change", tell);
    tell();
  }
}
