//! A pattern is valid ECMAScript, covers the whole answer, and takes a time in proportion to it in a backtracking engine.
//!
//! The last is decided on the pattern's automaton: a pattern is slow exactly when one text can run through it in ever
//! more ways (a loop that reads the same text in two ways, or two loops that can share it). Backreferences and looks
//! around are refused: nothing can be decided about them.

mod automaton;
mod parse;

use parcours_schema::{Fault, Form, Kind};

use super::index::{Entry, Index};

/// What is wrong with a pattern, and what to do.
#[derive(Debug)]
pub(super) struct Trouble {
    pub(super) what: String,
    pub(super) fix: String,
}

fn trouble(what: impl Into<String>, fix: impl Into<String>) -> Trouble {
    Trouble { what: what.into(), fix: fix.into() }
}

/// The patterns of a form that are none, or could hold a program up (`ux.md` T-10).
pub(crate) fn faults(form: &Form) -> Vec<Fault> {
    let entries = Index::of(form).entries.into_iter();
    let trouble_of = |entry: Entry<'_>| {
        let Kind::Text(text) = &entry.question.kind else { return None };
        let Trouble { what, fix } = check(text.pattern.as_deref()?).err()?;
        Some(Fault { file: String::new(), at: format!("{}/pattern", entry.place), what, fix })
    };
    entries.filter_map(trouble_of).collect()
}

pub(super) fn check(pattern: &str) -> Result<(), Trouble> {
    if let Err(error) = regress::Regex::with_flags(pattern, "u") {
        return Err(trouble(format!("`{pattern}` is not a pattern: {error}."), "Write an ECMAScript pattern."));
    }
    let tree = parse::parse(pattern)?;
    if !parse::is_anchored(&tree) {
        let what = format!("`{pattern}` would accept an answer that only contains it.");
        return Err(trouble(what, "Begin it with ^ and end it with $."));
    }
    automaton::is_quick(&tree).map_err(|reason| {
        let what = format!("`{pattern}` can take very long on some texts: {reason}.");
        trouble(what, "Repeat each part once, with something fixed between repeated parts.")
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::check;

    #[test]
    fn quick_patterns_pass() {
        for good in [
            "^[0-9]{4}$",
            "^[A-Z]{4}[0-9]{8}$",
            "^(a|b)*c$",
            "^[0-9]{1,3}(,[0-9]{3})*$",
            "^[a-z]+(-[a-z]+)*$",
            "^[0-9]+(\\.[0-9]+)?$",
            "^(?:H[0-9]|J[0-9])$",
            "^\\p{L}+( \\p{L}+)*$",
            "^[^@]+@[^@]+$",
            "^\\w{1,10}\\d{1,10}$",
            "^a$|^b+$",
            "^[\\w.-]{1,30}$",
            "^(?:a?){0,30}$",
        ] {
            check(good).map_err(|trouble| trouble.what).unwrap();
        }
    }

    #[test]
    fn slow_patterns_are_refused() {
        for slow in [
            "^(a+)+$",
            "^(a*)*$",
            "^(a|a)*$",
            "^(a|ab|b)*$",
            "^[a-z]+[a-z0-9]+$",
            "^(\\w+\\s?)*$",
            "^.*.*$",
            "^([0-9]{1,20}){1,20}$",
            "^\\d+-?\\d+$",
            "^(a?){30}a{30}$",
            "^(?:a|){20}b$",
            "^(?:a?b?){2,}$",
        ] {
            let trouble = check(slow).unwrap_err();
            assert!(trouble.what.contains("very long"), "{slow}: {}", trouble.what);
        }
    }

    #[test]
    fn what_cannot_be_decided_is_refused() {
        for (pattern, word) in
            [("^(a)\\1$", "backreference"), ("^(?=a)a$", "looks"), ("^(?<!a)b$", "looks"), ("[", "not a pattern")]
        {
            let trouble = check(pattern).unwrap_err();
            assert!(trouble.what.contains(word), "{pattern}: {}", trouble.what);
        }
        assert!(check("[0-9]+").unwrap_err().fix.contains('^'));
        assert!(check("^a|b$").unwrap_err().fix.contains('^'));
    }
}
