// Easy-to-read texts («Texte facile à lire»): a button above the form puts under each question what it asks, in a few short
// sentences, and takes them away again. A loader fetches it when the attribute `easy-read` names their file; `{lang}` in it is
// `fr` or `en`. The texts are fetched when somebody asks for them.
//
// The file: `{"guide.danger": "…", …}`, as `parcours bundle FORM --easy --lang fr` writes it (`ux.md` C-08, section 5).

const STYLE =
  "[part~=easy-choice]{min-height:44px;margin:8px 8px 16px 0;padding:8px 16px;border:2px solid var(--blue,#095797);background:var(--ground,#fff);color:var(--blue,#095797);font:inherit;cursor:pointer}" +
  // Not by its colour alone: what is on is ticked.
  "[part~=easy-choice][aria-pressed=true]::before{content:'✓\\fe0e';content:'✓\\fe0e' / '';margin-inline-end:8px}" +
  "[part~=easy]{margin:8px 0;padding:8px 16px;border-left:4px solid var(--blue,#095797);font-size:1.125em;line-height:1.6;white-space:pre-line}" +
  "@media print{[part~=easy-choice],#easy-told{display:none}}";
const WORDS = {
  fr: ["Texte facile à lire", "Le texte facile à lire ne s’affiche pas. Appuyez de nouveau pour réessayer."],
  en: ["Easy-to-read text", "The easy-to-read text cannot be shown. Press again to try again."],
};
const ASKED = "[part~=field],[part~=note]";
const served = new WeakSet();
const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

/** Puts the choice in an element, and the texts where its questions are. */
export function easy(host) {
  if (served.has(host)) return;
  served.add(host);
  const root = host.shadowRoot;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets.push(sheet);
  const button = make("button", { type: "button", part: "button easy-choice" });
  const told = make("span", { id: "easy-told" });
  told.setAttribute("role", "status");
  button.setAttribute("aria-pressed", false);
  /** The texts by the id of their question, of each language that was asked for. */
  const texts = {};
  let on = false;
  /** Whether some stand on the page. */
  let shown = false;

  const page = () => root.querySelector(".parcours");
  const languageOf = () => (/^en/i.test(page()?.lang) ? "en" : "fr");

  function look() {
    const standing = page();
    if (!standing) return button.remove();
    const language = languageOf();
    // Above the form and whatever it is in, and there once: it keeps the focus while the pages of the form come and go.
    if (!button.isConnected) (standing.closest("form") ?? standing).before(button, told);
    if (button.lang !== language) {
      button.lang = told.lang = language;
      [button.textContent] = WORDS[language];
      if (on) show();
    }
    if (!on && !shown) return;
    shown = on;
    root.querySelectorAll(ASKED).forEach((asked) => put(asked, on && texts[language]));
  }

  async function show() {
    const language = languageOf();
    try {
      texts[language] ??= await fetchTexts(host, language);
    } catch (error) {
      if (language !== languageOf()) return;
      on = false;
      button.setAttribute("aria-pressed", false);
      [, told.textContent] = WORDS[language];
      host.dispatchEvent(new CustomEvent("parcours-error", { detail: { code: "easy-read", message: error.message }, bubbles: true, composed: true }));
    }
    look();
  }

  button.onclick = () => {
    on = !on;
    button.setAttribute("aria-pressed", on);
    told.textContent = "";
    if (on) show();
    else look();
  };
  const attributeFilter = ["lang", "aria-describedby"];
  new MutationObserver(look).observe(root, { childList: true, subtree: true, attributeFilter });
  look();
}

async function fetchTexts(host, language) {
  const url = new URL(host.getAttribute("easy-read").replaceAll("{lang}", language), document.baseURI);
  const response = await fetch(url, { referrerPolicy: "no-referrer", redirect: "error" });
  if (!response.ok) throw new Error(`${url.pathname} not fetched: ${response.status}`);
  const texts = await response.json();
  return new Map(Object.entries(texts).map(([path, text]) => [`q-${path.replaceAll(".", "-")}`, String(text)]));
}

/** Puts the text of a question under its words, or takes it away. */
function put(asked, texts) {
  const label = [...asked.children].find((node) => node.matches("legend,label,.note-title"));
  const id = asked.id || (label ?? asked.querySelector("label"))?.htmlFor;
  const known = [...asked.children].find((node) => node.matches("[part~=easy]"));
  // A row's questions are those of the group, whatever the row.
  const text = id && texts && texts.get(id.replace(/-\d+(?=-|$)/g, ""));
  if (!text) {
    if (known) describe(asked, known.id, false);
    return known?.remove();
  }
  if (!known) {
    const told = make("p", { part: "easy", id: `${id}-easy`, textContent: text.replace(/([.?!]) /g, "$1\n") });
    if (label) label.after(told);
    else asked.prepend(told);
  } else if (known.id !== `${id}-easy`) {
    known.remove();
    return put(asked, texts);
  }
  describe(asked, `${id}-easy`, true);
}

/** What is heard with the question: the kit writes its own list anew when an error comes, and the text is added again. */
function describe(asked, id, wanted) {
  const node = asked.id ? asked : asked.querySelector(`#${CSS.escape(id.replace(/-easy$/, ""))}`);
  if (!node || asked.matches("[part~=note]")) return;
  const before = (node.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);
  const after = before.filter((other) => other !== id);
  if (wanted) after.unshift(id);
  if (after.length === before.length && (!wanted || before.includes(id))) return;
  if (after.length > 0) node.setAttribute("aria-describedby", after.join(" "));
  else node.removeAttribute("aria-describedby");
}
