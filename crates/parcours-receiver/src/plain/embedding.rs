//! How a form stands in a page: what `<parcours-form>` says of it.

use parcours_schema::{FilledBy, Language};

/// The attributes of the element that a page without script needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Embedding {
    /// The language shown first.
    pub language: Language,
    /// Where the page is posted: the address of a receiver's page, or nothing for the page's own. `None`: nowhere, no page
    /// is made.
    pub plain: Option<String>,
    /// The folder of the kit, for its style sheet, without its last slash.
    pub kit: String,
    /// Level of the page's heading, from 1 to 4; 0 for the element's own choice.
    pub heading_level: u8,
    /// Who fills the form.
    pub actor: FilledBy,
    /// Where the quick exit leads.
    pub exit: Option<String>,
}

impl Embedding {
    /// The heading's level, as the element would choose it.
    pub(super) fn level(&self) -> u8 {
        if self.heading_level == 0 { 2 } else { self.heading_level.min(4) }
    }

    /// The exit, when it is an address a link may lead to (`ux.md` T-05): HTTPS or a path of this site.
    pub(super) fn exit(&self) -> Option<&str> {
        let exit = self.exit.as_deref()?;
        let plain = !exit.contains(|c: char| c.is_control() || c == '\\' || c == '@' || c == ' ');
        let known = exit.starts_with("https://") || (exit.starts_with('/') && !exit.starts_with("//"));
        (plain && known).then_some(exit)
    }
}
