// The whole life of a plan: four roles, each in a browser of their own, from the request to the end of a review. The person
// has only a keyboard, in French; everything is found by its accessible name.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NARROW, WIDE } from "../harness/browser.mjs";
import { workflow } from "../harness/dossier.mjs";
import { hashOf } from "../harness/lives.mjs";
import { assertState as is, leave, plan, stage } from "./stage.mjs";

const { visit, reach } = stage();
const DOMAINS = ["diagnosis", "childcare", "education", "work", "communication", "transport", "leisure", "housing", "home_support", "person_support", "family_support"];

for (const language of ["fr", "en"]) {
  test(`A-06 A-24: from a request at home to the end of the plan, ${language} [dossier service-plan]`, { timeout: 240_000 }, async () => {
    const { psi, person: who, legal, consent } = plan();

    // The person asks, with a keyboard alone in French, on a phone in English.
    const person = await visit("person", { language, keys: language === "fr", viewport: language === "fr" ? WIDE : NARROW });
    const id = person.id();
    await person.fill("notice");
    await person.fill("request", { requester: "person" });
    for (const section of ["identity", "home_address", "contact", "language", "living"]) await person.fill(section, who);
    await person.fill("legal", legal);
    await person.fill("reason", { reason: psi.reason });
    await person.fill("disability", { disability_nature: psi.disability_nature, significant_persistent: "yes" });
    await person.fill("consent", { consent });
    await person.move("submit");
    await is(person, "submitted");

    // An adviser welcomes them, then goes through the needs with them by phone: the eleven domains.
    const adviser = await visit("adviser", { id, language });
    await adviser.fill("welcome", psi);
    await adviser.move("welcome");
    await is(adviser, "welcomed");
    await adviser.fill("interview", psi);
    await adviser.fill("life_project", psi);
    await adviser.fill("portrait", { portrait: psi.portrait });
    const needs = DOMAINS.map((domain, index) => ({ domain, description: `Besoin ${String.fromCharCode(65 + index)}`, whose: index === 10 ? "family" : "person", priority: ["now", "soon", "later"][index % 3] }));
    await adviser.fill("needs", { needs });
    await adviser.move("identify_needs");
    await adviser.fill("coordinator", { coordinator: psi.coordinator });
    await adviser.move("link_coordinator");
    await is(adviser, "coordinator_linked");

    // The coordinator invites, then writes the plan by choosing among what was entered.
    const coordinator = await visit("coordinator", { id, language });
    await coordinator.fill("participants", { ophq_role: "accompanies", participants: psi.participants });
    const meeting = { ...psi.meetings[0], present: ["Félix Lasalle", "Paul Côté"], absent: ["Horizon"] };
    await coordinator.fill("meetings", { meetings: [meeting] });
    await coordinator.move("plan_meeting");
    await is(coordinator, "meeting_planned");
    const objectives = [
      { need: "Besoin H", text: "Avoir un bail à son nom", indicator: "Bail signé", target_date: "2027-07-01" },
      { need: "Besoin D", text: "Travailler dix heures par semaine" },
    ];
    const services = [
      { objective: "Avoir un bail", means: "Aide à la recherche d’un logement", provider: "Office d’habitation", existing: "to_set_up", start: "2026-12-01" },
      { objective: "Travailler dix", means: "Accompagnement au travail", provider: "Horizon", existing: "existing" },
    ];
    await coordinator.fill("objectives", { objectives });
    await coordinator.fill("services", { services });
    await coordinator.fill("unmet", { unmet: [{ need: "Besoin K", reason: "waiting_list" }] });
    await coordinator.fill("schedule", { start_date: "2026-11-20", expected_duration: "1 an", review_date: "2027-11-01" });
    await coordinator.move("draft_plan");
    await is(coordinator, "plan_drafted");

    // The person accepts; they sign, then the coordinator does.
    await person.reload();
    await person.fill("acceptance", { acceptance: { decision: "accepts", by: "person", at: "2026-11-24" } });
    await person.move("accept", { name: "Félix Lasalle" });
    await is(person, "plan_drafted");
    await coordinator.reload();
    await coordinator.move("accept", { name: "Paul Côté" });
    await is(coordinator, "accepted");
    await coordinator.open("signatures");
    // Who signed, when, and the fingerprint of what was signed, which this test counts for itself.
    const { answers, signatures, plan: accepted } = await (await reach(id, "coordinator")).read();
    const hash = hashOf(answers, workflow.signing);
    assert.deepEqual(signatures.map((one) => [one.role, one.name, one.hash]), [["person", "Félix Lasalle", hash], ["coordinator", "Paul Côté", hash]]);
    assert.equal(accepted.version, 1);
    await coordinator.root.getByText(hash).first().waitFor();
    const told = await coordinator.text();
    const today = new Intl.DateTimeFormat(`${language}-CA`, { dateStyle: "long", timeZone: "America/Toronto" }).format(new Date());
    for (const words of ["Félix Lasalle", "Paul Côté", hash, today]) assert.ok(told.includes(words), `${words} is on the page of the signatures:\n${told}`);
    await coordinator.move("start");
    await is(coordinator, "in_execution");

    // A provider says how services go.
    const provider = await visit("provider", { id, language, viewport: NARROW });
    await provider.fill("services", { services: [{ status: "running" }, { status: "done" }] });
    await is(provider, "in_execution");

    // The review: results against the life project, and the decision to end.
    await coordinator.reload();
    await coordinator.fill("followups", { followups: [{ date: "2026-11-24", present: ["Félix Lasalle"], notes: "Tout va comme prévu." }] });
    await coordinator.move("begin_review");
    await coordinator.fill("objectives", { objectives: [{ result: "reached" }, { result: "partly", reason: "Huit heures pour le moment." }] });
    await coordinator.fill("review", { review: { decision: "end" }, end_reason: "no_longer_required" });
    await person.reload();
    await person.move("end");
    await is(person, "ended");

    await leave(person, adviser, coordinator, provider);
  });
}
