// The pages of drafts. Each shows and reports, and decides nothing: `ui` is `{ words, level, say(text, more) }`, what people do
// goes to the functions given, which tell what is to be corrected: `[{ id, text }]`, or nothing.

import { actions, el, field, page, phraseFields, primary, secondary } from "./view.js";
import { SHORTEST } from "./words.js";

const text = (name, ...more) => el("p", { class: name }, ...more);
const hint = ({ words, say }) => say(words.phrase_hint, { n: SHORTEST });
const pageOf = ({ words, level }, title, parts, submit) => page(words, level, title, parts, submit);

/** « Cet appareil est-il seulement à vous? » — asked before anything is kept. `yes(phrase)`: the phrase may be empty. */
export function devicePage(ui, { until, yes, no, back }) {
  const { words, say } = ui;
  const phrase = phraseFields(words, hint(ui), { optional: true, twice: true });
  const parts = [
    text("lead", words.device_text), text("why", say(words.device_until, { date: until })), text("why", words.device_phrase), phrase.nodes, text("why", words.lost),
    actions(primary(words.device_yes), secondary(words.device_no, no), secondary(words.back, back)),
  ];
  return pageOf(ui, words.device_title, parts, () => {
    const [typed, again] = phrase.typed();
    const wrong = typed || again ? wrongPhrase(ui, typed, again) : [];
    return wrong.length > 0 ? wrong : yes(typed);
  });
}

/** Asks for the passphrase of a file. */
export function copyPage(ui, { copy, back }) {
  const { words } = ui;
  const phrase = phraseFields(words, hint(ui), { twice: true });
  const parts = [text("lead", words.copy_text), text("why", words.lost), phrase.nodes, text("why", words.copy_where), actions(primary(words.copy), secondary(words.back, back))];
  return pageOf(ui, words.copy, parts, () => {
    const [typed, again] = phrase.typed();
    const wrong = wrongPhrase(ui, typed, again);
    return wrong.length > 0 ? wrong : copy(typed);
  });
}

/** Asks for a file and its passphrase. */
export function openPage(ui, { open, back }) {
  const { words } = ui;
  const phrase = phraseFields(words, undefined, {});
  const file = field({ id: "draft-file", label: words.file, hint: words.file_hint }, { type: "file", accept: ".json,application/json" });
  const parts = [text("lead", words.open_text), file, phrase.nodes, actions(primary(words.open), secondary(words.back, back))];
  return pageOf(ui, words.open_copy, parts, () => {
    const [chosen] = file.querySelector("input").files;
    const [typed] = phrase.typed();
    const wrong = [!chosen && { id: "draft-file", text: words.file_missing }, !typed && { id: "draft-phrase", text: words.phrase_missing }];
    return chosen && typed ? open(chosen, typed) : wrong.filter((one) => one);
  });
}

/** What whoever comes back sees first: two dates, and nothing else of what is in the draft. */
export function resumePage(ui, { started, expires, phrased, resume, remove }) {
  const { words, say } = ui;
  const phrase = phrased ? phraseFields(words, undefined, {}) : undefined;
  const parts = [
    text("lead", say(words.resume_text, { date: started })), text("why", say(words.until, { date: expires })), phrase?.nodes ?? [],
    actions(primary(words.resume), secondary(words.remove, remove)),
  ];
  return pageOf(ui, words.resume_title, parts, () => {
    const typed = phrase?.typed()[0];
    return typed === "" ? [{ id: "draft-phrase", text: words.phrase_missing }] : resume(typed);
  });
}

/** Another window kept the draft since (`saved`), or deleted it: nothing is replaced before somebody has chosen. */
export function otherPage(ui, { saved, mine, theirs }) {
  const { words, say } = ui;
  const there = saved !== undefined;
  const parts = [
    text("lead", there ? say(words.other_text, { date: saved, time: saved }) : words.gone_text),
    actions(primary(words.other_mine), secondary(there ? words.other_theirs : words.gone_theirs, theirs)),
  ];
  return pageOf(ui, there ? words.other_title : words.gone_title, parts, mine);
}

/** Asks before a draft is deleted: it cannot be undone. */
export function deletePage(ui, { erase, cancel }) {
  const { words } = ui;
  return pageOf(ui, words.delete_title, [text("lead", words.delete_text), actions(primary(words.delete), secondary(words.keep_draft, cancel))], erase);
}

/** The questions whose answers did not come back. */
export function leftPage(ui, { names, go }) {
  const { words } = ui;
  const list = el("ul", { class: "answers-left" }, names.map((name) => el("li", {}, name)));
  return pageOf(ui, words.left_title, [text("lead", words.left_text), list, text("why", words.left_rest), actions(primary(words.resume))], go);
}

/** What stands under the form: whether it is kept, and what can be done. */
export function strip({ words }, { status, again, there, save, copy, open, remove }) {
  const first = secondary(again ? words.save_again : words.save, save);
  first.id = "draft-save";
  const buttons = [first, secondary(words.copy, copy), secondary(words.open_copy, open), there && secondary(words.delete, remove)];
  return { node: el("div", {}, el("p", { class: "legend", id: "draft-status" }, status), actions(...buttons)) };
}

function wrongPhrase({ words, say }, typed, again) {
  const short = typed === "" ? words.phrase_missing : [...typed].length < SHORTEST && say(words.phrase_short, { n: SHORTEST });
  if (short) return [{ id: "draft-phrase", text: short }];
  return typed === again ? [] : [{ id: "draft-again", text: words.again_wrong }];
}

/** Whether what is typed is kept, since when and until when. */
export function statusLine({ words, say }, { saved, expires }, changed) {
  if (saved === undefined) return words.not_saved;
  return [say(words.saved, { date: saved, time: saved }), ...(changed ? [words.changed] : []), say(words.until, { date: expires })].join(" ");
}

/** What is said when something was not done, and where. */
export function reason({ words }, code) {
  const name = code.replace("-", "_");
  if (code === "locked") return { id: "draft-phrase", text: words.locked };
  return words[name] ? { text: words[name] } : { id: "draft-file", text: words[`file_${name}`] };
}
