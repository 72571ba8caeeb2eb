// A second, small reading of a definition: which questions are shown and required for given answers. It is written
// apart from the Rust engine on purpose: the tests compare the page with it.

/** The text of a label in one language. */
export function words(text, language) {
  return typeof text === "string" ? text : text[language];
}

/** The path of a question's answer in the answers. */
export function path(section, question) {
  return question.root ? question.id : `${container(section)}.${question.id}`;
}

/** Where a section keeps its answers. Several sections may keep them in one place. */
export function container(section) {
  return section.in ?? section.id;
}

export function answerAt(answers, place) {
  return place.split(".").reduce((value, key) => (value == null ? undefined : value[key]), answers);
}

/** Puts an answer at a place that has no row on the way. */
export function putAt(answers, place, value) {
  const steps = place.split(".");
  const last = steps.pop();
  const holder = steps.reduce((holder, key) => (holder[key] ??= {}), answers);
  holder[last] = value;
}

/**
 * What a summary must say of a section for those answers, in the order of the page: one sentence for each question that
 * is required and not answered, or that an unmet check points at. A question without a sentence of its own gives null.
 */
export function missing(form, section, answers, language) {
  const unmet = (form.checks ?? []).filter(
    (check) => check.severity === "error" && (!check.when || holds(form, check.when, answers)) && !holds(form, check.that, answers),
  );
  const found = [];
  const visit = (question, place) => {
    if (["note", "computed"].includes(question.kind)) return;
    if (question.when && !holds(form, question.when, answers)) return;
    const required = question.required === true || (question.required && holds(form, question.required, answers));
    const check = unmet.find((check) => check.at.includes(place));
    const value = answerAt(answers, place);
    if (required && (value === undefined || value.length === 0)) found.push(question.missing ? words(question.missing, language) : null);
    else if (check) found.push(words(check.say, language));
    if (question.questions && !question.repeat) {
      for (const inner of question.questions) visit(inner, `${place}.${inner.id}`);
    }
  };
  for (const question of section.questions) visit(question, path(section, question));
  return found;
}

/** Whether a section is shown at all. */
export function sectionShown(form, section, answers) {
  return !section.when || holds(form, section.when, answers);
}

/** Options of a choice, from the question or from the bundle's lists. */
export function options(form, question) {
  return question.options ?? form.lists[question.list].options;
}

function holds(form, condition, answers) {
  if (condition.all) return condition.all.every((part) => holds(form, part, answers));
  if (condition.any) return condition.any.some((part) => holds(form, part, answers));
  if (condition.not) return !holds(form, condition.not, answers);
  if (condition.some) {
    const rows = answerAt(answers, condition.some) ?? [];
    return rows.some((row) => holds(form, relative(condition.that, condition.some), row));
  }
  const value = answerAt(answers, condition.answer);
  const answered = value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0);
  if ("answered" in condition) return answered === condition.answered;
  if (!answered) return false;
  if ("is" in condition) return value === condition.is;
  if ("in" in condition) return condition.in.includes(value);
  if ("includes" in condition) return value.includes(condition.includes);
  if ("at_least" in condition) return (value.length ?? value) >= condition.at_least;
  if ("at_most" in condition) return (value.length ?? value) <= condition.at_most;
  if ("age_at_least" in condition) return age(value) >= condition.age_at_least;
  if ("after" in condition) return value > date(condition.after);
  if ("before" in condition) return value < date(condition.before);
  if ("later_than" in condition) return value > answerAt(answers, condition.later_than);
  if ("earlier_than" in condition) return value < answerAt(answers, condition.earlier_than);
  throw new Error(`a condition the oracle does not know: ${JSON.stringify(condition)}`);
}

function relative(condition, group) {
  const inner = (part) => relative(part, group);
  if (condition.all) return { all: condition.all.map(inner) };
  if (condition.any) return { any: condition.any.map(inner) };
  if (condition.not) return { not: inner(condition.not) };
  const own = (path) => path.slice(group.length + 1);
  const compared = Object.entries(condition).map(([key, value]) => [key, ["answer", "later_than", "earlier_than"].includes(key) ? own(value) : value]);
  return Object.fromEntries(compared);
}

function today() {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "America/Toronto" }).format(new Date());
}

function age(birth) {
  const [year, month, day] = birth.split("-").map(Number);
  const [thisYear, thisMonth, thisDay] = today().split("-").map(Number);
  return thisYear - year - (thisMonth < month || (thisMonth === month && thisDay < day) ? 1 : 0);
}

function date(expression) {
  const parts = /^today(?:([+-])(\d+)([dmy]))?$/.exec(expression);
  if (!parts) return expression;
  const moment = new Date(`${today()}T12:00:00Z`);
  const amount = Number(parts[2] ?? 0) * (parts[1] === "-" ? -1 : 1);
  if (parts[3] === "d") moment.setUTCDate(moment.getUTCDate() + amount);
  if (parts[3] === "m") moment.setUTCMonth(moment.getUTCMonth() + amount);
  if (parts[3] === "y") moment.setUTCFullYear(moment.getUTCFullYear() + amount);
  return moment.toISOString().slice(0, 10);
}
