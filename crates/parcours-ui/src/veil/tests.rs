use parcours_schema::Language;

use super::examples::EXAMPLES;
use super::is_lifting;

#[test]
fn t_08_the_page_is_out_of_sight_and_out_of_reach_and_still_there() {
    let html = EXAMPLES[0].markup(Language::Fr);
    assert!(html.contains("<div class=\"screen\" hidden inert>"), "{html}");
    assert!(html.contains("Je veux rester chez moi."), "hidden, not deleted");
    assert!(html.contains("id=\"veil\"") && html.contains(">Écran caché<"), "{html}");
}

#[test]
fn one_key_lifts_it_and_those_of_browsers_and_screen_readers_do_not() {
    for key in ["Enter", " ", "a", "é", "F", "Escape", "ArrowDown", "Backspace"] {
        assert!(is_lifting(key, false), "{key}");
        assert!(!is_lifting(key, true), "{key}");
    }
    for key in ["Tab", "Shift", "Control", "CapsLock", "Insert", "F5", "F12", "Meta"] {
        assert!(!is_lifting(key, false), "{key}");
    }
}
