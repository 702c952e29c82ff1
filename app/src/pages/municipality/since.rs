//! "Was ist neu seit": a choice of real days, and what is new since the chosen one.

use domain::inquiry::Inquiry;
use domain::{Day, Language, format};
use leptos::prelude::*;

use super::Data;
use crate::address::Address;
use crate::components::answers::dated_name;
use crate::components::changes::changes;
use crate::components::link;

/// Ends of past years that are offered.
const YEARS: i32 = 6;

/// The days to choose from: those of the body's inquiries, newest first, then ends of years. The chosen day is always
/// among them.
pub(super) fn days(chosen: Day, today: Day, own: &[Inquiry], language: Language) -> Vec<(Day, String)> {
    let mut days: Vec<(Day, String)> = own
        .iter()
        .filter_map(|inquiry| Some((inquiry.day()?, dated_name(inquiry, language))))
        .filter(|(day, _)| *day < today)
        .collect();
    for year in (today.year() - YEARS..today.year()).rev() {
        let end = Day::from_ymd(year, 12, 31).filter(|end| days.iter().all(|(day, _)| day != end));
        days.extend(end.map(|end| (end, format!("{} {year}", language.pick("Ende", "End of")))));
    }
    if days.iter().all(|(day, _)| *day != chosen) {
        days.push((chosen, format::day(chosen, language)));
    }
    days
}

/// The panel.
pub(super) fn panel(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let since = &data.since;
    let page = Address::new(format!("/kommunen/{}", data.body.key));
    let chosen = since.changes.since;
    let mut marked = false;
    let options: Vec<_> = since
        .days
        .iter()
        .map(|(day, label)| {
            // Two inquiries of one day share a value; the first is marked.
            let selected = *day == chosen && !marked;
            marked |= selected;
            view! { <option value=day.to_string() selected=selected>{label.clone()}</option> }
        })
        .collect();
    let keep = since
        .inquiry
        .as_ref()
        .map(|slug| view! { <input type="hidden" name="fragen" value=slug.to_string()/> });
    let history = Address::new(format!("/kommunen/{}/verlauf", data.body.key));
    view! {
        <aside class="panel" id="neu">
            <form class="since" action=format!("{}#neu", page.in_language(language))>
                <h2 class="since__title"><label for="seit">{language.pick("Was ist neu seit", "What is new since")}</label></h2>
                <div>
                    {keep}
                    <select id="seit" name="seit">{options}</select>
                    <button class="kern-btn kern-btn--secondary" type="submit">
                        <span class="kern-label">{language.pick("Anzeigen", "Show")}</span>
                    </button>
                </div>
            </form>
            {changes(&since.changes, &since.said, language).into_any()}
            <p>{link(language.pick("Alle Änderungen dieser Seite", "Every change of this page"), &history, language)}</p>
        </aside>
    }
}
