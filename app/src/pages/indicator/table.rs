//! The table of an indicator: every value with rank, date and source; sorted in place or by the server.

use domain::{Indicator, Language, PartialDate, ValueKind, format};
use leptos::prelude::*;

use super::Data;
use super::state::Sorting;
use crate::address::Address;
use crate::components::link;
use crate::components::mark::meter;
use crate::components::values::{evidence, unit};
use crate::islands::sortable::Sortable;
use crate::ranking::Placed;

/// The words over the columns; the cells of a phone repeat them.
struct Heads {
    rank: &'static str,
    value: &'static str,
    date: &'static str,
    people: &'static str,
    source: &'static str,
    note: &'static str,
}

const fn heads(language: Language) -> Heads {
    Heads {
        rank: language.pick("Platz", "Rank"),
        value: language.pick("Wert", "Value"),
        date: language.pick("Stand", "Date"),
        people: language.pick("Einwohner", "Inhabitants"),
        source: language.pick("Beleg", "Source"),
        note: language.pick("Anmerkung", "Note"),
    }
}

pub(super) fn table(data: &Data) -> impl IntoView + use<> {
    let (language, heads) = (data.language, heads(data.language));
    let title = data.indicator.wording(language).title.clone();
    let ranked = data.table.rows.iter().any(|row| row.rank.is_some());
    let chosen = data.chosen_key();
    let look = Look { ranked, longest: longest(data, ranked), language };
    let rows: Vec<_> = data
        .table
        .rows
        .iter()
        .map(|row| line(row, &data.indicator, chosen.as_deref() == Some(row.body.key.as_str()), look))
        .collect();
    let name = language.pick("Kommune", "Municipality");
    let bars = language.pick("Länge des Balkens", "Length of the bar");
    let head_row = view! {
        <tr>
            {head(name, Sorting::Name, false, data)}
            {ranked.then(|| view! { <th scope="col" class="n">{heads.rank}</th> })}
            {look.longest.map(|_| view! { <th scope="col" class="meter-cell"><span class="sr">{bars}</span></th> })}
            {head(heads.value, Sorting::Value, true, data)}
            {head(heads.date, Sorting::Date, false, data)}
            {head(heads.people, Sorting::People, true, data)}
            <th scope="col">{heads.source}</th>
            <th scope="col">{heads.note}</th>
        </tr>
    };
    let label = title.clone();
    let all = i64::try_from(rows.len()) == Ok(data.table.total);
    let table = view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=label>
            <table class="tbl tbl--cards">
                <caption class="sr">{title}</caption>
                <thead>{head_row}</thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    };
    // Only a whole table can be sorted where it stands; of a longer one the server sorts all pages.
    if all { view! { <Sortable>{table}</Sortable> }.into_any() } else { table.into_any() }
}

/// What all rows have alike.
#[derive(Clone, Copy)]
struct Look {
    ranked: bool,
    /// The value of the longest bar; nothing where bars would mislead.
    longest: Option<f64>,
    language: Language,
}

/// Bars begin at zero, so they fit amounts only: not places, and not without a ranking.
fn longest(data: &Data, ranked: bool) -> Option<f64> {
    let amounts = matches!(data.indicator.kind, ValueKind::Count | ValueKind::Share | ValueKind::Score);
    let most = data.indicator.max.unwrap_or_default().max(data.table.most);
    (ranked && amounts && most > 0.0).then_some(most)
}

/// The head of a column that sorts: a link to the page sorted by it.
fn head(title: &'static str, sorting: Sorting, number: bool, data: &Data) -> impl IntoView + use<> {
    let here = data.state.sorting == sorting;
    let direction = if sorting == Sorting::Name { "ascending" } else { "descending" };
    // What stands first by value depends on which way is progress; the column of ranks tells it.
    let sort = (here && sorting != Sorting::Value).then_some(direction);
    let address = data.state.sorted(sorting).at();
    view! { <th scope="col" class=number.then_some("n") aria-sort=sort>{link(title, &address, data.language)}</th> }
}

fn line(row: &Placed, indicator: &Indicator, is_me: bool, look: Look) -> impl IntoView + use<> {
    let (language, heads) = (look.language, heads(look.language));
    let observation = &row.shown.observation;
    let address = Address::new(format!("/kommunen/{}", row.body.key));
    let day = observation.valid_on.map(|date| date.last_day().to_string());
    let people = row.body.population.map(|(count, _)| count);
    let value = row.shown.number().map_or_else(|| row.shown.value.clone(), |number| number.to_string());
    let old = row
        .stale
        .then(|| view! { <small class="mark--open">{language.pick("veraltet", "out of date")}</small> });
    let unit = unit(indicator, language);
    let empty = observation.note.is_empty();
    view! {
        <tr class=("is-me", is_me)>
            <th scope="row" data-s=domain::search::sort_key(&row.body.name)>{link(row.body.name.clone(), &address, language)}</th>
            {look.ranked.then(|| rank(row, heads.rank, language))}
            {look.longest.map(|most| bar(row, most))}
            <td class="n" data-l=heads.value data-s=value><span><b>{row.shown.value.clone()}</b>" "<span class="q">{unit}</span></span></td>
            <td class="when" data-l=heads.date data-s=day><span>{row.shown.date.clone()}{old}</span></td>
            <td class="n" data-l=heads.people data-s=people.map(|count| count.to_string()) data-none=people.is_none().then_some("")>
                <span>{people.map(|count| format::integer(count, language))}</span>
            </td>
            <td data-l=heads.source>{evidence(&row.shown, language)}</td>
            <td data-l=heads.note data-none=empty.then_some("")><span>{observation.note.clone()}</span></td>
        </tr>
    }
}

/// A bar from zero, for what has a place.
fn bar(row: &Placed, longest: f64) -> impl IntoView + use<> {
    let number = row.shown.number().filter(|_| row.rank.is_some());
    #[expect(clippy::cast_possible_truncation, reason = "a share of the longest bar is between 0 and 100")]
    let hundredths = number.map(|number| (number / longest * 100.0).round() as i64);
    view! { <td class="meter-cell" data-none="">{hundredths.map(meter)}</td> }
}

fn rank(row: &Placed, head: &'static str, language: Language) -> impl IntoView + use<> {
    let why = row.unranked.map(|why| view! { <small>{why.word(language)}</small> });
    view! { <td class="n rank" data-l=head><span>{row.rank_text()}{why}</span></td> }
}

/// From when to when the dated values of these rows are.
pub(super) fn years(rows: &[Placed]) -> Option<(i32, i32)> {
    let year =
        |row: &Placed| row.shown.observation.valid_on.map(PartialDate::last_day).map(domain::Day::year);
    let years = rows.iter().filter_map(year);
    Some((years.clone().min()?, years.max()?))
}
