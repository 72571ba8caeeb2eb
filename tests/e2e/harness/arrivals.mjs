// A CLI-60508 that arrives at the receiver without a browser, for whoever works on what comes after.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";

/** A referral, sent as a page sends it. */
export async function arrive(origin) {
  const file = new URL("../../../schemas/forms/cli-60508/cases/complete.json", import.meta.url);
  const { given } = JSON.parse(readFileSync(file, "utf8"));
  delete given.attachments;
  const id = randomUUID();
  const now = new Date().toISOString();
  const body = JSON.stringify({
    id, form: { id: "cli-60508", version: "1.0.0", revision: "Rév. 2024-02" }, language: "fr", filled_by: { kind: "professional" },
    started_at: now, submitted_at: now, answers: given, orientation: [], attachments: [],
  });
  const answer = await fetch(`${origin}/api/referrals`, { method: "POST", body, headers: { "Content-Type": "application/json", "Idempotency-Key": id } });
  assert.equal(answer.status, 201, await answer.text());
}
