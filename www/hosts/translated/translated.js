// What the translation of a browser does to a page, without a translation: every text, in the page and in open shadow
// roots, is put in two <font> and written anew; what comes later is too. The language is pretended: each word ends in « o ».

const LEFT_ALONE = "script, style, textarea, [translate=no], .notranslate, font";
const watched = new WeakSet();
const done = new WeakSet();

const translate = (text) => text.replace(/\p{L}+/gu, "$&o");

function rewrite(text) {
  if (done.has(text) || !/\p{L}/u.test(text.data)) return;
  const parent = text.parentElement;
  if (!parent || parent.closest(LEFT_ALONE)) return;
  const [outer, inner] = [document.createElement("font"), document.createElement("font")];
  outer.style.verticalAlign = inner.style.verticalAlign = "inherit";
  const written = document.createTextNode(translate(text.data));
  done.add(written);
  inner.append(written);
  outer.append(inner);
  text.replaceWith(outer);
}

function walk(node) {
  if (node.nodeType === Node.TEXT_NODE) return rewrite(node);
  if (node.shadowRoot) watch(node.shadowRoot);
  for (const child of [...node.childNodes]) walk(child);
}

// Once for each root. A page's own later texts come here, and so does what replaced them: `done` tells it apart.
const observer = new MutationObserver((changes) => {
  for (const { type, target, addedNodes } of changes) {
    if (type === "characterData") walk(target);
    for (const node of addedNodes) if (node.isConnected) walk(node);
  }
});

function watch(root) {
  if (!watched.has(root)) observer.observe(root, { childList: true, characterData: true, subtree: true });
  watched.add(root);
  for (const child of [...root.childNodes]) walk(child);
}

// A shadow root that comes later is found again and again, as browsers do when a page is still.
document.title = translate(document.title);
watch(document.body);
setInterval(() => {
  for (const element of document.querySelectorAll("parcours-form")) if (element.shadowRoot) watch(element.shadowRoot);
}, 100);
