//! Texts cut at an ASCII sign. The standard library cuts at anything, with a searcher for each kind of it, and every page
//! would load them: this one is short, and no text here is long.

/// The pieces of a text between a sign, as `str::split` gives them: one more than there are signs.
///
/// ```
/// assert_eq!(parcours_schema::pieces("a..b", b'.').collect::<Vec<_>>(), ["a", "", "b"]);
/// assert_eq!(parcours_schema::pieces("", b'.').collect::<Vec<_>>(), [""]);
/// ```
pub fn pieces(text: &str, sign: u8) -> Pieces<'_> {
    debug_assert!(sign.is_ascii(), "a text is cut between characters");
    Pieces { rest: Some(text), sign }
}

/// See [`pieces`].
#[derive(Clone, Debug)]
pub struct Pieces<'a> {
    rest: Option<&'a str>,
    sign: u8,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = &'a str;

    // Once for all signs.
    #[inline(never)]
    fn next(&mut self) -> Option<&'a str> {
        let text = self.rest?;
        let Some(end) = text.bytes().position(|byte| byte == self.sign) else { return self.rest.take() };
        self.rest = text.get(end + 1..);
        text.get(..end)
    }
}

/// What stands before and after the first such sign; `None` without any.
///
/// ```
/// assert_eq!(parcours_schema::halves("a.b.c", b'.'), Some(("a", "b.c")));
/// ```
pub fn halves(text: &str, sign: u8) -> Option<(&str, &str)> {
    let mut pieces = pieces(text, sign);
    Some((pieces.next()?, pieces.rest?))
}

/// What stands after the last of those signs; the whole text without any.
///
/// ```
/// assert_eq!(parcours_schema::after_last("person.address.street", b"."), "street");
/// ```
pub fn after_last<'a>(text: &'a str, signs: &[u8]) -> &'a str {
    let start = text.bytes().rposition(|byte| signs.contains(&byte)).map_or(0, |at| at + 1);
    text.get(start..).unwrap_or_default()
}
