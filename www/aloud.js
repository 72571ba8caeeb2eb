// Reading aloud: a button « Écouter » at the end of each question, for people who read with difficulty. A loader fetches it when
// the attribute `read-aloud` is there.
//
// Only a voice that is on the device is used (`localService`), in the language of the page or of the part that is read: with a
// remote one the browser would send the text to somebody else's server (`ux.md` P-02). Without such a voice there is no button.
// Only the form's own words are read, never what was typed, chosen or named by the person: somebody may be listening beside
// them who is not to know it (T-13).

const STYLE =
  "[part~=aloud]{display:block;min-width:44px;min-height:44px;margin:8px 0 0;padding:4px 12px;border:1px solid var(--border,#6b778a);background:var(--ground,#fff);color:var(--blue,#095797);font:inherit;cursor:pointer}" +
  // Shapes that fonts have, not pictures; the button's name is said without them.
  "[part~=aloud]::before{content:'▶\\fe0e';margin-inline-end:8px}[part~=aloud].on::before{content:'■\\fe0e'}" +
  "@media print{[part~=aloud]{display:none}}";
const WORDS = { fr: ["Écouter", "Arrêter", "\u00a0: "], en: ["Listen", "Stop", ": "] };
const FIELD = "[part~=field]";
/** What is read of a question after its label, in this order; each its own, not those of the questions in it. */
const HEAD = ":scope>legend,:scope>:is(.hint,[part~=easy]),:scope>.unseen,:is(:scope,:scope>div)>:is([part~=error],[part~=warning])";
const OPTIONS = "[part~=option] label,[part~=option] .hint,.parts label,.unit,option:not([value=''])";

const speech = globalThis.speechSynthesis;
const served = new WeakSet();
/** What is being read: its button, what the browser is to say, and how to know that it is over. */
let now;

/** `fr`, of `fr-CA`, or of `fr_CA` as some devices write it. */
const base = (tag = "") => tag.toLowerCase().split(/[-_]/)[0];
const languageOf = (node) => base(node.closest("[lang]")?.lang);

/** The voice that reads a language, if one is on the device; asked each time, as they come and go. */
function voiceOf(language) {
  const near = speech.getVoices().filter(({ localService, lang }) => localService === true && base(lang) === language);
  return near.find(({ lang }) => /.ca$/i.test(lang)) ?? near[0];
}

/** Puts the buttons in an element, and keeps them where its questions are. */
export function aloud(host) {
  if (!speech || served.has(host)) return;
  served.add(host);
  const root = host.shadowRoot;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets.push(sheet);
  const all = () => root.querySelectorAll(FIELD).forEach(offer);
  // Questions come and go with the answers, and all of them when the page or the language changes. A button goes with the
  // question it stands in: here it is only put in.
  const observer = new MutationObserver((changes) => {
    for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
      if (node.matches?.(FIELD)) offer(node);
      node.querySelectorAll?.(FIELD).forEach(offer);
    }
    check();
  });
  observer.observe(root, { childList: true, subtree: true });
  host.addEventListener("parcours-exit", stop);
  speech.addEventListener("voiceschanged", all);
  all();
}

/** The button of a question, there while a voice of the page's language is. */
function offer(field) {
  const button = [...field.children].find((node) => node.matches("[part~=aloud]"));
  const words = WORDS[languageOf(field)];
  // Of questions that stand together each has its own, and the first reads what they are called.
  if (!words || !voiceOf(languageOf(field)) || field.querySelector(FIELD)) return button?.remove();
  const group = groupOf(field);
  if (group) offer(group);
  if (button) return;
  const made = Object.assign(document.createElement("button"), { type: "button", part: "button aloud" });
  made.onclick = () => (now?.button === made ? stop() : read(field, made));
  // At the end: the kit gives the focus of a question that is wrong to the first control in it.
  field.append(made);
  say(made);
}

const groupOf = (field) => field.parentElement.closest(FIELD);

/** Says on a button what it does. */
function say(button) {
  const on = now?.button === button;
  const [listen, end, colon] = WORDS[languageOf(button)];
  button.textContent = on ? end : listen;
  button.classList.toggle("on", on);
  button.setAttribute("aria-label", button.textContent + colon + runs(button.parentElement.querySelector("label,legend")).map(({ words }) => words).join("").trim());
}

/** Reads a question; what was being read stops. */
function read(field, button) {
  stop();
  const group = groupOf(field);
  const nodes = group?.querySelector(FIELD) === field ? [...group.querySelectorAll(HEAD)] : [];
  nodes.push(field.querySelector("label,legend"), ...field.querySelectorAll(HEAD));
  // Where a question offers the rows named elsewhere, its options are what the person typed there: it is alone in a box, which
  // is not that of a group's questions.
  const { attributes, childElementCount, parentElement } = field.parentElement;
  if (attributes.length > 0 || childElementCount > 1 || parentElement?.querySelector(":scope>legend.title")) nodes.push(...field.querySelectorAll(OPTIONS));
  const said = [...new Set(nodes)].flatMap(runs).flatMap(({ words, language }) => {
    // A part without a voice of its language is left out: another's would make nothing of it.
    const voice = words.trim() && voiceOf(language);
    return voice ? Object.assign(new SpeechSynthesisUtterance(words.trim()), { voice, lang: voice.lang, onend: check }) : [];
  });
  now = { button, said };
  say(button);
  elsewhere.observe(document, { childList: true, subtree: true });
  if (said.length === 0) return stop();
  const last = said[said.length - 1];
  last.onend = last.onerror = () => now?.said === said && stop();
  for (const one of said) speech.speak(one);
}

/** The words of a node, those of each language apart; not the marks that are there for the eyes. */
function runs(node) {
  const said = [];
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (parentElement.closest("[aria-hidden=true]")) continue;
    const language = languageOf(parentElement);
    const before = said[said.length - 1];
    if (before?.language === language) before.words += data;
    else said.push({ words: data, language });
  }
  return said;
}

function stop() {
  if (!now) return;
  const { button } = now;
  now = undefined;
  elsewhere.disconnect();
  speech.cancel();
  if (button.isConnected) say(button);
}

/** What is read is on the page, and nothing stands over it that is to be read first. */
const check = () => now && (!now.button.isConnected || now.button.getRootNode().querySelector("dialog")) && stop();
/** Hears that the whole element was taken away. */
const elsewhere = new MutationObserver(check);

addEventListener("pagehide", stop);
// Before anybody of the page, who might keep keys to themselves.
addEventListener("keydown", ({ key }) => key === "Escape" && stop(), true);
