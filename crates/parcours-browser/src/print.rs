//! The browser's print dialogue.

/// Opens the print dialogue.
pub fn print() {
    if let Ok(window) = crate::window() {
        // A sandboxed frame may refuse: nothing is printed and nothing is lost.
        let _ = window.print();
    }
}
