// A dossier lived through the receiver, as a case of the workflow tells it: what was done and taken, by whom, in order.

import assert from "node:assert/strict";
import { createHash, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";

export const read = (path) => JSON.parse(readFileSync(new URL(`../../../schemas/${path}`, import.meta.url), "utf8"));
export const NAMES = { person: "Félix Lasalle", family: "Louise Lasalle", adviser: "Marie Gagnon", coordinator: "Paul Côté", provider: "Julie Roy" };

/** Whoever plays a role of another workflow has a name as well. */
const nameOf = (role) => NAMES[role] ?? `Camille Roy, ${role}`;

/** Opens a dossier and lives it up to the end of a case, then `more` steps; its id. `answers` replaces what the cases give. */
export async function live(origin, name, { workflow = "service-plan", more = [], answers } = {}) {
  const id = randomUUID();
  const tokens = {};
  const ask = async (path, body, role) => {
    const headers = { "content-type": "application/json", ...(role && { authorization: `Bearer ${await tokenOf(role)}` }) };
    const answer = await fetch(`${origin}${path}`, { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body) });
    const text = await answer.text();
    assert.ok(answer.ok, `${path} as ${role}: ${answer.status} ${text.slice(0, 400)}`);
    return JSON.parse(text);
  };
  const tokenOf = async (role) => (tokens[role] ??= (await ask("/demo/sign-in", { name: nameOf(role), role })).token);
  const definition = read(`workflows/${workflow}/workflow.json`);
  await ask("/api/dossiers", { id, workflow }, "person");
  const { steps, given } = whole(workflow, definition.form, name);
  for (const step of [...steps, ...more]) {
    if (step.refused) continue;
    const by = { role: step.by, name: nameOf(step.by), ...(step.with && { with: step.with, agreed: true }) };
    const does = async () => {
      if (step.go) return { transition: { id: step.go, ...(step.reason && { reason: step.reason }) } };
      if (!step.sign) return { save: { changes: changes(step, answers ?? given) } };
      const { answers: now } = await ask(`/api/dossiers/${id}`, undefined, step.by);
      return { sign: { name: nameOf(step.by), hash: hashOf(now, definition.signing) } };
    };
    const after = await ask(`/api/dossiers/${id}/events`, { id: randomUUID(), at: new Date().toISOString(), by, does: await does() }, step.by);
    if (step.state) assert.equal(after.state, step.state, JSON.stringify(step));
  }
  return id;
}

/** A dossier as a role's portal reaches it: `read()`, and `give(does)`, which tells the receiver's answer. */
export async function reach(origin, id, role) {
  const name = nameOf(role);
  const json = { "content-type": "application/json" };
  const signIn = await fetch(`${origin}/demo/sign-in`, { method: "POST", headers: json, body: JSON.stringify({ name, role }) });
  const headers = { ...json, authorization: `Bearer ${(await signIn.json()).token}` };
  return {
    read: async () => (await fetch(`${origin}/api/dossiers/${id}`, { headers })).json(),
    give: (does) => {
      const event = { id: randomUUID(), at: new Date().toISOString(), by: { role, name }, does };
      return fetch(`${origin}/api/dossiers/${id}/events`, { method: "POST", headers, body: JSON.stringify(event) });
    },
  };
}

function whole(workflow, form, name) {
  const one = read(`workflows/${workflow}/cases/${name}.json`);
  const before = one.base ? whole(workflow, form, one.base) : { steps: [] };
  return {
    steps: [...before.steps, ...one.steps],
    given: one.answers ? read(`forms/${form}/cases/${one.answers}.json`).given : before.given,
  };
}

/** Rows by their keys, some answers left out. */
function changes({ set = {}, give = [], less = [] }, given) {
  const all = Object.entries(set).map(([at, to]) => ({ at, to }));
  for (const pointer of give) {
    const value = pointer.slice(1).split("/").reduce((inside, step) => inside?.[step], given);
    if (!Array.isArray(value) || !value[0]?.key) {
      all.push({ at: pointer, to: value });
      continue;
    }
    for (const { key, ...row } of value) {
      all.push({ at: `${pointer}/@${key}`, to: Object.fromEntries(Object.entries(row).filter(([name]) => !less.includes(name))) });
    }
  }
  return all;
}

/** What is signed, written the only way it can be, hashed: `parcours-rules/src/dossier/signing.rs`. */
export function hashOf(answers, { content, except = [] }) {
  const text = (value) => `${Buffer.byteLength(value)}"${value}"`;
  const cut = (value, path) => {
    if (except.includes(path)) return undefined;
    const inside = content.some((signed) => path === signed || path.startsWith(`${signed}.`));
    if (Array.isArray(value) && typeof value[0] === "object") return value.map((row) => cut(row, path));
    if (value === null || typeof value !== "object" || Array.isArray(value)) return inside ? value : undefined;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, cut(one, path ? `${path}.${name}` : name)]));
  };
  const nothing = (value) => value === undefined || value === null || value === "" || (typeof value === "object" && Object.values(value).every(nothing));
  const written = (value) => {
    if (Array.isArray(value)) return `[${value.map((one) => `${written(one)},`).join("")}]`;
    if (typeof value === "object") {
      const names = Object.keys(value).filter((name) => !nothing(value[name])).sort();
      return `{${names.map((name) => `${text(name)}:${written(value[name])},`).join("")}}`;
    }
    return typeof value === "string" ? text(value) : String(value);
  };
  return createHash("sha256").update(written(cut(answers, ""))).digest("hex");
}
