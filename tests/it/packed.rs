//! What a page receives says what the definition says: nothing more, nothing less. And a bundle that is not one never
//! stops the program.

use parcours_schema::{Form, Language, NoLibrary, load_form, pack, unpack};
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
        let bundle = pack(&form, None).to_string();
        assert!(unpack("bundle", &bundle).unwrap().form == form, "{}", form.id);
        // Every tool takes either.
        assert!(load_form("bundle", &bundle, &NoLibrary).unwrap() == form, "{}", form.id);
    }
}

/// The words of one language, and the same form otherwise: the page puts one in the place of the other.
#[test]
fn a_bundle_in_one_language_is_the_same_form() {
    for form in forms() {
        let both = unpack("bundle", &pack(&form, None).to_string()).unwrap();
        assert_eq!(both.only, None);
        for language in Language::ALL {
            let text = pack(&form, Some(language)).to_string();
            let one = unpack("bundle", &text).unwrap();
            assert_eq!((one.only, one.seal), (Some(language), both.seal));
            assert_eq!(one.form.title.get(language), form.title.get(language));
            // Said in the other language, it is itself again but for its words: packed, nothing else differs.
            let parts = |form: &Form| match pack(form, Some(language)) {
                Value::Array(parts) => parts,
                _ => Vec::new(),
            };
            assert_eq!(parts(&one.form), parts(&form), "{}", form.id);
            // It is for one person's page, not for a server that answers everybody.
            let faults = load_form("form.json", &text, &NoLibrary).unwrap_err();
            assert!(faults[0].to_string().contains("one language only"), "{}", faults[0]);
        }
    }
}

#[test]
fn what_is_no_bundle_is_refused_with_what_to_do() {
    for text in [
        "",
        "null",
        "[]",
        "{\"id\":\"x\"}",
        "[\"parcours-form\",0,0,[],[],[]]",
        "[\"parcours-form\",2,0,[],[],[]]",
        "[\"parcours-form\",2,0,[],null,null]",
    ] {
        let fault = unpack("form.json", text).unwrap_err();
        assert!(fault.to_string().starts_with("form.json at /: "), "{fault}");
        assert!(fault.fix.contains("parcours bundle"), "{fault}");
    }
}

/// Bundles changed at random, or nested without end: refused or taken, never the end of the program.
#[test]
fn no_bundle_stops_the_program() {
    let whole = pack(&load_form("kinds.json", include_str!("differential/kinds.json"), &NoLibrary).unwrap(), None);
    let (mut refused, mut taken) = (0, 0);
    for seed in 0..5_000 {
        let mut random = Random::new(seed);
        let mut bundle = whole.clone();
        for _ in 0..=random.below(3) {
            let part = 3 + random.below(3);
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
    endless[3] = Value::Array(vec![json!(2); 100_000]);
    assert!(unpack("bundle", &endless.to_string()).is_err());
}
