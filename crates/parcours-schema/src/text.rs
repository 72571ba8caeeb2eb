//! Words in both languages of the kit. Which one is read is chosen at the edge, never stored here.

use crate::pieces;

/// A language of the kit. French comes first (Charte de la langue française, `domain.md` section 13).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// French, as written in Québec.
    #[default]
    Fr,
    /// English, as written in Canada.
    En,
}

impl Language {
    /// Both languages, French first.
    pub const ALL: [Language; 2] = [Language::Fr, Language::En];

    /// `fr` or `en`: the code used in JSON and in attributes.
    pub fn code(self) -> &'static str {
        match self {
            Language::Fr => "fr",
            Language::En => "en",
        }
    }

    /// `fr-CA` or `en-CA`: the value of an HTML `lang` attribute.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Fr => "fr-CA",
            Language::En => "en-CA",
        }
    }

    /// The language of a tag such as `fr`, `FR-ca` or `en_US`; `None` for any other language.
    pub fn parse(tag: &str) -> Option<Language> {
        let primary = pieces(pieces(tag.trim(), b'-').next()?, b'_').next()?;
        Language::ALL.into_iter().find(|language| primary.eq_ignore_ascii_case(language.code()))
    }
}

/// A text in French and in English, both always present.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Localized {
    /// The French text.
    pub fr: String,
    /// The English text.
    pub en: String,
}

impl Localized {
    /// The text in one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Fr => &self.fr,
            Language::En => &self.en,
        }
    }
}
