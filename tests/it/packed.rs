//! What a page receives says what the definition says: nothing more, nothing less. And a bundle that is not one never
//! stops the program.

use parcours_schema::{Form, NoLibrary, load_form, pack, unpack};
use parcours_tests::{Random, form, form_ids};
use serde_json::{Value, json};

use crate::incremental::random_form;

/// Every form of the project, a form of every kind, and many made at random.
fn forms() -> Vec<Form> {
    let mut forms: Vec<Form> = form_ids().iter().map(|id| form(id)).collect();
    let kinds = include_str!("differential/kinds.json");
    forms.push(load_form("kinds.json", kinds, &NoLibrary).unwrap());
    forms.extend((0..200).map(|seed| random_form::generate(&mut Random::new(seed))));
    forms
}

#[test]
fn a_form_comes_out_of_its_bundle_as_it_went_in() {
    for form in forms() {
        let bundle = pack(&form).to_string();
        assert!(unpack("bundle", &bundle).unwrap() == form, "{}", form.id);
        // Every tool takes either.
        assert!(load_form("bundle", &bundle, &NoLibrary).unwrap() == form, "{}", form.id);
    }
}

#[test]
fn what_is_no_bundle_is_refused_with_what_to_do() {
    for text in ["", "null", "[]", "{\"id\":\"x\"}", "[\"parcours-form\",0,[],[],[]]", "[\"parcours-form\",1,[],[],[]]"]
    {
        let fault = unpack("form.json", text).unwrap_err();
        assert!(fault.to_string().starts_with("form.json at /: "), "{fault}");
        assert!(fault.fix.contains("parcours bundle"), "{fault}");
    }
}

/// Bundles changed at random, or nested without end: refused or taken, never the end of the program.
#[test]
fn no_bundle_stops_the_program() {
    let whole = pack(&load_form("kinds.json", include_str!("differential/kinds.json"), &NoLibrary).unwrap());
    let (mut refused, mut taken) = (0, 0);
    for seed in 0..5_000 {
        let mut random = Random::new(seed);
        let mut bundle = whole.clone();
        for _ in 0..=random.below(3) {
            let part = 2 + random.below(3);
            let Some(Value::Array(items)) = bundle.get_mut(part) else { continue };
            let place = random.below(items.len());
            match random.below(4) {
                0 => drop(items.remove(place)),
                1 => items.insert(place, json!(null)),
                2 => items[place] = json!(random.below(1_000_000)),
                _ => items.swap(place, 0),
            }
        }
        match unpack("bundle", &bundle.to_string()) {
            Ok(_) => taken += 1,
            Err(_) => refused += 1,
        }
    }
    println!("{refused} refused, {taken} taken");
    assert!(refused > 1_000 && taken > 100);

    // A condition in a condition in a condition…
    let mut endless = whole;
    endless[2] = Value::Array(vec![json!(2); 100_000]);
    assert!(unpack("bundle", &endless.to_string()).is_err());
}
