// The intake desk of the demo: the requests that arrived, what is due and what is late, and each as a dossier. Who works at
// it is chosen in a list, in the place of signing in. Nothing of an answer is in the list or in this page's address.

const NAMES = { agent: "Marie Gagnon", worker: "Paul Côté" };
const template = document.querySelector("[data-dossier]");
const lists = [...document.querySelectorAll("[data-visitor]")];
const SAY = {
  fr: {
    received: "Demande reçue le", none: "Aucune demande ne vous attend.", count: (n) => (n === 1 ? "1 demande." : `${n} demandes.`), open: "Ouvrir",
    timing: { due: "à temps", soon: "bientôt dû", late: "en retard" }, by: "avant le",
    deadlines: { callback: "Rappeler", evaluation: "Évaluer", urgent: "Orienter en urgence", first_contact: "Premier contact", follow_up: "Commencer le suivi" },
  },
  en: {
    received: "Request received on", none: "No request is waiting for you.", count: (n) => (n === 1 ? "1 request." : `${n} requests.`), open: "Open",
    timing: { due: "on time", soon: "due soon", late: "late" }, by: "by",
    deadlines: { callback: "Call back", evaluation: "Assess", urgent: "Orient urgently", first_contact: "First contact", follow_up: "Begin follow-up" },
  },
};
const zone = "America/Toronto";
let role = "agent";
let token;
let shown = [];

async function ask(address, options = {}) {
  const headers = { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) };
  const response = await fetch(address, { ...options, headers, referrerPolicy: "no-referrer" });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

function told(time, language) {
  return new Date(time).toLocaleString(`${language}-CA`, { dateStyle: "long", timeStyle: "short", timeZone: zone });
}

function row({ id, opened_at, deadlines }, language) {
  const say = SAY[language];
  const due = deadlines.map(({ id, at, timing }) => make("li", { className: `intake-${timing}` }, `${say.deadlines[id] ?? id} ${say.by} ${told(at, language)} – ${say.timing[timing]}`));
  const title = `${say.received} ${told(opened_at, language)}`;
  const button = make("button", { type: "button", className: "portal-button portal-button-quiet" }, say.open);
  button.setAttribute("aria-label", `${say.open}, ${title}`);
  button.addEventListener("click", () => visit(id));
  return make("li", {}, make("h3", {}, title), make("ul", {}, ...due), make("p", {}, button));
}

function draw() {
  for (const place of document.querySelectorAll("[data-requests]")) {
    const language = place.lang.slice(0, 2);
    place.replaceChildren(...shown.map((line) => row(line, language)));
    const say = SAY[language];
    document.querySelector(`[data-count="${language}"]`).textContent = shown.length ? say.count(shown.length) : say.none;
  }
}

async function refresh() {
  const page = await ask(`/api/dossiers?acts=${role}`);
  shown = page.dossiers.filter((line) => line.workflow === "ssg-intake");
  draw();
}

/** The dossier in an element of its own, so that nothing of the one before is left in it. */
function visit(id) {
  const element = document.importNode(template.content.querySelector("parcours-dossier"), true);
  element.setAttribute("name", NAMES[role]);
  element.setAttribute("acting-as", role);
  element.setAttribute("store", `/api/dossiers/${id}`);
  element.token = token;
  element.addEventListener("parcours-left", () => element.remove());
  document.querySelector("parcours-dossier")?.remove();
  template.after(element);
  element.scrollIntoView();
}

async function sign(next) {
  role = next;
  token = undefined;
  document.querySelector("parcours-dossier")?.remove();
  token = (await ask("/demo/sign-in", { method: "POST", body: JSON.stringify({ name: NAMES[role], role }) })).token;
  await refresh();
}

for (const list of lists) {
  list.addEventListener("change", () => {
    for (const other of lists) other.value = list.value;
    sign(list.value);
  });
}
for (const button of document.querySelectorAll("[data-refresh]")) button.addEventListener("click", refresh);
await sign(role);
