// Types of <parcours-dossier>, its attributes and its events.

/** A workflow, as events name it. */
export interface WorkflowName {
  id: string;
  version: string;
}

/** One event of a dossier's history, as `POST /dossiers/{id}/events` takes it. `id` is a UUID, version 7: the same event
 * given twice counts once. */
export interface DossierEvent {
  id: string;
  at: string;
  by: { role: string; name: string; with?: string; agreed?: true };
  does: { save: unknown } | { transition: unknown } | { sign: unknown };
}

/** A dossier as a role sees it, and the revision to give back with what is saved over it. */
export interface Kept {
  dossier: { id: string; state: string; answers: object; history: unknown[] };
  revision: string;
}

/** Why a store did not do it. `changed`: somebody saved meanwhile; the dossier as it is now comes along. */
export type StoreFailure =
  | { failure: "unreachable" | "not_found" | "sign_in" }
  | { failure: "refused"; code: string }
  | ({ failure: "changed" } & Kept);

/** Keeps the dossier in the place of the kit. A promise that is rejected counts as `unreachable`; nothing typed is lost. */
export interface DossierStore {
  load(): Promise<Kept | StoreFailure> | Kept | StoreFailure;
  /** `files` are those the event names that were chosen on this page: they are kept first, each once. */
  save(event: DossierEvent, context: { revision: string; files: { sha256: string; file: Blob }[] }): Promise<Kept | StoreFailure> | Kept | StoreFailure;
  /** A file that an answer names. Without it, files can be joined, but not read again. */
  file?(sha256: string): Promise<Blob | undefined> | Blob | undefined;
}

export class ParcoursDossier extends HTMLElement {
  /** Keeps the dossier in place of the address in the attribute `store`. */
  store?: DossierStore;
  /** Put in `Authorization: Bearer …` of each request to the store's address. */
  token?: string;
  /** Headers added to each request to the store's address. */
  headers?: HeadersInit | (() => HeadersInit);
  /** Extends the session of `session-seconds`, as that of a form (`parcours.d.ts`). */
  extendSession?: () => Promise<number | boolean | void | Response> | number | boolean | void | Response;
  /** Whether something typed is not stored yet; without a store, whether something is in no file yet. */
  readonly unsaved: boolean;
  // A form tells other details under some of the same names: the dossier's own come first.
  addEventListener<Name extends keyof ParcoursDossierEvents>(name: Name, listener: (event: ParcoursDossierEvents[Name]) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener<Name extends keyof HTMLElementEventMap>(name: Name, listener: (event: HTMLElementEventMap[Name]) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener(name: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

/** Attributes of `<parcours-dossier>`. Children are shown until the dossier is, and if it never is; `slot="help"` stays under
 * every page, once per language. */
export interface ParcoursDossierAttributes {
  /** The workflow and its form as one JSON document (`parcours bundle`). */
  src: string;
  /** Where the dossier is kept: an address that answers as the receiver's `/dossiers/{id}` does. Without it, nor the
   * property, whoever is at the page keeps the dossier in a file, closed with a passphrase. */
  store?: string;
  /** Id of the role that visits, as the workflow names it. What it may do is decided by the store's own token. */
  "acting-as": string;
  /** The visitor's name, written beside what they do. */
  name?: string;
  /** `fr` or `en`; else the language of the page. May change at any time. */
  lang?: string;
  /** Level of the page's heading: 1 to 4, else 2. */
  "heading-level"?: string;
  /** Present: the document's title says the page. Never the topic of a sensitive form. */
  "manage-title"?: "";
  /** Whether pages are entries of the browser's history. Not given: `replace` for a sensitive form, else `push`. Back from a
   * section saves it first. */
  history?: "push" | "replace";
  /** A way to leave at once, as that of a form (`parcours.d.ts`). What the store keeps stays there. */
  "exit-url"?: string;
  /** `off`: Shift three times does nothing; the link stays. */
  "exit-keys"?: "off";
  /** Origins of other sites that may show this page in a frame, with blanks between them. In any other frame nothing is shown (`ux.md` T-03). */
  "frame-origins"?: string;
  /** Present: each question has a button that reads it aloud, as in a form (`parcours.d.ts`). */
  "read-aloud"?: "";
  /** Address of the easy-to-read texts of its form, as in a form (`parcours.d.ts`). */
  "easy-read"?: string;
  /** How many seconds the host page's own session still lasts, as for a form (`parcours.d.ts`). */
  "session-seconds"?: string;
}

/** Events bubble and cross the shadow root. None holds an answer. */
export interface ParcoursDossierEvents {
  /** The dossier is on the page, in that state. */
  "parcours-ready": CustomEvent<{ workflow: WorkflowName; state: string }>;
  /** Another page, by its opaque name. */
  "parcours-step": CustomEvent<{ workflow: WorkflowName; step: string }>;
  /** The store has what was saved. */
  "parcours-saved": CustomEvent<{ workflow: WorkflowName }>;
  /** The dossier went to another state. */
  "parcours-moved": CustomEvent<{ workflow: WorkflowName; transition: string; state: string }>;
  /** Without a store: the dossier was given as a file. */
  "parcours-kept": CustomEvent<{ workflow: WorkflowName }>;
  /** « Nouvelle personne »: nothing of the dossier is left on the page. Give the next one's `store`. */
  "parcours-left": CustomEvent<{ workflow: WorkflowName }>;
  /** The dossier could not be shown (`no-src`, `framed`, `easy-read`, `workflow-unreachable`, `workflow`, `kit`: with a message, and no `workflow`), or
   * something was not done: `unreachable`, `sign_in`, `not_found`, `changed`, `incomplete`, or the code of the refusal. */
  "parcours-error": CustomEvent<{ workflow?: WorkflowName; code: string; message?: string }>;
}

declare global {
  interface HTMLElementTagNameMap {
    "parcours-dossier": ParcoursDossier;
  }
  interface GlobalEventHandlersEventMap extends Omit<ParcoursDossierEvents, "parcours-ready" | "parcours-step" | "parcours-error"> {}
}
