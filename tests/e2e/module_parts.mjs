// Where the bytes of a module come from: crates, then what our own crates do, question kinds among it. Called by
// `cargo xtask size --why`; `cargo xtask size` holds each crate to its budget.
//
//   node module_parts.mjs <module with names> <key in module_budget.json> [--why] [--budget=<another file>]
//
// `alone`: the part compressed by itself; parts that look alike compress better together, so it sums to more than the whole.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { functions } from "./module.mjs";

const OURS = ["parcours_embed", "parcours_browser", "parcours_ui", "parcours_text", "parcours_rules", "parcours_schema"];
/** Modules of `parcours_ui` that show the answers of a question kind. */
const A_KIND = /_field$|^(note|row|row_group|named_rows)$/u;
/** Words that begin a Rust path and are no crate. */
const NO_CRATE = new Set(["as", "dyn", "for", "impl", "mut", "const", "crate", "self", "Self"]);

const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_LGWIN]: 22 } }).length;

/** The crate a function is of: ours first, since what a library does for one of our types is there because of it. */
export function crateOf(name) {
  const crates = [...name.matchAll(/(?<![\w:])(?:r#)?([a-z_][a-z0-9_]*)(?:\[[0-9a-f]+\])?::/gu)].map(([, crate]) => crate).filter((crate) => !NO_CRATE.has(crate));
  return crates.find((crate) => OURS.includes(crate)) ?? crates[0] ?? "other";
}

/** What of our crate it is: `parcours_ui::choice_field`. */
export function moduleOf(name, crate) {
  const [, module] = new RegExp(`(?<![\\w:])${crate}(?:\\[[0-9a-f]+\\])?::(?:<?impl [^>]*>::)?([a-z_][a-z0-9_]*)(?=::)`, "u").exec(name) ?? [];
  return module ? `${crate}::${module}` : crate;
}

function grouped(list, key) {
  const parts = new Map();
  for (const one of list) {
    const part = parts.get(key(one)) ?? { functions: 0, bodies: [] };
    part.functions += 1;
    part.bodies.push(one.body);
    parts.set(key(one), part);
  }
  return [...parts].map(([name, { functions: count, bodies }]) => ({ name, count, raw: bodies.reduce((sum, body) => sum + body.length, 0), alone: brotli(Buffer.concat(bodies)) }))
    .sort((one, other) => other.raw - one.raw);
}

function print(title, parts, whole) {
  console.log(`\n${title.padEnd(40)} ${"functions".padStart(10)} ${"raw".padStart(10)} ${"share".padStart(7)} ${"alone".padStart(10)}`);
  for (const { name, count, raw, alone } of parts) {
    console.log(`${name.padEnd(40)} ${String(count).padStart(10)} ${String(raw).padStart(10)} ${`${((raw / whole) * 100).toFixed(1)} %`.padStart(7)} ${String(alone).padStart(10)}`);
  }
}

function main([file, which, ...options]) {
  if (!which) throw new Error("module_parts.mjs needs a module and the key of its budget");
  const module = readFileSync(file);
  const { imported, bodies, names, data } = functions(module);
  if (names.size === 0) throw new Error(`${file} has no names: run \`cargo xtask build\``);
  const list = bodies.map((body, index) => ({ body, name: names.get(imported + index) ?? "" }));
  const code = bodies.reduce((sum, body) => sum + body.length, 0);
  const crates = grouped(list, ({ name }) => crateOf(name));
  if (options.includes("--why")) {
    console.log(`${which}: ${code} bytes of code in ${bodies.length} functions, ${data} bytes of data`);
    print("crate", crates.filter(({ raw }) => raw / code >= 0.002), code);
    const ours = list.map((one) => ({ ...one, crate: crateOf(one.name) })).filter(({ crate }) => OURS.includes(crate));
    const modules = grouped(ours, ({ name, crate }) => moduleOf(name, crate));
    print("question kinds", modules.filter(({ name }) => name.startsWith("parcours_ui::") && A_KIND.test(name.slice(13))), code);
    print("the rest of ours", modules.filter(({ name, raw }) => !(name.startsWith("parcours_ui::") && A_KIND.test(name.slice(13))) && raw / code >= 0.004), code);
    const largest = list.map(({ body, name }) => ({ name: name.slice(0, 100), count: 1, raw: body.length, alone: brotli(body) })).sort((one, other) => other.raw - one.raw);
    print("largest functions", largest.slice(0, 20), code);
  }
  const [, given] = options.map((option) => /^--budget=(.*)$/u.exec(option)).find(Boolean) ?? [];
  const budget = JSON.parse(readFileSync(given ?? new URL("module_budget.json", import.meta.url), "utf8"))[which];
  const rest = crates.filter(({ name }) => !(name in budget)).reduce((sum, { raw }) => sum + raw, 0);
  const held = [...crates.filter(({ name }) => name in budget), { name: "everything else", raw: rest }, { name: "data", raw: data }];
  const above = held.filter(({ name, raw }) => raw > budget[name]);
  const gone = Object.keys(budget).filter((name) => !held.some((part) => part.name === name));
  for (const { name, raw } of above) console.error(`${which}: ${name} has ${raw} bytes, ${raw - budget[name]} above its budget of ${budget[name]} (module_budget.json)`);
  for (const name of gone) console.error(`${which}: ${name} has a budget and no byte in the module: take it out of module_budget.json`);
  if (above.length + gone.length > 0) process.exitCode = 1;
  else console.log(`\n${which}: ${held.length} parts within their budgets`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
