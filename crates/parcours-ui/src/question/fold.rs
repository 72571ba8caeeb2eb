//! How a row folds, where rows are many: by what the journey says, under a name that follows what is typed.

use std::sync::Arc;

use parcours_rules::journey::Event;
use parcours_schema::Kind;
use parcours_text::named;

use crate::hand::Hand;
use crate::row::Fold;
use crate::spot::Spot;

/// How the row of that number of a group folds; `None` while its rows are few.
pub(crate) fn fold(hand: Hand, group: &Spot, row: usize, title: &str) -> Option<Fold> {
    if !hand.once(|journey| journey.folds(&group.at)) {
        return None;
    }
    let at = [&group.at, "/", &row.to_string()].concat();
    let (spots, title, language) = (group.inner(Some(row)), title.to_owned(), hand.language());
    let (opened, turned) = (at.clone(), at);
    let name = move || {
        hand.with(|journey| {
            let tells = spots.iter().find_map(|spot| {
                let question = spot.question().filter(|question| tells(&question.kind))?;
                let state = journey.engine().state(&spot.at).filter(|state| state.visible)?;
                Some((question, state.value.as_ref()?))
            });
            named(title.clone(), journey.form(), tells, language)
        })
    };
    Some(Fold {
        name: Box::new(name),
        open: Arc::new(move || hand.with(|journey| !journey.is_folded(&opened))),
        turn: Box::new(move || hand.tell(Event::TurnRow { row: turned.clone() })),
    })
}

/// Whether an answer of that kind tells one row from another.
fn tells(kind: &Kind) -> bool {
    matches!(kind, Kind::Text(_) | Kind::LongText(_) | Kind::Choice(_) | Kind::Phone | Kind::Email | Kind::Date(_))
}
