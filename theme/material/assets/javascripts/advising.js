/* What the language rules say of one goal: the same as malbok/wording/advising.py, from the same
   compiled rules. The cases in tests/cases/wording run through both and must agree exactly.

   A sentence is {text, type, level, with: [fields], considered: [rule ids], glossary: [words]}; all
   but the text may be left out. Positions are code points of the text in NFC. */

const SPACES = /[\t\n\v\f\r\u00a0\u2007\u202f]/g;
const CAPITALS = /[A-Z\u00c0-\u00d6\u00d8-\u00de]/g;
const OF_WORD = /[0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]/;

/** The rules of rules.json, with their patterns ready to run. In patterns, a mark stands for a group
    that they share, which may have marks of later ones itself. */
export function prepare({ rules, strengths, shared = [] }) {
  const whole = (text) => text.replace(/[\ue000-\uf8ff]/g, (m) => groups[m.charCodeAt(0) - 0xe000]);
  const groups = [];
  for (let at = shared.length - 1; at >= 0; at -= 1) groups[at] = whole(shared[at]);
  const expressions = (all = []) => all.map((pattern) => new RegExp(whole(pattern), "gu"));
  const ready = (rule) => ({
    ...rule,
    find: expressions(rule.find),
    unless: expressions(rule.unless),
    only_with: expressions(rule.only_with),
    except: expressions(rule.except),
  });
  return { rules: rules.map(ready), strengths: strengths.map(ready) };
}

/** All advice on a sentence: [{rule, start, end, passage, message, question}], in reading order. */
export function advise(prepared, sentence) {
  return found(prepared.rules, sentence);
}

/** All that is good about a sentence: [{rule, start, end, passage, message}], in reading order. */
export function strengths(prepared, sentence) {
  return found(prepared.strengths, sentence).map(({ question, ...strength }) => strength);
}

function found(rules, sentence) {
  const seen = look(sentence.text);
  if (seen.start === seen.end) return [];
  const glossary = new Set((sentence.glossary ?? []).map((word) => look(word).folded));
  const spans = rules.flatMap((rule, order) =>
    concerns(rule, sentence)
      ? passages(rule, seen, glossary).map(([start, end]) => ({ rule, order, start, end }))
      : [],
  );
  spans.sort((a, b) => a.start - b.start || a.end - b.end || a.order - b.order);
  const point = codePoints(seen.text);
  return spans.map(({ rule, start, end }) => {
    const passage = seen.text.slice(start, end);
    const said = words(rule, sentence, passage);
    return { rule: rule.id, start: point(start), end: point(end), passage, ...said };
  });
}

/** A text in NFC, and as patterns see it: every space the common one, as written or in small letters.
    No change moves a position. */
function look(given) {
  const text = given.normalize("NFC");
  const written = text.replace(SPACES, " ");
  const folded = written.replace(CAPITALS, (letter) =>
    String.fromCharCode(letter.charCodeAt(0) + 32),
  );
  let [start, end] = [0, written.length];
  while (start < end && written[start] === " ") start += 1;
  while (end > start && written[end - 1] === " ") end -= 1;
  return { text, written, folded, start, end };
}

/** How positions in UTF-16 become code points. */
function codePoints(text) {
  const before = new Uint32Array(text.length + 1);
  for (let at = 0, count = 0; at < text.length; count += 1) {
    const width = text.codePointAt(at) > 0xffff ? 2 : 1;
    for (let unit = 1; unit <= width; unit += 1) before[at + unit] = count + 1;
    at += width;
  }
  return (position) => before[position];
}

function concerns(rule, sentence) {
  const fields = sentence.with ?? [];
  return (
    !(sentence.considered ?? []).includes(rule.id) &&
    fits(rule, sentence) &&
    !(rule.silent_with ?? []).some((field) => fields.includes(field))
  );
}

function fits({ types, levels }, sentence) {
  const said = (scope, value) => !scope || scope.includes(value || "unsaid");
  return said(types, sentence.type) && said(levels, sentence.level);
}

function words(rule, sentence, passage) {
  const variant = (rule.variants ?? []).find((one) => fits(one, sentence)) ?? {};
  const filled = (text) => text.replaceAll("{passage}", () => passage);
  return {
    message: filled(variant.message ?? rule.message),
    question: filled(variant.question ?? rule.question ?? ""),
  };
}

/** The passages that a rule is about, in order, none over another. */
function passages(rule, seen, glossary) {
  const text = rule.exact_case ? seen.written : seen.folded;
  const whole = [[seen.start, seen.end]];
  let hits;
  if (rule.words_over) hits = wordCount(text) > rule.words_over ? whole : [];
  else if (rule.missing) hits = occursAny(rule.find, text) ? [] : whole;
  else hits = apart(rule.find.flatMap((expression) => spansOf(expression, text)));
  if (!hits.length || occursAny(rule.unless, text)) return [];
  if (!rule.only_with.every((expression) => occurs(expression, text))) return [];
  const excepted = rule.except.flatMap((expression) => spansOf(expression, text));
  const left = hits.filter(
    ([start, end]) =>
      !excepted.some(([first, last]) => start < last && first < end) &&
      !(rule.glossary && glossary.has(seen.folded.slice(start, end))),
  );
  return rule.once ? left.slice(0, 1) : left;
}

/** Of spans that overlap, the first; of those that begin together, the longest. */
function apart(spans) {
  const kept = [];
  for (const span of spans.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    if (!kept.length || span[0] >= kept.at(-1)[1]) kept.push(span);
  }
  return kept;
}

const wordCount = (text) => text.split(" ").filter((part) => OF_WORD.test(part)).length;

const occurs = (expression, text) => text.search(expression) >= 0;

const occursAny = (all, text) => all.some((expression) => occurs(expression, text));

const spansOf = (expression, text) =>
  Array.from(text.matchAll(expression), (hit) => [hit.index, hit.index + hit[0].length]);
