// Voices for a Chromium without a screen, which has none: what they would say is written down instead of being heard. And a form
// with every kind of question that is read differently.

const both = (fr, en = fr) => ({ fr, en });
const option = (value, fr, en) => ({ value, label: both(fr, en) });
const SPICE = [option("mint", "Menthe", "Mint"), option("thyme", "Thym", "Thyme")];
export const FORM = {
  id: "aloud-trial", version: "1.0.0", revision: "1", audience: "public", legal_regime: "a-2.1", sensitive: true, title: both("Essai", "Trial"),
  sections: [
    {
      id: "one", title: both("Première étape", "First step"),
      questions: [
        { id: "name", kind: "text", label: both("Votre nom", "Your name"), hint: both("Comme sur votre carte.", "As on your card."), required: true, missing: both("Inscrivez votre nom.", "Enter your name.") },
        { id: "spice", kind: "choice", label: both("Une herbe", "A herb"), required: true, missing: both("Choisissez une herbe.", "Select a herb."), options: SPICE },
        { id: "others", kind: "choices", label: both("D’autres herbes", "Other herbs"), options: SPICE },
        { id: "list", kind: "choice", as: "select", label: both("Une liste", "A list"), options: SPICE },
        { id: "more", kind: "yes_no", as: "checkbox", label: both("J’ai autre chose à dire", "I have more to say") },
        { id: "what", kind: "long_text", label: both("Dites-le", "Say it"), when: { answer: "one.more", is: true } },
        {
          id: "rows", kind: "group", label: both("Vos proches", "Your family"), hint: both("Ceux qui vous aident.", "Those who help you."),
          repeat: { min: 1, max: 3, add: both("Ajouter un proche", "Add a relative"), item: both("Proche {n}", "Relative {n}") },
          questions: [{ id: "key", kind: "computed", label: both("Clé", "Key"), compute: { key: true } }, { id: "name", kind: "text", label: both("Son nom", "Their name") }, { id: "born", kind: "date", label: both("Sa naissance", "Their birth") }],
        },
        { id: "whom", kind: "reference", label: both("Qui appeler", "Whom to call"), to: "one.rows", show: "one.rows.name" },
      ],
    },
    { id: "two", title: both("Deuxième étape", "Second step"), questions: [{ id: "place", kind: "text", label: both("Un lieu", "A place") }] },
  ],
};

/** Name, language, and whether it is on the device. */
export const VOICES = [["Distante", "fr-CA", false], ["Amélie", "fr-FR", true], ["Chantal", "fr_CA", true], ["Far", "en-CA", false], ["Serena", "en-GB", true], ["Allison", "en-CA", true]];

/** Runs in the page before anything else: its voices, and who writes down what they would say. */
export function mute(voices) {
  const make = ([name, lang, localService]) => ({ name, lang, localService, voiceURI: name, default: false });
  Object.assign(globalThis, { said: [], waiting: [], cancelled: 0, give: (voices) => {
    speechSynthesis.getVoices = () => voices.map(make);
    speechSynthesis.dispatchEvent(new Event("voiceschanged"));
  } });
  // The browser's own takes only voices it made itself.
  const chosen = new WeakMap();
  Object.defineProperty(SpeechSynthesisUtterance.prototype, "voice", { get() { return chosen.get(this); }, set(voice) { chosen.set(this, voice); } });
  speechSynthesis.speak = (one) => {
    if (!one.voice?.localService) throw new Error("a voice that is not of this device");
    globalThis.said.push({ text: one.text, lang: one.lang, voice: one.voice.name });
    globalThis.waiting.push(one);
  };
  speechSynthesis.cancel = () => {
    globalThis.cancelled += 1;
    globalThis.waiting = [];
  };
  globalThis.give(voices);
}
