//! Where the person is, and how far that is.

/// What stands on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// A section of the form, by its index in [`Form::sections`](parcours_schema::Form).
    Section(usize),
    /// Every answer in one place, before sending.
    Review,
    /// The form was received.
    Confirmation,
}

/// How far along a page is: `Étape 2 sur 5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Number of the page among those now shown, from 1; the review page is the last.
    pub step: usize,
    /// How many there are, the review page included.
    pub total: usize,
}

impl Page {
    /// The opaque name of the page kept in the browser's history: `0`, `1`…, `review`, `done`. It says nothing of the
    /// form's subject (`ux.md` P-01).
    pub fn step_id(self) -> String {
        match self {
            Page::Section(index) => index.to_string(),
            Page::Review => "review".to_owned(),
            Page::Confirmation => "done".to_owned(),
        }
    }

    /// The page of that name; `None` for anything else. Whether it may be shown is for the journey to say.
    pub fn from_step_id(id: &str) -> Option<Page> {
        match id {
            "review" => Some(Page::Review),
            "done" => Some(Page::Confirmation),
            number => number.parse().ok().map(Page::Section),
        }
    }
}
