// The search: loaded when somebody goes to its field, with an index of the site's pages.
// A page is found when all words stand in it, in the language that one reads: at the beginning of
// words, and from four letters on inside them too, as Swedish joins words: "mätning" finds
// "klimatmätning". Long words are found with other endings too. Marks on letters don't count, and if
// nothing is found, one slip is forgiven.
(() => {
  const MOST = 12;
  const AROUND = 70;
  const INSIDE = 4;
  const FORGIVEN = 5;
  const BENT = 6;
  const form = document.querySelector(".mb-search");
  const field = form.querySelector("input");
  const panel = form.querySelector(".mb-search__found");
  const said = form.querySelector(".mb-search__said");
  const instead = form.querySelector(".mb-search__instead");
  const list = form.querySelector(".mb-search__list");
  const words = form.dataset;
  const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: " " };

  const plain = (html) =>
    html
      .replace(/<[^>]*>/g, " ")
      .replace(/&(#39|\w+);/g, (all, name) => ENTITIES[name] ?? all)
      .replace(/\s+/g, " ")
      .trim()
      .normalize("NFC");

  // The text in small letters without marks, each at the same place: "Hemtjänst" is "hemtjanst".
  const fold = (text) => {
    const low = text.toLowerCase();
    const bare = low.normalize("NFD").replace(/\p{M}/gu, "");
    return bare.length === text.length ? bare : low;
  };
  const wordsOf = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

  const isOurs = ({ location }) =>
    location.startsWith(words.folder) && !(words.other && location.startsWith(words.other));

  // Sections of the index in the page's own language, gathered by page; each text beside itself folded.
  const pagesOf = (index) => {
    const pages = new Map();
    for (const { location, title, text, boost = 1, tags = [] } of index.docs.filter(isOurs)) {
      const [address, heading] = location.split("#");
      const page = pages.get(address) ?? { address, title: plain(title), boost, sections: [] };
      const section = { location, title: plain(title), text: plain(text) };
      page.sections.push({
        ...section,
        lowTitle: fold(section.title),
        lowText: fold([section.text, ...(heading ? [] : tags)].join(" ").normalize("NFC")),
      });
      pages.set(address, page);
    }
    return [...pages.values()];
  };

  const isLetter = (letter) => /[\p{L}\p{N}]/u.test(letter ?? " ");
  // Where a word stands in a folded text, and what that is worth: most as a word of its own.
  const places = (text, word) => {
    const all = [];
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      const end = at + word.length;
      const worth = isLetter(text[at - 1]) ? 1 : isLetter(text[end]) ? 2 : 3;
      if (worth > 1 || word.length >= INSIDE) all.push({ at, end, worth });
    }
    return all;
  };
  // What a word is worth in a text in the best of its ways. What isn't the word itself is worth less
  // than all that is, and doesn't count inside other words.
  const allPlaces = (text, [word, ...others]) => [
    ...places(text, word),
    ...others
      .flatMap((other) => places(text, other))
      .filter((place) => place.worth > 1)
      .map((place) => ({ ...place, worth: place.worth / 4 })),
  ];
  const worth = (text, ways) =>
    Math.max(0, ...allPlaces(text, ways).map((place) => place.worth));

  // Whether a word begins as the one asked for, but for one letter too many, missing, wrong or swapped,
  // which is none of the first two.
  const isNear = (word, asked) => {
    let same = 0;
    while (same < asked.length && word[same] === asked[same]) same += 1;
    const goesOn = (from, at) => word.startsWith(asked.slice(from), at);
    return (
      same > 1 &&
      (goesOn(same + 1, same + 1) ||
        goesOn(same, same + 1) ||
        goesOn(same + 1, same) ||
        (word[same] === asked[same + 1] &&
          word[same + 1] === asked[same] &&
          goesOn(same + 2, same + 2)))
    );
  };
  let vocabulary;
  const near = (pages, asked) => {
    if (asked.length < FORGIVEN) return [];
    vocabulary ??= [
      ...new Set(
        pages.flatMap((page) =>
          page.sections.flatMap((it) => wordsOf(`${it.lowTitle} ${it.lowText}`)),
        ),
      ),
    ];
    return vocabulary.filter((word) => isNear(word, asked));
  };

  // The pages where all words are found, each in one of its ways, the best first, each with its
  // best section: the page's own beginning if a word stands there, unless another has all of them.
  const found = (pages, asked) => {
    const hits = [];
    for (const page of pages) {
      let score = 0;
      let best = null;
      const marks = page.sections.map(() => 0);
      const held = page.sections.map(() => 0);
      const holdsAll = asked.every((ways) => {
        let most = 0;
        page.sections.forEach((section, place) => {
          const here = Math.max(
            worth(section.lowTitle, ways) * (place ? 4 : 12),
            worth(section.lowText, ways),
          );
          marks[place] += here;
          held[place] += here > 0;
          most = Math.max(most, here);
        });
        score += most;
        return most > 0;
      });
      if (holdsAll) {
        const top = marks.indexOf(Math.max(...marks));
        const hasAll = held[top] === asked.length && held[0] < asked.length;
        best = page.sections[marks[0] && !hasAll ? 0 : top];
        hits.push({ page, section: best, score: score * page.boost });
      }
    }
    return hits.sort((a, b) => b.score - a.score);
  };

  // Where the words stand in a text, from the first to the last.
  const marksIn = (text, asked) => {
    const low = fold(text);
    return asked.flatMap((ways) => allPlaces(low, ways)).sort((a, b) => a.at - b.at || b.end - a.end);
  };
  // A text with the words marked, cut to what stands around the first of them.
  const excerpt = (text, asked) => {
    const first = marksIn(text, asked)[0]?.at ?? 0;
    const start = first > AROUND ? text.lastIndexOf(" ", first - AROUND / 2) + 1 : 0;
    const end = text.length > start + 2 * AROUND ? text.indexOf(" ", start + 2 * AROUND) : -1;
    const shown = end < 0 ? text.slice(start) : `${text.slice(start, end)} …`;
    return marked((start ? "… " : "") + shown, asked);
  };
  const marked = (text, asked) => {
    const parts = [];
    let done = 0;
    for (const { at, end } of marksIn(text, asked)) {
      if (at < done) continue;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(at, end);
      parts.push(text.slice(done, at), mark);
      done = end;
    }
    return [...parts, text.slice(done)];
  };

  const linkTo = (location, ...shown) => {
    const link = document.createElement("a");
    link.className = "mb-search__link";
    link.href = words.root.replace(/\/?$/, "/") + location;
    link.append(...shown);
    const row = document.createElement("li");
    row.append(link);
    return row;
  };
  const item = ({ page, section }, asked) => {
    const { title } = section;
    const heading = title === page.title ? "" : section.text ? title.replace(/\p{L}$/u, "$&:") : title;
    const text = document.createElement("p");
    text.append(...excerpt(`${heading} ${section.text}`.trim(), asked));
    const row = linkTo(section.location, ...marked(page.title, asked));
    row.append(text);
    return row;
  };

  const index = fetch(words.index)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
    .then(pagesOf);

  const show = async () => {
    const wanted = field.value;
    const typed = wordsOf(wanted.normalize("NFC"));
    if (!typed.length) {
      panel.hidden = true;
      return;
    }
    let pages;
    try {
      pages = await index;
    } catch {
      said.textContent = words.failed;
      panel.hidden = false;
      return;
    }
    if (wanted !== field.value) return; // more has been typed meanwhile
    let asked = typed.map((word) => (word.length < BENT ? [word] : [word, word.slice(0, -2)]));
    let hits = found(pages, asked);
    const isExact = hits.length > 0;
    if (!isExact) {
      asked = typed.map((word) => [word, ...near(pages, word)]);
      hits = found(pages, asked);
    }
    const text = hits.length && !isExact ? words.similar : [words.none, words.one][hits.length];
    said.textContent = (text ?? (hits.length > MOST ? words.first : words.many))
      .replace("{n}", hits.length)
      .replace("{shown}", MOST);
    instead.hidden = hits.length > 0;
    list.replaceChildren(
      ...(hits.length
        ? hits.slice(0, MOST).map((hit) => item(hit, asked))
        : pages
            .filter(({ address }) => address.startsWith(words.subjects) && address !== words.subjects)
            .map((page) => linkTo(page.address, page.title))),
    );
    panel.hidden = false;
    words.asked = wanted;
  };

  const close = () => {
    panel.hidden = true;
  };
  const step = (by) => {
    if (panel.hidden) {
      show();
      return;
    }
    const stops = [field, ...panel.querySelectorAll("p:not([hidden]) a, li a")];
    stops[stops.indexOf(document.activeElement) + by]?.focus();
  };

  field.addEventListener("input", show);
  field.addEventListener("click", show);
  form.addEventListener("submit", () => {
    if (instead.hidden) list.querySelector("a")?.click();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault(); // which would empty the field
      field.focus();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    }
  });
  document.addEventListener("click", (event) => {
    if (!form.contains(event.target)) close();
  });
  form.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !form.contains(event.relatedTarget)) close();
  });
  show();
})();
