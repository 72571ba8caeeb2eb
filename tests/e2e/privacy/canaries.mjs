// Canaries: words that nobody else writes, one for every question, so that wherever one turns up its question is known.

import { container, options, sectionShown } from "../harness/oracle.mjs";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** Free text: what somebody writes in it is theirs alone. */
const FREE = ["text", "long_text"];

/** Canaries given out in order: `word(where)` is a word of nine letters, `phone(where)` a number, `email(where)` an address. */
export function aviary() {
  const kept = [];
  const keep = (where, typed, traces) => {
    kept.push({ where, traces });
    return typed;
  };
  const next = () => `Qzk${LETTERS[Math.floor(kept.length / 26) % 26]}${LETTERS[kept.length % 26]}jwvx`;
  return {
    kept,
    word(where) {
      const word = next();
      return keep(where, word, [word]);
    },
    email(where) {
      const word = next().toLowerCase();
      return keep(where, { typed: `${word}@exemple.ca`, kept: `${word}@exemple.ca` }, [word]);
    },
    phone(where) {
      const last = String(7100 + kept.length);
      return keep(where, { typed: `450 555-${last}`, kept: `+1450555${last}` }, [`555${last}`, `555-${last}`, `555 ${last}`]);
    },
    /** A value that is no word, and is in nobody else's text either. */
    also(where, ...traces) {
      kept.push({ where, traces });
    },
  };
}

/**
 * Answers with a canary at every question that takes free text, an address or a number, shown once `base` is answered.
 * What is in `fixed` (paths) stays as `base` has it: it is judged, or chosen from a list.
 */
export function withCanaries(form, base, birds, fixed = new Set()) {
  const answers = structuredClone(base);
  const shown = (when) => !when || sectionShown(form, { when }, flat(answers));
  const fill = (question, holder, path) => {
    if (!shown(question.when) || fixed.has(path)) return;
    if (question.questions) {
      if (question.repeat) {
        for (const row of holder[question.id] ?? []) for (const inner of question.questions) fillRow(inner, row, path);
        return;
      }
      const inside = (holder[question.id] ??= {});
      for (const inner of question.questions) fill(inner, inside, `${path}.${inner.id}`);
      if (Object.keys(inside).length === 0) delete holder[question.id];
      return;
    }
    put(question, holder, path);
  };
  // In a row, what depends on the row's own answers is left as the base has it.
  const fillRow = (question, row, path) => {
    const own = `${path}.${question.id}`;
    if (!question.when && !question.questions && !fixed.has(own)) put(question, row, own);
  };
  const put = (question, holder, path) => {
    if (FREE.includes(question.kind) && !question.pattern) holder[question.id] = long(question, birds.word(path));
    else if (question.kind === "email") holder[question.id] = birds.email(path);
    else if (question.kind === "phone") holder[question.id] = birds.phone(path);
  };
  for (const section of form.sections) {
    if (section.when && !shown(section.when)) continue;
    for (const question of section.questions ?? []) {
      const place = container(section);
      if (question.root) fill(question, answers, question.id);
      else fill(question, (answers[place] ??= {}), `${place}.${question.id}`);
    }
    if (Object.keys(answers[container(section)] ?? { left: true }).length === 0) delete answers[container(section)];
  }
  return answers;
}

/** A text long enough to be taken. */
const long = (question, word) => (question.min ? word.padEnd(question.min, " et le reste") : word);

/** Answers as they are kept. */
function flat(value) {
  if (Array.isArray(value)) return value.map(flat);
  if (!value || typeof value !== "object") return value;
  return "typed" in value ? value.kept : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, flat(inner)]));
}

/** The ways a text may be written down elsewhere: as it is, in an address, in base64 wherever it begins. */
function disguises(trace) {
  const bytes = Buffer.from(trace);
  const coded = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString("base64").replace(/=+$/, "");
    return text.slice(Math.ceil((shift * 8) / 6), text.length - 1);
  });
  return [trace, encodeURIComponent(trace), ...coded.filter((text) => text.length >= 7)];
}

/** The canaries found in a text: where each was written. */
export function found(birds, text) {
  const small = text.toLowerCase();
  return birds.kept
    .filter(({ traces }) => traces.some((trace) => disguises(trace).some((form, index) => (index < 2 ? small.includes(form.toLowerCase()) : text.includes(form)))))
    .map(({ where }) => where);
}

/** How many options a form's question has: for whoever draws one at random. */
export const choices = (form, question) => options(form, question).map(({ value }) => value);
