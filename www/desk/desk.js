// The advisor's desk of the demo: sign in, read the list, read one request. It only reads.
// The token stays in this page's memory: closing or reloading the page signs out.

import { answered } from "./answers.js";

const language = document.documentElement.lang.slice(0, 2);
const say = {
  fr: {
    signedOut: "Vous êtes déconnectée ou déconnecté.",
    none: "Aucune demande reçue pour le moment.",
    count: (n) => (n === 1 ? "1 demande reçue." : `${n} demandes reçues.`),
    loading: "Chargement…",
    failed: "La liste ne peut pas être lue. Vérifiez la connexion, puis réessayez.",
    name: "Inscrivez votre nom.",
    received: "Reçue le",
    title: (reference) => `Demande ${reference}`,
    files: "Documents joints",
  },
  en: {
    signedOut: "You are signed out.",
    none: "No request received yet.",
    count: (n) => (n === 1 ? "1 request received." : `${n} requests received.`),
    loading: "Loading…",
    failed: "The list cannot be read. Check the connection, then try again.",
    name: "Enter your name.",
    received: "Received on",
    title: (reference) => `Request ${reference}`,
    files: "Attached documents",
  },
}[language];

const part = (id) => document.getElementById(id);
const status = part("desk-status");
const panels = ["desk-sign-in", "desk-list", "desk-one"];
let token;
let opener;
let next;

const acts = {
  async "sign-in"() {
    const name = part("desk-name").value.trim();
    if (!name) {
      status.textContent = say.name;
      part("desk-name").focus();
      return;
    }
    const answer = await ask("/demo/sign-in", { method: "POST", body: JSON.stringify({ name }) });
    token = answer.token;
    await list();
  },
  "sign-out"() {
    token = undefined;
    part("desk-rows").replaceChildren();
    part("desk-answers").replaceChildren();
    status.textContent = say.signedOut;
    show("desk-sign-in", "desk-sign-in-title");
  },
  refresh: () => list(),
  back() {
    status.textContent = "";
    show("desk-list");
    (opener ?? part("desk-list-title")).focus();
  },
  more: () => list(next),
};

part("desk-form").addEventListener("submit", (event) => {
  event.preventDefault();
  act("sign-in");
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  if (button) act(button.dataset.act, button);
});

async function act(name, button) {
  try {
    await acts[name](button);
  } catch {
    status.textContent = say.failed;
  }
}

acts.open = async (button) => {
  opener = button;
  status.textContent = say.loading;
  const submission = await ask(`/api/submissions/${button.dataset.id}`);
  const { envelope } = submission;
  const form = await ask(`/schemas/forms/${envelope.form.id}/readable.json`);
  const title = part("desk-one-title");
  title.textContent = say.title(submission.reference);
  const received = line("p", `${say.received} ${moment(submission.received_at)}.`);
  const sections = answered(form, envelope.answers, language).flatMap((section) => [
    line("h3", section.title),
    definitions(section.rows),
  ]);
  const files = (envelope.attachments ?? []).map((file) => [file.name, `${file.type}, ${file.size}`]);
  if (files.length > 0) sections.push(line("h3", say.files), definitions(files));
  part("desk-answers").replaceChildren(received, ...sections);
  status.textContent = "";
  show("desk-one", "desk-one-title");
};

async function list(before) {
  status.textContent = say.loading;
  const page = await ask(before ? `/api/submissions?before=${before}` : "/api/submissions");
  const rows = page.submissions.map((submission) => {
    const open = line("button", submission.reference);
    open.type = "button";
    open.dataset.act = "open";
    open.dataset.id = submission.id;
    const row = line("li", "");
    row.append(open, line("span", ` ${submission.form.id.toUpperCase()}, ${say.received.toLowerCase()} ${moment(submission.received_at)}`));
    return row;
  });
  if (before) part("desk-rows").append(...rows);
  else part("desk-rows").replaceChildren(...rows);
  next = page.next;
  part("desk-more").hidden = !next;
  const count = part("desk-rows").childElementCount;
  status.textContent = count === 0 ? say.none : say.count(count);
  show("desk-list", before ? undefined : "desk-list-title");
}

async function ask(address, options = {}) {
  const headers = { "accept-language": `${language}-CA` };
  if (options.body) headers["content-type"] = "application/json";
  if (token) headers.authorization = `Bearer ${token}`;
  const answer = await fetch(address, { ...options, headers, cache: "no-store", referrerPolicy: "no-referrer" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

function show(panel, focus) {
  for (const one of panels) part(one).hidden = one !== panel;
  if (focus) part(focus).focus();
}

function line(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function definitions(rows) {
  const all = document.createElement("dl");
  all.className = "portal-answers";
  for (const [label, value] of rows) {
    const row = document.createElement("div");
    row.append(line("dt", label), line("dd", value));
    all.append(row);
  }
  return all;
}

function moment(text) {
  const options = { dateStyle: "long", timeStyle: "short", timeZone: "America/Toronto" };
  return new Intl.DateTimeFormat(`${language}-CA`, options).format(new Date(text));
}
