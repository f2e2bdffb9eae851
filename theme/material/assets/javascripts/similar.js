// Which examples are about the same thing as a sentence: those that share words which few examples have.
// Forms of a word and its compounds count as the same; where too little is shared, nothing is similar.
// Words that goals have whatever they are about don't count.
const ENDINGS =
  /(?:arnas|ernas|ornas|arens|heten|arna|erna|orna|aren|ares|ande|aste|ades|are|ade|het|ats|at|as|ar|er|or|en|et|na|s|a|e|t|n)$/;
const SHORTEST_STEM = 4;
const SHORTEST_SHARED = 6;
const MOST = 3;
const RARE = 1 / 15; // the part of the examples that may have a word which alone makes one similar

function stem(word) {
  const bare = word.replace(ENDINGS, "");
  return bare.length >= SHORTEST_STEM ? bare : word;
}

function stems(text, ignored) {
  const words = text.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
  return [...new Set(words.map(stem).filter((word) => !ignored.has(word)))];
}

const isSame = (one, other) =>
  one === other ||
  (Math.min(one.length, other.length) >= SHORTEST_SHARED &&
    (one.startsWith(other) || other.startsWith(one)));

// The examples with their words, once for all sentences. `also` has words that are used of the same.
export function prepareExamples(examples, ignoredWords) {
  const ignored = new Set(ignoredWords.map(stem));
  const found = examples.map((example) => {
    const { text, sharpened = "", subject, target_group: group, also = "" } = example;
    return { example, words: stems([text, sharpened, subject, group, also].join(" "), ignored) };
  });
  const counts = new Map();
  for (const { words } of found) {
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return { found, counts, ignored };
}

export function similar({ found, counts, ignored }, text, type) {
  const own = stems(text, ignored);
  const weight = (count) => Math.log(found.length / count);
  const scored = [];
  for (const { example, words } of found) {
    const shared = words.filter((word) => own.some((mine) => isSame(mine, word)));
    const score = shared.reduce((sum, word) => sum + weight(counts.get(word)), 0);
    if (shared.length && score >= weight(Math.max(1, found.length * RARE))) {
      scored.push({ example, score, isOfType: example.type === type });
    }
  }
  // Sorting keeps the order of the library where all is the same.
  return scored
    .sort((a, b) => b.score - a.score || b.isOfType - a.isOfType)
    .slice(0, MOST)
    .map(({ example }) => example);
}
