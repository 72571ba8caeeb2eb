//! The words of documents in English.

use super::DocumentWords;

pub(super) static WORDS: DocumentWords = DocumentWords {
    list_title: "Documents to read or print",
    print: "Print this document",
    state: "State of the case file",
    made_on: "As of",
    plan_version: "Version of the plan",
    reference: "Case file number",
    copy_of: "Copy for",
    copy_shows: "This copy shows what the person it is meant for may read.",
    empty: "Nothing is written here yet.",
    nothing: "This document is still empty.",
    form_version: "Form {form}, version {version}",
    page_of: "Page {n} of {total}",
    sensitive: "Once printed, this document can be read by others. Keep it somewhere safe.",
};
