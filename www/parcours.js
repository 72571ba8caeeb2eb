// The loader: defines <parcours-form>, fetches the kit once for all forms of the page, and keeps what the host page
// wrote inside the element on screen until a form stands there. It decides nothing of a form. Types: parcours.d.ts.
//
//   <script type="module" src="/parcours/parcours.js"></script>
//   <parcours-form src="/forms/cli-60508/form.{lang}.json" action="/api/referrals" lang="fr">…fallback…</parcours-form>
//
// `{lang}` is `fr` or `en`: a page fetches the form in its language, and in the other when somebody changes it. Without
// it, the form at `src` has both.
//
// Attributes read: src action method enctype upload plain lang actor heading-level manage-title history exit-url exit-keys draft
// draft-days frame-origins read-aloud easy-read session-seconds. Reserved for later, ignored today: audience.

import { post } from "./sending.js";

// What each file fetched here hashes to: written when a site is laid out (tests/e2e/laid_out.mjs). Empty, nothing is checked.
const HASHES = {};

// Each written out: it is how bundlers find the files that go with this one.
const MODULE = new URL("./parcours_embed_bg.wasm", import.meta.url);
const SHEET = new URL("./parcours.css", import.meta.url);
const WORDS = { fr: new URL("./words.fr.txt", import.meta.url), en: new URL("./words.en.txt", import.meta.url) };
const PROPERTIES = ["answers", "headers", "send", "fetch", "allowedOrigins", "extendSession"];
const WAITING = { fr: "Chargement du formulaire…", en: "Loading the form…" };
const FAILED = { fr: "Le formulaire ne peut pas s’afficher.", en: "The form cannot be shown." };

const elements = new Set();
let count = 0;
const held = {};

const fault = (code, message) => Object.assign(new Error(message), { code });

/** What `make` gives, made once; a failure is forgotten, so that a later element tries again. */
const once = (name, make) =>
  (held[name] ??= make().catch((error) => {
    delete held[name];
    throw error;
  }));

/** The module. */
const loadKit = () =>
  once("kit", async () => {
    try {
      const glue = await import("./parcours_embed.js");
      await glue.default({ module_or_path: new Request(MODULE, { integrity: HASHES.wasm }) });
      return glue;
    } catch (error) {
      throw fault("kit", `the kit was not loaded: ${error.message}`);
    }
  });

/** The module with its words in a language. */
const loadWords = (language) =>
  once(language, async () => {
    const [glue, words] = await Promise.all([loadKit(), text(WORDS[language], "kit", { integrity: HASHES[language] })]);
    if (!glue.takeWords(language, words)) throw fault("kit", "words of another version");
    return glue;
  });

/** The style sheet, one object for all shadow roots. */
const loadSheet = () => once("css", async () => new CSSStyleSheet().replace(await text(SHEET, "kit")));

async function text(url, code, asked) {
  let response;
  try {
    response = await fetch(url, { ...asked, referrerPolicy: "no-referrer" });
  } catch (error) {
    throw unfetched(url, code, error.message);
  }
  if (!response.ok) throw unfetched(url, code, response.status);
  return response.text();
}

const unfetched = ({ pathname }, code, why) => fault(code, `${pathname} not fetched: ${why}`);

const FAULT = Symbol();

/** Whether the module itself stopped. It then never says why: its traps hold no text, so no answer (P-04). */
function watch({ error, reason }) {
  const trap = error ?? reason;
  if (!(trap instanceof WebAssembly.RuntimeError) || !/parcours/.test(trap.stack)) return;
  // For good: what is on screen stays readable, and each fallback comes back above it.
  for (const language of ["kit", "fr", "en"]) {
    held[language] = Promise.reject(fault("fault", "the kit stopped"));
    held[language].catch(() => {});
  }
  for (const element of [...elements]) element[FAULT]();
}
addEventListener("error", watch);
addEventListener("unhandledrejection", watch);

export class ParcoursForm extends HTMLElement {
  static observedAttributes = ["src", "lang"];

  #slot = document.createElement("slot");
  #stood = this.#slot;
  // The host page's help, in the same place on every step and before any form stands here (3.2.6).
  #help = Object.assign(document.createElement("slot"), { name: "help" });
  #loading;
  #instance;
  #forms = {};
  #given = {};
  #line;

  constructor() {
    super();
    // A page that works without script may stand here already: it stays until a form takes its place.
    if (this.shadowRoot) this.#stood = this.#page ?? this.#stood;
    else this.attachShadow({ mode: "open" }).append(this.#slot, this.#help);
  }

  connectedCallback() {
    // What was set before the element was defined hides the accessors: it is set again, through them.
    for (const name of PROPERTIES) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    elements.add(this);
    // Before the kit, and whatever becomes of it.
    if (this.hasAttribute("exit-url")) import("./exit.js").then((kit) => kit.exit(this));
    if (this.hasAttribute("read-aloud")) import("./aloud.js").then((kit) => kit.aloud(this));
    if (this.hasAttribute("easy-read")) import("./easy.js").then((kit) => kit.easy(this));
    if (this.hasAttribute("session-seconds")) import("./session.js").then((kit) => kit.session(this));
    if (!this.#instance && !this.#loading) this.#load();
  }

  disconnectedCallback() {
    // An element that is only moved keeps its form.
    queueMicrotask(() => {
      if (this.isConnected) return;
      elements.delete(this);
      this.#leave();
    });
  }

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (name === "lang") this.#instance?.setLanguage(this.#language());
    if (name === "src" && this.isConnected && (this.#instance || this.#loading)) {
      this.#leave();
      this.#load();
    }
  }

  /** The answers now, in normal form. Setting gives answers in advance; what the person answered stays. */
  get answers() {
    return this.#instance ? JSON.parse(this.#instance.answers()) : (this.#given.answers ?? {});
  }
  set answers(answers) {
    this.#given.answers = answers;
    this.#instance?.prefill(JSON.stringify(answers ?? {}));
  }

  /** Headers added to the request: an object, pairs, or a function that gives either. */
  get headers() {
    return this.#given.headers;
  }
  set headers(headers) {
    this.#given.headers = headers;
  }

  /** Sends in place of the kit: `(envelope, { key, signal }) => Promise<{ reference } | { errors } | Response>`. */
  get send() {
    return this.#given.send;
  }
  set send(send) {
    this.#given.send = send;
  }

  /** Used in place of `fetch` for sending. */
  get fetch() {
    return this.#given.fetch;
  }
  set fetch(fetch) {
    this.#given.fetch = fetch;
  }

  /** Origins, besides the page's own, that the form may be sent to. */
  get allowedOrigins() {
    return this.#given.allowedOrigins ?? [];
  }
  set allowedOrigins(origins) {
    this.#given.allowedOrigins = origins;
  }

  /** Everything to correct or look at now. Shows nothing. */
  validate() {
    return this.#instance ? JSON.parse(this.#instance.validate()) : [];
  }

  /** Puts the focus on the error summary; false when no error is shown. */
  focusErrors() {
    return this.#instance?.focusErrors() ?? false;
  }

  async #load() {
    // A page that carries files, or says that the form was received.
    if (this.#page?.matches("[data-stays]")) return;
    const loading = (this.#loading = new AbortController());
    const { signal } = loading;
    this.#fallback(WAITING);
    try {
      const language = this.#language();
      if (top !== self) (await import("./framed.js")).allow(this, language);
      const [glue, styles, form, taken] = await Promise.all([loadWords(language), loadSheet(), this.#form(language, signal), this.#follow()]);
      await taken?.settled();
      if (signal.aborted) return;
      await this.#show(glue, styles, form, language, signal, taken);
    } catch (error) {
      if (signal.aborted) return;
      this.#fallback(FAILED);
      this.#tell("parcours-error", { code: error.code ?? "form", message: error.message });
    } finally {
      if (this.#loading === loading) this.#loading = undefined;
    }
  }

  /** The form as text, fetched once for each address; a failure is forgotten, so that it can be asked for again. */
  async #form(language, signal) {
    const source = this.getAttribute("src");
    if (!source) throw fault("no-src", "no src");
    const url = new URL(source.replaceAll("{lang}", language), document.baseURI);
    return (this.#forms[url] ??= await text(url, "form-unreachable", { signal }));
  }

  /** The page that stands here and waits for the module, if one does. */
  get #page() {
    return this.shadowRoot.querySelector("form[method]");
  }

  async #follow() {
    return this.#page && (await import("./takeover.js")).follow(this.#page);
  }

  /** Gives the form in the other language to who asked for it; nothing when it cannot be had. */
  async #translate(language) {
    const instance = this.#instance;
    let form = "";
    try {
      [form] = await Promise.all([this.#form(language), loadWords(language)]);
    } catch (error) {
      if (instance !== this.#instance) return;
      this.#tell("parcours-error", { code: "language", message: error.message });
    }
    if (instance === this.#instance) instance.translate(form);
  }

  async #show(glue, styles, form, language, signal, taken) {
    const place = document.createElement("div");
    const settings = this.#settings(language);
    const before = this.#stood;
    const give = taken?.take();
    const sheets = this.shadowRoot.adoptedStyleSheets;
    if (!sheets.includes(styles)) sheets.push(styles);
    this.#stand(place);
    try {
      this.#instance = glue.mount(this.shadowRoot, place, form, settings, this.#means());
      give?.();
    } catch (error) {
      this.#stand(before);
      if (!/^(fr|en)$/.test(error.message)) throw fault("form", error.message);
      // The form is in the other language, and in that one only.
      await loadWords(error.message);
      return signal.aborted ? undefined : this.#show(glue, styles, form, language, signal, taken);
    }
    // It may have changed meanwhile.
    if (this.#language() !== language) this.#instance.setLanguage(this.#language());
  }

  /** Read by the kit once. */
  #settings(language) {
    return JSON.stringify({
      language,
      otherLanguage: this.getAttribute("src").includes("{lang}"),
      actor: this.getAttribute("actor"),
      headingLevel: parseInt(this.getAttribute("heading-level"), 10) || 2,
      manageTitle: this.hasAttribute("manage-title"),
      history: this.getAttribute("history"),
      number: (count += 1),
      answers: JSON.stringify(this.#given.answers),
      kept: this.#given.kept ?? this.#kept(),
    });
  }

  /** The form drawn anew, with what was typed in it before. */
  async #again(kept) {
    this.#given.kept = kept;
    this.#leave();
    await this.#load();
    delete this.#given.kept;
  }

  /** The journey a page carries with it, if it does. */
  #kept() {
    const kept = this.shadowRoot.querySelector("[type=hidden]");
    return kept && JSON.parse(kept.value).journey;
  }

  /** What the kit asks for. */
  #means() {
    return {
      post: (id, language, body) => this.#post({ id, language, body }),
      cut: () => this.#line?.abort(),
      language: (language) => void this.#translate(language),
      emit: (name, detail, cancelable) => this.#tell(name, JSON.parse(detail), cancelable),
    };
  }

  /** Sends; the host page may have changed how at any time before. Gives what came of it, as JSON text. */
  async #post(request) {
    const instance = this.#instance;
    const line = () => (instance === this.#instance ? (this.#line = new AbortController()) : undefined);
    let told = { failed: "not-set" };
    try {
      const headers = (typeof this.headers === "function" ? this.headers() : this.headers) ?? {};
      // PUT, files ahead, or another encoding: all but JSON's have a hyphen in their name.
      const fetch = this.matches("[upload],[method=put],[enctype*='-']") ? async (request) => (await import("./encoding.js")).default(this, request) : callable(this.fetch);
      const host = { action: this.getAttribute("action"), allowed: [...this.allowedOrigins].map(String), headers, fetch, send: callable(this.send) };
      told = await post(request, host, line);
    } catch {
      // A function of the host page failed: its mistake is not the form's.
    }
    return JSON.stringify(told);
  }

  #tell(name, detail, cancelable = false) {
    const event = new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable });
    // The form appears before its handle exists: whoever hears of it may use the handle at once.
    if (name === "parcours-ready") {
      if (this.hasAttribute("draft")) import("./draft.js").then((kit) => kit.attach(this, detail, (kept) => this.#again(kept)));
      queueMicrotask(() => this.dispatchEvent(event));
      return true;
    }
    return this.dispatchEvent(event);
  }

  /** The exit stays where it is, with the focus it may have. */
  #stand(node) {
    this.#stood.replaceWith(node);
    this.#stood = node;
  }

  #leave() {
    this.#loading?.abort();
    this.#loading = undefined;
    this.#line?.abort();
    this.#instance?.destroy();
    this.#instance?.free();
    this.#instance = undefined;
    this.#forms = {};
    this.#stand(this.#slot);
  }

  [FAULT]() {
    if (!this.#instance) return;
    this.#instance = undefined;
    this.#fallback(FAILED);
    this.#stood.before(this.#slot);
    this.#tell("parcours-error", { code: "fault", message: "the kit stopped" });
  }

  /** What stands there when the host page wrote nothing inside the element. */
  #fallback(words) {
    this.#slot.textContent = words[this.#language()];
  }

  #language() {
    const tag = this.closest("[lang]")?.lang ?? "";
    return /^en\b/i.test(tag) ? "en" : "fr";
  }
}

const callable = (value) => (typeof value === "function" ? value : undefined);

if (!customElements.get("parcours-form")) customElements.define("parcours-form", ParcoursForm);

/**
 * The same without writing the element: puts a form in `place` and gives a handle on it. `options` are the attributes
 * in camelCase (`src`, `action`, `lang`, `headingLevel`…) and the properties (`answers`, `headers`, `send`…).
 */
export function mount(place, options = {}) {
  const element = document.createElement("parcours-form");
  for (const [name, value] of Object.entries(options)) {
    if (PROPERTIES.includes(name)) element[name] = value;
    else if (value === true) element.setAttribute(kebab(name), "");
    else if ((value ?? false) !== false) element.setAttribute(kebab(name), value);
  }
  place.append(element);
  return {
    element,
    destroy: () => element.remove(),
    answers: () => element.answers,
    validate: () => element.validate(),
    focusErrors: () => element.focusErrors(),
    setLanguage: (language) => element.setAttribute("lang", language),
  };
}

const kebab = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
