// The coach: advice on a goal while one writes it, and a file of it in the end. Everything happens here,
// in the reader's browser: nothing is sent, and no text stays in the page's address. Without this script
// the page shows the questions as a list to tick off.
import { advise, prepare, strengths } from "./advising.js";
import {
  goalFile,
  houseNumber,
  LONGEST_ID,
  oneLine,
  readPeriod,
  suggestedId,
  today,
} from "./goal_file.js";
import { prepareExamples, similar } from "./similar.js";

const root = document.querySelector(".mb-coach");
const known = JSON.parse(root.querySelector(".mb-coach__data").textContent);
const texts = known.texts;
const taken = new Set([...known.taken, "index"]);
const smallWords = new Set(known.small_words);
const part = (name, within = root) => within.querySelector(`.mb-coach__${name}`);
const fields = Object.fromEntries(
  [...root.querySelectorAll("[data-field]")].map((box) => [
    box.dataset.field,
    box.querySelector("textarea, select, input"),
  ]),
);
const subjects = [...root.querySelectorAll('[name="subjects"]')];
const keep = root.querySelector('[name="keep"]');
const newFile = document.querySelector("script[data-new-file]")?.dataset;

const considered = new Map(); // the reason for each rule that is to rest
const touched = new Set(); // the fields that the writer has left
const cards = new Map(); // the element of each rule's advice
let rules;
let examples;
let blank; // the page as nobody has written on it
let mine; // the reader's own text while an example is tried
let isTrial = false; // whether nothing was written since it came
let isAsked = false; // whether somebody wanted a file that wasn't ready
let idIsChosen = false;
let now; // what was last shown
let speaking;
let looking;

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};
const say = (place, text) => {
  if (place.textContent !== text) place.textContent = text;
};
// What hasn't changed is left alone: a click or a reader may be on its way to it.
const renew = (place, parts) => {
  const made = element(place.localName, {}, ...parts);
  const isSame = [...made.childNodes].every((node, n) => node.isEqualNode(place.childNodes[n] ?? null));
  if (!isSame || made.childNodes.length !== place.childNodes.length) {
    place.replaceChildren(...made.childNodes);
  }
};

// --- What is written ------------------------------------------------------------------------------

const OWN = "+"; // stands for an indicator that isn't there yet
const typed = (name) => fields[name].value.trim();

function written() {
  const department = known.departments[typed("department")];
  const indicator = known.indicators[typed("indicator")];
  const period = readPeriod(typed("period"));
  const goal = oneLine(fields.goal.value.slice(0, 5 * known.longest));
  const usual = period && indicator?.interval === period.kind ? period.text : "";
  fields.due.placeholder = usual;
  const id = idIsChosen
    ? typed("id")
    : suggestedId(goal, { taken, smallWords, longest: known.longest_id });
  if (!idIsChosen) fields.id.value = id;
  return {
    ...{ goal, department, indicator, period, id },
    isTooLong: [...goal].length > known.longest,
    own: typed("indicator") === OWN ? oneLine(fields.own.value) : "",
    type: typed("type"),
    level: typed("level"),
    value: houseNumber(typed("value")),
    due: readPeriod(typed("due") || usual),
    baseline: houseNumber(typed("baseline")),
    baselinePeriod: readPeriod(typed("baseline_period")),
    group: oneLine(fields.target_group_name.value),
  };
}

// What is wrong in each field, by its name.
function faultsIn(goal) {
  const found = {};
  if (goal.isTooLong) found.goal = texts.wrong_long;
  else if (/[<>]/.test(goal.goal)) found.goal = texts.wrong_signs;
  else if (goal.goal.includes("::")) found.goal = texts.wrong_marker;
  if (goal.group.includes("::")) found.target_group_name = texts.wrong_marker;
  if (typed("period") && !goal.period) found.period = texts.wrong_period;
  for (const name of ["value", "baseline"]) {
    if (typed(name) && goal[name] === null) found[name] = texts.wrong_number;
  }
  for (const [name, period] of [
    ["due", goal.due],
    ["baseline_period", goal.baselinePeriod],
  ]) {
    if (!typed(name)) continue;
    if (!period) found[name] = texts.wrong_period;
    else if (goal.indicator && period.kind !== goal.indicator.interval) {
      found[name] = fill(texts.wrong_kind, goal.indicator);
    }
  }
  if (!found.due && goal.due && goal.period && goal.due.end < goal.period.start) {
    found.due = texts.wrong_early;
  }
  const { due, baselinePeriod } = goal;
  if (!found.due && !found.baseline_period && due && baselinePeriod && baselinePeriod.end >= due.end) {
    found.baseline_period = texts.wrong_baseline;
  }
  if (Boolean(typed("baseline")) !== Boolean(typed("baseline_period")) && goal.indicator) {
    found[typed("baseline") ? "baseline_period" : "baseline"] ??= texts.wrong_alone;
  }
  if (goal.id && (!/^[a-z0-9][a-z0-9-]*$/.test(goal.id) || goal.id.length > LONGEST_ID)) {
    found.id = texts.wrong_id;
  } else if (taken.has(goal.id)) found.id = texts.wrong_taken;
  if (typed("audience") === "public") {
    if (goal.department?.audience === "intranet") found.department = texts.wrong_inside;
    if (goal.indicator?.audience === "intranet") found.indicator = texts.wrong_inside;
  }
  return found;
}

// The target as the file has it, if there is enough for one.
function targetOf({ indicator, value, due, baseline, baselinePeriod }, faults) {
  if (!indicator || value === null || !due || faults.due) return undefined;
  const hasBaseline = baseline !== null && baselinePeriod && !faults.baseline_period;
  return {
    ...{ indicator: typed("indicator"), comparator: typed("comparator"), value, due: due.text },
    baseline: hasBaseline ? { period: baselinePeriod.text, value: baseline } : undefined,
  };
}

// What the file says beside the sentence: the same as the check counts, so that both give the same advice.
function besideSentence(goal, target) {
  const there = {
    period: goal.period || target,
    target,
    baseline: target?.baseline,
    target_group: typed("target_group") || goal.group,
    indicator: goal.indicator,
  };
  return Object.keys(there).filter((name) => there[name]);
}

// What keeps a field's text from counting, though nothing is wrong in it.
function notesOn(goal, faults, target) {
  const notes = {};
  if (target || goal.own || faults.value) return notes;
  if (typed("value") && typed("indicator") !== OWN) {
    if (!goal.indicator) notes.value = fill(texts.of_what, { value: typed("value") });
    else if (!faults.due) notes.due = texts.need_due;
  }
  if (typed("indicator") === OWN && (typed("value") || typed("baseline"))) notes.own = texts.need_own;
  return notes;
}

// --- Advice ---------------------------------------------------------------------------------------

// All advice on what is written, one piece a rule: with its passages, and whether it rests.
function adviceOn(goal, target) {
  if (goal.isTooLong) return { asked: [], good: [] };
  const sentence = {
    ...{ text: goal.goal, type: goal.type || null, level: goal.level || null },
    ...{ with: besideSentence(goal, target), considered: [], glossary: known.glossary },
  };
  const byRule = new Map();
  for (const advice of advise(rules.prepared, sentence)) {
    const piece = byRule.get(advice.rule);
    if (piece) piece.passages.push(advice);
    else byRule.set(advice.rule, { ...advice, ...rules.facts.get(advice.rule), passages: [advice] });
  }
  const pieces = [...byRule.values()];
  const length = [...goal.goal].length;
  for (const piece of pieces) piece.isWhole = piece.end - piece.start >= length;
  const good = new Map(strengths(rules.prepared, sentence).map((s) => [s.rule, s.message]));
  return {
    asked: pieces.filter(({ rule }) => !considered.has(rule)),
    good: [...good.values()],
  };
}

// The sentence with each passage marked and numbered. Where passages overlap, the shortest leads on.
function readBack(text, asked) {
  const characters = [...text];
  const marks = asked.flatMap(({ rule, title, passages, isWhole }, index) =>
    isWhole ? [] : passages.map(({ start, end }) => ({ start, end, rule, title, number: index + 1 })),
  );
  const edges = [...new Set([0, characters.length, ...marks.flatMap((m) => [m.start, m.end])])];
  edges.sort((a, b) => a - b);
  const pieces = [];
  for (let i = 0; i + 1 < edges.length; i += 1) {
    const [start, end] = [edges[i], edges[i + 1]];
    const piece = characters.slice(start, end).join("");
    const covering = marks.filter((mark) => mark.start <= start && mark.end >= end);
    covering.sort((a, b) => a.end - a.start - (b.end - b.start));
    const [owner] = covering;
    if (!owner) {
      pieces.push(piece);
      continue;
    }
    const mark = element("mark", {}, leading(owner, piece, owner.end === end));
    for (const other of covering) {
      if (other !== owner && other.end === end) mark.append(" ", leading(other, "", true));
    }
    pieces.push(mark);
  }
  return pieces;
}

function leading({ rule, title, number }, piece, isNumbered) {
  const link = element("a", { href: `#mb-rad-${rule}`, title }, piece);
  if (isNumbered) {
    const word = element("span", { className: "mb-hidden" }, ` ${texts.advice} `);
    link.append(element("sup", {}, word, String(number)));
  }
  return link;
}

function card(piece) {
  const made = cards.get(piece.rule) ?? newCard(piece);
  cards.set(piece.rule, made);
  const passages = piece.isWhole ? [] : piece.passages.map(({ passage }) => `”${passage}”`);
  say(made.querySelector(".mb-advice__passages"), passages.join(", "));
  say(made.querySelector(".mb-advice__message"), piece.message);
  say(made.querySelector(".mb-advice__question"), piece.question);
  return made;
}

function newCard({ rule, title, page, silent_with: silent = [] }) {
  const made = part("card").content.firstElementChild.cloneNode(true);
  const find = (name) => made.querySelector(`.mb-advice__${name}`);
  made.id = `mb-rad-${rule}`;
  made.dataset.rule = rule;
  say(find("title"), title);
  const guide = known.guide[page];
  if (guide) {
    find("guide").href = guide.address;
    say(find("guide").firstChild, fill(texts.guide, guide));
  } else find("guide").remove();
  if (known.why) {
    find("why").href = `${known.why}#${rule.toLowerCase()}`;
    say(find("why").firstElementChild, `: ${title} ${texts.new_tab}`);
  } else find("why").remove();
  const places = { target: "value" };
  for (const name of silent) {
    const to = places[name] ?? name;
    const button = element("button", { type: "button", className: "mb-link" }, texts[`field_${name}`]);
    button.addEventListener("click", () => goTo(to));
    find("fields").append(element("li", {}, button));
  }
  if (!silent.length) find("fields").remove();
  const [open, form] = [find("consider"), find("reason")];
  const alert = form.querySelector("[role=alert]");
  alert.id = `${made.id}-wrong`;
  form.elements.reason.setAttribute("aria-describedby", alert.id);
  open.addEventListener("click", () => {
    form.hidden = !form.hidden;
    open.setAttribute("aria-expanded", !form.hidden);
    if (!form.hidden) form.elements.reason.focus();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const reason = oneLine(form.elements.reason.value);
    const wrong = reason.includes("::") ? texts.wrong_marker : reason ? "" : texts.need_reason;
    say(alert, wrong);
    form.elements.reason.setAttribute("aria-invalid", Boolean(wrong));
    if (wrong) {
      form.elements.reason.focus();
      return;
    }
    considered.set(rule, reason);
    update();
    part("resting").querySelector(`[data-rule="${rule}"]`)?.focus();
    speak(texts.rests);
  });
  return made;
}

// All reasons that were given, also for advice that something else has silenced: the file has them.
function showResting() {
  const box = part("resting");
  box.hidden = !considered.size;
  renew(
    box.querySelector("ul"),
    [...considered].map(([rule, reason]) => {
      const { title } = rules.facts.get(rule);
      const again = element("button", { type: "button", className: "mb-link" }, texts.undo);
      again.append(element("span", { className: "mb-hidden" }, `: ${title}`));
      again.dataset.rule = rule;
      again.addEventListener("click", () => {
        considered.delete(rule);
        update();
        cards.get(rule)?.focus();
        speak(texts.asked_again);
      });
      const because = fill(texts.because, { reason });
      return element("li", {}, element("strong", {}, title), element("br"), `${because} `, again);
    }),
  );
}

function show({ asked, good }, goal) {
  part("answer").hidden = !goal.goal || goal.isTooLong;
  renew(part("sentence"), readBack(goal.goal, asked));
  renew(
    part("strengths"),
    good.map((text) => element("li", {}, text)),
  );
  part("strengths").hidden = !good.length;
  part("none").hidden = asked.length > 0;
  part("count").textContent = asked.length ? `(${asked.length})` : "";
  const list = part("advice");
  const wanted = asked.map(card);
  for (const old of [...list.children]) if (!wanted.includes(old)) old.remove();
  wanted.forEach((made, place) => {
    if (list.children[place] !== made) list.insertBefore(made, list.children[place] ?? null);
  });
  showResting();
}

// --- Kind of goal and similar examples ------------------------------------------------------------

function showType(type) {
  const page = known.types[type];
  part("type").hidden = !page;
  if (!page) return;
  const link = part("type").firstElementChild;
  link.href = page.address;
  say(link.firstChild, fill(texts.about_type, page));
}

async function showSimilar(goal) {
  if (!known.examples || !goal.goal || goal.isTooLong) return;
  examples ??= fetch(known.examples)
    .then((answer) => (answer.ok ? answer.json() : { examples: [] }))
    .then((library) => prepareExamples(library.examples, known.common_words))
    .catch(() => prepareExamples([], []));
  const found = similar(await examples, goal.goal, goal.type);
  part("similar").hidden = !found.length;
  renew(
    part("similar").querySelector("ul"),
    found.map(({ text, sharpened, subject, id }) => {
      const away = element("span", { className: "mb-hidden" }, ` ${texts.new_tab}`);
      const to = { href: `${known.library}#${id}`, target: "_blank", rel: "noopener" };
      const link = element("a", to, sharpened ?? text, away);
      const about = sharpened ? `${subject} · ${texts.less_good}` : subject;
      return element("li", {}, link, " ", element("span", { className: "mb-coach__subject" }, about));
    }),
  );
}

// --- The file -------------------------------------------------------------------------------------

// What the file can't do without, and what it should have: each with its field and the words for it.
function missing(goal, faults, target) {
  const needed = [];
  const need = (name, isMissing, text) => isMissing && needed.push([name, text]);
  need("goal", !goal.goal, texts.need_goal);
  need("type", !goal.type, texts.need_type);
  need("department", !goal.department, texts.need_department);
  need("id", !goal.id && goal.goal, texts.need_id);
  if (goal.indicator && (typed("value") || typed("due") || typed("baseline"))) {
    need("value", !typed("value"), texts.need_value);
    need("due", !goal.due && !faults.due, texts.need_due);
  }
  needed.push(...Object.entries(faults));
  const there = besideSentence(goal, target);
  const wanted = [];
  const want = (name, isThere, text) => isThere || faults[name] || wanted.push([name, text]);
  want("period", there.includes("period"), texts.want_period);
  want("target_group", there.includes("target_group"), texts.want_target_group);
  want("owner", typed("owner"), texts.want_owner);
  const measured = goal.own ? texts.want_own : typed("value") ? texts.want_ours : texts.want_indicator;
  want("indicator", goal.indicator, measured);
  return { needed, wanted };
}

// For whoever works on with the file: what is known of an indicator that isn't there yet, or what else
// there is to follow a goal with.
function notesInFile(goal) {
  if (!goal.own) return goal.indicator ? [] : [texts.note_steps];
  const values = Object.fromEntries(Object.keys(fields).map((name) => [name, oneLine(typed(name)) || "–"]));
  values.comparator = fields.comparator.selectedOptions[0].text;
  return texts.notes.split(" | ").map((line) => fill(line, values));
}

function fileOf(goal, target) {
  const values = {
    ...{ id: goal.id, title: goal.goal, audience: typed("audience"), type: goal.type },
    period: goal.period?.text,
    target_group: typed("target_group"),
    target_group_name: goal.group,
    subjects: subjects.filter((box) => box.checked).map((box) => box.value),
    owner: typed("owner"),
    updated: today(),
    targets: target ? [target] : [],
    indicators: goal.indicator && !target ? [typed("indicator")] : [],
    considered: [...considered].map(([rule, reason]) => ({ rule, reason })),
  };
  const department = typed("department") || "…";
  return {
    name: `${goal.id || "…"}.yml`,
    path: fill(known.path, { department, id: goal.id || "…" }),
    text: goalFile(values, known.order, known.schema, notesInFile(goal)),
  };
}

function showFile(goal, faults, target) {
  const { needed, wanted } = missing(goal, faults, target);
  const notes = notesOn(goal, faults, target);
  for (const [name, field] of Object.entries(fields)) {
    const isShown = faults[name] && (isAsked || touched.has(name) || goal.isTooLong);
    say(document.getElementById(`${field.id}-error`), isShown ? faults[name] : (notes[name] ?? ""));
    if (isShown) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
  if (part("file").hidden) return undefined;
  const list = (box, items) => {
    box.hidden = !items.length;
    renew(
      box.querySelector("ul"),
      items.map(([name, text]) => {
        const link = element("a", { href: `#${fields[name].id}` }, text);
        link.addEventListener("click", (event) => {
          event.preventDefault();
          goTo(name);
        });
        return element("li", {}, link);
      }),
    );
  };
  list(part("needed"), needed);
  part("needed").hidden = false;
  say(part("needed").querySelector("p"), needed.length ? texts.needed : texts.ready);
  list(part("wanted"), wanted);
  const file = fileOf(goal, target);
  say(part("path").firstElementChild, file.path);
  say(part("yaml").firstElementChild, file.text);
  const link = part("new");
  link.hidden = !newFile;
  if (newFile) link.href = newFileAddress(file).address;
  return { ...file, isReady: !needed.length };
}

const LONGEST_ADDRESS = 7000; // code hosts refuse longer ones

// Where the code host makes a new file, and whether the text comes along in the address.
function newFileAddress({ path, name, text }) {
  const values = { folder: path.slice(0, -name.length - 1), name, text };
  const encoded = Object.entries(values).map(([key, value]) => [
    key,
    encodeURIComponent(value).replaceAll("%2F", "/"),
  ]);
  const address = fill(newFile.newFile, Object.fromEntries(encoded));
  const hasText = newFile.newFile.includes("{text}") && address.length <= LONGEST_ADDRESS;
  return { hasText, address: hasText ? address : address.replace(/&value=.*/, "") };
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Where the site has no https, the older way; else the reader copies what is marked.
    getSelection().selectAllChildren(part("yaml"));
    return document.execCommand("copy");
  }
}

// The file if it is ready; else the reader is led to what is missing.
function readyFile() {
  if (now.file?.isReady) return now.file;
  isAsked = true;
  update();
  part("missing").focus();
  return null;
}

// --- Moving, speaking, keeping --------------------------------------------------------------------

function goTo(name) {
  const field = fields[name];
  const folded = field.closest("details");
  if (folded) folded.open = true;
  field.focus();
  field.scrollIntoView({ block: "center" });
}

function speak(text) {
  clearTimeout(speaking);
  say(part("said"), text);
}

// After a pause, and only what is new: how much there is, and the first of it.
function speakLater({ asked }, goal) {
  clearTimeout(speaking);
  if (!goal.goal) return;
  if (goal.isTooLong) {
    speak(texts.wrong_long);
    return;
  }
  const count = asked.length === 1 ? texts.one : fill(texts.many, { n: asked.length });
  const first = asked.length && fill(texts.first, { text: `${asked[0].title}. ${asked[0].message}` });
  const text = asked.length ? `${count} ${first}` : texts.nothing;
  speaking = setTimeout(() => say(part("said"), text), 1000);
}

const KEY = "malbok-coach";

function snapshot() {
  const values = Object.fromEntries(Object.entries(fields).map(([name, f]) => [name, f.value]));
  if (!idIsChosen) delete values.id;
  const chosen = subjects.filter((box) => box.checked).map((box) => box.value);
  return { values, chosen, considered: [...considered] };
}

function restore(draft) {
  const { values } = draft;
  const [chosen, reasons] = [new Set(draft.chosen), new Map(draft.considered)];
  for (const [name, field] of Object.entries(fields)) {
    if (!(name in values)) continue;
    field.value = values[name];
    if (field.selectedIndex < 0) field.selectedIndex = 0; // what was chosen isn't there any longer
  }
  idIsChosen = "id" in values;
  for (const box of subjects) box.checked = chosen.has(box.value);
  considered.clear();
  for (const [rule, reason] of reasons) considered.set(rule, reason);
}

// The tab's own history has what is written, for those who reload the page or go back to it; it ends
// with the tab. The browser keeps it only if asked.
function remember() {
  const draft = isTrial ? mine : snapshot();
  try {
    history.replaceState({ ...history.state, draft: snapshot() }, "");
  } catch {} // too much, or too often
  try {
    if (!keep.checked) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(draft));
  } catch {
    keep.checked = false; // a browser that keeps nothing
    speak(texts.not_kept);
  }
}

function recall() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    if (kept) restore(kept);
    keep.checked = Boolean(kept);
    if (kept) return;
  } catch {} // no draft, or one of another version
  try {
    restore(history.state.draft);
  } catch {} // nothing
}

// The sentence of an example, which the page's address has. The reader's own text is offered back.
function takeExample() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const goal = oneLine(asked.get("text") ?? "");
  if (!asked.has("text")) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  if (!goal || goal === fields.goal.value) return;
  if (typed("goal")) mine ??= snapshot();
  isTrial = Boolean(mine);
  restore({ ...blank, values: { ...blank.values, goal, type: asked.get("type") } });
  part("mine").hidden = !mine;
}

// --- All together ---------------------------------------------------------------------------------

function update() {
  if (!rules) return;
  const goal = written();
  const faults = faultsIn(goal);
  const target = targetOf(goal, faults);
  const advice = adviceOn(goal, target);
  show(advice, goal);
  showType(goal.type);
  fields.own.closest("[data-field]").hidden = typed("indicator") !== OWN;
  now = { goal, file: showFile(goal, faults, target) };
  speakLater(advice, goal);
  clearTimeout(looking);
  looking = setTimeout(() => {
    showSimilar(goal);
    remember();
  }, 250);
}

// What is wrong in a field that was left is said when no click is on its way, which would miss what
// then moves.
function settle() {
  setTimeout(() => (root.matches(":active") ? settle() : update()), 30);
}

function listen() {
  for (const [name, field] of Object.entries(fields)) {
    field.addEventListener("input", () => {
      isTrial = false;
      if (name === "id") idIsChosen = Boolean(field.value);
      if (name === "department") {
        fields.level.value = known.departments[field.value]?.level || fields.level.value;
      }
      if (name === "indicator") {
        fields.comparator.value = known.indicators[field.value]?.at_most ? "at_most" : "at_least";
      }
      update();
    });
    field.addEventListener("change", () => {
      touched.add(name);
      settle();
    });
  }
  for (const box of subjects) box.addEventListener("change", update);
  for (const form of [part("write"), part("make")]) {
    form.addEventListener("submit", (event) => event.preventDefault());
  }
  keep.addEventListener("change", remember);
  addEventListener("pagehide", remember);
  addEventListener("hashchange", () => {
    takeExample();
    update();
  });
  part("mine").querySelector("button").addEventListener("click", () => {
    restore(mine);
    [mine, isTrial] = [undefined, false];
    part("mine").hidden = true;
    update();
    fields.goal.focus();
  });
  part("sentence").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    const made = document.getElementById(link.hash.slice(1));
    made.focus();
    made.scrollIntoView({ block: "nearest" });
  });
  part("open").addEventListener("click", () => {
    const isOpen = part("file").hidden;
    part("file").hidden = !isOpen;
    part("open").setAttribute("aria-expanded", isOpen);
    if (isOpen) part("beside").open = true;
    update();
    if (isOpen) fields.department.focus();
  });
  part("copy").addEventListener("click", async () => {
    const file = readyFile();
    if (file) say(part("taken"), (await copy(file.text)) ? texts.copied : texts.not_copied);
  });
  part("download").addEventListener("click", () => {
    const file = readyFile();
    if (!file) return;
    const href = URL.createObjectURL(new Blob([file.text], { type: "text/yaml" }));
    element("a", { href, download: file.name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 10_000);
    say(part("taken"), fill(texts.downloaded, file));
  });
  part("new").addEventListener("click", (event) => {
    const file = readyFile();
    if (!file) event.preventDefault();
    else if (!newFileAddress(file).hasText) {
      copy(file.text).then((done) => say(part("taken"), done ? texts.paste : texts.not_copied));
    }
  });
}

async function start() {
  if (newFile) say(part("new").firstChild, fill(part("new").firstChild.textContent, newFile));
  const year = new Date().getFullYear();
  root
    .querySelector("datalist")
    .append(...[0, 1, 2, 3, 4].map((n) => element("option", { value: String(year + n) })));
  blank = snapshot();
  recall();
  takeExample();
  listen();
  part("write").hidden = false;
  root.classList.add("mb-coach--live");
  const facts = ({ id, title, page, silent_with }) => [id, { title, page, silent_with }];
  rules = await fetch(known.rules)
    .then((answer) => answer.json())
    .then((it) => ({ prepared: prepare(it), facts: new Map(it.rules.map(facts)) }))
    .catch(() => null);
  if (!rules) {
    part("write").hidden = true;
    root.classList.remove("mb-coach--live"); // the questions are shown
    return;
  }
  for (const rule of considered.keys()) if (!rules.facts.has(rule)) considered.delete(rule);
  update();
}

start();
