//! Texts from elsewhere made fit to show, and the characters nobody sees.

/// Whether the character shows nothing, or only changes how its neighbours show: controls, zero-width characters,
/// direction marks, tags (`ux.md` T-11). Blanks are not counted.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{ad}'
        | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A text as it may be shown: one line, nothing invisible in it, at most so many characters.
///
/// ```
/// assert_eq!(parcours_schema::one_line(" Déjà\nreçue\u{202e}. ", 500), "Déjà reçue.");
/// assert_eq!(parcours_schema::one_line("\u{200b}\u{e0041}\t", 500), "");
/// ```
pub fn one_line(text: &str, most: usize) -> String {
    // Of the controls, what is left breaks lines or fills them.
    let line = text.chars().filter(|c| !is_invisible(*c)).map(|c| if c < ' ' { ' ' } else { c });
    line.collect::<String>().trim().chars().take(most).collect()
}
