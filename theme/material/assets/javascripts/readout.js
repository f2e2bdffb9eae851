// Charts that answer: by pointer, touch and arrow keys a chart shows the nearest row of the table that follows it. The
// drawing says where the rows lie (data-rows, data-spots, and data-guide where a line across helps); the table has the
// values, and the page says which columns and which unit are the chart's (data-columns, data-unit). Without this script the chart is a picture and the table says the same.
{
  const words = document.currentScript.dataset;
  const said = (cell) => cell.textContent.trim().replace(/\s+/g, " ");
  const name = (cell) => (cell.firstElementChild?.previousSibling ?? cell.firstElementChild ?? cell).textContent.trim();
  const hint = document.createElement("p");
  hint.id = "malbok-readout-hint";
  hint.hidden = true;
  hint.textContent = words.hint;

  const start = (chart) => {
    let around = chart;
    let table;
    while (!table && (around = around.parentElement)) {
      table = [...around.querySelectorAll("table")].find(
        (found) => chart.compareDocumentPosition(found) & Node.DOCUMENT_POSITION_FOLLOWING,
      );
    }
    if (!table?.tHead) return;
    const heads = [...table.tHead.rows[0].cells];
    const rows = new Map([...table.tBodies[0].rows].map((row) => [name(row.cells[0]).replaceAll("|", "/"), row]));
    const drawings = [...chart.querySelectorAll("svg[data-spots]")].map((svg) => {
      const keys = svg.dataset.rows.split("|");
      const places = svg.dataset.spots.split(" ").map((place) => place.split(",").map(Number));
      const spots = keys.map((key, at) => ({ row: rows.get(key), x: places[at][0], ys: places[at].slice(1) }));
      return { svg, spots: spots.filter((spot) => spot.row), guide: svg.dataset.guide?.split(",") };
    });
    const { unit, columns } = chart.dataset;
    const isRead = (cell) => !columns || columns.split(" ").includes(String(cell.cellIndex));
    const value = (cell) =>
      unit && cell.matches(".mb-number:not(.mb-missing)") ? `${said(cell)}\u00a0${unit}` : said(cell);
    if (!drawings.length || !drawings.every(({ spots }) => spots.length)) return;

    const box = document.createElement("div");
    box.className = "malbok-readout";
    box.setAttribute("role", "status");
    chart.append(box);
    chart.tabIndex = 0;
    chart.setAttribute("role", "application");
    chart.setAttribute("aria-label", `${words.chart}: ${drawings[0].svg.querySelector("title").textContent}`);
    chart.setAttribute("aria-describedby", hint.id);
    let shown;
    let marks = [];

    const hide = () => {
      shown?.row.classList.remove("malbok-read");
      marks.forEach((mark) => mark.remove());
      marks = [];
      shown = undefined;
      box.replaceChildren();
    };
    const mark = (svg, tag, attributes) => {
      const element = document.createElementNS(svg.namespaceURI, tag);
      element.setAttribute("class", "malbok-chart__read");
      for (const key in attributes) element.setAttribute(key, attributes[key]);
      svg.append(element);
      marks.push(element);
    };
    const seen = () => drawings.find(({ svg }) => svg.getClientRects().length);
    const show = ({ svg, guide }, spot) => {
      if (spot === shown) return;
      hide();
      shown = spot;
      spot.row.classList.add("malbok-read");
      if (guide) mark(svg, "line", { x1: spot.x, x2: spot.x, y1: guide[0], y2: guide[1] });
      for (const y of spot.ys) mark(svg, "circle", { cx: spot.x, cy: y, r: 8 });
      const [head, ...others] = spot.row.cells;
      const cells = others.filter(isRead);
      const numbers = cells.filter((cell) => cell.matches(".mb-number"));
      const lines = cells.map((cell) => {
        const label = numbers.length > 1 && numbers.includes(cell) ? `${said(heads[cell.cellIndex])} ` : "";
        return said(cell) && label + value(cell);
      });
      box.append(...[said(head), ...lines].filter(Boolean).map((line) => {
        const part = document.createElement("span");
        part.textContent = line;
        return part;
      }));
      box.style.top = guide ? `${(guide[0] * svg.clientWidth) / svg.viewBox.baseVal.width}px` : "0";
      const share = spot.x / svg.viewBox.baseVal.width;
      const edge = `calc(${(share < 0.5 ? share : 1 - share) * svg.clientWidth}px + 0.9rem)`;
      box.style.left = share < 0.5 ? edge : "auto";
      box.style.right = share < 0.5 ? "auto" : `calc(${edge} + ${chart.clientWidth - svg.clientWidth}px)`;
    };
    const point = (event) => {
      const drawing = seen();
      const { svg, spots, guide } = drawing;
      const place = svg.getBoundingClientRect();
      const scale = svg.viewBox.baseVal.width / place.width;
      const x = (event.clientX - place.left) * scale;
      const y = (event.clientY - place.top) * scale;
      const far = (spot) => Math.hypot(spot.x - x, guide ? 0 : spot.ys[0] - y);
      show(drawing, spots.reduce((best, spot) => (far(spot) < far(best) ? spot : best)));
    };
    chart.addEventListener("pointermove", point);
    chart.addEventListener("pointerdown", point);
    chart.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && hide());
    chart.addEventListener("blur", hide);
    chart.addEventListener("keydown", (event) => {
      const drawing = seen();
      const last = drawing.spots.length - 1;
      const at = drawing.spots.indexOf(shown);
      const to = {
        ArrowRight: Math.min(at + 1, last),
        ArrowUp: Math.min(at + 1, last),
        ArrowLeft: at < 0 ? last : Math.max(at - 1, 0),
        ArrowDown: at < 0 ? last : Math.max(at - 1, 0),
        Home: 0,
        End: last,
      }[event.key];
      if (event.key === "Escape") hide();
      if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      show(drawing, drawing.spots[to]);
    });
  };

  const charts = document.querySelectorAll(".malbok-chart");
  if (charts.length) charts[0].before(hint);
  charts.forEach(start);
}
