// The script of the floor's page: keeps what is answered, shows what depends on it, judges the field that is typed in, and
// all of them when the form is sent. `FACTS` names the fields a bench asks for.

const form = document.forms[0];
const data = {};
const waiting = {};
for (const field of form.querySelectorAll("[data-when]")) (waiting[field.dataset.when] ??= []).push(field);

function answer(control) {
  const alike = [...form.querySelectorAll(`[name="${control.name}"]`)];
  if (control.type === "radio") return alike.find((one) => one.checked)?.value;
  if (control.type !== "checkbox") return control.value || undefined;
  if (!("many" in control.dataset)) return control.checked;
  return alike.filter((one) => one.checked).map((one) => one.value);
}

function judge(control) {
  const field = control.closest(".field");
  const { valid, valueMissing } = control.validity;
  const error = valid || field.hidden ? "" : valueMissing ? "Répondez à cette question." : "Ce n’est pas la forme attendue.";
  const said = field.querySelector(".error");
  if (said.textContent !== error) {
    said.textContent = error;
    for (const one of field.querySelectorAll("input, select, textarea")) one.setAttribute("aria-invalid", String(error !== ""));
  }
  return error === "";
}

form.addEventListener("input", ({ target }) => {
  data[target.name] = answer(target);
  for (const field of waiting[target.name] ?? []) field.hidden = String(data[target.name]) !== field.dataset.is;
  judge(target);
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const names = new Set();
  let first;
  for (const control of form.elements) {
    if (!control.name || names.has(control.name)) continue;
    names.add(control.name);
    if (!judge(control)) first ??= control;
  }
  first?.focus();
});

const facts = FACTS;
const named = (id) => `[name="${id}"]`;
globalThis.bench = {
  ready: Promise.resolve(),
  getData: () => data,
  fieldSelector: named,
  firstTextSelector: named(facts.firstField),
  toggleSelector: named(facts.toggleField),
  dependentSelector: named(facts.dependentField),
  submitSelector: "form > button",
  errorSelector: ".error:not(:empty)",
};
