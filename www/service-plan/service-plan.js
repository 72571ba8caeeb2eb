// The service plan's demonstration: who visits the dossier is chosen in a list, in the place of signing in. The receiver keeps
// the dossier; the end of the page's address names it, so that another browser finds it as another person. The role chosen
// lasts as long as this page's place in the history: reading it again keeps it, sending its address does not.

const NAMES = { person: "Camille Roy", family: "Louise Roy", adviser: "Marie Gagnon", coordinator: "Jean Tremblay", provider: "Aline Côté" };
const template = document.querySelector("[data-dossier]");
const lists = [...document.querySelectorAll("[data-visitor]")];
const given = /^#[0-9a-f-]{36}$/.test(location.hash) ? location.hash.slice(1) : undefined;
const id = given ?? crypto.randomUUID();
const chosen = history.state?.role in NAMES ? history.state.role : "person";

async function ask(address, body, token) {
  const headers = { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) };
  const response = await fetch(address, { method: "POST", headers, body: JSON.stringify(body), referrerPolicy: "no-referrer" });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

const tokenOf = async (role) => (await ask("/demo/sign-in", { name: NAMES[role], role })).token;

let visits = 0;

/** Somebody else before the same dossier: another element, so that nothing of the visitor before is left in it. Of several
 * chosen in a row, the last one stays. */
async function visit(role) {
  const mine = (visits += 1);
  const element = document.importNode(template.content.querySelector("parcours-dossier"), true);
  // The exit is for those who may have to hide that they ask for help.
  if (!["person", "family"].includes(role)) element.removeAttribute("exit-url");
  element.setAttribute("name", NAMES[role]);
  element.setAttribute("acting-as", role);
  element.setAttribute("store", `/api/dossiers/${id}`);
  element.token = await tokenOf(role);
  if (mine !== visits) return;
  // « Nouvelle personne »: read again, the page begins another dossier.
  element.addEventListener("parcours-left", () => history.replaceState({ role }, "", location.pathname));
  document.querySelector("parcours-dossier")?.remove();
  template.after(element);
}

for (const list of lists) {
  list.value = chosen;
  list.addEventListener("change", () => {
    for (const other of lists) other.value = list.value;
    history.replaceState({ ...history.state, role: list.value }, "");
    visit(list.value);
  });
}

if (!given) {
  await ask("/api/dossiers", { id, workflow: "service-plan" }, await tokenOf("person"));
  history.replaceState({ ...history.state, role: chosen }, "", `#${id}`);
}
await visit(chosen);
