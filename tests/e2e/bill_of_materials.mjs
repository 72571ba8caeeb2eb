// What the WebAssembly modules are made of, as CycloneDX: the crates cargo gives the linker for the browser, without those
// that only run while it compiles. The linker keeps of each what is reached: of some, nothing. It holds no date and no
// chance, so that two builds of one project can be compared.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const TARGET = "wasm32-unknown-unknown";
/** Each module, and the features of parcours-embed it is built with. */
const MODULES = { form: [], dossier: ["--features", "dossier"] };

const cargo = (project, options) => execFileSync("cargo", options, { cwd: project, encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "inherit"] });

/** All crates cargo knows of for the browser. */
export function crates(project) {
  const options = ["metadata", "--format-version", "1", "--locked", "--filter-platform", TARGET];
  return JSON.parse(cargo(project, options)).packages;
}

/** The document. */
export function billOfMaterials(project, version, license) {
  const own = { type: "library", "bom-ref": `pkg:npm/parcours@${version}`, name: "parcours", version, licenses: [{ expression: license }], purl: `pkg:npm/parcours@${version}` };
  const modules = Object.entries(MODULES).map(([name, features]) => [name, linked(project, features)]);
  const described = new Map(crates(project).map((one) => [`${one.name} ${one.version}`, one]));
  const sums = checksums(project);
  const all = [...new Set(modules.flatMap(([, names]) => names))].sort();
  const components = all.map((key) => {
    const inside = modules.filter(([, names]) => names.includes(key)).map(([name]) => name);
    return component(described.get(key), sums.get(key), inside);
  });
  components.push(standardLibrary(Object.keys(MODULES)));
  const dependencies = [{ ref: own["bom-ref"], dependsOn: components.map((one) => one["bom-ref"]) }];
  return { bomFormat: "CycloneDX", specVersion: "1.6", version: 1, metadata: { component: own }, components, dependencies };
}

/** Name and version of each crate that is linked: `--edges normal` leaves out what builds and what tests. */
function linked(project, features) {
  const options = ["tree", "--locked", "--package", "parcours-embed", "--target", TARGET, "--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"];
  const lines = cargo(project, [...options, ...features]).split("\n").filter(Boolean);
  return [...new Set(lines.map((line) => /^(\S+) v(\S+)/.exec(line).slice(1).join(" ")))];
}

function component({ name, version, description, license, repository, source }, sum, inside) {
  // A crate of the project's own has no source: it is nowhere else to be had.
  const purl = source ? `pkg:cargo/${name}@${version}` : undefined;
  return {
    type: "library",
    "bom-ref": purl ?? `parcours:${name}@${version}`,
    name,
    version,
    description: description?.replace(/\s+/g, " ").trim(),
    hashes: sum ? [{ alg: "SHA-256", content: sum }] : undefined,
    // Written "A/B" in older crates, for one or the other.
    licenses: license ? [{ expression: license.replaceAll("/", " OR ") }] : undefined,
    purl,
    externalReferences: repository ? [{ type: "vcs", url: repository }] : undefined,
    properties: inside.map((value) => ({ name: "parcours:module", value })),
  };
}

/** The part of Rust itself that is linked too. */
function standardLibrary(inside) {
  const [, version] = /^rustc (\S+)/.exec(execFileSync("rustc", ["--version"], { encoding: "utf8" }));
  return {
    type: "library",
    "bom-ref": `rust-std@${version}`,
    name: "rust-std",
    version,
    description: "The standard library of Rust",
    licenses: [{ expression: "MIT OR Apache-2.0" }],
    properties: inside.map((value) => ({ name: "parcours:module", value })),
  };
}

/** The hash of each crate as Cargo.lock has it. */
function checksums(project) {
  const lock = readFileSync(join(project, "Cargo.lock"), "utf8");
  const entries = lock.matchAll(/name = "([^"]+)"\nversion = "([^"]+)"\n(?:source = "[^"]+"\n)?checksum = "([0-9a-f]+)"/g);
  return new Map([...entries].map(([, name, version, sum]) => [`${name} ${version}`, sum]));
}
