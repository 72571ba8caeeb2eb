// Answers for each form that is sent, from its own cases: a person who asks for themself, or a whole request.

import { readFileSync } from "node:fs";
import { ANSWERS } from "./referral.mjs";

const NAMES = { "home-support": "person", "housing-first": "self" };

/** The answers of the form's own case, without what a page gives by itself or a case only says it has. */
export function request(id) {
  if (id === "cli-60508") return structuredClone(ANSWERS);
  const file = new URL(`../../../schemas/forms/${id}/cases/${NAMES[id] ?? "complete"}.json`, import.meta.url);
  const { given } = JSON.parse(readFileSync(file, "utf8"));
  delete given.notice;
  delete given.attachments;
  for (const section of Object.values(given)) if (section && typeof section === "object") delete section.signed_at;
  return given;
}
