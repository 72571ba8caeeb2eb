// Everything of the types, used once: what is missing here, or is there no more, is an error of tsc. Then mistakes that the
// types must refuse: one they take is an error too. It is read by tsc, and never run.

import { mount, ParcoursForm } from "parcours";
import type { Actor, Answers, Envelope, ErrorCode, ExtendSession, FormName, Handle, MountOptions, ParcoursFormAttributes, ParcoursFormEvents, Problem, Reply, Send } from "parcours";
import { ParcoursDossier } from "parcours/dossier";
import type { DossierEvent, DossierStore, Kept, ParcoursDossierAttributes, ParcoursDossierEvents, StoreFailure, WorkflowName } from "parcours/dossier";

type Own<Element> = Record<Exclude<keyof Element, keyof HTMLElement>, unknown>;
type Heard<Events> = { [Name in keyof Events]: (event: Events[Name]) => void };

const send: Send = async (envelope: Envelope, { key, signal }): Promise<Reply> => {
  const reply = await fetch("/api", { method: "POST", body: JSON.stringify(envelope), headers: { "Idempotency-Key": key }, signal });
  return reply.ok ? { reference: 7 } : { errors: [{ pointer: "#/person/nam", code: "nam_date", detail: "…" }] };
};
const answers: Answers = { person: { last_name_birth: "Tremblay" } };
const ask = (request: Request): Promise<Response> => fetch(request);

const extendSession: ExtendSession = async () => fetch("/session", { method: "POST" });

const form: ParcoursForm = document.querySelector("parcours-form")!;
const attributes: Required<ParcoursFormAttributes> = {
  src: "/form.{lang}.json", action: "/api/referrals", lang: "fr", actor: "professional", "heading-level": "2", "manage-title": "",
  history: "replace", method: "post", enctype: "application/json", audience: "professional",
  "exit-url": "https://meteo.example/", "exit-keys": "off", draft: "device", "draft-days": "3", "frame-origins": "https://partner.example", "read-aloud": "", "easy-read": "/forms/guide/easy.{lang}.json", "session-seconds": "1200", plain: "",
  upload: "/api/uploads",
};
for (const [name, value] of Object.entries(attributes)) form.setAttribute(name, value);

Object.assign(form, { answers, headers: () => ({ "X-CSRF-Token": "t" }), send, fetch: ask, allowedOrigins: ["https://api.example.ca"] });
form.answers = answers;
form.headers = [["X-CSRF-Token", "t"]];
form.send = send;
form.fetch = ask;
form.allowedOrigins = ["https://api.example.ca"];
form.extendSession = extendSession;
form.extendSession = () => 1200;
form.extendSession = async () => {};
const problems: Problem[] = form.validate();
const own: Own<ParcoursForm> = {
  answers: form.answers, headers: form.headers, send: form.send, fetch: form.fetch, allowedOrigins: form.allowedOrigins, extendSession: form.extendSession,
  validate: problems.map(({ at, code, severity, message }) => [at, code, severity === "error", message]), focusErrors: form.focusErrors() === true,
};

const named = ({ id, version }: FormName): string => id + version;
const heard: Heard<ParcoursFormEvents> = {
  "parcours-ready": ({ detail }) => named(detail.form),
  "parcours-change": ({ detail }) => named(detail.form) + detail.at,
  "parcours-step": ({ detail }) => [named(detail.form), detail.step, (detail.number ?? 0) / (detail.total ?? 1)],
  "parcours-invalid": ({ detail }) => detail.problems.map(({ at, code }) => named(detail.form) + at + code),
  "parcours-submit": ({ detail }) => [named(detail.form), detail.envelope.answers, detail.envelope.filled_by.kind satisfies Actor],
  "parcours-submitted": ({ detail }) => named(detail.form) + detail.id + detail.reference,
  "parcours-progress": ({ detail }) => [named(detail.form), detail.sent / detail.total],
  "parcours-save": ({ detail }) => named(detail.form) + detail.where,
  "parcours-exit": ({ detail }) => detail satisfies null,
  "parcours-error": ({ detail }) => [detail.form && named(detail.form), CODES[detail.code], detail.message],
};
form.addEventListener("parcours-ready", heard["parcours-ready"]);
document.addEventListener("parcours-submit", (event) => event.preventDefault());
addEventListener("parcours-error", ({ detail }) => CODES[detail.code]);

const CODES: Record<ErrorCode, string> = {
  "exit-url": "", "easy-read": "", framed: "", "no-src": "", "form-unreachable": "", form: "", kit: "", fault: "", language: "", upload: "", offline: "", network: "", timeout: "", "not-set": "",
  "sign-in-needed": "", forbidden: "", "not-found": "", conflict: "", "too-large": "", "wrong-type": "", refused: "", busy: "",
  status: "", "no-reference": "", "file-unreadable": "",
};

const options: Required<MountOptions> = {
  src: "/form.json", action: "/api", lang: "en", actor: "advisor", headingLevel: 3, manageTitle: true, history: "push", answers,
  headers: { "X-CSRF-Token": "t" }, send, fetch: ask, allowedOrigins: [], method: "put", enctype: "multipart/form-data",
  exitUrl: "/meteo/", exitKeys: "off", draft: "off", draftDays: 3, frameOrigins: "https://partner.example", upload: "/api/uploads", readAloud: true, sessionSeconds: 1200, extendSession,
};
const handle: Handle = mount(document.body, options);
const handled: Record<keyof Handle, unknown> = {
  element: handle.element.validate(), answers: handle.answers(), validate: handle.validate(), focusErrors: handle.focusErrors(),
  setLanguage: handle.setLanguage("fr"), destroy: handle.destroy(),
};

const dossier: ParcoursDossier = document.querySelector("parcours-dossier")!;
const dossierAttributes: Required<ParcoursDossierAttributes> = {
  src: "/bundle.json", store: "/api/dossiers/1", "acting-as": "person", name: "N", lang: "fr", "heading-level": "1", "manage-title": "", history: "push", "exit-url": "/meteo/", "exit-keys": "off", "frame-origins": "https://partner.example", "read-aloud": "", "easy-read": "/easy.{lang}.json", "session-seconds": "1200",
};
const store: DossierStore = {
  load: async (): Promise<Kept | StoreFailure> => ({ failure: "refused", code: "blocked" }),
  save: (event: DossierEvent, { revision, files }) => (files.length ? { failure: "unreachable" } : { dossier: { id: event.id, state: "open", answers: {}, history: [] }, revision }),
  file: async (sha256) => new Blob([sha256]),
};
Object.assign(dossier, { store, token: "t", headers: {} });
dossier.extendSession = extendSession;
const dossierOwn: Own<ParcoursDossier> = { store: dossier.store?.load(), token: dossier.token, headers: dossier.headers, extendSession: dossier.extendSession, unsaved: dossier.unsaved === true };
const flow = ({ id, version }: WorkflowName): string => id + version;
const dossierHeard: Heard<ParcoursDossierEvents> = {
  "parcours-ready": ({ detail }) => flow(detail.workflow) + detail.state,
  "parcours-step": ({ detail }) => flow(detail.workflow) + detail.step,
  "parcours-saved": ({ detail }) => flow(detail.workflow),
  "parcours-moved": ({ detail }) => flow(detail.workflow) + detail.transition + detail.state,
  "parcours-kept": ({ detail }) => flow(detail.workflow),
  "parcours-left": ({ detail }) => flow(detail.workflow),
  "parcours-error": ({ detail }) => [detail.workflow && flow(detail.workflow), detail.code, detail.message],
};
dossier.addEventListener("parcours-moved", dossierHeard["parcours-moved"]);
dossier.addEventListener("parcours-ready", dossierHeard["parcours-ready"]);
dossier.addEventListener("click", ({ clientX }) => clientX);

export { dossierAttributes, dossierOwn, handled, own };

// Mistakes.
// @ts-expect-error: no such history
const history: ParcoursFormAttributes = { src: "/form.json", history: "none" };
// @ts-expect-error: no form without an address
const nowhere: MountOptions = { action: "/api" };
// @ts-expect-error: no such attribute
const unknown: ParcoursFormAttributes = { src: "/form.json", heading: "2" };
// @ts-expect-error: a level is 1 to 4
mount(document.body, { src: "/form.json", headingLevel: 5 });
// @ts-expect-error: a place is an element
mount("#place", { src: "/form.json" });
// @ts-expect-error: a reply says a reference or errors
form.send = async () => ({ ok: true });
// @ts-expect-error: an extension says how long, not until when
form.extendSession = async () => "2026-11-30T20:00:00Z";
// @ts-expect-error: only two languages
handle.setLanguage("es");
// @ts-expect-error: an event of the form holds no answer
form.addEventListener("parcours-change", ({ detail }) => detail.answers);
// @ts-expect-error: a code there is not
if ("misspelt" === ("" as ErrorCode)) heard["parcours-ready"];
// @ts-expect-error: whether something is unsaved is only read
dossier.unsaved = false;
// @ts-expect-error: a role visits
const nobody: ParcoursDossierAttributes = { src: "/bundle.json" };
// @ts-expect-error: a store gives a revision
store.load = async () => ({ dossier: { id: "1", state: "open", answers: {}, history: [] } });
