// What the side-by-side bench measured, as one table a form: the floor, the best and the middle of the others, ours, and how
// many times the floor and the best other ours take.

const FLOOR = "vanilla-floor";
/** What is said of it, the bench's name for it, what it is divided by. */
const MEASURES = [
  ["bytes, brotli (kB)", "load.br.total", 1000],
  ["requests", "load.requests", 1],
  ["first field (ms)", "load.visible", 1],
  ["interactive (ms)", "load.interactive", 1],
  ["first field, slow network (ms)", "slow.visible", 1],
  ["interactive, slow network (ms)", "slow.interactive", 1],
  ["key to paint, p50 (ms)", "keys.p50", 1],
  ["key to paint, p95 (ms)", "keys.p95", 1],
  ["processor for a key (ms)", "keys.cpuPerKey", 1],
  ["question that appears (ms)", "toggle.show", 1],
  ["errors of the form (ms)", "submit.errors", 1],
  ["JavaScript heap (MB)", "memory.jsHeap", 1e6],
  ["WebAssembly memory (MB)", "memory.wasm", 1e6],
  ["axe, rules broken", "axe-initial.rules", 1],
];

/** In Markdown. `sums` is what the bench's `summarise` gives, `ours` our names in it. */
export function table(sums, data, ours) {
  const lines = [`Chromium ${data.chromium}, ${data.cpus} processors. Medians; ours also as times the floor, and times the best other.`];
  for (const [id, { fields, conditional, required }] of Object.entries(data.forms)) {
    lines.push("", `## Form ${id.toUpperCase()}: ${fields} fields, ${conditional} conditional, ${required} required`, "");
    lines.push(row("measure", "floor", "best other", "middle other", ...ours), row("---", "---:", "---", "---:", ...ours.map(() => "---:")));
    lines.push(...MEASURES.map(([words, name, unit]) => measured(sums, id, ours, { words, name, unit })).filter(Boolean));
  }
  return `${lines.join("\n")}\n`;
}

function measured(sums, form, ours, { words, name, unit }) {
  const value = (who) => sums[who]?.[form]?.[name]?.median;
  const known = (value) => value !== undefined && value !== null;
  const others = Object.keys(sums)
    .filter((who) => who !== FLOOR && !ours.includes(who) && known(value(who)))
    .sort((one, two) => value(one) - value(two));
  if (!ours.some((who) => known(value(who)))) return undefined;
  const shown = (value) => (known(value) ? (value / unit).toFixed(value / unit < 20 ? 1 : 0) : "–");
  const floor = value(FLOOR);
  const best = others[0] && value(others[0]);
  const times = (value, base) => (base ? `×${(value / base).toFixed(2)}` : "–");
  const cells = ours.map((who) => (known(value(who)) ? `${shown(value(who))} (${times(value(who), floor)}, ${times(value(who), best)})` : "failed"));
  const middle = others[Math.floor(others.length / 2)];
  return row(words, shown(floor), others[0] ? `${others[0]} ${shown(best)}` : "–", shown(middle && value(middle)), ...cells);
}

const row = (...cells) => `| ${cells.join(" | ")} |`;
