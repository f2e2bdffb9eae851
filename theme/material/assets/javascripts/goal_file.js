// What a goal's file consists of: its id, its numbers and periods as data files write them, and its YAML
// in the form that `malbok fmt` leaves alone. It mirrors malbok's ids, periods and formatting/scalars;
// tests hold the two against each other.

// A text on one line, without what is never meant: marks round the whole of it, blanks in a row, and
// characters that nobody sees or that no file can hold.
export function oneLine(text) {
  const line = text
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "")
    .replace(/[\u00ad\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff\ufffd-\uffff]/g, "")
    .replace(/[\s\x00-\x1f\x7f-\x9f]+/g, " ")
    .normalize("NFC")
    .trim();
  const quoted = /^[”“"„]([^”“"„]+)[”“"]$/.exec(line);
  return quoted ? quoted[1].trim() : line;
}

// As malbok.ids.LONGEST.
export const LONGEST_ID = 80;

export function slug(text) {
  return text
    .replaceAll("æ", "a")
    .replaceAll("ø", "o")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, LONGEST_ID)
    .replace(/-+$/, "");
}

// A short id made from a title, that isn't taken; empty if nothing in the title can be used.
export function suggestedId(title, { taken, smallWords, longest }) {
  const words = title.split(/\s+/).filter((word) => slug(word));
  const telling = words.filter((word) => !smallWords.has(word.toLowerCase()));
  let base = "";
  for (const word of (telling.length ? telling : words).map(slug)) {
    const longer = base ? `${base}-${word}` : word.slice(0, longest).replace(/-+$/, "");
    if (longer.length > longest) break;
    base = longer;
  }
  let found = base;
  for (let number = 2; found && taken.has(found); number += 1) found = `${base}-${number}`;
  return found;
}

// A number as it is typed in Sweden, in the form of data files; null if it is none, or could be two.
export function houseNumber(text) {
  const typed = text
    .trim()
    .replace(/[\u2212\u2013]/g, "-")
    .replace(/\s*(?:%|procent)$/i, "");
  const joined = typed.replace(/(?<=^-?\d{1,3}(?:\s\d{3})*)\s(?=\d{3}(?!\d))/g, "");
  if (/^-?[1-9]\d{0,2}\.\d{3}$/.test(joined)) return null;
  const number = joined.replace(",", ".");
  return /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?$/.test(number) ? number : null;
}

const PARTS = { half_year: 2, tertial: 3, quarter: 4, month: 12 };
const NOTATIONS = [
  ["year", /^(\d{4})$/],
  ["half_year", /^(\d{4})-H([12])$/],
  ["tertial", /^(\d{4})-T([123])$/],
  ["quarter", /^(\d{4})-Q([1234])$/],
  ["month", /^(\d{4})-(0[1-9]|1[0-2])$/],
  ["school_year", /^(\d{4})\/(\d\d)$/],
  ["date", /^(\d{4})-(\d\d)-(\d\d)$/],
];

// A period in the notation of data files: { text, kind, start, end }, its first and last day as numbers
// that can be compared; null if it is none.
export function readPeriod(typed) {
  const text = typed.trim().toUpperCase().replace(/^(\d{4})\/\d\d(\d\d)$/, "$1/$2");
  for (const [kind, notation] of NOTATIONS) {
    const match = notation.exec(text);
    if (!match) continue;
    const year = Number(match[1]);
    if (year < 1900 || year > 2100) return null;
    if (kind === "school_year") {
      if (Number(match[2]) !== (year + 1) % 100) return null;
      return { text, kind, start: Date.UTC(year, 6, 1), end: Date.UTC(year + 1, 6, 0) };
    }
    if (kind === "date") {
      const start = Date.UTC(year, match[2] - 1, match[3]);
      const isThere = new Date(start).toISOString().startsWith(text);
      return isThere ? { text, kind, start, end: start } : null;
    }
    const months = 12 / (PARTS[kind] ?? 1);
    const first = (Number(match[2] ?? 1) - 1) * months;
    return { text, kind, start: Date.UTC(year, first, 1), end: Date.UTC(year, first + months, 0) };
  }
  return null;
}

// The reader's own date, which UTC's may not be.
export function today(now = new Date()) {
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

// What a reader of YAML, 1.1 or 1.2, takes for something else than text.
const NO_TEXT = new RegExp(
  `^(?:${[
    "|~|=|<<|null|true|false|yes|no|on|off|y|n",
    "[-+]?(?:0b[01_]+|0o[0-7]+|0x[0-9a-f_]+|\\.inf)|\\.nan",
    "[-+]?(?:\\.[0-9][0-9_]*|[0-9][0-9_]*(?::[0-5]?[0-9])*(?:\\.[0-9_]*)?)(?:e[-+]?[0-9]+)?",
    "\\d{4}-\\d\\d?-\\d\\d?(?:(?:t|\\s+)\\d\\d?:\\d\\d:\\d\\d(?:\\.\\d*)?\\s*(?:z|[-+]\\d\\d?(?::\\d\\d)?)?)?",
  ].join("|")})$`,
  "i",
);
const SPECIAL = /^[-?:,[\]{}#&*!|>'"%@`=<~\s]|:(?:\s|$)|\s#|\s$|^(?:---|\.\.\.)/;

// A text of one line as a value in YAML: bare where every reader takes it for the same text.
export function scalar(text) {
  if (!SPECIAL.test(text) && !NO_TEXT.test(text)) return text;
  return /["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}

// The lines of a mapping: of texts, lists and mappings, by key. What is empty isn't written.
function lines(values, order, orders, margin) {
  const found = [];
  for (const key of order) {
    const value = values[key];
    if (value === undefined || value === "" || value.length === 0) continue;
    if (Array.isArray(value)) {
      found.push(`${margin}${key}:`);
      for (const item of value) {
        if (typeof item === "string") found.push(`${margin}  - ${scalar(item)}`);
        else {
          const [first, ...rest] = lines(item, orders[key], orders, `${margin}    `);
          found.push(`${margin}  - ${first.trimStart()}`, ...rest);
        }
      }
    } else if (typeof value === "object") {
      found.push(`${margin}${key}:`, ...lines(value, orders[key], orders, `${margin}  `));
    } else {
      const written = BARE.has(key) ? value : PERIODS.has(key) ? `"${value}"` : scalar(value);
      found.push(`${margin}${key}: ${written}`);
    }
  }
  return found;
}

const BARE = new Set(["value", "updated"]);
const PERIODS = new Set(["period", "due"]);

// The file of a goal in house form. `orders` has the order of keys in the goal, and in each key that
// holds other keys; `notes` are lines for whoever works on with the file.
export function goalFile(values, orders, schema, notes = []) {
  const first = `# yaml-language-server: $schema=${schema}`;
  const comments = notes.map((note) => `# ${note}`);
  return [first, ...lines(values, orders.goal, orders, ""), ...comments, ""].join("\n");
}
