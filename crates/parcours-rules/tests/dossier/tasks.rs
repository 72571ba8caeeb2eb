//! The list of what there is to do, role by role.

use parcours_rules::dossier::{NotYet, TaskStatus};
use serde_json::json;

use crate::trial::{Life, go_because, now};

/// Sections by id, with a word for their status; `*` where the role may write.
fn list(life: &Life, role: &str) -> Vec<String> {
    let steps = life.process.tasks(&life.dossier, role, &now());
    let tasks = steps.into_iter().flat_map(|step| step.tasks);
    tasks
        .map(|task| {
            let word = match task.status {
                TaskStatus::ToDo => "to do".to_owned(),
                TaskStatus::Optional => "optional".to_owned(),
                TaskStatus::InProgress => "in progress".to_owned(),
                TaskStatus::Done => "done".to_owned(),
                TaskStatus::ToCorrect => "to correct".to_owned(),
                TaskStatus::NotYet(NotYet::Step(step)) => format!("step {}", step + 1),
                TaskStatus::NotYet(NotYet::Others(roles)) => format!("by {}", roles.join(" ")),
            };
            let id = &life.process.form().sections[task.section].id;
            format!("{id}{} {word}", if task.writes { "*" } else { "" })
        })
        .collect()
}

#[test]
fn a_family_begins() {
    let mut life = Life::new();
    let rest = ["needs step 2", "plan step 3", "acceptance step 4", "signed step 4", "review step 5"];
    assert_eq!(list(&life, "person"), [&["request* to do", "person* to do"], &rest[..]].concat());
    life.save("person", &[("/request/reason", json!("Too many services"))]);
    life.save("person", &[("/person/name", json!("Roy"))]);
    assert_eq!(list(&life, "person"), [&["request* in progress", "person* done"], &rest[..]].concat());
    // The adviser may help, and waits otherwise.
    assert_eq!(list(&life, "adviser")[..3], ["request* in progress", "person* done", "needs step 2"]);
    assert_eq!(list(&life, "coordinator")[..2], ["request by person", "person done"]);
    assert_eq!(list(&life, "provider"), ["plan step 3"]);
}

#[test]
fn what_was_sent_back_is_to_correct() {
    let mut life = Life::at("submitted");
    life.must("adviser", go_because("send_back", "Say more"));
    assert_eq!(list(&life, "person")[..2], ["request* to correct", "person* to correct"]);
    assert_eq!(list(&life, "coordinator")[..2], ["request done", "person done"]);
    life.save("person", &[("/request/reason", json!("More"))]);
    assert_eq!(list(&life, "person")[..2], ["request* done", "person* to correct"]);
}

#[test]
fn who_signs_is_told() {
    let mut life = Life::at("plan_drafted");
    let signed = |life: &Life, role| list(life, role).into_iter().find(|line| line.starts_with("signed")).unwrap();
    assert_eq!(signed(&life, "person"), "signed to do");
    life.sign("person").unwrap();
    assert_eq!(signed(&life, "person"), "signed done");
    assert_eq!(signed(&life, "coordinator"), "signed to do");
    life.save("coordinator", &[("/plan/services/@s1/means", json!("Other"))]);
    assert_eq!(signed(&life, "person"), "signed to do");
}

#[test]
fn private_notes_are_in_nobody_elses_list() {
    let life = Life::at("in_execution");
    assert!(list(&life, "adviser").iter().any(|line| line.starts_with("notes")));
    for role in ["person", "coordinator", "provider"] {
        assert!(!list(&life, role).iter().any(|line| line.starts_with("notes")), "{role}");
    }
}
