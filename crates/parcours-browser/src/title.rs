//! The document's title while a form manages it: put back when the form leaves.

/// Keeps the title of the host page and puts it back when dropped.
pub struct ManagedTitle {
    host: String,
}

impl ManagedTitle {
    /// Remembers the title the page has now.
    pub fn take_over() -> Option<ManagedTitle> {
        let document = crate::window().ok()?.document()?;
        Some(ManagedTitle { host: document.title() })
    }

    /// The host page's own title.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Puts a title.
    pub fn set(&self, title: &str) {
        if let Some(document) = crate::window().ok().and_then(|window| window.document()) {
            document.set_title(title);
        }
    }
}

impl Drop for ManagedTitle {
    fn drop(&mut self) {
        self.set(&self.host);
    }
}
