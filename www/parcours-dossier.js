// The loader of <parcours-dossier>: fetches the dossier's own module, its style sheets and the workflow, and speaks to the
// store. It decides nothing of a dossier. A page with only forms loads none of this.
//
//   <script type="module" src="/parcours/dossier/parcours-dossier.js"></script>
//   <parcours-dossier src="/schemas/workflows/service-plan/bundle.json" store="/api/dossiers/0192…" acting-as="person" lang="fr">
//   …fallback…</parcours-dossier>
//
// Attributes read: src store acting-as name lang heading-level manage-title history exit-url exit-keys frame-origins
// read-aloud easy-read session-seconds. Properties: store ({ load(), save(event, { revision, files }), file(sha256) }), token, headers,
// extendSession. Without a store, whoever is at the page keeps the dossier in a file, closed with a passphrase.

// Each written out: it is how bundlers find the files that go with this one.
const MODULE = new URL("./parcours_embed_bg.wasm", import.meta.url);
const SHEETS = [new URL("../parcours.css", import.meta.url), new URL("./dossier.css", import.meta.url)];
const PROPERTIES = ["store", "token", "headers"];
const WAITING = { fr: "Chargement du dossier…", en: "Loading the case file…" };
const FAILED = { fr: "Le dossier ne peut pas s’afficher.", en: "The case file cannot be shown." };

let kit;
// Tells the dossiers of a page apart in its history, and from its forms.
let count = 1_000_000;
let sheets;

class Fault extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

function loadKit() {
  kit ??= import("./parcours_embed.js")
    .then(async (glue) => {
      await glue.default({ module_or_path: MODULE });
      return glue;
    })
    .catch((error) => {
      kit = undefined;
      throw new Fault("kit", `the kit could not be loaded: ${error.message}`);
    });
  return kit;
}

function loadSheets() {
  sheets ??= Promise.all(SHEETS.map(async (file) => new CSSStyleSheet().replace(await text(file, "kit")))).catch((error) => {
    sheets = undefined;
    throw error;
  });
  return sheets;
}

async function text(url, code, signal) {
  let response;
  try {
    response = await fetch(url, { signal, referrerPolicy: "no-referrer" });
  } catch (error) {
    throw new Fault(code, `${url.pathname} could not be fetched: ${error.message}`);
  }
  if (!response.ok) throw new Fault(code, `${url.pathname} could not be fetched: status ${response.status}`);
  return response.text();
}

export class ParcoursDossier extends HTMLElement {
  static observedAttributes = ["src", "lang", "acting-as", "name", "store"];

  #slot = document.createElement("slot");
  #stood = this.#slot;
  // The host page's help, in the same place on every step and before any form stands here (3.2.6).
  #help = Object.assign(document.createElement("slot"), { name: "help" });
  #loading;
  #paper;
  #instance;
  #coming = false;
  #given = {};

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).append(this.#slot, this.#help);
  }

  connectedCallback() {
    // What was set before the element was defined hides the accessors: it is set again, through them.
    for (const name of PROPERTIES) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    // Before the kit, and whatever becomes of it.
    if (this.hasAttribute("exit-url")) import("../exit.js").then((kit) => kit.exit(this));
    if (this.hasAttribute("read-aloud")) import("../aloud.js").then((kit) => kit.aloud(this));
    if (this.hasAttribute("easy-read")) import("../easy.js").then((kit) => kit.easy(this));
    if (this.hasAttribute("session-seconds")) import("../session.js").then((kit) => kit.session(this));
    if (!this.#instance && !this.#loading) this.#load();
    addEventListener("beforeunload", this.#warn);
  }

  disconnectedCallback() {
    // An element that is only moved keeps its dossier.
    queueMicrotask(() => {
      if (this.isConnected) return;
      removeEventListener("beforeunload", this.#warn);
      this.#leave();
    });
  }

  attributeChangedCallback(name, before, after) {
    if (before === after || !this.isConnected) return;
    if (name === "lang") this.#instance?.setLanguage(this.#language());
    if (name === "acting-as" || name === "name") this.#welcome();
    if ((name === "src" || name === "store") && (this.#instance || this.#loading)) {
      this.#leave();
      this.#load();
    }
  }

  /** Stores in place of the kit: `load() => { dossier, revision }`, `save(event, { revision, files }) => { dossier, revision }`, `file(sha256) => Blob`. */
  get store() {
    return this.#given.store;
  }
  set store(store) {
    this.#given.store = store;
  }

  /** Put in `Authorization: Bearer …` of each request to the store's address. */
  get token() {
    return this.#given.token;
  }
  set token(token) {
    this.#given.token = token;
  }

  /** Headers added to each request to the store's address: an object, pairs, or a function that gives either. */
  get headers() {
    return this.#given.headers;
  }
  set headers(headers) {
    this.#given.headers = headers;
  }

  /** Whether something typed is not stored yet; without a store, whether something is in no file yet. */
  get unsaved() {
    return (this.#instance?.isUnsaved() || this.#instance?.needsKeeping()) ?? false;
  }

  // Where nobody else keeps the dossier, closing the page would lose it.
  #warn = (event) => {
    if (this.#instance?.needsKeeping()) event.preventDefault();
  };

  async #load() {
    const loading = (this.#loading = new AbortController());
    const { signal } = loading;
    this.#slot.textContent = WAITING[this.#language()];
    try {
      const source = this.getAttribute("src");
      if (!source) throw new Fault("no-src", "the attribute src is missing");
      if (top !== self) (await import("../framed.js")).allow(this, this.#language());
      const [glue, styles, bundle] = await Promise.all([loadKit(), loadSheets(), text(new URL(source, document.baseURI), "workflow-unreachable", signal)]);
      if (signal.aborted) return;
      this.#show(glue, styles, bundle);
    } catch (error) {
      if (signal.aborted) return;
      this.#slot.textContent = FAILED[this.#language()];
      this.#tell("parcours-error", { code: error.code ?? "workflow", message: error.message });
    } finally {
      if (this.#loading === loading) this.#loading = undefined;
    }
  }

  #show(glue, styles, bundle) {
    const place = document.createElement("div");
    const sheets = this.shadowRoot.adoptedStyleSheets;
    if (!sheets.includes(styles[0])) sheets.push(...styles);
    this.#stand(place);
    const settings = {
      language: this.#language(),
      role: this.getAttribute("acting-as") ?? "",
      name: this.getAttribute("name") ?? "",
      headingLevel: Math.min(Math.max(parseInt(this.getAttribute("heading-level"), 10) || 2, 1), 4),
      manageTitle: this.hasAttribute("manage-title"),
      history: this.getAttribute("history") ?? "",
      number: (count += 1),
    };
    try {
      this.#instance = glue.mountDossier(this.shadowRoot, place, bundle, JSON.stringify(settings), this.#means());
    } catch (error) {
      this.#stand(this.#slot);
      throw new Fault("workflow", error.message);
    }
  }

  /** Read by the kit each time. Every promise is kept: a failure is an answer too. */
  #means() {
    const element = this;
    const answered = (promise) => promise.then(JSON.stringify, () => JSON.stringify({ failure: "unreachable" }));
    return {
      get stored() {
        return element.#store() !== undefined;
      },
      load: () => answered(Promise.resolve().then(() => element.#store().load())),
      append: (event, revision, files) => answered(Promise.resolve().then(() => element.#store().save(JSON.parse(event), { revision, files }))),
      file: (sha256) => Promise.resolve().then(() => element.#store().file?.(sha256)).catch(() => undefined),
      paper: (rules) => element.#lay(rules),
      emit: (name, detail) => element.#tell(name, JSON.parse(detail)),
    };
  }

  /** Rules for the paper, on the whole page: what is printed is the document that is read, and nothing around it. */
  #lay(rules) {
    const others = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#paper);
    this.#paper = rules ? new CSSStyleSheet() : undefined;
    this.#paper?.replaceSync(rules);
    document.adoptedStyleSheets = this.#paper ? [...others, this.#paper] : others;
  }

  #store() {
    if (this.#given.store) return this.#given.store;
    const address = this.getAttribute("store");
    return address ? new Address(new URL(address, document.baseURI), () => this.#headers()) : undefined;
  }

  #headers() {
    const given = this.#given.headers;
    const headers = new Headers((typeof given === "function" ? given() : given) ?? {});
    if (this.#given.token) headers.set("Authorization", `Bearer ${this.#given.token}`);
    return headers;
  }

  /** Another visitor: once, whatever number of attributes says so. */
  #welcome() {
    if (this.#coming) return;
    this.#coming = true;
    queueMicrotask(() => {
      this.#coming = false;
      this.#instance?.setVisitor(this.getAttribute("acting-as") ?? "", this.getAttribute("name") ?? "");
    });
  }

  #tell(name, detail) {
    const event = new CustomEvent(name, { detail, bubbles: true, composed: true });
    queueMicrotask(() => this.dispatchEvent(event));
  }

  /** The exit stays where it is, with the focus it may have. */
  #stand(node) {
    this.#stood.replaceWith(node);
    this.#stood = node;
  }

  #leave() {
    this.#loading?.abort();
    this.#loading = undefined;
    this.#instance?.destroy();
    this.#instance?.free();
    this.#instance = undefined;
    this.#stand(this.#slot);
  }

  #language() {
    const tag = this.closest("[lang]")?.lang ?? "";
    return /^en\b/i.test(tag) ? "en" : "fr";
  }
}

/** A store at an address: GET gives the dossier, PUT takes a save, POST …/events a transition or a signature. */
class Address {
  #url;
  #headers;

  constructor(url, headers) {
    this.#url = url;
    this.#headers = headers;
  }

  async load() {
    const response = await this.#ask("GET", this.#url);
    if (!response.ok) return failure(response);
    return { dossier: await response.json(), revision: response.headers.get("etag") ?? "" };
  }

  /** A file that an answer names; nothing when it does not come. */
  async file(sha256) {
    const response = await this.#ask("GET", this.#file(sha256));
    return response.ok ? response.blob() : undefined;
  }

  async save(event, { revision, files = [] }) {
    // Files come before what names them; one that is there already may come again.
    for (const { sha256, file } of files) {
      const response = await this.#ask("PUT", this.#file(sha256), file);
      if (!response.ok) return failure(response);
    }
    const response = event.does.save
      ? await this.#ask("PUT", this.#url, event, revision)
      : await this.#ask("POST", new URL(`${this.#url.pathname}/events`, this.#url), event, revision);
    if (response.status === 412) {
      // A receiver sends what the dossier became along; other stores are asked.
      const { dossier } = await response.json().catch(() => ({}));
      const revision = response.headers.get("etag");
      if (dossier?.history && revision) return { failure: "changed", dossier, revision };
    }
    if (response.status === 409 || response.status === 412) {
      const now = await this.load();
      return now.failure ? now : { failure: "changed", ...now };
    }
    if (!response.ok) return failure(response);
    const body = await response.json().catch(() => undefined);
    return body?.history ? { dossier: body, revision: response.headers.get("etag") ?? "" } : this.load();
  }

  #file(sha256) {
    return new URL(`${this.#url.pathname}/files/${sha256}`, this.#url);
  }

  #ask(method, url, body, revision) {
    const headers = this.#headers();
    headers.set("Accept", "application/json, application/problem+json");
    const file = body instanceof Blob;
    if (body) headers.set("Content-Type", file ? "application/octet-stream" : "application/json");
    if (revision) headers.set("If-Match", revision);
    return fetch(url, {
      method,
      headers,
      body: body && !file ? JSON.stringify(body) : body,
      cache: "no-store",
      credentials: "same-origin",
      redirect: "error",
      referrerPolicy: "no-referrer",
      // A file may be large, and the connection an old phone's.
      signal: AbortSignal.timeout?.(file ? 300_000 : 30_000),
    });
  }
}

async function failure(response) {
  if (response.status === 401) return { failure: "sign_in" };
  if (response.status === 404) return { failure: "not_found" };
  if (response.status >= 500 || response.status === 429) return { failure: "unreachable" };
  const problem = await response.json().catch(() => ({}));
  return { failure: "refused", code: String(problem.code ?? String(problem.type ?? response.status).split(":").pop()) };
}

if (!customElements.get("parcours-dossier")) customElements.define("parcours-dossier", ParcoursDossier);
