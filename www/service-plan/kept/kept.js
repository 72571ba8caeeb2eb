// The service plan where the host page stores nothing: whoever is there keeps the dossier in a file. The role is chosen in a
// list, in the place of signing in; the dossier on the page stays when it changes.

const NAMES = { person: "Camille Roy", family: "Louise Roy", adviser: "Marie Gagnon", coordinator: "Jean Tremblay", provider: "Aline Côté" };
const lists = [...document.querySelectorAll("[data-visitor]")];
const dossier = document.querySelector("parcours-dossier");

for (const list of lists) {
  list.value = "person";
  list.addEventListener("change", () => {
    for (const other of lists) other.value = list.value;
    dossier.setAttribute("name", NAMES[list.value]);
    dossier.setAttribute("acting-as", list.value);
  });
}
