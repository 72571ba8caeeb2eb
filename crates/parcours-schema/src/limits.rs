//! How large a definition or an answer file may be. A file past a limit is refused, never cut (`ux.md` T-10).

/// Bytes of one definition file or one bundle.
pub const FILE_BYTES: usize = 2 * 1024 * 1024;
/// Objects and arrays inside one another, in any JSON the kit reads.
pub const JSON_DEPTH: usize = 32;
/// Sections of a form.
pub const SECTIONS: usize = 200;
/// Questions of a form, those of groups included.
pub const QUESTIONS: usize = 10_000;
/// Options of a list.
pub const OPTIONS: usize = 600;
/// Rows of a repeating group.
pub const ROWS: usize = 200;
/// Groups inside one another.
pub const GROUP_DEPTH: usize = 3;
/// Conditions inside one another.
pub const CONDITION_DEPTH: usize = 8;
/// Characters of any text, in a definition or in an answer.
pub const TEXT_CHARACTERS: usize = 20_000;
/// Characters of a pattern.
pub const PATTERN_CHARACTERS: usize = 200;
/// Roles, parts, states, transitions of a workflow, and what each of them names.
pub const WORKFLOW_ITEMS: usize = 200;
/// Paths of one part of a workflow.
pub const WORKFLOW_PATHS: usize = 400;
