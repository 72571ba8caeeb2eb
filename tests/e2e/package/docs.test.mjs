// www/README.md says everything a portal team can use, and nothing else: compared with the types, the loaders' code, the style
// sheets, the views, and the policy the receiver sends. Its model texts obey the typography of both languages.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const at = (place) => fileURLToPath(new URL(`../../../${place}`, import.meta.url));
const read = (place) => readFileSync(at(place), "utf8");
const readme = read("www/README.md");
const types = { form: read("www/parcours.d.ts"), dossier: read("www/parcours-dossier.d.ts") };
// What the loader is made of: every script beside it that is not the demo portal's or the dossier's.
const scripts = readdirSync(at("www")).filter((file) => file.endsWith(".js") && !["portal.js", "parcours-dossier.js"].includes(file));
const code = { form: scripts.map((file) => read(`www/${file}`)).join("\n"), dossier: read("www/parcours-dossier.js") };

const found = (text, pattern) => [...new Set([...text.matchAll(pattern)].map(([, name]) => name))].sort();
const section = (title) => {
  const parts = readme.split(/^##+ /m).filter((part) => part.startsWith(`${title}\n`));
  assert.equal(parts.length, 1, `one section “${title}”`);
  return parts[0];
};
/** The names in the first column of the table of a section. */
const table = (title) => {
  const names = found(section(title), /^\| `([^`]+)` \|/gm);
  assert.ok(names.length > 0, `a table in “${title}”`);
  return names;
};
const block = (text, start) => {
  const from = text.indexOf(start);
  assert.ok(from >= 0, start);
  return text.slice(from, text.indexOf("\n}", from)).replace(/\/\*\*[^]*?\*\//g, "");
};
const files = (folder, extension) => readdirSync(at(folder), { recursive: true }).filter((file) => file.endsWith(extension)).map((file) => read(`${folder}/${file}`)).join("\n");
const within = (few, many, what) => assert.deepEqual(few.filter((one) => !many.includes(one)), [], what);

for (const [kind, { element, Class }] of Object.entries({
  form: { element: "parcours-form", Class: "ParcoursForm" },
  dossier: { element: "parcours-dossier", Class: "ParcoursDossier" },
})) {
  test(`${element}: attributes, of the types and of the code`, () => {
    const told = table(`Attributes of \`<${element}>\``);
    assert.deepEqual(told, found(block(types[kind], `interface ${Class}Attributes`), /^ {2}"?([\w-]+)"?\??: /gm));
    const observed = /observedAttributes = \[([^\]]*)\]/.exec(code[kind])[1];
    // Read in other ways: by a selector and a name in a variable (encoding.js), by `parcours prerender`, by exit-bar.js, by framed.js.
    const elsewhere = kind === "form" ? ["method", "enctype", "plain"] : ["exit-keys", "frame-origins"];
    const used = [...elsewhere, ...found(code[kind], /[gs]etAttribute\("(?!aria-|role")([\w-]+)"/g), ...found(code[kind], /hasAttribute\("([\w-]+)"/g), ...found(observed, /"([\w-]+)"/g)];
    within(used, told, "read by the loader, not told");
    const reserved = found(section(`Attributes of \`<${element}>\``), /^\| `([^`]+)` \| +\| reserved/gm);
    within(told.filter((name) => !reserved.includes(name)), used, "told, not read by the loader");
    within(reserved.filter((name) => used.includes(name)), [], "told to be reserved, and read");
  });

  test(`${element}: properties and methods`, () => {
    const body = block(types[kind], `export class ${Class}`);
    const properties = found(body, /^ {2}(?:readonly )?(\w+)\??: /gm);
    assert.deepEqual(table(`Properties of \`<${element}>\``), properties);
    // One is the host page's alone: asked of the element when it is needed, by a script both share.
    const had = [...found(code[kind], /^ {2}get (\w+)\(\)/gm), ...found(read("www/session.js"), /\bhost\.(\w*Session)\(\)/g)];
    assert.deepEqual(properties, had.sort(), "as the class has them");
    const methods = found(body, /^ {2}(\w+)(?:<.*>)?\(/gm).filter((name) => name !== "addEventListener");
    if (methods.length > 0) assert.deepEqual(found(section(`Methods of \`<${element}>\``), /^\| `(\w+)\(\)` \|/gm), methods);
  });

  test(`${element}: events and their details`, () => {
    const body = block(types[kind], `interface ${Class}Events`);
    assert.deepEqual(table(`Events of \`<${element}>\``), found(body, /^ {2}"([\w-]+)": /gm));
    for (const [, name, detail] of body.matchAll(/^ {2}"([\w-]+)": CustomEvent<\{(.*)\}>;/gm)) {
      const row = section(`Events of \`<${element}>\``).split("\n").find((line) => line.startsWith(`| \`${name}\` |`));
      assert.deepEqual(found(row.split("|")[2], /`(\w+)`/g), found(detail.replace(/\{[^{}]*\}/g, ""), /(\w+)\??:/g), name);
    }
  });
}

test("events of the module are all told", () => {
  const scripted = found(files("www", ".js"), /tell\(\w+, "(parcours-(?:save|exit|progress))"/g);
  const form = [...scripted, ...found(read("crates/parcours-embed/src/host_event.rs"), /"(parcours-[a-z]+)"/g)].sort();
  assert.deepEqual(form, table("Events of `<parcours-form>`"));
  const dossier = found(read("crates/parcours-embed/src/dossier/told.rs"), /"(parcours-[a-z]+)"/g);
  assert.deepEqual(dossier, table("Events of `<parcours-dossier>`"));
});

test("error codes, of the types, of the loaders and of the module", () => {
  const told = table("Error codes of `<parcours-form>`");
  assert.deepEqual(told, found(/type ErrorCode =([^;]*);/.exec(types.form)[1], /"([\w-]+)"/g));
  const made = [
    ...found(code.form, /[Ff]ault\("([\w-]+)"/g), ...found(code.form, /code: (?:error\.code \?\? )?"([\w-]+)"/g), ...found(code.form, /text\([^;]*?, "([\w-]+)"/g),
    ...found(read("crates/parcours-rules/src/journey/sending.rs"), /FailureKind::\w+(?:\([^)]*\)| \{ \.\. \})? => "([\w-]+)"/g),
  ];
  assert.deepEqual([...new Set(made)].sort(), told);
  const dossier = table("Error codes of `<parcours-dossier>`");
  const comment = /\/\*\*(?:(?!\*\/)[^])*\*\/\s*"parcours-error"/.exec(types.dossier)[0];
  assert.deepEqual(dossier, found(comment, /`([\w-]+)`/g).filter((name) => name !== "workflow" || comment.includes("`workflow`,")));
  const failures = [...found(code.dossier, /[Ff]ault\("([\w-]+)"/g), ...found(code.dossier, /failure: "(\w+)"/g).filter((name) => name !== "refused")];
  within(failures, dossier, "made by the loader, not told");
});

test("options and handle of mount()", () => {
  const methods = section("Methods of `<parcours-form>`");
  for (const name of found(block(types.form, "interface Handle"), /^ {2}(\w+)[(:]/gm)) assert.match(methods, new RegExp(`\\b${name}\\b`), name);
  const kebab = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const told = [...table("Attributes of `<parcours-form>`"), ...table("Properties of `<parcours-form>`")];
  within(found(block(types.form, "interface MountOptions"), /^ {2}(\w+)\??: /gm).map(kebab), told.map(kebab), "an option that is neither");
});

test("slots, custom properties with what they fall back to, and parts", () => {
  const slots = found(section("Slots of `<parcours-form>`"), /^\| `([\w-]+)` \|/gm);
  const views = files("crates/parcours-ui/src", ".rs");
  assert.deepEqual(slots, [...found(code.form, /name: "([\w-]+)" \}\)/g), ...found(views, /el\("slot"\)\.attr\("name", "([\w-]+)"\)/g)].sort());

  const look = section("Look");
  const sheets = files("crates/parcours-ui/src", ".css");
  assert.deepEqual(found(look, /^\| `(--parcours-[\w-]+)` \|/gm), found(sheets, /var\((--parcours-[\w-]+)/g));
  for (const [, own, , other, value] of sheets.matchAll(/: var\((--parcours-[\w-]+), (var\((--[\w-]+), )?(#[0-9a-f]+|inherit)\)+;/g)) {
    const row = look.split("\n").find((line) => line.startsWith(`| \`${own}\` |`)).split("|").map((cell) => cell.trim());
    assert.deepEqual(row.slice(2, 4), [other ? `\`${other}\`` : "", value], own);
  }

  const said = [...found(views, /\.attr\("part", "([\w -]+)"\)/g).flatMap((parts) => parts.split(" ")), ...found(views, /\btold\(frame, "(\w+)"/g), "exit", "draft", "upload", "session", "aloud"];
  assert.deepEqual(found(look.slice(look.indexOf("| part |")), /^\| `([\w-]+)` \|/gm), [...new Set(said)].sort());
});

test("the policy is the one the receiver sends", () => {
  const [, policy] = /PAGE_POLICY: &str = "([^"]*)"/.exec(read("crates/parcours-receiver/src/headers.rs"));
  const [, asked] = /NOTHING_ASKED: &str = "([^"]*)"/.exec(read("crates/parcours-receiver/src/headers.rs"));
  const headers = section("Headers");
  assert.ok(headers.includes(`Content-Security-Policy: ${policy.replace(/\\\s+/g, "")}\n`), policy);
  assert.ok(headers.includes(`Permissions-Policy: ${asked}\n`));
});

test("every snippet of JSON can be read, and every place of the README is there", () => {
  const snippets = [...readme.matchAll(/```json\n([^]*?)```/g)];
  assert.ok(snippets.length > 0);
  for (const [, json] of snippets) JSON.parse(json);
  const anchor = (title) => title.toLowerCase().replace(/[^\w\- ]/g, "").replaceAll(" ", "-");
  const titles = [...readme.matchAll(/^##+ (.*)$/gm)].map(([, title]) => anchor(title));
  const links = found(readme, /\]\(#([^)]+)\)/g);
  assert.ok(links.length >= 8);
  within(links, titles, "a link to no section");
});

test("model texts: both languages say as much, with the typography of each", () => {
  for (const title of ["Accessibility page", "Privacy page"]) {
    const rest = readme.slice(readme.indexOf(`\n## ${title}\n`) + 4);
    const [, french, english] = rest.split(/\n## /)[0].split(/### (?:En français|In English)\n/);
    const quoted = (text) => text.split("\n").filter((line) => line.startsWith(">")).join("\n");
    const [fr, en] = [quoted(french), quoted(english)];
    for (const [what, pattern] of Object.entries({ headings: /^> \*\*/gm, items: /^> - /gm, blanks: /\[[^\]]+\]/g, paragraphs: /^>$/gm })) {
      assert.equal(fr.match(pattern)?.length ?? 0, en.match(pattern)?.length ?? 0, `${title}: as many ${what}`);
    }
    assert.doesNotMatch(fr, /[^\u00a0]:|« |[^\u00a0]»|'|"| [;?!]/, `${title}: typography of the French`);
    assert.doesNotMatch(en.replace(/<[^>]+>/g, ""), / :|'|"|«|\u00a0/, `${title}: typography of the English`);
    for (const text of [fr, en]) assert.doesNotMatch(text, /\b(svp|oups|invalide|veuillez|please|sorry|oops)\b|!/i, title);
  }
});
