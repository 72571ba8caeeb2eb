//! The HTML around a form: the shadow root it stands in, and the page that has the element.

use std::sync::Arc;

use parcours_rules::journey::{HistoryMode, Journey, JourneyOptions};
use parcours_rules::{Context, Native};
use parcours_schema::{Answers, FilledBy, Form, Language};
use parcours_ui::ViewOptions;
use parcours_ui::plain::{self, escaped};

use super::embedding::Embedding;
use super::kept::{FIELD, Kept};
use super::turn::Turned;
use crate::definitions::{Definition, Definitions};
use crate::words;

const OPEN: &str = "<template shadowrootmode=\"open\">";
const CLOSE: &str = "</template>";

/// A form nobody has filled, as the shadow root of its element: what `parcours prerender` writes into pages. It is the same
/// for everybody, so it holds nothing that must differ between two visits.
pub fn prerender(definition: &Definition, embedding: &Embedding, today: chrono::NaiveDate) -> String {
    let options = JourneyOptions {
        language: embedding.language,
        filled_by: embedding.actor,
        history: HistoryMode::Replace,
        started_at: String::new(),
        seed: String::new(),
    };
    let context = Context { today, platform: Arc::new(Native) };
    let journey = Journey::new(definition.rules.clone(), options, Answers::default(), context);
    let shown = ViewOptions { heading_level: embedding.level(), language_switch: true };
    inside(&plain::page(journey, shown, None), embedding, embedding.language, None)
}

/// Writes each form of a page of the portal into it, in place of what stood there before, when its element says with `plain`
/// where it is posted: a form that nobody takes must not be filled. Gives the page, and how many forms were written.
///
/// # Errors
/// The id of a form that is not among the definitions.
pub fn fill_page(html: &str, definitions: &Definitions, today: chrono::NaiveDate) -> Result<(String, usize), String> {
    let (mut done, mut rest, mut count) = (String::with_capacity(html.len()), html, 0);
    while let Some((_, end, attributes)) = element(rest) {
        let (id, embedding) = embedding(html, &attributes);
        done.push_str(&rest[..end]);
        rest = after_root(&rest[end..]);
        if embedding.plain.is_some() {
            let definition = definitions.latest(&id).ok_or(id)?;
            done.push_str(&prerender(definition, &embedding, today));
            count += 1;
        }
    }
    done.push_str(rest);
    Ok((done, count))
}

/// The form's own HTML, its form element, the style sheet and the host page's places, as a shadow root.
pub(super) fn inside(html: &str, embedding: &Embedding, language: Language, kept: Option<&Kept>) -> String {
    let mut root = String::from(OPEN);
    root.push_str("<link rel=\"stylesheet\" href=\"");
    root.push_str(&escaped(&format!("{}/parcours.css", embedding.kit)));
    root.push_str("\">");
    if let Some(exit) = embedding.exit() {
        // As www/exit.js finds it, to take it over.
        let (leave, note) = words::leave_quickly(language);
        root.push_str(&format!(
            "<div part=\"exit\" lang=\"{}\"><a class=\"button\" href=\"{}\" rel=\"noreferrer\" aria-describedby=\"exit-note\">\
             {leave}</a></div><p class=\"hint\" id=\"exit-note\" lang=\"{}\">{note}</p>",
            language.tag(),
            escaped(exit),
            language.tag(),
        ));
    }
    root.push_str("<form method=\"post\" enctype=\"multipart/form-data\"");
    // The page's own address when none is named.
    if let Some(action) = embedding.plain.as_deref().filter(|action| !action.is_empty()) {
        root.push_str(&format!(" action=\"{}\"", escaped(action)));
    }
    if kept.is_some_and(Kept::stays) {
        root.push_str(" data-stays");
    }
    root.push_str(" novalidate autocomplete=\"off\">");
    // The Enter key presses the first button there is: this one, which goes on.
    root.push_str("<button class=\"unseen\" tabindex=\"-1\" aria-hidden=\"true\"></button>");
    if let Some(kept) = kept {
        let text = escaped(&kept.written());
        root.push_str(&format!("<input type=\"hidden\" name=\"{FIELD}\" value=\"{text}\">"));
    }
    root.push_str(html);
    root.push_str("</form><slot name=\"help\"></slot>");
    root.push_str(CLOSE);
    root
}

/// What the live region of the form says when the page opens.
pub(super) fn announced(html: &str, said: &str) -> String {
    let end = "aria-live=\"polite\"></p>";
    html.replacen(end, &format!("aria-live=\"polite\">{}</p>", escaped(said)), 1)
}

/// The form of a portal's page: its id, and how it stands there.
pub(super) fn found(html: &str) -> Option<(String, Embedding)> {
    let (_, _, attributes) = element(html)?;
    Some(embedding(html, &attributes))
}

/// The portal's page with the form as it is now.
pub(super) fn portal_page(html: &str, turned: &Turned) -> String {
    let Some((start, end, attributes)) = element(html) else { return html.to_owned() };
    // The module that takes the page over shows it in the language it is in.
    let language = turned.language.code();
    let tag = match attributes.iter().find(|(name, _)| name == "lang") {
        Some((_, before)) => {
            html[start..end].replacen(&format!("lang=\"{before}\""), &format!("lang=\"{language}\""), 1)
        }
        None => html[start..end].replacen("<parcours-form", &format!("<parcours-form lang=\"{language}\""), 1),
    };
    let page = [&html[..start], &tag, &turned.html, after_root(&html[end..])].concat();
    titled(&page, &turned.said)
}

/// A page with nothing but the form.
pub(super) fn own_page(turned: &Turned, form: &Form) -> String {
    let (language, title) = (turned.language, form.title.get(turned.language));
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n</head>\n\
         <body>\n<main>\n<parcours-form>{}</parcours-form>\n</main>\n</body>\n</html>\n",
        language.tag(),
        escaped(if turned.said.is_empty() { title } else { &turned.said }),
        turned.html,
    )
}

/// The page's title, after what the form says.
fn titled(html: &str, said: &str) -> String {
    if said.is_empty() {
        return html.to_owned();
    }
    html.replacen("<title>", &format!("<title>{} – ", escaped(said)), 1)
}

/// Names and values.
type Attributes = Vec<(String, String)>;

/// The start tag of the first element of ours: where it begins, where it ends, its attributes.
fn element(html: &str) -> Option<(usize, usize, Attributes)> {
    const NAME: &str = "<parcours-form";
    let mut from = 0;
    loop {
        let start = from + html[from..].find(NAME)?;
        let after = start + NAME.len();
        let named = html[after..].starts_with(|c: char| c.is_ascii_whitespace() || c == '>');
        if named && let Some((length, attributes)) = attributes(&html[after..]) {
            return Some((start, after + length, attributes));
        }
        from = after;
    }
}

/// The attributes of a start tag, and how far it goes.
fn attributes(tag: &str) -> Option<(usize, Attributes)> {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        at += tag[at..].find(|c: char| !c.is_ascii_whitespace() && c != '/')?;
        if tag[at..].starts_with('>') {
            return Some((at + 1, found));
        }
        let end = at + tag[at..].find(|c: char| c.is_ascii_whitespace() || c == '=' || c == '>')?;
        let name = tag[at..end].to_ascii_lowercase();
        at = end;
        let mut value = "";
        if let Some(rest) = tag[at..].strip_prefix('=') {
            let quote = rest.chars().next()?;
            if quote == '"' || quote == '\'' {
                value = rest[1..].split(quote).next()?;
                at += value.len() + 3;
            } else {
                value = rest.split(|c: char| c.is_ascii_whitespace() || c == '>').next()?;
                at += value.len() + 1;
            }
        }
        found.push((name, unescaped(value)));
    }
}

/// What follows a shadow root that was written here before.
fn after_root(html: &str) -> &str {
    match html.trim_start().strip_prefix(OPEN) {
        Some(inside) => inside.split_once(CLOSE).map_or(html, |(_, rest)| rest),
        None => html,
    }
}

fn embedding(html: &str, attributes: &[(String, String)]) -> (String, Embedding) {
    let get = |name: &str| attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let source = get("src").unwrap_or_default();
    let id = source.split_once("/forms/").and_then(|(_, rest)| rest.split('/').next()).unwrap_or_default();
    let of_page = || html.split_once("<html lang=\"").and_then(|(_, rest)| rest.split('"').next());
    let embedding = Embedding {
        language: get("lang").or_else(of_page).and_then(Language::parse).unwrap_or_default(),
        plain: get("plain").map(str::to_owned),
        kit: kit(html).unwrap_or_else(|| "/parcours".to_owned()),
        heading_level: get("heading-level").and_then(|level| level.parse().ok()).unwrap_or_default(),
        actor: get("actor").and_then(FilledBy::parse).unwrap_or_default(),
        exit: get("exit-url").map(str::to_owned),
    };
    (id.to_owned(), embedding)
}

/// The folder from which the page loads the kit.
fn kit(html: &str) -> Option<String> {
    let (before, _) = html.split_once("/parcours.js\"")?;
    before.rsplit('"').next().map(str::to_owned)
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const PAGE: &str = "<!doctype html><html lang=\"fr-CA\"><title>Portail</title>\
        <script type=\"module\" src=\"/kit/1/parcours.js\"></script>\
        <parcours-forms></parcours-forms><parcours-form\n src='/schemas/forms/demo/form.{lang}.json' plain heading-level=\"3\"\
        exit-url=\"https://meteo.example/?a=1&amp;b=2\" actor=family><p>Attente</p></parcours-form>";

    #[test]
    fn the_element_is_found_with_what_it_says() {
        let (id, embedding) = found(PAGE).unwrap();
        assert_eq!(id, "demo");
        assert_eq!(embedding.plain.as_deref(), Some(""));
        assert_eq!((embedding.heading_level, embedding.kit.as_str()), (3, "/kit/1"));
        assert_eq!(embedding.exit(), Some("https://meteo.example/?a=1&b=2"));
        assert_eq!(embedding.actor, FilledBy::Family);
        assert!(found("<p>parcours-form</p><parcours-form").is_none());
    }

    #[test]
    fn a_root_written_before_is_replaced() {
        let turned =
            Turned { html: format!("{OPEN}<p>2</p>{CLOSE}"), language: Language::Fr, said: "Étape 2".to_owned() };
        let once = portal_page(PAGE, &turned);
        assert!(once.contains("<title>Étape 2 – Portail</title>"));
        let again = portal_page(&once.replace("<p>2</p>", "<p>1</p>"), &turned);
        assert_eq!(again.matches(OPEN).count(), 1);
        assert!(again.contains("<p>2</p>") && !again.contains("<p>1</p>") && again.contains("<p>Attente</p>"));
    }

    #[test]
    fn an_exit_leads_only_where_a_link_may() {
        for exit in [
            "javascript:alert(1)",
            "data:text/html,x",
            "//evil.example",
            "http://a.example",
            "https://a@b.example",
            "/\\evil.example",
            "https://a.example/\n",
        ] {
            let embedding = Embedding { exit: Some(exit.to_owned()), ..Embedding::default() };
            assert_eq!(embedding.exit(), None, "{exit}");
        }
    }
}
