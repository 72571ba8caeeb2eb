//! What is suggested for a typed text: labels and other names, compared without accents, case or hyphens.

use parcours_rules::formats::fold::fold;
use parcours_schema::{Language, List};

/// Most suggestions in sight.
const MOST: usize = 8;

/// A list, ready to be searched.
pub struct Suggestions {
    items: Vec<Item>,
}

struct Item {
    label: String,
    /// The label, then its other names, folded.
    names: Vec<String>,
}

impl Suggestions {
    /// Prepares a list for a language.
    pub fn new(list: &List, language: Language) -> Suggestions {
        let items = list.options.iter().map(|option| {
            let label = option.label.get(language).to_owned();
            let names = std::iter::once(&label).chain(&option.aliases).map(|name| fold(name)).collect();
            Item { label, names }
        });
        Suggestions { items: items.collect() }
    }

    /// The label of an item.
    pub fn label(&self, index: usize) -> Option<&str> {
        self.items.get(index).map(|item| item.label.as_str())
    }

    /// Indexes of what fits the typed text, best first: names that begin with it, then words that do, then the rest; labels before other names.
    /// Nothing for a blank text, nor when the text is already a label.
    pub fn find(&self, typed: &str) -> Vec<usize> {
        let sought = fold(typed);
        if sought.is_empty() || self.items.iter().any(|item| item.label == typed.trim()) {
            return Vec::new();
        }
        let ranks: Vec<u8> = self.items.iter().map(|item| item.rank(&sought)).collect();
        let mut found = Vec::new();
        for wanted in 0..NOT_FOUND {
            for (index, rank) in ranks.iter().enumerate() {
                if *rank == wanted && found.len() < MOST {
                    found.push(index);
                }
            }
        }
        found
    }
}

/// One more than the worst rank.
const NOT_FOUND: u8 = 6;

impl Item {
    fn rank(&self, sought: &str) -> u8 {
        let mut best = NOT_FOUND;
        for (place, name) in self.names.iter().enumerate() {
            if let Some(rank) = rank(name, sought) {
                best = best.min(rank + u8::from(place > 0));
            }
        }
        best
    }
}

fn rank(name: &str, sought: &str) -> Option<u8> {
    let mut best = None;
    let (name, sought) = (name.as_bytes(), sought.as_bytes());
    for at in 0..(name.len() + 1).saturating_sub(sought.len()) {
        if name[at..].starts_with(sought) {
            if at == 0 {
                return Some(0);
            }
            if name[at - 1] == b' ' {
                return Some(2);
            }
            best = Some(4);
        }
    }
    best
}
