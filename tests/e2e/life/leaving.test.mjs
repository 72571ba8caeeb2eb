// Withdrawing at any step, with a reason, and coming back; a relative who asked takes back only their own request.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NARROW } from "../harness/browser.mjs";
import { read } from "../harness/lives.mjs";
import { assertState, leave, stage } from "./stage.mjs";

const { visit, live, reach } = stage();
const OPTIONS = { timeout: 120_000 };

for (const [name, role, language] of [["requested", "person", "fr"], ["drafted", "adviser", "en"], ["executed", "person", "en"]]) {
  test(`${role} withdraws a dossier ${name}, ${language}: a reason is asked; it can be opened again`, OPTIONS, async () => {
    const id = await live(name);
    const visitor = await visit(role, { id, language, viewport: NARROW });
    await visitor.tryMove("withdraw");
    assert.match(await visitor.summary(), { fr: /raison/i, en: /reason/i }[language]);
    if (name === "requested") await visitor.judge("80-withdrawal");
    await visitor.move("withdraw", { reason: "La famille déménage." });
    await assertState(visitor, "withdrawn");
    if (name === "requested") await visitor.judge("81-withdrawn");

    // Closed: nothing of the plan can be changed any more, by anyone.
    const coordinator = await reach(id, "coordinator");
    const refused = await coordinator.give({ save: { changes: [{ at: "/psi/expected_duration", to: "2 ans" }] } });
    assert.ok([403, 409].includes(refused.status), `${refused.status} ${await refused.text()}`);
    await visitor.move("reopen");
    await assertState(visitor, "draft");
    assert.equal((await (await reach(id, "adviser")).read()).episode, 2);
    await leave(visitor);
  });
}

test("a family asks for somebody, and takes back their own request only", OPTIONS, async () => {
  const family = await visit("family", { id: await live("requested"), viewport: NARROW });
  await family.tryMove("withdraw_request", { reason: "Nous attendons." });
  assert.match(await family.summary(), /elle seule peut la retirer/);
  await family.judge("82-not-theirs-to-withdraw");
  await leave(family);

  const asker = await visit("family", { language: "en" });
  const { referrer } = read("forms/service-plan/cases/child-13.json").given;
  await asker.fill("notice");
  await asker.fill("request", { requester: "family_member" });
  await asker.fill("requester", referrer);
  await asker.fill("identity", { last_name_birth: "Roy", first_name: "Léa", birth_date: "2013-03-02" });
  await asker.fill("reason", { reason: ["transition"] });
  await asker.fill("disability", { disability_nature: ["motor"] });
  await asker.fill("declaration", { attestation: true, signature: "Anne Roy" });
  await asker.move("submit");
  await assertState(asker, "submitted");
  await asker.move("withdraw_request", { reason: "We will wait." });
  await assertState(asker, "withdrawn");
  await asker.root.getByText("You have nothing to decide at this step.").waitFor();
  await leave(asker);
});
