// A session that ends (`ux.md` A-29). The kit has no time limit; the host page's sign-in may have one, and says it with the
// attribute `session-seconds`: how long it still lasts, counted from when the attribute is written. Seconds rather than a moment:
// the clock of an old telephone may be wrong by hours, and a page whose server says how long needs none that is right. Writing it
// again starts the count anew, for a page that hears of an extension by itself.
//
// Two minutes before the end at least, a dialog offers more time; `extendSession`, a function the host page puts on the element,
// gets it, as often as people want. When the end has come the same dialog says so. The form under it is never touched.

const STYLE =
  "dialog{all:initial;position:fixed;inset:0;box-sizing:border-box;max-width:min(36em,100%);height:fit-content;max-height:100%;margin:auto;overflow:auto;padding:24px;border:2px solid;background:#fff;color:#223654;font:16px/1.5 var(--font,sans-serif);direction:ltr}" +
  "dialog h2{margin:0}dialog :is(p,output,div){display:block;margin:16px 0 0}" +
  "dialog :is(button,a){display:inline-block;box-sizing:border-box;min-height:44px;margin:8px 16px 0 0;padding:8px 24px;border:2px solid #223654;background:#fff;color:#223654;font:inherit;font-weight:700;text-decoration:none}" +
  "dialog [part~=primary]{background:#223654;color:#fff}::backdrop{background:#0009}@media print{dialog{display:none}}";

const KEPT = {
  fr: "Vos réponses sont toujours ici. Sans fermer cette page, connectez-vous de nouveau dans un autre onglet. Puis revenez et réessayez.",
  en: "Your answers are still here. Without closing this page, sign in again in another tab. Then come back and try again.",
};
/** Of each thing the dialog may be about, its title and its text; then how long is left, and what is said a minute before the end. */
const WORDS = {
  fr: {
    soon: ["Voulez-vous plus de temps?", (left) => `Votre session se termine dans ${left}. Ensuite, vous devrez vous connecter de nouveau. Vos réponses resteront ici.`],
    over: ["Votre session est terminée", () => KEPT.fr],
    failed: ["Votre session n’est pas prolongée", () => `Vérifiez votre connexion. ${KEPT.fr}`],
    short: "moins d’une minute",
    last: "Il reste 1 minute.",
    buttons: ["Rester", "Réessayer", "Revenir à la page", "Un instant…"],
  },
  en: {
    soon: ["Do you need more time?", (left) => `Your session ends in ${left}. After that, you will have to sign in again. Your answers will stay here.`],
    over: ["Your session has ended", () => KEPT.en],
    failed: ["Your session was not extended", () => `Check your connection. ${KEPT.en}`],
    short: "less than a minute",
    last: "1 minute left.",
    buttons: ["Stay", "Try again", "Back to the page", "One moment…"],
  },
};

const NAME = "session-seconds";
const MINUTE = 60_000;
/** How long before the end the dialog comes. A browser looks once a minute at a page that nobody sees: two are left then. */
const AHEAD = 3 * MINUTE;
/** How long the host page may take to extend a session. */
const PATIENCE = 30_000;

const served = new WeakMap();
const make = (tag, properties, ...children) => {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
};

/** Watches over the session of an element. `now` is the clock on the wall: it goes on while a device sleeps, timers do not. */
export function session(host, now = Date.now) {
  if (!served.has(host)) served.set(host, watch(host, now));
  served.get(host)();
}

/** Gives the function that looks at the clock. */
function watch(host, now) {
  const root = host.shadowRoot;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets.push(sheet);
  let length, end, timer, waiting;
  let typed = 0;
  /** What the person was told: 1, that the end is near; 2, that it has come. */
  let told = 0;
  let dialog, text, status, button, words, about;

  function count(seconds) {
    length = seconds;
    end = seconds > 0 ? now() + seconds * 1000 : Infinity;
    told = 0;
    close();
    look();
  }

  function look() {
    clearTimeout(timer);
    // Whoever comes back to a page that slept is told how things are, not how they were.
    document[host.isConnected ? "addEventListener" : "removeEventListener"]("visibilitychange", look);
    if (!host.isConnected) return close();
    const left = end - now();
    const stage = left > AHEAD ? 0 : left > 0 ? 1 : 2;
    timer = setTimeout(look, stage === 1 ? 1000 : 10_000);
    if (stage === 0) return close();
    // A letter typed as the dialog comes would press its button: a word may be finished while there is time.
    const busy = waiting || (stage === 1 && now() - typed < 1000 && left > 2 * MINUTE + 10_000);
    if (stage > told && !busy) {
      told = stage;
      open(stage === 1 ? "soon" : "over");
    }
    if (about === "soon") say(left);
  }

  /** The dialog, drawn anew for each thing it is about: it is heard from its title on. */
  function open(what) {
    close();
    about = what;
    const lang = /^en/i.test((root.querySelector(".parcours") ?? host.closest("[lang]"))?.lang) ? "en" : "fr";
    words = WORDS[lang];
    const [title, body] = words[about];
    const [stay, again, back] = words.buttons;
    const soon = about === "soon";
    text = make("p", { id: "session-text", textContent: body() });
    // Its role is that of a status.
    status = make("output");
    button = make("button", { part: "button primary", textContent: soon ? stay : again, onclick: extend });
    const buttons = make("div", {}, button);
    if (!soon) buttons.append(make("button", { part: "button", textContent: back, onclick: close }));
    // Nothing behind a dialog can be pressed: the way out comes with it.
    const exit = root.querySelector("[part=exit] a");
    if (exit) buttons.append(Object.assign(exit.cloneNode(true), { onclick: () => exit.click() ?? false }));
    dialog = make("dialog", { part: "session", lang, onclose: ({ target }) => target === dialog && close() }, make("h2", { id: "session-title", textContent: title }), text, status, buttons);
    dialog.setAttribute("aria-labelledby", "session-title");
    dialog.setAttribute("aria-describedby", "session-text");
    // Escape stays, while there is something to stay in.
    dialog.oncancel = soon ? () => extend() && false : null;
    if (soon) say(end - now(), true);
    root.append(dialog);
    dialog.showModal();
  }

  /** The time that is left: written as it passes, said when the dialog opens and once more, a minute before the end. */
  function say(left, opening) {
    const minutes = Math.round(left / MINUTE);
    const said = words.soon[1](minutes > 0 ? `${minutes} minute${minutes > 1 ? "s" : ""}` : words.short);
    if (text.textContent !== said) text.textContent = said;
    if (left > MINUTE) return;
    if (!opening && !dialog.last) status.textContent = words.last;
    dialog.last = true;
  }

  /** Takes the dialog away; the browser gives the focus back to what had it. */
  function close() {
    const gone = dialog;
    dialog = about = undefined;
    gone?.close();
    gone?.remove();
  }

  async function extend() {
    if (waiting) return;
    waiting = true;
    button.textContent = status.textContent = words.buttons[3];
    button.setAttribute("aria-disabled", "true");
    let answer = false;
    try {
      answer = await Promise.race([host.extendSession(), new Promise((done) => setTimeout(done, PATIENCE, false))]);
    } catch {
      // The host page has no way to extend it, or its way failed.
    }
    waiting = false;
    // What `fetch` gave may be handed on as it is.
    if (answer === false || answer?.ok === false) {
      if (end <= now()) told = 2;
      open("failed");
    } else count(typeof answer === "number" ? answer : length);
  }

  const read = () => count(Number(host.getAttribute(NAME)));
  new MutationObserver(read).observe(host, { attributeFilter: [NAME] });
  host.addEventListener("keydown", () => (typed = now()));
  read();
  return look;
}
