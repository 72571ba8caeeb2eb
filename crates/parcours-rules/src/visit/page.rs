//! What stands on the screen during a visit.

/// A page of a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// The dossier is being fetched, or could not be.
    Loading,
    /// Where the dossier is, what there is to do.
    Overview,
    /// Whom the person helps, and whether that person agrees; then the section of that number.
    Helping(usize),
    /// A section of the form, by its number.
    Section(usize),
    /// A transition of the workflow, by its id.
    Move(String),
    /// A document of the workflow, by its id.
    Document(String),
    /// The desk: a table of rows.
    Desk,
    /// One row of the desk, by its lasting key.
    Row(String),
    /// Answers that two people changed differently.
    Conflict,
    /// A kept file to open, or a new dossier to begin.
    Opening,
    /// What closes the file in which the dossier is kept.
    Keeping,
    /// Whether to forget this dossier, before somebody else's.
    Leaving,
    /// The dossier was forgotten.
    Left,
}

impl Page {
    /// The opaque name of the page: it says nothing of the dossier's subject (`ux.md` P-01).
    pub fn step_id(&self) -> String {
        match self {
            Page::Loading => "loading".to_owned(),
            Page::Overview => "overview".to_owned(),
            Page::Helping(section) => format!("helping-{section}"),
            Page::Section(section) => section.to_string(),
            Page::Move(id) => format!("move-{id}"),
            Page::Document(id) => format!("document-{id}"),
            Page::Desk => "desk".to_owned(),
            Page::Row(_) => "row".to_owned(),
            Page::Conflict => "conflict".to_owned(),
            Page::Opening => "opening".to_owned(),
            Page::Keeping => "keeping".to_owned(),
            Page::Leaving => "leaving".to_owned(),
            Page::Left => "left".to_owned(),
        }
    }
}
