// Types of the element, its attributes and its events.

/** Answers by section, groups in rows as arrays. */
export type Answers = { [key: string]: unknown };

/** A form, as events name it. */
export interface FormName {
  id: string;
  version: string;
}

/** Something to correct or to look at. `at` is a JSON pointer into the answers. */
export interface Problem {
  at: string;
  code: string;
  severity: "error" | "warning";
  /** A sentence in the language of the form. */
  message: string;
}

/** What is sent. `id` is a UUID, version 7, and the idempotency key. */
export interface Envelope {
  id: string;
  form: { id: string; version: string; revision: string };
  language: "fr" | "en";
  filled_by: { kind: Actor };
  started_at: string;
  submitted_at: string;
  answers: Answers;
  orientation: string[];
  /** `upload`, an address, stands in the place of `content` for a file that was sent ahead (attribute `upload`). */
  attachments: { name: string; type: string; size: number; sha256: string; at?: string; content?: string; upload?: string }[];
}

export type Actor = "professional" | "self" | "family" | "advisor";

/** What a transport of the host page gives back. Anything else counts as not received. */
export type Reply = { reference: string | number } | { errors: { pointer: string; code?: string; detail?: string }[] } | Response;

export type Send = (envelope: Envelope, context: { key: string; signal: AbortSignal }) => Promise<Reply> | Reply;

/** Gives the seconds the session lasts from now, or nothing for as long as before; `false`, a `Response` that is not `ok` or a
 * rejection when it was not extended. */
export type ExtendSession = () => Promise<SessionAnswer> | SessionAnswer;
type SessionAnswer = number | boolean | void | Response;

type HeaderList = HeadersInit | (() => HeadersInit);

export class ParcoursForm extends HTMLElement {
  /** The answers now. Setting gives answers in advance: never agreement, safety of contact or files. */
  answers: Answers;
  /** Headers added to the request. */
  headers?: HeaderList;
  /** Sends in place of the kit. */
  send?: Send;
  /** Used in place of `fetch` for sending. */
  fetch?: (request: Request) => Promise<Response>;
  /** Origins, besides the page's own, that the form may be sent to: `https://api.example.ca`. */
  allowedOrigins: string[];
  /** Extends the session of `session-seconds`. */
  extendSession?: ExtendSession;
  /** Everything to correct or look at now. Shows nothing. */
  validate(): Problem[];
  /** Puts the focus on the error summary; false when no error is shown. */
  focusErrors(): boolean;
}

export type Method = "post" | "put";

/**
 * - `application/json`, the default: the envelope.
 * - `multipart/form-data`: a part `submission`, the envelope as JSON, its `attachments` without their `content`; then the files
 *   themselves, `attachments[0]`, `attachments[1]`…, in that order.
 * - `application/x-www-form-urlencoded`: `form[id]=…&answers[children][0][name]=…`. Everything is text, yes and no are `true`
 *   and `false`, what is null or empty is left out. Files cannot be told so: a form with files is not sent (`wrong-type`), unless
 *   they are sent ahead (`upload`).
 *   PHP and qs read at most 1,000 names, and qs five brackets deep and twenty rows, unless told otherwise.
 *
 * The `Idempotency-Key` is the same in all of them. Progress is told of files sent ahead only (`upload`).
 */
export type Encoding = "application/json" | "multipart/form-data" | "application/x-www-form-urlencoded";

/** Attributes of `<parcours-form>`. Others are ignored. Children are shown until the form is, and if it never is; except
 * `slot="help"`, which stays under every step, and `slot="not-sent"`, shown when the form could not be sent. Either may
 * stand there once per language, with its `lang`. */
export interface ParcoursFormAttributes {
  /** The form as one JSON document. `{lang}` in it is `fr` or `en`: the other is fetched when somebody changes the
   * language. Without it, the document has both, or the form is offered in the one it has. Changing it starts anew. */
  src: string;
  /** Where the form is sent: HTTPS, or this machine; the page's own origin, or one of `allowedOrigins`. */
  action?: string;
  /** `fr` or `en`; else the language of the page. May change at any time. */
  lang?: string;
  /** Who fills the form. */
  actor?: Actor;
  /** Level of the page's heading: 1 to 4, else 2. */
  "heading-level"?: string;
  /** Present: the document's title says the step. Never the topic of a sensitive form. */
  "manage-title"?: "";
  /** Whether steps are entries of the browser's history. Not given: `replace` for a sensitive form, else `push`. */
  history?: "push" | "replace";
  /** Puts a way to leave at once above everything, before the kit arrives and even if it never does: a link, and Shift three
   * times in a row. Nothing typed stays, drafts included, and Back does not show the form again. An HTTPS address, or a path
   * of the page's own site that starts with `/`: a page that is neutral, quick and the same for everybody, whose server
   * should answer with `Clear-Site-Data: "storage"`. Read when the element comes onto the page. Once there, the page starts
   * anew whenever the browser's Back shows it again. */
  "exit-url"?: string;
  /** `off`: Shift three times does nothing; the link stays. May change at any time. */
  "exit-keys"?: "off";
  /** Origins of other sites that may show this page in a frame, with blanks between them. In any other frame no form is shown (`ux.md` T-03). */
  "frame-origins"?: string;
  /** Present: each question has a button that reads it aloud, by a voice that is on the device; where there is none in the
   * page's language, no button. What was typed is never read. */
  "read-aloud"?: "";
  /** Address of the form's easy-to-read texts, `{lang}` in it being `fr` or `en`: a button above the form shows them. They are
   * fetched when somebody asks for them. `parcours bundle FORM --easy --lang fr` writes the file. */
  "easy-read"?: string;
  /** How many seconds the host page's own session still lasts, counted from when this is written. A dialog warns two to three
   * minutes ahead, and gets more time from `extendSession`. Written anew, the count starts anew; taken away, nothing ends. The
   * kit itself has no time limit. */
  "session-seconds"?: string;
  /** `put` to send with PUT; POST otherwise. */
  method?: Method;
  /** How the envelope is written: as JSON, or as a server reads HTML forms. What comes back is JSON either way. */
  enctype?: Encoding;
  /** Where files are sent ahead of the form, in pieces (tus 1.0): HTTPS, or this machine; the page's own origin, or one of
   * `allowedOrigins`. Their progress is told, and a try that failed goes on where it was. In the submission each attachment then
   * has `upload`, its address, in the place of `content`. A server without tus is sent the files in the submission. */
  upload?: string;
  /** `device`: the person may keep a draft, on the device or in a file, encrypted. Never of a sensitive form, and nothing before
   * they ask. */
  draft?: "device" | "off";
  /** Days a draft on the device lives: 1 to 30, else 7. */
  "draft-days"?: string;
  /** The form stands in the page before the module and without it, as `parcours prerender` wrote it. Its pages are posted
   * there: `/plain/FORM` of a receiver, or nothing for the page's own address when a receiver serves it. */
  plain?: string;
  /** Reserved. */
  audience?: string;
}

/** Why an element has no form, or a form was not sent. */
export type ErrorCode =
  | "exit-url" | "easy-read" | "framed" | "no-src" | "form-unreachable" | "form" | "kit" | "fault" | "language" | "upload"
  | "offline" | "network" | "timeout" | "not-set" | "sign-in-needed" | "forbidden" | "not-found" | "conflict"
  | "too-large" | "wrong-type" | "refused" | "busy" | "status" | "no-reference" | "file-unreadable";

/** Events bubble and cross the shadow root. They tell what the person did, never what the host page set, and hold no
 * answer, except `parcours-submit`. */
export interface ParcoursFormEvents {
  /** The form is on the page. */
  "parcours-ready": CustomEvent<{ form: FormName; sensitive: boolean }>;
  /** An answer changed. */
  "parcours-change": CustomEvent<{ form: FormName; at: string }>;
  /** Another page; `number` of `total`, null once received. */
  "parcours-step": CustomEvent<{ form: FormName; step: string; number: number | null; total: number | null }>;
  /** The person could not go on. */
  "parcours-invalid": CustomEvent<{ form: FormName; problems: { at: string; code: string }[] }>;
  /** About to be sent, without an error. Cancel it to send the envelope yourself; files' contents are not in it. */
  "parcours-submit": CustomEvent<{ form: FormName; envelope: Envelope }>;
  /** The server has it. */
  "parcours-submitted": CustomEvent<{ form: FormName; id: string; reference: string }>;
  /** The form could not be shown (no `form` then), was not sent, stays in its language (`language`), or sent
   * its files another way (`upload`). */
  "parcours-error": CustomEvent<{ form?: FormName; code: ErrorCode; message: string }>;
  /** With `upload`: so many bytes of the files are at the server. */
  "parcours-progress": CustomEvent<{ form: FormName; sent: number; total: number }>;
  /** A draft was kept, on the device or in a file. */
  "parcours-save": CustomEvent<{ form: FormName; where: "device" | "file" }>;
  /** The person leaves at once: what the host page keeps of them is to go now. The page is gone right after. */
  "parcours-exit": CustomEvent<null>;
}

/** Attributes in camelCase, and properties. */
export interface MountOptions {
  src: string;
  action?: string;
  method?: Method;
  enctype?: Encoding;
  upload?: string;
  lang?: string;
  actor?: Actor;
  headingLevel?: 1 | 2 | 3 | 4;
  manageTitle?: boolean;
  history?: "push" | "replace";
  exitUrl?: string;
  exitKeys?: "off";
  frameOrigins?: string;
  draft?: "device" | "off";
  draftDays?: number;
  readAloud?: boolean;
  sessionSeconds?: number;
  answers?: Answers;
  headers?: HeaderList;
  send?: Send;
  fetch?: (request: Request) => Promise<Response>;
  allowedOrigins?: string[];
  extendSession?: ExtendSession;
}

export interface Handle {
  element: ParcoursForm;
  destroy(): void;
  answers(): Answers;
  validate(): Problem[];
  focusErrors(): boolean;
  setLanguage(language: "fr" | "en"): void;
}

/** Puts a form in a place of the page, without writing the element. */
export function mount(place: Element, options: MountOptions): Handle;

declare global {
  interface HTMLElementTagNameMap {
    "parcours-form": ParcoursForm;
  }
  interface GlobalEventHandlersEventMap extends ParcoursFormEvents {}
}
