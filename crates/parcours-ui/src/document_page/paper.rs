//! Rules for the paper, which only a style sheet of the whole page can give: its size, the number of each page, and
//! nothing of the host page around the document. They apply while the document is on the page, and go with it.

use parcours_rules::visit::{Page, Visit};
use parcours_text::document_words;

/// The rules for what is on the page now; empty when it is no document. `tag` is the name of the dossier's element.
pub fn paper(visit: &Visit, tag: &str) -> String {
    if !matches!(visit.page(), Page::Document(_)) {
        return String::new();
    }
    let said = document_words(visit.language()).page_of;
    // A mark is a counter: `Page {n} sur {total}` is `"Page " counter(page) " sur " counter(pages)`.
    let number = said.replacen("{n}", "\" counter(page) \"", 1).replacen("{total}", "\" counter(pages) \"", 1);
    let mut rules =
        String::from("@page{size:letter;margin:1.8cm 1.7cm 2cm;@bottom-right{font:12pt sans-serif;content:\"");
    rules.push_str(&number);
    rules.push_str("\"}}@media print{body :not(");
    for end in ["):not(:has(", ")):not(", " *){display:none!important}}"] {
        rules.push_str(tag);
        rules.push_str(end);
    }
    rules
}

#[cfg(test)]
mod tests {
    use parcours_schema::Language;

    use super::paper;
    use crate::example::Trial;

    #[test]
    fn a_36_pages_are_numbered_in_words_and_the_host_page_stays_out() {
        let mut trial = Trial::sent("person", Language::Fr).unwrap();
        assert_eq!(paper(&trial.visit, "x-y"), "");
        trial.open(parcours_rules::visit::Page::Document("receipt".to_owned()));
        assert_eq!(
            paper(&trial.visit, "x-y"),
            "@page{size:letter;margin:1.8cm 1.7cm 2cm;@bottom-right{font:12pt sans-serif;\
             content:\"Page \" counter(page) \" sur \" counter(pages) \"\"}}\
             @media print{body :not(x-y):not(:has(x-y)):not(x-y *){display:none!important}}"
        );
    }
}
