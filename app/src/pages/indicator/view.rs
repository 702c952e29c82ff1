//! The page of an indicator.

use domain::catalogue::Comparable;
use domain::{Language, Reuse, format};
use leptos::prelude::*;
use storage::observations::GroupCount;

use super::definition::definition;
use super::table::table;
use super::{ASKABLE, Data, Highlight, ROWS};
use crate::address::Address;
use crate::comparison::Comparison;
use crate::components::figure::{Depth, figure};
use crate::components::glossary::linked;
use crate::components::mark::{Known, glyph};
use crate::components::pager::pager;
use crate::components::search::{Choosing, town_field};
use crate::components::since::since;
use crate::components::{link, section_head};
use crate::ranking;

impl Data {
    /// The key of the highlighted body.
    pub(super) fn chosen_key(&self) -> Option<String> {
        match &self.highlight {
            Highlight::Body(body) => Some(body.key.to_string()),
            _ => None,
        }
    }

    /// The numbers of the shown group.
    pub(super) fn count(&self) -> Option<&GroupCount> {
        self.groups.iter().find(|count| Some(count.group) == self.group)
    }
}

pub(super) fn view(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let words = data.indicator.wording(language);
    view! {
        <div class="place">
            <h1>{words.title.clone()}</h1>
            <p class="place__sum">{linked(&words.definition, &data.glossary, language)}</p>
        </div>
        <section class="section">
            {section_head(language.pick("Definition und Zählregel", "Definition and counting rule"), "").into_any()}
            <div class="lead">
                {definition(data).into_any()}
                {panel(data).into_any()}
            </div>
        </section>
        {values(data).into_any()}
        {data.figure.as_ref().map(|(drawn, address)| view! {
            <section class="section">
                {section_head(language.pick("Entwicklung", "Development"), language.pick("Kommunen mit den meisten datierten Werten, aus allen Gruppen", "Municipalities with the most dated values, of all groups")).into_any()}
                {figure(drawn, Depth::Section).into_any()}
                <p>{link(language.pick("Diese Auswahl ändern", "Change this selection"), address, language)}</p>
            </section>
        })}
        {data.since.as_ref().map(|changes| since(changes).into_any())}
        {askable(data).into_any()}
    }
}

/// "13 von 68 Städten haben Daten".
fn panel(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let (big, small, about) = match (data.count(), language) {
        (Some(count), Language::German) => (
            count.known,
            format!("von {} haben einen Wert", format::integer(count.bodies, language)),
            format!(
                "{}. In allen Gruppen zusammen: {}.",
                count.group.title(language),
                format::integer(data.known, language)
            ),
        ),
        (Some(count), Language::English) => (
            count.known,
            format!("of {} have a value", format::integer(count.bodies, language)),
            format!(
                "{}. In all groups together: {}.",
                count.group.title(language),
                format::integer(data.known, language)
            ),
        ),
        (None, Language::German) => (
            data.known,
            "Kommunen haben einen Wert".to_owned(),
            format!("Im Verzeichnis stehen {} Kommunen.", format::integer(data.register, language)),
        ),
        (None, Language::English) => (
            data.known,
            "municipalities have a value".to_owned(),
            format!("The register holds {} municipalities.", format::integer(data.register, language)),
        ),
    };
    let compare = Comparison::default().by(&data.indicator.slug).address("/vergleich");
    view! {
        <div class="panel stack">
            <p class="big">{format::integer(big, language)}" "<small>{small}</small></p>
            <p>{about}" "{language.pick("Eine fehlende Angabe ist nie eine Null.", "A missing value is never a zero.")}</p>
            <p>{link(language.pick("Kommunen damit vergleichen", "Compare municipalities by it"), &compare, language)}</p>
        </div>
    }
}

fn values(data: &Data) -> impl IntoView + use<> {
    let (language, indicator) = (data.language, &data.indicator);
    let body = if indicator.reuse == Reuse::CiteOnly {
        note("", language.pick(
            "Der Herausgeber behält sich die Rechte an diesen Zahlen vor. Sie stehen einzeln mit Quelle auf den Seiten der Kommunen und im Vergleich von höchstens sechs, nicht als Rangliste oder Datei.",
            "The publisher reserves the rights in these figures. They are cited on the pages of municipalities and in comparisons of at most six, not as a ranking or a file.",
        ).to_owned()).into_any()
    } else if data.known == 0 {
        note("", language.pick(
            "Zu keiner Kommune ist hier ein Wert belegt. Das ist ein Befund: Wer fragt, bekommt die erste Antwort.",
            "No value is on record for any municipality. That is a finding: whoever asks gets the first answer.",
        ).to_owned()).into_any()
    } else {
        view! {
            {data.state.moment.edition_note(data.moment, &data.state.newest().at(), language)}
            {selector(data).into_any()}
            {data.state.moment.as_known(None).note(language).map(|text| view! { <p class="fig__note">{text}</p> })}
            {highlight(data).into_any()}
            {no_ranking(data).into_any()}
            {standings(data).into_any()}
            {shown(data).into_any()}
        }
        .into_any()
    };
    let ranked = ranking::possible(indicator) && data.group.is_some();
    let title = if ranked {
        language.pick("Rangfolge unter vergleichbaren Kommunen", "Ranking among comparable municipalities")
    } else {
        language.pick("Werte", "Values")
    };
    view! {
        <section class="section" id="werte">
            {section_head(title, intro(data, ranked)).into_any()}
            <div class="stack">{body}</div>
        </section>
    }
}

/// Which values stand here: of which years, and that equal ones share a rank.
fn intro(data: &Data, ranked: bool) -> String {
    let language = data.language;
    let what = language.pick("Je Kommune der jüngste Wert", "The newest value of each municipality");
    let mut text = match (data.table.years, language) {
        (Some((first, last)), Language::German) if first < last => format!("{what}, von {first} bis {last}."),
        (Some((first, last)), Language::English) if first < last => {
            format!("{what}, from {first} to {last}.")
        }
        (Some((year, _)), _) => format!("{what}, {year}."),
        (None, _) => format!("{what}."),
    };
    if ranked {
        text += language.pick(" Gleiche Werte teilen sich die Plätze.", " Equal values share their ranks.");
    }
    text
}

/// The charts of the group; on the first page of the table only.
fn standings(data: &Data) -> impl IntoView + use<> {
    let figures: Vec<_> = data.standings.iter().map(|drawn| figure(drawn, Depth::Section)).collect();
    (data.state.page == 1 && !figures.is_empty()).then(|| view! { <div class="figs">{figures}</div> })
}

fn shown(data: &Data) -> AnyView {
    let language = data.language;
    if data.table.rows.is_empty() && data.table.total > 0 {
        let first = link(
            language.pick("Zur ersten Seite", "To the first page"),
            &data.state.turned(1).at(),
            language,
        );
        let none = language.pick("So viele Seiten hat diese Tabelle nicht.", "This table has fewer pages.");
        return view! { <div class="note"><p>{none}" "{first}</p></div> }.into_any();
    }
    if data.table.rows.is_empty() {
        let text = language.pick(
            "In dieser Gruppe ist zu keiner Kommune ein Wert belegt.",
            "No value is on record for any municipality of this group.",
        );
        return note("", text.to_owned()).into_any();
    }
    let rows = i64::try_from(ROWS).unwrap_or(i64::MAX);
    view! {
        {table(data).into_any()}
        {pager(data.state.page, data.table.total, rows, language, |page| data.state.turned(page).at()).into_any()}
    }
    .into_any()
}

fn no_ranking(data: &Data) -> Option<impl IntoView + use<>> {
    let (language, indicator) = (data.language, &data.indicator);
    let strong = language.pick("Keine Rangfolge. ", "No ranking. ");
    let apart = &indicator.wording(language).apart;
    let why = if indicator.comparable == Comparable::Within && !apart.is_empty() {
        apart.clone()
    } else if !indicator.kind.is_number() {
        return None;
    } else if !ranking::possible(indicator) {
        language
            .pick("Mehr ist hier weder besser noch schlechter.", "More is neither better nor worse here.")
            .to_owned()
    } else if data.group.is_none() {
        language
            .pick(
                "Plätze gibt es nur unter vergleichbaren Kommunen. Wählen Sie oben eine Gruppe.",
                "There are ranks among comparable municipalities only. Choose a group above.",
            )
            .to_owned()
    } else {
        return None;
    };
    Some(note(strong, why))
}

fn selector(data: &Data) -> impl IntoView + use<> {
    let (language, state) = (data.language, &data.state);
    let options: Vec<_> = data
        .groups
        .iter()
        .map(|count| {
            let title = count.group.title(language);
            let (all, known) = (format::integer(count.bodies, language), format::integer(count.known, language));
            let text = match language {
                Language::German => format!("{title} ({all}, {known} mit Daten)"),
                Language::English => format!("{title} ({all}, {known} with data)"),
            };
            view! { <option value=count.group.word() selected=Some(count.group) == data.group>{text}</option> }
        })
        .collect();
    let all = match language {
        Language::German => {
            format!("Alle Gruppen, ohne Rangfolge ({} mit Daten)", format::integer(data.known, language))
        }
        Language::English => {
            format!("All groups, without ranking ({} with data)", format::integer(data.known, language))
        }
    };
    let typed = match &data.highlight {
        Highlight::Body(body) => body.name.clone(),
        _ => state.highlight.clone(),
    };
    view! {
        <form class="bar" action=Address::new(format!("/kennzahlen/{}", state.slug)).in_language(language)>
            <div class="bar__grid bar__grid--4">
                <div class="field">
                    <label for="gruppe">{language.pick("Vergleichsgruppe", "Group")}</label>
                    <select id="gruppe" name="gruppe">
                        {options}
                        <option value="alle" selected=data.group.is_none()>{all}</option>
                    </select>
                </div>
                <div class="field">
                    <label for="hervorheben">{language.pick("Hervorheben", "Highlight")}</label>
                    {town_field("hervorheben", &typed, "", Choosing::Sends, language)}
                </div>
                {state.moment.field(language)}
                <button class="kern-btn kern-btn--secondary" type="submit">
                    <span class="kern-label">{language.pick("Anzeigen", "Show")}</span>
                </button>
            </div>
        </form>
    }
}

/// What became of the body that the reader looks for.
fn highlight(data: &Data) -> Option<AnyView> {
    let language = data.language;
    match &data.highlight {
        Highlight::Nobody => None,
        Highlight::Unknown(typed) => {
            let strong = match language {
                Language::German => format!("„{typed}“ steht nicht im Verzeichnis."),
                Language::English => format!("“{typed}” is not in the register."),
            };
            Some(view! { <div class="note" role="status"><p><strong>{strong}</strong></p></div> }.into_any())
        }
        Highlight::Several(typed, choices) => {
            let strong = match language {
                Language::German => format!("„{typed}“ passt auf mehrere:"),
                Language::English => format!("“{typed}” fits several:"),
            };
            let items: Vec<_> = choices
                .iter()
                .map(|(name, address)| view! { <li>{link(name.clone(), address, language)}</li> })
                .collect();
            Some(view! { <div class="note" role="status"><p><strong>{strong}</strong></p><ul>{items}</ul></div> }.into_any())
        }
        Highlight::Body(body) => {
            if let Some(row) = &data.table.chosen {
                let rank = row.rank_text().map(|rank| format!("{} {rank}, ", language.pick("Platz", "rank")));
                let text = format!("{}{} ({})", rank.unwrap_or_default(), row.shown.value, row.shown.date);
                return Some(view! { <p class="note note--info" role="status"><strong>{body.name.clone()}": "</strong>{text}</p> }.into_any());
            }
            let other =
                domain::Group::of(body).filter(|group| Some(*group) != data.group && data.group.is_some());
            let text = match (other.is_some(), language) {
                (true, Language::German) => "gehört zu einer anderen Gruppe. ",
                (true, Language::English) => "belongs to another group. ",
                (false, Language::German) => "hat hier keinen Wert. Das ist keine Null. ",
                (false, Language::English) => "has no value here. That is not a zero. ",
            };
            let way = other.map(|group| link(group.title(language), &data.state.of(group).at(), language));
            Some(view! { <div class="note" role="status"><p><strong>{body.name.clone()}" "</strong>{text}{way}</p></div> }.into_any())
        }
    }
}

/// Who of the group could be asked, and what.
fn askable(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let question = data.indicator.wording(language).question.clone();
    // Who had no value in the past may have one now: then nobody is named.
    let missing = data.count().map_or(0, |count| count.bodies - count.known);
    let missing = if data.state.moment.is_present() { missing } else { 0 };
    let title = match (missing, language) {
        (0, _) => language.pick("Danach fragen", "Ask about it").to_owned(),
        (1, Language::German) => "Eine Kommune dieser Gruppe ohne Angabe".to_owned(),
        (1, Language::English) => "One municipality of this group without a value".to_owned(),
        (count, Language::German) => {
            format!("{} Kommunen dieser Gruppe ohne Angabe", format::integer(count, language))
        }
        (count, Language::English) => {
            format!("{} municipalities of this group without a value", format::integer(count, language))
        }
    };
    let items: Vec<_> = data
        .askable
        .iter()
        .map(|body| {
            let page = Address::new(format!("/kommunen/{}", body.key));
            view! { <li>{glyph(Known::Nothing)}" "{link(body.name.clone(), &page, language)}</li> }
        })
        .collect();
    let more = missing - i64::try_from(items.len()).unwrap_or(ASKABLE);
    let more = (more > 0).then(|| match language {
        Language::German => format!("und {} weitere, kleinere", format::integer(more, language)),
        Language::English => format!("and {} more, smaller ones", format::integer(more, language)),
    });
    view! {
        <section class="section" id="danach-fragen">
            {section_head(title, language.pick("Die Frage, die eine Antwort bringen kann:", "The question that can bring an answer:")).into_any()}
            <div class="stack">
                <blockquote class="cite"><p>{question}</p></blockquote>
                {(!items.is_empty()).then(|| view! { <ul class="cols">{items}</ul> })}
                {more.map(|more| view! { <p class="muted">{more}</p> })}
            </div>
        </section>
    }
}

fn note(strong: &'static str, text: String) -> impl IntoView {
    let strong = (!strong.is_empty()).then(|| view! { <strong>{strong}</strong> });
    view! { <div class="note"><p>{strong}{text}</p></div> }
}
