// A referral in which almost every question of CLI-60508 is asked, and a canary at each one that takes free text.

import { ANSWERS } from "../harness/referral.mjs";
import { aviary, withCanaries } from "./canaries.mjs";

/** Judged against a list or against one another: these stay as they are. */
const FIXED = new Set(["person.last_name_birth", "person.first_name", "person.address.municipality", "person.address.province"]);

const RISK = {
  screen_done: true, suicide: "plan", suicide_means_access: "unknown", attempts_history: "yes", homicide: "ideas",
  conjugal_violence: "disclosed", cv_role: "victim", child_safety: "no", firearms: "no", intoxication: "unknown",
};

/** `{ answers, birds }`: what is typed, and what must be found nowhere else. */
export function asked(form) {
  const birds = aviary();
  const base = structuredClone(ANSWERS);
  // The health insurance number is made of their first letters.
  base.person.last_name_birth = "Trezqxwvkj";
  base.person.first_name = "Ezqxjvwkbz";
  birds.also("person.last_name_birth", "Trezqxwvkj");
  birds.also("person.first_name", "Ezqxjvwkbz");
  birds.also("person.nam", "TREE85051215", "tree 8505 1215", "TREE 8505 1215");
  birds.also("person.birth_date", "1985-05-12", "1985 05 12", "12 mai 1985", "May 12, 1985");
  for (const row of base.person.phones) row.safe_hours = "x";
  base.person.ok_to_contact_directly = false;
  base.person.relay = {};
  base.person.indigenous = "first_nations";
  base.person.living_arrangement = "other";
  base.person.household = [{ name: "x" }];
  base.motive.others = ["work", "other"];
  base.situation.functioning = ["sleep"];
  base.risk = structuredClone(RISK);
  base.services = { dpj: "no" };
  base.services_in_place = [{ provider: "x", status: "active" }];
  base.health = {};
  base.urgency = { level: "within_24h" };
  base.referrer.stays_involved = false;
  base.referrer.helped_write = true;
  base.consent = [{ purpose: "send_referral", decision: "agrees", given_by: "person", mode: "written" }];
  // A second pass: what the first one's answers ask for.
  const once = withCanaries(form, base, aviary(), FIXED);
  return { answers: withCanaries(form, once, birds, FIXED), birds };
}
