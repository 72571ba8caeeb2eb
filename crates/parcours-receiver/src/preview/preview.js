// Looks at the form's file each second: a save shows at once, with the answers given so far, or what is wrong with it.
// Nothing is sent from here: what would be is shown beside the form.

const form = document.querySelector("parcours-form");
const faults = document.getElementById("faults");
const data = document.getElementById("data");
const state = document.getElementById("state");
let seen;
let looks = 0;

const show = (value) => {
  data.textContent = JSON.stringify(value, null, 2);
};

form.send = async (envelope) => {
  show(envelope);
  state.textContent = "Rien n’est gardé : voici ce qui serait envoyé. / Nothing is kept: here is what would be sent.";
  return { reference: "APERÇU" };
};
for (const event of ["parcours-ready", "parcours-change", "parcours-step"]) {
  form.addEventListener(event, () => show(form.answers));
}

async function look() {
  let answer;
  try {
    answer = await fetch("form.json", { cache: "no-store" });
  } catch {
    state.textContent = "Le serveur ne répond plus. / The server no longer answers.";
    return;
  }
  const text = await answer.text();
  if (text === seen) return;
  const first = seen === undefined;
  seen = text;
  faults.hidden = answer.ok;
  faults.textContent = answer.ok ? "" : text;
  state.textContent = answer.ok ? "À jour. / Up to date." : "À corriger : la dernière version juste reste affichée. / To correct: the last sound version stays.";
  if (!answer.ok || first) return;
  const given = form.answers;
  form.setAttribute("src", `form.json?${(looks += 1)}`);
  form.answers = given;
}

await look();
setInterval(look, 1000);
