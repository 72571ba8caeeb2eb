//! Desks that are wrong in one way each, on the service plan's own: the place an author is sent to, and the words said.

use parcours_rules::proof::check_workflow;
use parcours_schema::load_workflow;
use serde_json::{Value, json};

/// The findings about the desk once `change` stands at `at` of it: place and sentence.
fn findings(at: &str, change: Value) -> Vec<(String, String)> {
    let folder = parcours_tests::root().join("schemas/workflows/service-plan");
    let text = std::fs::read_to_string(folder.join("workflow.json")).unwrap();
    let mut workflow: Value = serde_json::from_str(&text).unwrap();
    *workflow.pointer_mut(at).unwrap_or_else(|| panic!("{at} is there")) = change;
    let workflow =
        load_workflow("workflow.json", &workflow.to_string()).unwrap_or_else(|faults| panic!("{}", faults[0]));
    let found = check_workflow(&workflow, &parcours_tests::form("service-plan"));
    found.iter().filter(|one| one.rule.name() == "desk").map(|one| (one.at.clone(), one.to_string())).collect()
}

#[test]
fn the_desk_of_the_service_plan_is_sound() {
    assert_eq!(findings("/desk/status", json!("psi.services.status")), []);
}

#[test]
fn an_author_is_told_which_part_of_a_desk_is_wrong() {
    let cases = [
        ("/desk/rows", json!("psi.start_date"), "/desk/rows", "no group in rows"),
        ("/desk/under/0", json!("psi.services.means"), "/desk/under/0", "does not lead from one row"),
        (
            "/desk/under/1",
            json!("psi.services.objective"),
            "/desk/under/1",
            "does not lead from one row of `psi.objectives`",
        ),
        ("/desk/columns/1", json!("psi.objectives.text"), "/desk/columns/1", "no answer of one row of `psi.services`"),
        ("/desk/columns/1", json!("psi.services.objective"), "/desk/columns/1", "no answer of one row"),
        ("/desk/columns/0", json!("psi.services.start"), "/desk/columns/0", "cannot name a row"),
        ("/desk/status", json!("psi.services.means"), "/desk/status", "no choice among the columns"),
        ("/desk/filters/0", json!("psi.services.start"), "/desk/filters/0", "cannot be picked out"),
        ("/desk/filters/2", json!("psi.participants.name"), "/desk/filters/2", "cannot be picked out"),
        ("/desk/roles/0", json!("person"), "/desk/roles/0", "one group of questions at a time"),
    ];
    for (at, change, expected, says) in cases {
        let found = findings(at, change.clone());
        assert!(
            found.iter().any(|(place, said)| place == expected && said.contains(says)),
            "{at} = {change}: {found:#?}"
        );
    }
}
