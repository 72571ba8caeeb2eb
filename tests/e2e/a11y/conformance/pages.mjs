// The pages of conformance: an index, and a table for each form and each dossier, in both languages. Plain HTML in the frame of
// the demo's help page, so that they have its header, its links and its look; or alone, to be read from a folder. The same
// results give the same bytes.

import { readFileSync } from "node:fs";
import { compared, criteria, evidence, looked, requirements, sessions, SUBJECTS, table } from "./join.mjs";
import { STATES } from "./names.mjs";
import { WORDS } from "./words.mjs";

export const GAPS = JSON.parse(readFileSync(new URL("states.json", import.meta.url), "utf8"));

const project = new URL("../../../../", import.meta.url);
const escape = (text) => String(text).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
export const slug = (subject) => subject.replace(" ", "-");
const start = (language) => (language === "fr" ? "" : "/en");
const address = (language, subject) => `${start(language)}/accessibility/${subject ? `${slug(subject)}/` : ""}`;

/** The pages of the portal, `{ path: html }`, the paths below `www/`. */
export function pages(run, released) {
  const paths = (language) => (subject) => `${address(language, subject).slice(1)}index.html`;
  return written(run, released, { frame: framed, links: address, paths });
}

/** The same without a portal around them: `cli-60508.fr.html`, `index.fr.html`, and `index.html` to choose from. */
export function alone(run, released) {
  const file = (language, subject) => `${subject ? slug(subject) : "index"}.${language}.html`;
  const all = written(run, released, { frame: bareFrame, links: file, paths: (language) => (subject) => file(language, subject) });
  const choice = ["fr", "en"].map((language) => `<li><a href="${file(language)}" lang="${language}-CA" hreflang="${language}-CA">${escape(WORDS[language].home)}</a></li>`);
  return { ...all, "index.html": bareFrame({ language: "fr" }, undefined, WORDS.fr.home, ["<ul>", ...choice, "</ul>"]) };
}

function written({ day, version, tests }, released, { frame, links, paths }) {
  const cells = table(tests);
  const all = {};
  for (const language of ["fr", "en"]) {
    const context = { language, said: WORDS[language], day, version, tests, cells, released, at: (subject) => links(language, subject) };
    const put = (subject, title, main) => (all[paths(language)(subject)] = frame(context, subject, title, main));
    put(undefined, context.said.home, index(context));
    for (const one of SUBJECTS) put(one.subject, context.said.of(named(one, context)), page(one, context));
  }
  return all;
}

const named = ({ subject, title }, { language, said }) => (subject.startsWith("dossier ") ? `${title[language]} (${said.dossier})` : title[language]);

/** The demo's help page, its own words taken out. */
function framed({ language }, subject, title, main) {
  const help = readFileSync(new URL(`www${start(language)}/help/index.html`, project), "utf8");
  const other = language === "fr" ? "en" : "fr";
  return help
    .replaceAll(`"${start(other)}/help/"`, `"${address(other, subject)}"`)
    .replace(/<title>.* (– [^<]*)<\/title>/, (_, portal) => `<title>${escape(title)} ${portal}</title>`)
    .replace(/(<main [^>]*>)[^]*(\n\s*<\/main>)/, (_, open, close) => `${open}\n      <h1>${escape(title)}</h1>\n${main.join("\n").replace(/^/gm, "      ")}${close}`);
}

const STYLE = "body { max-width: 1120px; margin: 0 auto; padding: 16px; font: 16px/1.5 sans-serif; overflow-wrap: anywhere } table { width: 100%; border-collapse: collapse } caption, th, td { padding: 6px; text-align: left; vertical-align: top } th, td { border-bottom: 1px solid #6b778a } .portal-note { display: block; font-weight: 400 }";

function bareFrame({ language }, subject, title, main) {
  const head = `<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>${escape(title)}</title>\n<style>${STYLE}</style>`;
  return `<!doctype html>\n<html lang="${language}-CA">\n<head>\n${head}\n</head>\n<body>\n<main>\n<h1>${escape(title)}</h1>\n${main.join("\n")}\n</main>\n</body>\n</html>\n`;
}

function tableOf(caption, columns, rows) {
  return [
    `<table class="portal-table">`,
    `  <caption>${escape(caption)}</caption>`,
    `  <thead><tr>${columns.map((one) => `<th scope="col">${escape(one)}</th>`).join("")}</tr></thead>`,
    `  <tbody>`,
    ...rows.map(([head, ...cells]) => `    <tr><th scope="row">${head}</th>${cells.map((one) => `<td>${one}</td>`).join("")}</tr>`),
    `  </tbody>`,
    `</table>`,
  ];
}

function page(one, context) {
  const { said, cells, at, day, version } = context;
  const rows = criteria.map((criterion) => {
    const cell = cells[one.subject][criterion.id];
    // Two columns: on a telephone a third one would leave no room for a word.
    return [heading(criterion, context), `<strong>${result(cell, said)}</strong><br>${how(criterion, cell, one.subject, context)}`];
  });
  return [
    `<p>${escape(said.run(day, version))} ${escape(said.claim)}</p>`,
    `<p><a href="${at()}">${escape(said.back)}</a></p>`,
    ...tableOf(said.caption(named(one, context)), [said.criterion, said.how], rows),
  ];
}

function heading({ id, level, name, asked, sgqri }, { said, language }) {
  const number = id === "SGQRI" ? "" : `${id} `;
  const notes = [said.level(level), asked && level !== "–" && said.asked[asked], sgqri === false && said.outside.no, sgqri === "health" && said.outside.health];
  return `${number}${escape(name[language])} <span class="portal-note">${escape(notes.filter(Boolean).join(", "))}</span>`;
}

function result({ result, checks, failed }, said) {
  const words = said.results[result];
  if (result === "failed") return `${escape(words)}, ${escape(said.failures(failed, checks))}`;
  return checks > 0 && result !== "unproved" ? `${escape(words)}, ${escape(said.count(checks))}` : escape(words);
}

function how(criterion, { by }, subject, { said, language, at }) {
  const except = criterion.except?.[subject];
  const lines = [escape((except ?? criterion.how)[language])];
  // Each requirement with what is known of it, so that one that is not proved is seen among others that are.
  if (by.length > 0) lines.push(`${escape(said.proof)}${language === "fr" ? "\u00a0" : ""}: ${by.map(({ id, result }) => `<a href="${at()}#${id}">${id}</a>${result === "passed" ? "" : ` (${escape(said.results[result].toLowerCase())})`}`).join(", ")}`);
  if (criterion.people && !except) {
    const { held, passed } = sessions(criterion.people);
    lines.push(`${escape(said.protocol)}${language === "fr" ? "\u00a0" : ""}: ${criterion.people.join(", ")} (${escape(held ? said.held({ held, passed }) : said.noSession)})`);
  }
  return lines.join("<br>");
}

function index(context) {
  const { said, language, cells, tests, day, version, at } = context;
  const proofs = evidence(tests);
  const names = Object.keys(said.results);
  const count = (subject, name) => Object.values(cells[subject]).filter(({ result }) => result === name).length;
  const overview = SUBJECTS.map((one) => [
    `<a href="${at(one.subject)}">${escape(named(one, context))}</a>`,
    names.filter((name) => count(one.subject, name) > 0).map((name) => `${escape(said.results[name])}${language === "fr" ? "\u00a0" : ""}: ${count(one.subject, name)}`).join("<br>"),
  ]);
  return [
    `<p>${escape(said.lead)} ${escape(said.run(day, version))}</p>`,
    `<p>${escape(said.claim)}</p>`,
    `<h2>${escape(said.overview)}</h2>`,
    ...tableOf(said.overviewCaption, [said.subject, said.result], overview),
    `<h2>${escape(said.legend)}</h2>`,
    `<dl class="portal-keys">`,
    ...names.map((name) => `  <dt>${escape(said.results[name])}</dt>\n  <dd>${escape(said.means[name])}</dd>`),
    `</dl>`,
    `<h2>${escape(said.changes)}</h2>`,
    ...changes(context),
    `<h2>${escape(said.states)}</h2>`,
    ...states(context, proofs),
    `<h2>${escape(said.rules)}</h2>`,
    ...tableOf(said.rulesCaption, [said.rule, said.where], rules(context, proofs)),
  ];
}

function changes({ said, language, cells, released }) {
  if (!released.version) return [`<p>${escape(said.first)}</p>`];
  const all = compared(cells, released.cells);
  if (all.length === 0) return [`<p>${escape(said.same(released.version))}</p>`];
  const line = ({ subject, id, before, now }) => {
    const one = SUBJECTS.find((known) => known.subject === subject);
    return `<li>${escape(named(one, { language, said }))}, ${id} : ${escape(said.change(said.results[before], said.results[now]))}</li>`.replace(" : ", language === "fr" ? "\u00a0: " : ": ");
  };
  return [[said.better, true], [said.worse, false], [said.other, undefined]].flatMap(([title, better]) => {
    const some = all.filter((change) => change.better === better);
    return some.length > 0 ? [`<h3>${escape(title)}</h3>`, "<ul>", ...some.map((change) => `  ${line(change)}`), "</ul>"] : [];
  });
}

function states(context, proofs) {
  const { said, language } = context;
  const forms = SUBJECTS.filter(({ subject }) => !subject.startsWith("dossier "));
  const rows = forms.map((one) => {
    const seen = looked(one.subject, proofs);
    const told = (state) => {
      if (GAPS[one.subject]?.[state]) return `${said.without} (${GAPS[one.subject][state][language]})`;
      return seen[state]?.map((one) => said.language[one]).join(", ") ?? said.notThere;
    };
    return [escape(named(one, context)), STATES.map((state) => `${escape(said.state[state])}${language === "fr" ? "\u00a0" : ""}: ${escape(told(state))}`).join("<br>")];
  });
  const lived = SUBJECTS.filter(({ subject }) => subject.startsWith("dossier ")).map((one) => {
    const seen = Object.keys(looked(one.subject, proofs)).sort();
    return [escape(named(one, context)), escape(seen.length > 0 ? said.dossierStates(seen.map((moment) => said.moment[moment] ?? moment).join(", ")) : said.notThere)];
  });
  return tableOf(said.statesCaption, [said.subject, said.states], [...rows, ...lived]);
}

function rules({ said, language }, proofs) {
  return Object.entries(requirements).map(([id, one]) => {
    const files = [...new Set(proofs.filter((proof) => proof.ids.includes(id) && proof.subject !== "harness").map((proof) => proof.file))].sort();
    const told = one.why ? escape(one.why[language]) : files.length > 0 ? files.map((file) => `<code>${escape(file)}</code>`).join(", ") : escape(said.results.unproved);
    const people = one.people ? ` ${escape(said.protocol)}${language === "fr" ? "\u00a0" : ""}: ${one.people.join(", ")}.` : "";
    return [`<span id="${id}">${id}</span> <span class="portal-note">${escape(one.say[language])}</span>`, `${told}${people}`];
  });
}
