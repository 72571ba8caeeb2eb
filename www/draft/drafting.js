// Drafts of a form: kept on the device once the person has said that it is theirs alone, or given to them as a file. Fetched
// when the host page allows it (`draft="device"`); nothing is kept before somebody asks, and nothing at all of a sensitive form
// (`ux.md` section 3, "Save and resume"; P-05, T-12). The cryptography is in sealing.js, the device's store in store.js.
//
// An element gives what it knows of the form:
//
//   element      where events are heard (parcours-change with its `at`, -step, -submitted, -exit) and told (parcours-save)
//   place        an empty element of the shadow root, after the form's own, for what is said and asked here
//   shown()      the element the form stands in: hidden while a page of drafts is open; questions are named from it
//   form         { id, version }
//   sensitive    whether the form is
//   language()   "fr" or "en": that of the form now
//   typed()      everything typed, as JSON text; `restore(text)` puts it back, and may be a promise; `answers(text)`, the
//                answers alone in such a text
//   days, level  days a draft lives, 1 to 30, else 7; level of headings, else 2; now() the clock, else the device's

import { labelAt, leftOut, named, withLabels } from "./left_out.js";
import { copyPage, deletePage, devicePage, leftPage, openPage, otherPage, reason, resumePage, statusLine, strip } from "./pages.js";
import { close, deviceKey, isPhrased, open, phraseKey, read, Unopened } from "./sealing.js";
import { find, forget, keep, Refused } from "./store.js";
import { el, give, tell } from "./view.js";
import { said, WORDS } from "./words.js";

const nothing = { redraw() {}, stop() {} };
const DAY = 86_400_000;
/** Longest wait a timer can have, in milliseconds. */
const LONGEST = 2 ** 31 - 1;

/** Serves the drafts of a form; resolves once it is known whether there is one. Gives `{ redraw(), stop() }`. */
export async function draft(port) {
  const { element, form } = port;
  const { now = Date.now, answers = (text) => text } = port;
  const lifetime = Math.min(Math.max(parseInt(port.days, 10) || 7, 1), 30) * DAY;
  // A clock put back does not make a draft live longer.
  const isOver = ({ envelope: { saved, expires } = {} } = {}) => !(now() < expires && now() >= saved - DAY);
  if (port.sensitive) {
    await forget(form.id, isOver).catch(() => {});
    return nothing;
  }

  /** What this page knows of the draft on the device: `{ revision, started, saved, expires }`, empty when there is none. */
  let kept = {};
  /** How drafts are closed, once somebody has chosen. */
  let key;
  let changed = false;
  /** The labels of the questions answered so far, by their pointers. */
  let labels = {};
  let timer;
  /** What is drawn, to draw it again in the other language. */
  let drawn;
  const ended = new AbortController();

  const ui = {
    get words() {
      return WORDS[port.language()];
    },
    level: port.level ?? 2,
    say: (text, more) => said(text, port.language(), more),
  };
  const told = el("p", { class: "unseen", role: "status" });
  const stage = el("div");
  const root = el("div", { class: "parcours draft", part: "draft" }, stage, told);
  port.place.append(root);

  /** Shows a page in the place of the form, or what stands under it, which brings nobody anywhere. */
  function draw(build) {
    drawn = build;
    root.lang = `${port.language()}-CA`;
    const { node, focus } = build();
    stage.replaceChildren(node);
    for (const name of ["hidden", "inert"]) port.shown().toggleAttribute(name, focus !== undefined);
    focus?.();
  }

  /** Back to the form: at its heading, or where `id` is. */
  function leave(message = "", id = "heading") {
    draw(under);
    told.textContent = message;
    port.place.getRootNode().getElementById(id)?.focus();
  }
  const back = () => leave("", "draft-save");

  const status = () => statusLine(ui, kept, changed);
  const show = (line) => stage.querySelector("#draft-status")?.replaceChildren(line);

  const under = () =>
    strip(ui, {
      status: status(),
      again: key !== undefined,
      there: kept.revision !== undefined,
      save: () => (key ? saveAgain() : draw(asking)),
      copy: () => draw(copying),
      open: () => draw(opening),
      remove: () => draw(() => deletePage(ui, { erase, cancel: back })),
    });
  const yes = (phrase) => attempt(async () => store(await (phrase ? phraseKey(phrase) : deviceKey()), kept.revision));
  const asking = () => devicePage(ui, { until: now() + lifetime, yes, no: () => draw(copying), back });
  const copying = () => copyPage(ui, { copy: (phrase) => attempt(() => copy(phrase)), back });
  const opening = () => openPage(ui, { open: (file, phrase) => attempt(() => openFile(file, phrase)), back });

  /** Does it, or says why it was not done. */
  async function attempt(act) {
    told.textContent = ui.words.busy;
    try {
      return await act();
    } catch (error) {
      const known = error instanceof Unopened || error instanceof Refused;
      return [reason(ui, known ? error.code : "no-store")];
    } finally {
      if (told.textContent === ui.words.busy) told.textContent = "";
    }
  }

  const content = () => withLabels(port.typed(), labels, answers);
  /** Keeps the draft, unless another one than `known` is there by now: then somebody chooses. */
  async function store(chosen, known) {
    const saved = now();
    const times = { started: kept.started ?? saved, saved, expires: saved + lifetime };
    const closed = content();
    const envelope = await close(closed, form, times, chosen);
    const revision = crypto.randomUUID();
    const { kept: done, other } = await keep(form.id, { revision, envelope, key: isPhrased(envelope) ? undefined : chosen.key }, known);
    if (!done) return draw(choosing(other, chosen));
    key = chosen;
    follow({ revision, ...times });
    // Something may have been typed meanwhile.
    changed = content() !== closed;
    leave(status(), "draft-save");
    tell(element, "parcours-save", { form, where: "device" });
  }

  const choosing = (other, chosen) => () => {
    const theirs = () => {
      follow({ revision: other?.revision });
      back();
    };
    return otherPage(ui, { saved: other?.envelope.saved, mine: () => attempt(() => store(chosen, other?.revision)), theirs });
  };

  async function saveAgain() {
    const [problem] = (await attempt(() => store(key, kept.revision))) ?? [];
    if (!problem) return;
    told.textContent = problem.text;
    show(problem.text);
  }

  async function copy(phrase) {
    const saved = now();
    const envelope = await close(content(), form, { started: kept.started ?? saved, saved }, await phraseKey(phrase));
    const day = new Date(saved).toLocaleDateString("sv-SE");
    give(`${{ fr: "copie", en: "copy" }[port.language()]}-${day}.json`, JSON.stringify(envelope));
    leave(ui.words.copy_done, "draft-save");
    tell(element, "parcours-save", { form, where: "file" });
  }

  async function openFile(file, phrase) {
    const envelope = read(await file.text(), form);
    if (!isPhrased(envelope)) throw new Unopened("not-kept");
    const { key: made } = await phraseKey(phrase, envelope.salt, envelope.rounds);
    await bring(await open(envelope, made));
    changed = true;
    show(status());
  }

  /** Asks whoever comes back whether to go on with a draft. */
  const resuming = (found) => () => {
    const { envelope } = found;
    const remove = () => draw(() => deletePage(ui, { erase, cancel: () => draw(resuming(found)) }));
    return resumePage(ui, { ...envelope, phrased: isPhrased(envelope), remove, resume: (phrase) => resume(found, phrase) });
  };

  async function resume({ revision, envelope, key: device, ...found }, phrase) {
    if (isOver({ envelope, ...found })) return erase();
    const problems = await attempt(async () => {
      const { key: kind, salt, rounds, started, saved, expires } = read(envelope, form);
      const made = isPhrased(envelope) ? await phraseKey(phrase, salt, rounds) : { kind, key: device, salt, rounds };
      const opened = await open(envelope, made.key);
      key = made;
      follow({ revision, started, saved, expires });
      await bring(opened);
    });
    // A draft that was changed looks like another passphrase.
    if (!problems?.[0].id) return problems;
    return [phrase === undefined ? { text: ui.words.damaged } : { id: "draft-phrase", text: ui.words.locked }];
  }

  /** Puts back what was typed, then says what could not be. */
  async function bring(opened) {
    const { typed, labels: before } = JSON.parse(opened);
    await port.restore(typed);
    changed = false;
    labels = { ...before, ...labels };
    const left = leftOut(answers(typed), answers(port.typed()));
    if (left.length === 0) return leave();
    draw(() => leftPage(ui, { names: named(left, labels), go: () => leave() }));
  }

  const erase = () => clear().then(() => leave(ui.words.deleted));

  async function clear() {
    follow({});
    key = undefined;
    changed = false;
    await forget(form.id, isOver).catch(() => {});
  }

  /** Knows a draft, and deletes it when its time has come. */
  function follow(draft) {
    clearTimeout(timer);
    kept = draft;
    const look = async () => {
      if (!isOver({ envelope: draft })) return follow(draft);
      await clear();
      if (drawn === under) draw(under);
    };
    if (draft.expires !== undefined) timer = setTimeout(look, Math.min(Math.max(draft.expires - now(), 0), LONGEST));
  }

  function redraw() {
    if (root.lang !== `${port.language()}-CA`) draw(drawn);
    // The form's own way on says whether what is typed is kept.
    for (const button of port.shown().querySelectorAll(".actions [type=submit]")) button.setAttribute("aria-describedby", "draft-status");
  }
  const observer = new MutationObserver(redraw);

  function stop() {
    ended.abort();
    observer.disconnect();
    follow({});
    key = undefined;
    root.remove();
    for (const name of ["hidden", "inert"]) port.shown().removeAttribute(name);
  }

  const hear = (name, listener) => element.addEventListener(name, listener, { signal: ended.signal });
  hear("parcours-change", ({ detail: { at } }) => {
    changed = true;
    labels[at] = labelAt(port.shown(), at) || labels[at];
    show(status());
  });
  hear("parcours-step", ({ detail }) => (root.hidden = detail.number === null));
  hear("parcours-submitted", () => clear().then(() => draw(under)));
  hear("parcours-exit", () => {
    clear();
    stop();
  });

  await forget(undefined, isOver).catch(() => {});
  const found = await find(form.id).catch(() => undefined);
  if (ended.signal.aborted) return nothing;
  if (found) kept = { revision: found.revision };
  draw(found ? resuming(found) : under);
  observer.observe(port.place.getRootNode(), { childList: true, subtree: true, attributeFilter: ["lang"] });
  redraw();
  return { redraw, stop };
}
