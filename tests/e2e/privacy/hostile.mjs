// Definitions nobody would write to help: too deep, too large, too slow, in circles. Each says what must come of it.

const head = { id: "hostile", version: "1.0.0", revision: "1", audience: "public", legal_regime: "a-2.1", sensitive: false, title: { fr: "Essai", en: "Trial" } };
const label = (n) => ({ fr: `Question ${n}`, en: `Question number ${n}` });
const yes = (n, more = {}) => ({ id: `q${n}`, kind: "yes_no", label: label(n), ...more });
const many = (count, make) => Array.from({ length: count }, (_, index) => make(index));
const pairs = many(7, (a) => many(7, (b) => [a, b])).flat().filter(([a, b]) => a < b);
const is = (n, value = true) => ({ answer: `s.q${n}`, is: value });

/** A form of one section with those questions. */
export const form = (questions, more = {}) => ({ ...head, sections: [{ id: "s", title: { fr: "Section", en: "Section" }, questions }], ...more });

const text = (document) => JSON.stringify(document);
const nested = (depth, inside) => many(depth, () => 0).reduce((inner) => ({ not: inner }), inside);

/** Patterns that take ever longer, and relatives. */
export const SLOW = ["^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "^(.*a){20}$", "^(a*)*b$", "^([a-zA-Z]+)*$", "^(\\d+)*x$", "^(?:(?:a+)+)+$", "^(\\w+\\s?)*$", "^(a?){30}a{30}$", "^\\s*(.*)\\s*$|^(x+x+)+y$", "^(?=(a+)+$).*$", "^(a+)\\1+$", "^([^\"]*\"[^\"]*\")*[^\"]*$x", "^.*.*.*.*.*=$"];

/** `parcours check` must refuse these, with a place and a remedy. */
export const REFUSED = {
  "33 levels of arrays": text({ ...head, title: many(33, () => 0).reduce((inner) => [inner], "x") }),
  "10,000 levels": `{"id":${"[".repeat(10_000)}${"]".repeat(10_000)}}`,
  "a million brackets": "[".repeat(1_000_000),
  "more than two mebibytes": text(form([yes(1)])) + " ".repeat(2 ** 21),
  "10,001 questions": text(form(many(10_001, (n) => yes(n)))),
  "201 sections": text({ ...head, sections: many(201, (n) => ({ id: `s${n}`, title: label(n), questions: [yes(n)] })) }),
  "601 options": text(form([{ id: "c", kind: "choice", label: label(1), options: many(601, (n) => ({ value: `v${n}`, label: label(n) })) }])),
  "conditions nine deep": text(form([yes(0), yes(1, { when: nested(9, is(0)) })])),
  "conditions thirty deep": text(form([yes(0), yes(1, { when: nested(28, is(0)) })])),
  "four groups in one another": text(form([many(4, (n) => n).reduce((inner, n) => ({ id: `g${n}`, kind: "group", label: label(n), questions: [inner] }), yes(9))])),
  "a text of 20,001 characters": text(form([{ ...yes(1), label: "x".repeat(20_001) }])),
  "a pattern of 201 characters": text(form([{ id: "t", kind: "text", label: label(1), pattern: `^${"a".repeat(200)}$` }])),
  "201 rows": text(form([{ id: "g", kind: "group", label: label(1), repeat: { max: 201, add: label(2), item: "x {n}" }, questions: [yes(1)] }])),
  "shown by itself": text(form([yes(0, { when: is(0) })])),
  "a circle of two": text(form([yes(0, { when: is(1) }), yes(1, { when: is(0) })])),
  "a circle of a thousand": text(form(many(1_000, (n) => yes(n, { when: is((n + 1) % 1_000) })))),
  "an unknown key": text({ ...form([yes(1)]), onload: "pwned(1)" }),
  "a key of prototypes": text(form([yes(1)])).replace('"id":"hostile"', '"id":"hostile","__proto__":{"id":"x"}'),
  "a key twice": text(form([yes(1)])).replace('"id":"hostile"', '"id":"hostile","id":"other"'),
  "an id of 100,000 letters": text(form([yes(1)])).replace('"q1"', `"${"q".repeat(100_000)}"`),
  "an id with a null byte": text(form([yes(1)])).replace('"q1"', '"q\\u00001"'),
  "half a character": text(form([yes(1)])).replace("Question 1", "\\ud800"),
  "a number without end": text(form([{ id: "n", kind: "number", label: label(1), min: 1 }])).replace('"min":1', '"min":1e999'),
  "nothing": "",
  "a list": "[]",
  "a bundle of nothing": '["parcours-form",2,0,[],[],[]]',
};
for (const pattern of SLOW) REFUSED[`the pattern ${pattern}`] = text(form([{ id: "t", kind: "text", label: label(1), pattern }]));

/** Large, and within bounds: proved in time, or told to be undecided; and shown by the page in time. */
export const LARGE = {
  "10,000 questions": { ...head, sections: many(100, (s) => ({ id: `s${s}`, title: label(s), questions: many(100, (n) => yes(n)) })) },
  "a chain of 600 conditions": form(many(600, (n) => (n === 0 ? yes(0) : yes(n, { when: is(n - 1) })))),
  "a chain of 8,000 conditions": form(many(8_000, (n) => (n === 0 ? yes(0) : yes(n, { when: is(n - 1) })))),
  "twenty lists of 600 options": form(many(20, (n) => ({ id: `c${n}`, kind: "choice", as: "select", label: label(n), list: `l${n}` })), {
    lists: Object.fromEntries(many(20, (n) => [`l${n}`, { id: `l${n}`, options: many(600, (m) => ({ value: `v${m}`, label: label(m) })) }])),
  }),
  "a condition of two thousand parts": form([...many(100, (n) => yes(n)), yes(100, { when: { all: many(40, () => ({ any: many(50, (n) => is(n * 2)) })) } })]),
  // Seven pigeons in six holes: no answers show the last question, and no short proof says so.
  "pigeons and holes": form([
    ...many(42, (n) => yes(n)),
    yes(42, { when: { all: [
      ...many(7, (pigeon) => ({ any: many(6, (hole) => is(pigeon * 6 + hole)) })),
      ...many(6, (hole) => ({ all: many(21, (pair) => { const [a, b] = pairs[pair]; return { not: { all: [is(a * 6 + hole), is(b * 6 + hole)] } }; }) })),
    ] } }),
  ]),
};
