//! What must hold of any markup of the form, read from its HTML text: ids are unique, every reference leads somewhere,
//! every control has a name, nothing carries a style, a title or a placeholder. For tests; a page never calls it.

use std::collections::BTreeSet;

/// A start tag.
pub struct Tag {
    /// Its name.
    pub name: String,
    /// Its attributes, in order, still escaped.
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// The start tags of a text written by [`Element`](crate::element::Element).
pub fn tags(html: &str) -> Vec<Tag> {
    let starts = html.split('<').skip(1).filter(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()));
    let tags = starts.map(|rest| {
        // No `>` stands in a value: it is escaped.
        let mut rest = rest.split('>').next().unwrap_or_default();
        let end = rest.find(' ').unwrap_or(rest.len());
        let name = rest[..end].to_owned();
        rest = &rest[end..];
        let mut attributes = Vec::new();
        while let Some(start) = rest.find(|c| c != ' ') {
            rest = &rest[start..];
            let end = rest.find(['=', ' ']).unwrap_or(rest.len());
            let key = rest[..end].to_owned();
            let value = rest[end..].strip_prefix("=\"").map(|value| value.split('"').next().unwrap_or_default());
            rest = &rest[end + value.map_or(0, |value| value.len() + 3)..];
            attributes.push((key, value.unwrap_or_default().to_owned()));
        }
        Tag { name, attributes }
    });
    tags.collect()
}

/// What does not hold; empty when all does.
pub fn faults(html: &str) -> Vec<String> {
    let tags = tags(html);
    let mut faults = Vec::new();
    let mut ids = BTreeSet::new();
    for id in tags.iter().filter_map(|tag| tag.get("id")) {
        if id.is_empty() || !ids.insert(id) {
            faults.push(format!("the id `{id}` is empty or stands twice"));
        }
    }
    let labelled: BTreeSet<&str> = tags.iter().filter_map(|tag| tag.get("for")).collect();
    for tag in &tags {
        for key in ["aria-describedby", "aria-labelledby", "aria-controls", "aria-activedescendant", "for"] {
            for id in tag.get(key).unwrap_or_default().split(' ').filter(|id| !id.is_empty() && !ids.contains(id)) {
                faults.push(format!("{key} of a {} leads to `{id}`, which is not there", tag.name));
            }
        }
        for key in ["style", "title", "placeholder", "onclick"] {
            if tag.get(key).is_some() {
                faults.push(format!("a {} has a {key}", tag.name));
            }
        }
        if tag.get("tabindex").is_some_and(|index| index != "-1" && index != "0") {
            faults.push(format!("a {} has a positive tabindex", tag.name));
        }
        let control = matches!(tag.name.as_str(), "input" | "select" | "textarea");
        let named = tag.get("aria-labelledby").is_some() || tag.get("id").is_some_and(|id| labelled.contains(id));
        if control && !named {
            faults.push(format!("a {} `{}` has no label", tag.name, tag.get("id").unwrap_or_default()));
        }
        if tag.get("aria-invalid").is_some_and(|value| value != "true") {
            faults.push(format!("a {} says it is not wrong, rather than nothing", tag.name));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::faults;

    #[test]
    fn sound_markup_has_no_fault() {
        let html = "<label for=\"a\">A</label><input id=\"a\" required aria-describedby=\"b\"><p id=\"b\">B</p>";
        assert_eq!(faults(html), [""; 0]);
    }

    #[test]
    fn each_kind_of_fault_is_found() {
        for html in [
            "<p id=\"a\"></p><p id=\"a\"></p>",
            "<p id></p>",
            "<p aria-describedby=\"a b\" id=\"a\"></p>",
            "<label for=\"gone\"></label>",
            "<input id=\"a\">",
            "<p style=\"color: red\"></p>",
            "<p tabindex=\"1\"></p>",
            "<p aria-invalid=\"false\"></p>",
        ] {
            assert_eq!(faults(html).len(), 1, "{html}");
        }
    }
}
