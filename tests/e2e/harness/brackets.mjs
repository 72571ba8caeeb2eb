// Reads names with brackets as a host's own server would: `a[b][0][c]=d`. Written apart from what writes them.

/** The object that pairs of names and values stand for. Lists are objects whose names are 0, 1, 2…, in order. */
export function unbracketed(pairs) {
  const whole = Object.create(null);
  for (const [name, value] of pairs) {
    const [, first, rest] = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name) ?? fail(`not a name: ${name}`);
    const steps = [first, ...[...rest.matchAll(/\[([^[\]]*)\]/g)].map(([, step]) => step)];
    const last = steps.pop();
    let holder = whole;
    for (const step of steps) {
      holder[step] ??= Object.create(null);
      if (typeof holder[step] !== "object") fail(`${name} goes through a value`);
      holder = holder[step];
    }
    if (last in holder) fail(`${name} is there twice`);
    holder[last] = value;
  }
  return settled(whole);
}

function settled(value) {
  if (typeof value !== "object") return value;
  const names = Object.keys(value);
  if (names.every((name, place) => name === String(place))) return names.map((name) => settled(value[name]));
  return Object.fromEntries(names.map((name) => [name, settled(value[name])]));
}

function fail(words) {
  throw new Error(words);
}

/** What is left of a value once every scalar is text and what is empty is gone: what such an encoding can say of it. */
export function asTexts(value) {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return orNothing(value.map(asTexts), value.length);
  const entries = Object.entries(value).map(([key, inner]) => [key, asTexts(inner)]).filter(([, inner]) => inner !== undefined);
  return orNothing(Object.fromEntries(entries), entries.length);
}

const orNothing = (value, count) => (count > 0 ? value : undefined);
