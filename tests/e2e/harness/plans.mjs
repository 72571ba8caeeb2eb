// A plan of any size, brought to its elaboration through the receiver: the coordinator can write its services.

import { live, read } from "./lives.mjs";

/** The id of a dossier whose plan has so many needs, objectives and services. */
export function planOf(origin, { needs, objectives, services }) {
  const answers = structuredClone(read("forms/service-plan/cases/plan.json").given);
  const many = (list, count, change) => Array.from({ length: count }, (_, index) => ({ ...list[index % list.length], ...change(index), key: `k${index}` }));
  const { psi } = answers;
  psi.needs = many(psi.needs, needs, (index) => ({ description: `Besoin numéro ${index + 1}` }));
  psi.objectives = many(psi.objectives, objectives, (index) => ({ text: `Objectif numéro ${index + 1}`, need: `k${index % needs}` }));
  psi.services = many(psi.services, services, (index) => ({ means: `Service numéro ${index + 1}`, objective: `k${index % objectives}` }));
  const give = (...pointers) => ({ by: "coordinator", give: pointers, less: ["result", "reason", "status"] });
  const more = [give("/psi/ophq_role", "/psi/participants", "/psi/meetings"), { by: "coordinator", go: "plan_meeting" }, give("/psi/objectives"), give("/psi/services")];
  return live(origin, "coordinator", { answers, more });
}
