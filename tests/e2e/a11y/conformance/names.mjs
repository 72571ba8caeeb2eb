// What the name of a test tells: the requirements it proves, on which form or dossier, in which of its states, in which
// language. `A-02 A-03: every page, fr, 320 px [cli-60508: empty, errors]`, or `[dossier service-plan: drafted]`. What is of no
// form in particular is [components], [portal] or [documentation]; [harness] is a check of a check, and proves nothing.

/** The six states in which a form must be looked at. */
export const STATES = ["empty", "filled", "errors", "review", "crisis", "confirmation"];

const ID = /\b(?:[AC]-\d\d|[1-4]\.\d\.\d{1,2})\b/g;
const PLACE = /\[([a-z][a-z0-9 -]*?)(?:: ([^\]]+))?\]$/;

/** A name, read. Without a place between brackets, `subject` is undefined. */
export function told(name) {
  const [, subject, states = ""] = PLACE.exec(name) ?? [];
  const before = name.replace(PLACE, "");
  const [, language] = /(?:^|[ ,])(fr|en)\b(?!-)/.exec(before) ?? [];
  return { ids: [...new Set(before.match(ID) ?? [])], subject, states: states.split(", ").filter(Boolean), language };
}
