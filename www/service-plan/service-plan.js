// The service plan's demonstration: who visits the dossier is chosen in a list, in the place of signing in.

const dossier = document.querySelector("parcours-dossier");
const names = { person: "Camille Roy", family: "Louise Roy", adviser: "Marie Gagnon", coordinator: "Jean Tremblay", provider: "Aline Côté" };
const lists = [...document.querySelectorAll("[data-visitor]")];

for (const list of lists) {
  // A browser keeps what was chosen before the page was loaded again; the dossier does not.
  list.value = "person";
  list.addEventListener("change", () => {
    for (const other of lists) other.value = list.value;
    dossier.setAttribute("name", names[list.value]);
    dossier.setAttribute("acting-as", list.value);
  });
}
