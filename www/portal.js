// Switches the page's language without loading another page, so that what was typed in a form is kept.
// Without this script the language link still works: it opens the other page, empty.

const languages = { fr: "fr-CA", en: "en-CA" };

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".portal-language");
  if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const language = link.lang.slice(0, 2);
  const page = document.documentElement;
  page.lang = languages[language];
  document.title = page.dataset[language === "fr" ? "titleFr" : "titleEn"];
  history.replaceState(history.state, "", link.getAttribute("href") + location.hash);
  for (const part of document.querySelectorAll(".portal-skip, .portal-head, .portal-title, .portal-foot")) {
    part.hidden = part.lang !== page.lang;
  }
  for (const form of document.querySelectorAll("parcours-form, parcours-dossier")) {
    form.setAttribute("lang", language);
  }
  // The link that was used is gone: the one that takes its place receives the focus.
  document.querySelector(".portal-head:not([hidden]) .portal-language").focus();
});
