// Who consents and who decides changes at 14 and at 18; a dossier left aside for months is judged on the day it is taken up.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NARROW } from "../harness/browser.mjs";
import { read } from "../harness/lives.mjs";
import { assertState, leave, plan, stage } from "./stage.mjs";

const { visit, live } = stage();
const OPTIONS = { timeout: 120_000 };

/** A birthday that makes somebody that old today. */
function born(age) {
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: "America/Toronto" }).format(new Date());
  return `${Number(today.slice(0, 4)) - age}-01-01`;
}

const child = () => read("forms/service-plan/cases/child-13.json").given;
const by = (who) => [{ purpose: "send_referral", decision: "agrees", given_by: who, ...(who !== "person" && { given_by_name: "Anne Roy" }), mode: "electronic" }];

for (const [age, legal, wrong, right, says] of [
  [13, child().legal, "person", "parent", /Avant 14 ans, un parent ou le tuteur/],
  [14, { can_consent: "yes" }, "parent", "person", /De 14 à 17 ans, la jeune personne/],
  [18, { can_consent: "yes", regime: "none" }, "parent", "person", /Une personne adulte sans mesure de protection/],
]) {
  test(`at ${age}, the ${right} consents to the request and decides of the plan`, OPTIONS, async () => {
    const answers = { ...plan(), legal, consent: by(right) };
    answers.person.birth_date = born(age);
    const at = "2025-10-20";

    // At the request: another's consent is not taken.
    const asked = await live("requested", { answers: { ...answers, consent: by(wrong) } });
    const adviser = await visit("adviser", { id: asked });
    await adviser.fill("welcome", answers.psi);
    await adviser.tryMove("welcome");
    assert.match(await adviser.summary(), /Consentements/);
    await adviser.open("consent");
    await adviser.press(adviser.say.go);
    assert.match(await adviser.summary(), says);
    await adviser.answer("consent", { consent: by(right) });
    const title = await adviser.heading();
    await adviser.press(adviser.say.go);
    await adviser.settled(title);
    await adviser.move("welcome");
    await assertState(adviser, "welcomed");

    // At the plan: another's decision is not taken.
    const person = await visit("person", { id: await live("drafted", { answers }), viewport: NARROW });
    await person.open("acceptance");
    const decided = (who) => ({ acceptance: { decision: "accepts", by: who, ...(who !== "person" && { by_name: "Anne Roy" }), at } });
    await person.answer("acceptance", decided(wrong));
    await person.press(person.say.go);
    assert.match(await person.summary(), says);
    await person.answer("acceptance", decided(right));
    const decision = await person.heading();
    await person.press(person.say.go);
    await person.settled(decision);
    await leave(adviser, person);
  });
}

test("taken up months later, past a birthday: what was right is asked again, and nothing goes further unchecked", OPTIONS, async () => {
  const answers = { ...plan(), person: { ...plan().person, birth_date: "2013-03-02" }, legal: { ...child().legal, can_consent: "yes" }, consent: child().consent };
  const id = await live("requested", { answers });
  const adviser = await visit("adviser", { id, today: "2027-03-01T15:00:00Z" });
  await adviser.fill("welcome", answers.psi);
  await adviser.overview();
  await adviser.root.getByText("En retard").waitFor();
  // The day before the birthday everything is ready; the day after, the young person consents.
  assert.equal(await adviser.statusOf("consent"), "Terminé");
  await adviser.reload({ today: "2027-03-03T15:00:00Z" });
  assert.equal(await adviser.statusOf("consent"), "En cours");
  await adviser.tryMove("welcome");
  assert.match(await adviser.summary(), /Consentements/);
  await adviser.judge("77-asked-again");
  await leave(adviser);
});

test("deadlines: due, soon, late; one comes back to where one stopped", OPTIONS, async () => {
  const answers = plan();
  answers.psi.review_date = "2027-11-01";
  const id = await live("executed", { answers });
  const person = await visit("person", { id, today: "2027-01-15T15:00:00Z" });
  const due = () => person.root.getByText("Réviser le plan : au plus tard le 1er novembre 2027".replace(" :", "\u00a0:"));
  await due().waitFor();
  assert.equal(await person.root.getByText(/^(Bientôt|En retard)$/).count(), 0, "there is time");
  await person.reload({ today: "2027-10-15T15:00:00Z" });
  await due().waitFor();
  await person.root.getByText("Bientôt").waitFor();
  await person.judge("78-review-soon");
  await person.reload({ today: "2027-11-02T15:00:00Z" });
  await person.root.getByText("En retard").waitFor();
  await person.judge("79-review-late");
  await leave(person);

  // A request left half-way, with something not yet right in it, is found as it was left.
  const asker = await visit("person", { today: "2026-11-25T15:00:00Z" });
  await asker.fill("notice");
  await asker.fill("request", { requester: "person" });
  await asker.open("identity");
  await asker.answer("identity", { first_name: "Camille" });
  await asker.press("Enregistrer et revenir");
  await asker.settled("Identité de la personne");
  await asker.reload({ today: "2027-05-02T15:00:00Z" });
  await asker.root.getByText("À faire maintenant").waitFor();
  await asker.hands.press(asker.link("Continuer"));
  await asker.whenHeading(["Identité de la personne"]);
  assert.equal(await asker.root.getByRole("textbox", { name: "Prénom usuel" }).inputValue(), "Camille");
  await asker.press(asker.say.go);
  assert.match(await asker.summary(), /nom de famille/i, "what was missing still is");
  await leave(asker);
});
