// The stage of the fault tests: a receiver of the smallest programme there is (`parcours new`), and a bad road before it.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { program, startReceiver } from "../harness/receiver.mjs";

const ID = "short";

/** Starts the receiver; the form stands at `/short/fr/` and `/short/en/`. */
export async function startShort() {
  const folder = mkdtempSync(join(tmpdir(), "parcours-short-"));
  const parcours = (...words) => execFileSync(program, words, { cwd: folder, encoding: "utf8" });
  parcours("new", ID);
  const file = join(folder, "schemas/forms", ID, "form.json");
  for (const language of ["fr", "en"]) {
    const place = join(folder, "pages", ID, language);
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, "form.json"), parcours("bundle", file, "--lang", language));
    writeFileSync(join(place, "index.html"), page(language));
  }
  const receiver = await startReceiver(["--static", join(folder, "pages")], join(folder, "schemas"));
  return {
    receiver,
    form: JSON.parse(readFileSync(file, "utf8")),
    async stop() {
      await receiver.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const page = (language) => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>Faults</title><script type="module" src="/parcours/parcours.js"></script></head>
<body><main><parcours-form src="/${ID}/{lang}/form.json" action="/api/submissions" lang="${language}"></parcours-form></main></body></html>`;

/** The answers of request `number`, each unlike any other. */
export function answers(number) {
  const line = String(10_000 + number).slice(-4);
  return { person: { name: `Zoé Tremblay-${number}`, phone: `+1450555${line}` }, request: { need: `Un répit « ${number} ».\nMerci. 🙂` } };
}

/** An envelope as the form's own page makes them. */
export function envelope(form, seed, number) {
  const hex = createHash("sha256").update(`${seed} ${number}`).digest("hex");
  const id = `01930000-${hex.slice(0, 4)}-7${hex.slice(4, 7)}-8${hex.slice(7, 10)}-${hex.slice(10, 22)}`;
  const now = new Date().toISOString();
  return {
    id,
    form: { id: form.id, version: form.version, revision: form.revision },
    language: number % 2 ? "fr" : "en",
    filled_by: { kind: "self" },
    started_at: now,
    submitted_at: now,
    answers: answers(number),
    orientation: [],
    attachments: [],
  };
}

/** What the receiver keeps of each request: its row, how many there are, and what its dossier holds. */
export function kept(receiver) {
  const rows = receiver.rows();
  const dossiers = receiver.query("select d.id, d.events, count(e.place) as places from dossiers d left join dossier_events e on e.dossier_id = d.id group by d.id");
  return {
    rows,
    of(id) {
      const own = rows.filter((row) => row.id === id);
      return { rows: own, dossiers: dossiers.filter((one) => one.id === id) };
    },
  };
}
