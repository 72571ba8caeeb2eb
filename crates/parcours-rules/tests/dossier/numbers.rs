//! Numbers of sections and questions, by which an adviser and the person speak of the same one (`ux.md` section 3).

use std::collections::BTreeSet;

use crate::trial::Life;
use crate::visit::Trial;

#[test]
fn every_role_counts_the_same_and_no_number_names_two_questions() {
    let numbers = |role: &str| {
        let trial = Trial::of(Life::new(), role);
        let form = trial.visit.form().clone();
        let sections = form.sections.iter().enumerate();
        let questions = sections.flat_map(|(index, section)| {
            let numbers = section.questions.iter().map(move |question| (index, question.path.clone()));
            numbers.collect::<Vec<_>>()
        });
        let numbers = questions.map(|(index, path)| (trial.visit.question_number(index, &path), path));
        numbers.collect::<Vec<_>>()
    };
    let person = numbers("person");
    assert_eq!(person, numbers("adviser"));
    let given: Vec<&String> = person.iter().filter_map(|(number, _)| number.as_ref()).collect();
    assert!(given.len() > 5);
    assert_eq!(given.iter().collect::<BTreeSet<_>>().len(), given.len());
}

#[test]
fn a_number_is_step_section_question_and_what_asks_nothing_has_none() {
    let trial = Trial::of(Life::new(), "person");
    assert_eq!(trial.visit.section_number(1).as_deref(), Some("1.2"));
    assert_eq!(trial.visit.question_number(0, "request.requester").as_deref(), Some("1.1.1"));
    assert_eq!(trial.visit.question_number(0, "request.nothing"), None);
    assert_eq!(trial.visit.section_number(99), None);
}
