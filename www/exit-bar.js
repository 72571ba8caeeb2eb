// What the quick exit does besides leaving: it follows the language of the form, stays clear of what has the focus, and
// hears Shift three times in a row (`ux.md` ). The attribute `exit-keys="off"` is for people whose keyboard
// gives Shift another use. Fetched by exit.js, which works without it.

const STYLE =
  "[part=exit]{display:flex;gap:8px;align-items:center;color:#223654;font:14px/1.2 sans-serif}" +
  "*,::slotted(*){scroll-margin-top:64px}" +
  "@media print{[part=exit],#exit-note{display:none}}";
const LEFT = { fr: (left) => `Majuscule\u00a0: encore ${left} fois pour quitter`, en: (left) => `Shift: ${left} more to leave` };
const TIMES = 3;
/** Three presses count within this time, in milliseconds. */
const WITHIN = 5000;

/** Each element with an exit: how it leaves, and where it says the presses that are left. */
const exits = new Map();
let presses = [];
/** Whether the Shift key that is down has not served to type or to click. */
let alone = false;
let timer;

/** Serves the exit of an element: its bar, how it leaves, how it says its words. */
export function serve(host, bar, leave, say) {
  say();
  const observer = new MutationObserver(say);
  const attributeFilter = ["lang"];
  observer.observe(host.shadowRoot, { childList: true, subtree: true, attributeFilter });
  observer.observe(host, { attributeFilter });
  const told = bar.querySelector("[role=status]") ?? document.createElement("span");
  told.setAttribute("role", "status");
  bar.append(told);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  host.shadowRoot.adoptedStyleSheets.push(sheet);
  host.shadowRoot.addEventListener("focusin", ({ target }) => requestAnimationFrame(() => clear(target, bar)));
  exits.set(host, { leave, tell: (left) => (told.textContent = left < TIMES ? LEFT[bar.lang](left) : "") });
}

/** Brings what has the focus out from under the bar: browsers that show where one types in it, and no more, leave it there. */
function clear(target, bar) {
  const { bottom } = bar.getBoundingClientRect();
  const { top } = target.getBoundingClientRect();
  // Who walks quickly is at the next one before this frame: it has its own turn.
  if (target.matches(":focus") && !bar.contains(target) && top < bottom && getComputedStyle(bar).position === "sticky") scrollBy(0, top - bottom - 8);
}

function count(now) {
  presses = now;
  for (const [host, { leave, tell }] of [...exits]) {
    if (!host.isConnected) exits.delete(host);
    else if (host.getAttribute("exit-keys") !== "off") {
      const left = TIMES - now.length;
      tell(left);
      if (left === 0) return leave();
    }
  }
}

// Before anybody of the page, who might keep keys to themselves.
const hear = (name, listener) => addEventListener(name, listener, true);

hear("keydown", ({ key, repeat, ctrlKey, altKey, metaKey }) => {
  if (key === "Shift") {
    if (!repeat) alone = !(ctrlKey || altKey || metaKey);
  } else {
    alone = false;
    if (presses.length > 0) count([]);
  }
});
hear("pointerdown", () => (alone = false));
hear("keyup", ({ key, timeStamp }) => {
  if (key !== "Shift" || !alone) return;
  alone = false;
  clearTimeout(timer);
  timer = setTimeout(count, WITHIN, []);
  // Where nobody is to leave, they do not add up.
  count([...presses.filter((time) => timeStamp - time < WITHIN), timeStamp].slice(-TIMES));
});
