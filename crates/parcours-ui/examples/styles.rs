//! Prints the form's style sheet: `cargo run --package parcours-ui --example styles > parcours.css`.

fn main() {
    for part in parcours_ui::style::STYLES {
        println!("{part}");
    }
}
