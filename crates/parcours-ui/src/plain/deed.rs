//! What a button of a page without script asks for, as the text it is posted with: a word, then where.

use parcours_rules::journey::Event;
use parcours_schema::Language;

/// The text of an event; `None` for what a page can only do with a script, such as opening the printer's dialogue.
pub fn told(event: &Event) -> Option<String> {
    let told = match event {
        Event::Continue => "continue".to_owned(),
        Event::Back => "back".to_owned(),
        Event::Send => "send".to_owned(),
        Event::Restart => "restart".to_owned(),
        Event::Language(language) => format!("language {}", language.code()),
        Event::AddRow { at } => format!("add {at}"),
        Event::RemoveRow { at, row } => format!("remove {at}/{row}"),
        Event::TurnRow { row } => format!("turn {row}"),
        Event::RemoveFile { at } => format!("drop {at}"),
        Event::Edit { at } => format!("edit {at}"),
        Event::GoToProblem { at } => format!("go {at}"),
        _ => return None,
    };
    Some(told)
}

/// The event a text asks for; `None` for anything [`told`] does not write.
pub fn event_of(told: &str) -> Option<Event> {
    let (word, at) = told.split_once(' ').unwrap_or((told, ""));
    let at = at.to_owned();
    let event = match word {
        "continue" => Event::Continue,
        "back" => Event::Back,
        "send" => Event::Send,
        "restart" => Event::Restart,
        "language" => Event::Language(Language::parse(&at)?),
        "add" => Event::AddRow { at },
        "remove" => {
            let (at, row) = at.rsplit_once('/')?;
            Event::RemoveRow { at: at.to_owned(), row: row.parse().ok()? }
        }
        "turn" => Event::TurnRow { row: at },
        "drop" => Event::RemoveFile { at },
        "edit" => Event::Edit { at },
        "go" => Event::GoToProblem { at },
        _ => return None,
    };
    Some(event)
}
