// A plan that is refused, discussed, accepted in part and changed; a provider who does not deliver; a review that goes on with
// changes, then one that ends. What comes before is lived through the receiver, as the cases of the workflow tell it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NARROW } from "../harness/browser.mjs";
import { assertState, leave, stage } from "./stage.mjs";

const { visit, live, reach } = stage();
const OPTIONS = { timeout: 120_000 };

/** Signed by both; the dossier moves at the second signature. */
async function sign(transition, person, coordinator) {
  await person.reload();
  await person.move(transition, { name: "Félix Lasalle" });
  await coordinator.reload();
  await coordinator.move(transition, { name: "Paul Côté" });
}

test("a plan is refused, discussed, accepted in part, then changed: each version asks for signatures of its own", OPTIONS, async () => {
  const id = await live("drafted");
  const person = await visit("person", { id, viewport: NARROW });
  const coordinator = await visit("coordinator", { id });

  // Refused: the plan cannot be accepted, and the page says what can be done.
  await person.fill("acceptance", { acceptance: { decision: "refuses", details: "Une visite par semaine ne suffit pas.", by: "person", at: "2026-11-20" } });
  await person.tryMove("accept", { name: "Félix Lasalle" });
  assert.match(await person.summary(), /doit accepter le plan/);
  await person.judge("70-plan-refused");
  await person.move("negotiate", { reason: "Une visite par semaine ne suffit pas." });
  await assertState(person, "negotiating");

  // The coordinator reads why, changes the service, and presents the plan again.
  await coordinator.reload();
  await coordinator.root.getByText("Une visite par semaine ne suffit pas.").waitFor();
  await coordinator.judge("71-plan-discussed");
  await coordinator.fill("services", { services: [{}, { frequency: "Deux fois par semaine" }] });
  await coordinator.move("draft_plan");
  await person.reload();
  await person.fill("acceptance", { acceptance: { decision: "accepts_in_part", details: "Tout, sauf le bureau." } });
  await sign("accept", person, coordinator);
  await assertState(coordinator, "accepted");

  // Changed afterwards: what was signed counts no more.
  await coordinator.move("amend", { reason: "La personne veut être vue chez elle." });
  await coordinator.fill("services", { services: [{ place: "À domicile" }] });
  await coordinator.move("draft_plan");
  await coordinator.open("signatures");
  await coordinator.root.getByText("Votre signature est attendue", { exact: false }).waitFor();
  await sign("accept", person, coordinator);
  await assertState(coordinator, "accepted");
  const { plan, signatures } = await (await reach(id, "coordinator")).read();
  assert.equal(plan.version, 2);
  assert.equal(signatures.length, 4, "what was signed before stays written");
  await leave(person, coordinator);
});

test("a provider who does not deliver says what and why; the person reads whom to call", OPTIONS, async () => {
  const id = await live("accepted", { more: [{ by: "coordinator", go: "start" }] });
  const provider = await visit("provider", { id, language: "en", viewport: NARROW });
  await provider.open("services");
  await provider.answer("services", { services: [{ status: "not_delivered" }] });
  await provider.press(provider.say.go);
  assert.match(await provider.summary(), /what is not delivered/i, "a gap is explained");
  await provider.judge("72-service-not-delivered");
  await provider.answer("services", { services: [{ gap_note: "Poste vacant depuis un mois." }] });
  const title = await provider.heading();
  await provider.press(provider.say.go);
  await provider.settled(title);
  await assertState(provider, "in_execution");

  const person = await visit("person", { id });
  await person.open("services");
  for (const words of ["Non rendu", "Poste vacant depuis un mois.", "1 800 567-1465"]) {
    await person.root.getByText(words).first().waitFor();
  }
  await person.judge("73-person-reads-the-gap");
  await leave(provider, person);
});

test("a review goes on with changes, signed anew; the next one ends the plan, which opens again as another episode", OPTIONS, async () => {
  const id = await live("reviewed");
  const coordinator = await visit("coordinator", { id, language: "en" });
  const person = await visit("person", { id, language: "en", viewport: NARROW });

  // The person may not end what is to go on.
  await coordinator.fill("review", { review: { decision: "continue_with_changes", next_date: "2027-11-01" } });
  await person.reload();
  await person.tryMove("end");
  assert.match(await person.summary(), /End the plan/);
  await person.judge("74-review-not-ended");
  await person.move("revise");
  await assertState(person, "negotiating");

  await coordinator.reload();
  await coordinator.fill("schedule", { review_date: "2027-11-01" });
  await coordinator.move("draft_plan");
  await sign("accept", person, coordinator);
  await coordinator.move("start");
  await coordinator.move("begin_review", { reason: "The situation changed." });
  await coordinator.fill("review", { review: { decision: "end" }, end_reason: "moved" });
  await person.reload();
  await person.move("end");
  await assertState(person, "ended");
  await person.judge("75-plan-ended");

  // Another episode: the history stays, signatures of the one before count no more.
  await person.move("reopen");
  await assertState(person, "draft");
  await person.judge("76-opened-again");
  const { episode, history } = await (await reach(id, "adviser")).read();
  assert.equal(episode, 2);
  assert.ok(history.length > 20, "nothing of the first episode is gone");
  await leave(person, coordinator);
});
