//! `--lang`.

use clap::ValueEnum;
use parcours_schema::Language;

/// A language as it is asked for.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Lang {
    /// French.
    Fr,
    /// English.
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Language {
        match lang {
            Lang::Fr => Language::Fr,
            Lang::En => Language::En,
        }
    }
}
