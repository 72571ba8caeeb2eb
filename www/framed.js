// A form in a frame of another site can have something laid over its buttons (`ux.md` T-03). A loader fetches this when its page is
// in a frame: frames of the page's own origin, and of those the attribute `frame-origins` names, are let be; in any other no form
// is shown, only what the host page wrote and a link to the page on its own. The header `frame-ancestors` remains the real
// guard: this one runs only where the script does.

const WORDS = {
  fr: ["Pour protéger vos réponses, ce formulaire ne s’ouvre pas dans la page d’un autre site.", "Ouvrir le formulaire dans sa propre page"],
  en: ["To protect your answers, this form does not open inside another website’s page.", "Open the form on its own page"],
};

/** Throws, and says why in the element, where the page is framed by an origin it did not name. */
export function allow(element, language) {
  element.shadowRoot.querySelector("#framed")?.remove();
  const named = (element.getAttribute("frame-origins") ?? "").split(/\s+/);
  if (around().every((origin) => origin === location.origin || named.includes(origin))) return;
  const [why, open] = WORDS[language];
  const note = Object.assign(document.createElement("p"), { id: "framed", lang: language, textContent: `${why} ` });
  const link = { href: location.href, target: "_blank", rel: "noreferrer", textContent: open };
  note.append(Object.assign(document.createElement("a"), link));
  // The page that works without script asks for answers too.
  element.shadowRoot.querySelector("form[method]")?.replaceWith(document.createElement("slot"));
  element.shadowRoot.prepend(note);
  throw Object.assign(new Error("in a frame of another origin"), { code: "framed" });
}

/** The origins of the pages around this one, nearest first; "null" stands for one that cannot be known. */
function around() {
  // Written by the page around it, which needs no frame to change it.
  if (location.protocol === "about:") return [];
  if (location.ancestorOrigins) return [...location.ancestorOrigins];
  const origins = [];
  for (let page = self; page !== top; page = page.parent) origins.push(originOf(page.parent));
  return origins;
}

/** For browsers that do not list them: a page of another origin does not let itself be read, but may say it sent us here. */
function originOf(page) {
  try {
    return page.location.origin;
  } catch {
    return page === parent && document.referrer ? new URL(document.referrer).origin : "null";
  }
}
