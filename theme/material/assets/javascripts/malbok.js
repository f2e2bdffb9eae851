// The shell's own script. It stands in the head, so that the colours are right from the first paint;
// the search comes when somebody wants it. Without this script pages are light and lack the search.
{
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const KEY = "malbok-scheme";
  let chosen = "";
  try {
    chosen = localStorage.getItem(KEY) ?? "";
  } catch {} // a browser that keeps nothing
  const isDark = () => (chosen || (system.matches ? "slate" : "default")) === "slate";
  const paint = () => {
    root.dataset.mdColorScheme = isDark() ? "slate" : "default";
    const button = document.querySelector(".mb-scheme");
    if (button) button.textContent = isDark() ? button.dataset.light : button.dataset.dark;
  };
  root.className = "js";
  paint();
  system.addEventListener("change", paint);

  document.addEventListener("DOMContentLoaded", () => {
    paint();
    document.querySelector(".mb-scheme")?.addEventListener("click", () => {
      chosen = isDark() ? "default" : "slate";
      try {
        localStorage.setItem(KEY, chosen);
      } catch {}
      paint();
    });

    const menu = document.querySelector(".mb-menu");
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && menu?.open) {
        menu.open = false;
        menu.firstElementChild.focus();
      }
    });

    const search = document.querySelector(".mb-search");
    search?.addEventListener("submit", (event) => event.preventDefault());
    const load = () => {
      const script = document.createElement("script");
      script.src = search.dataset.script;
      document.head.append(script);
    };
    search?.addEventListener("focusin", load, { once: true });

    // A table is a stop for the keyboard only while there is more of it than is shown.
    const sizes = new ResizeObserver((changes) => {
      for (const { target } of changes) {
        const { scrollWidth, clientWidth, scrollHeight, clientHeight } = target;
        if (scrollWidth > clientWidth || scrollHeight > clientHeight) target.tabIndex = 0;
        else target.removeAttribute("tabindex");
      }
    });
    for (const region of document.querySelectorAll(".mb-scroll[tabindex]")) sizes.observe(region);

    for (const place of document.querySelectorAll("[data-here]:empty")) {
      place.textContent = location.href.split("#")[0];
    }
  });
}
