use parcours_schema::Language;

use super::Suggestions;
use super::examples::{EXAMPLES, places};

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn a_closed_list_says_so() {
    let html = markup("empty");
    assert!(html.contains("role=\"combobox\"") && html.contains("aria-expanded=\"false\""));
    assert!(html.contains("aria-controls=\"municipality-list\""));
}

#[test]
fn accents_case_hyphens_and_former_names_lead_to_the_same_place() {
    let list = Suggestions::new(&places(), Language::Fr);
    let found = |typed: &str| list.find(typed).into_iter().filter_map(|index| list.label(index)).collect::<Vec<_>>();
    assert_eq!(found("saint remi"), ["Saint-Rémi"]);
    assert_eq!(found("SALABERRY"), ["Salaberry-de-Valleyfield"]);
    assert_eq!(found("s"), ["Saint-Rémi", "Salaberry-de-Valleyfield", "Beauharnois"], "labels, then other names");
    assert_eq!(found("valley"), ["Salaberry-de-Valleyfield"]);
    assert_eq!(found("zzz"), [""; 0]);
    assert_eq!(found("  "), [""; 0]);
    assert_eq!(found("Beauharnois"), [""; 0], "nothing to suggest once the label stands there");
}
