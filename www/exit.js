// The quick exit: a link above everything in the element (`ux.md` section 3, P-06, T-05, T-14). A loader fetches it when the
// attribute `exit-url` is there, before the kit: it works while the kit is on its way, and when it never comes. Hence at most
// 2 kB once minified; the other language and the three presses of Shift are in `exit-bar.js`.
//
// In this order: a blank page, everything typed gone, the drafts too, then the other page in the place of this one. It does
// not erase the browser's history, and says so. The server may have written the same nodes, to serve without any script:
//
//   <div part="exit"><a href="…" rel="noreferrer" aria-describedby="exit-note">…</a></div><p id="exit-note">…</p>

const STYLE =
  "[part=exit]{position:sticky;top:0;z-index:9;padding:6px 0;background:#fff}" +
  // Stronger than what the kit says of a link under the mouse.
  "[part=exit] [href]{display:inline-block;padding:0 16px;font:700 16px/44px sans-serif;background:#223654;color:#fff}" +
  "@media(max-height:399px){[part=exit]{position:static}}";
const WORDS = {
  fr: ["Quitter rapidement", "Ce bouton ferme cette page et ouvre un autre site. Il n’efface pas l’historique de votre navigateur."],
  en: ["Leave quickly", "This button closes this page and opens another site. It does not erase your browser history."],
};

/** An HTTPS address with no name in it, or a path of the page's own site; nothing that a browser would repair (T-05). */
const REFUGE = /^(https:\/\/[\p{L}\d.-]+(:\d+)?(?![^/?#])|\/(?!\/))[^\\\s\p{Cc}]*$/iu;

// Said often, and every letter counts.
const page = document;
const make = (tag, properties) => Object.assign(page.createElement(tag), properties);
const tell = (host, name, detail) => host.dispatchEvent(new CustomEvent(name, { detail, bubbles: 1, composed: 1 }));

/** Puts the exit in an element, or takes over the one the server wrote. */
export function exit(host) {
  const root = host.shadowRoot;
  let bar = root.querySelector("[part=exit]");
  if (!bar) {
    bar = make("div", { part: "exit" });
    bar.append(make("a"));
    root.prepend(bar, make("p", { id: "exit-note" }));
  }
  const link = bar.firstChild;
  const note = bar.nextSibling;
  const url = host.getAttribute("exit-url");
  if (!REFUGE.test(url)) {
    bar.remove();
    note.remove();
    return tell(host, "parcours-error", { code: "exit-url", message: url });
  }
  link.href = url;
  link.rel = "noreferrer";
  // Until this script, the server's link looks like the buttons of the kit.
  link.className = "";
  link.setAttribute("aria-describedby", note.id);
  const go = (link.onclick = () => leave(host, link));
  const say = () => {
    // The language of the form once it is there: it may have been changed in it.
    const tag = (root.querySelector(".parcours") ?? host.closest("[lang]"))?.lang;
    const language = /^en/i.test(tag) ? "en" : "fr";
    if (bar.lang === language) return;
    bar.lang = note.lang = language;
    [link.textContent, note.textContent] = WORDS[language];
  };
  say();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets.push(sheet);
  import("./exit-bar.js").then((kit) => kit.serve(host, bar, go, say));
}

/** False: the link itself is not to be followed. */
function leave(host, { href, hostname }) {
  page.documentElement.style.background = "#fff";
  page.body.style.display = "none";
  // Nobody may ask whether to stay.
  addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), 1);
  tell(host, "parcours-exit");
  // The blank page is drawn first: erasing a large form may take longer than people wait.
  setTimeout(() => {
    wipe();
    try {
      indexedDB.deleteDatabase("parcours");
    } catch {}
    page.head?.append(make("meta", { name: "referrer", content: "no-referrer" }));
    // After the elements have left, each with the title it managed.
    queueMicrotask(() => {
      page.title = hostname;
      location.replace(href);
      try {
        if (top !== self) top.location.replace(href);
      } catch {}
    });
  }, 20);
  return false;
}

/** Takes the whole page away: no element stays to show or to be found again, and each wipes itself as it goes. */
const wipe = () => page.body?.remove();

// A page that Back shows again as it was left holds nothing, and starts anew.
addEventListener("pagehide", wipe);
addEventListener("pageshow", (event) => event.persisted && location.reload());
