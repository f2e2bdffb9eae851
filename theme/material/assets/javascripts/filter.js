// Narrows the list of all goals, or the library of examples, by the links above it, one value of each
// kind at a time, and keeps the choice in the address. Without this script the links lead to a page for
// each value. An example is a heading, its sentence, and what stands below it.
{
  const rows = [...document.querySelectorAll(".mb-goals--filtered > li, .mb-example")];
  const headingOf = (row) => (row.matches(".mb-example") ? row.previousElementSibling : null);
  const choices = [...document.querySelectorAll(".mb-filter [data-key]")];
  const clear = document.querySelector(".mb-filter__clear");
  const said = document.querySelector(".mb-filter [role=status]");

  const fits = (row, chosen) =>
    [...chosen].every(([key, value]) => row.dataset[key].split(" ").includes(value));

  const narrow = () => {
    const query = new URLSearchParams(location.search);
    const chosen = new Map();
    for (const { dataset } of choices) {
      if (query.get(dataset.key) === dataset.value) chosen.set(dataset.key, dataset.value);
    }
    let shown = 0;
    for (const row of rows) {
      row.hidden = !fits(row, chosen);
      headingOf(row)?.toggleAttribute("hidden", row.hidden);
      shown += !row.hidden;
    }
    for (const choice of choices) {
      const { key, value } = choice.dataset;
      const withIt = new Map(chosen).set(key, value);
      const next = new Map(withIt);
      if (chosen.get(key) === value) {
        next.delete(key);
        choice.setAttribute("aria-current", "true");
      } else {
        choice.removeAttribute("aria-current");
      }
      choice.search = new URLSearchParams([...next]);
      choice.pathname = location.pathname;
      const count = rows.filter((row) => fits(row, withIt)).length;
      choice.querySelector("[data-count]").textContent = count;
      choice.toggleAttribute("data-empty", !count);
    }
    clear.hidden = !chosen.size;
    said.textContent = shown
      ? said.dataset.said.replace("{n}", shown).replace("{total}", rows.length)
      : said.dataset.none;
  };

  document.querySelector(".mb-filter").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.pushState(null, "", link.href);
    if (link === clear) choices[0].focus();
    narrow();
  });
  addEventListener("popstate", narrow);
  narrow();
}
