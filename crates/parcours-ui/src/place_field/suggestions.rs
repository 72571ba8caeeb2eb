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
        let mut found: Vec<(u8, usize)> = Vec::new();
        for (index, item) in self.items.iter().enumerate() {
            let other = |place: usize| u8::from(place > 0);
            let ranks =
                item.names.iter().enumerate().filter_map(|(place, name)| Some(rank(name, &sought)? + other(place)));
            if let Some(rank) = ranks.min() {
                found.push((rank, index));
            }
        }
        found.sort_unstable();
        found.into_iter().take(MOST).map(|(_, index)| index).collect()
    }
}

fn rank(name: &str, sought: &str) -> Option<u8> {
    let at = name.find(sought)?;
    if at == 0 {
        return Some(0);
    }
    let begins = name.match_indices(sought).any(|(at, _)| name[..at].ends_with(' '));
    Some(if begins { 2 } else { 4 })
}
