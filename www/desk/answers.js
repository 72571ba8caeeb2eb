// A submission's answers in words, section by section, in the order of the form. Pure: no page, no network.

/** Sections with at least one answer: `{ title, rows: [[label, value]…] }`. */
export function answered(form, answers, language) {
  const text = (words) => (words == null ? "" : typeof words === "string" ? words : words[language]);
  const said = {
    fr: { yes: "Oui", no: "Non", unknown: "Ne sait pas", colon: "\u00a0: " },
    en: { yes: "Yes", no: "No", unknown: "Does not know", colon: ": " },
  }[language];

  const option = (question, value) => {
    const all = question.options ?? form.lists?.[question.list]?.options ?? [];
    return text(all.find((one) => one.value === value)?.label) || String(value);
  };

  const value = (question, answer) => {
    switch (question.kind) {
      case "yes_no":
      case "attestation":
        return answer ? said.yes : said.no;
      case "tri":
        return said[answer] ?? String(answer);
      case "choice":
        return option(question, answer);
      case "choices":
        return answer.map((one) => option(question, one)).join(", ");
      case "phone":
        return answer.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, language === "fr" ? "$1\u00a0$2-$3" : "$1-$2-$3");
      case "attachment":
        return answer.name;
      default:
        return String(answer);
    }
  };

  const rows = (question, answer, before) => {
    if (answer === undefined || answer === null || question.kind === "note") return [];
    const label = before + text(question.label);
    const inner = question.questions;
    if (!inner) return [[label, value(question, answer)]];
    const all = Array.isArray(answer) ? answer : [answer];
    return all.flatMap((row, index) => {
      const title = question.repeat ? text(question.repeat.item).replace("{n}", String(index + 1)) : text(question.label);
      return inner.flatMap((one) => rows(one, row[one.id], `${before}${title}${said.colon}`));
    });
  };

  return form.sections
    .map((section) => ({
      title: text(section.title),
      rows: section.questions.flatMap((question) =>
        rows(question, question.root ? answers[question.id] : answers[section.in ?? section.id]?.[question.id], ""),
      ),
    }))
    .filter((section) => section.rows.length > 0);
}
