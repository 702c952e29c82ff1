//! Marks for how much is known: shape, word and colour.

use domain::{BodyKey, Catalogue, Language, Slug};
use leptos::prelude::*;

/// How much is known about a topic of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// The core indicator has a value.
    Core,
    /// Something is on record, but not the core value.
    Part,
    /// It is on record that there is no value.
    Reason,
    /// The body was asked, and no answer is on record.
    Asked,
    /// Nothing is on record.
    Nothing,
}

impl Known {
    /// Every state, from known to unknown.
    pub const ALL: [Self; 5] = [Self::Core, Self::Part, Self::Reason, Self::Asked, Self::Nothing];

    /// In words.
    pub const fn word(self, language: Language) -> &'static str {
        match self {
            Self::Core => language.pick("belegt", "on record"),
            Self::Part => language.pick("teilweise belegt", "partly on record"),
            Self::Reason => language.pick("ohne Wert", "without a value"),
            Self::Asked => {
                language.pick("gefragt, Antwort hier nicht erfasst", "asked, no answer on record here")
            }
            Self::Nothing => language.pick("keine Angabe", "nothing on record"),
        }
    }

    /// The class of a cell in the coverage strip.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Core => "is-known",
            Self::Part => "is-part",
            Self::Reason => "is-na",
            Self::Asked | Self::Nothing => "",
        }
    }
}

/// The mark alone; say the word beside it.
pub fn glyph(known: Known) -> impl IntoView {
    let shape = match known {
        Known::Core => view! { <circle class="g-fill" cx="7" cy="7" r="6"/> }.into_any(),
        Known::Part => view! {
            <circle class="g-line" cx="7" cy="7" r="5.2"/>
            <path class="g-fill" d="M1.8 7a5.2 5.2 0 0 0 10.4 0z"/>
        }
        .into_any(),
        Known::Reason => view! {
            <circle class="g-open" cx="7" cy="7" r="5.4"/>
            <path class="g-open" d="M4.5 4.5l5 5M9.5 4.5l-5 5"/>
        }
        .into_any(),
        Known::Asked => view! {
            <circle class="g-open" cx="7" cy="7" r="5.4"/>
            <path class="g-open" d="M4 7h6"/>
        }
        .into_any(),
        Known::Nothing => view! { <circle class="g-open" cx="7" cy="7" r="5.4"/> }.into_any(),
    };
    view! { <svg class="glyph" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true" focusable="false">{shape}</svg> }
}

/// Mark and word.
pub fn mark<T: Into<String>>(known: Known, text: T) -> impl IntoView + use<T> {
    let text: String = text.into();
    let open = matches!(known, Known::Nothing | Known::Reason | Known::Asked);
    view! { <span class="mark" class=("mark--open", open)>{glyph(known)}<span>{text}</span></span> }
}

/// One cell of the coverage strip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StripCell {
    /// Where it leads on the page.
    pub anchor: String,
    /// Title of the topic.
    pub title: String,
    /// State.
    pub known: Known,
}

/// The strip of all topics in their fixed order, and its key in words.
pub fn strip(cells: &[StripCell], language: Language) -> impl IntoView + use<> {
    let links: Vec<_> = cells
        .iter()
        .map(|cell| {
            let label = format!("{}: {}", cell.title, cell.known.word(language));
            let href = format!("#{}", cell.anchor);
            view! { <a href=href class=cell.known.class() aria-label=label title=cell.title.clone()></a> }
        })
        .collect();
    let counts: Vec<_> = Known::ALL
        .into_iter()
        .filter_map(|known| {
            let count = cells.iter().filter(|cell| cell.known == known).count();
            (count > 0).then(|| mark(known, format!("{count} {}", known.word(language))))
        })
        .collect();
    view! {
        <nav class="strip" aria-label=language.pick("Themen auf einen Blick", "Topics at a glance")>{links}</nav>
        <p class="strip-key">{counts}</p>
    }
}

/// How much is known about a body in each topic, in their fixed order: the strip of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    cells: Vec<(String, Known)>,
}

impl Coverage {
    /// From the indicators that have a reported value.
    pub fn of(catalogue: &Catalogue, reported: &[Slug], language: Language) -> Self {
        let cell = |topic: &domain::catalogue::Topic| {
            let mut own = catalogue.of_topic(&topic.slug);
            let has = |slug: &Slug| reported.contains(slug);
            let any = catalogue.of_topic(&topic.slug).any(|indicator| has(&indicator.slug));
            let open = own.find(|indicator| indicator.core).is_some_and(|core| !has(&core.slug));
            let known = match (any, open) {
                (true, false) => Known::Core,
                (true, true) => Known::Part,
                (false, _) => Known::Nothing,
            };
            (topic.title.get(language).to_owned(), known)
        };
        Self { cells: catalogue.topics().iter().map(cell).collect() }
    }

    /// The titles of the topics, in the order of the cells.
    pub fn topics(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(|(title, _)| title.as_str())
    }

    /// Of each of these bodies, from pairs of a body and an indicator that it has a reported value of.
    pub fn of_all(
        catalogue: &Catalogue,
        bodies: &[BodyKey],
        reported: &[(BodyKey, Slug)],
        language: Language,
    ) -> Vec<Self> {
        let of = |key: &BodyKey| {
            let own: Vec<Slug> =
                reported.iter().filter(|(body, _)| body == key).map(|(_, slug)| slug.clone()).collect();
            Self::of(catalogue, &own, language)
        };
        bodies.iter().map(of).collect()
    }

    /// In how many topics something is on record, and how many there are.
    pub fn counts(&self) -> (usize, usize) {
        (self.cells.iter().filter(|(_, known)| *known != Known::Nothing).count(), self.cells.len())
    }

    /// The topics with their state.
    pub fn cells(&self) -> &[(String, Known)] {
        &self.cells
    }
}

/// The strip without links, with its number in words beside it.
pub fn small_strip(coverage: &Coverage, language: Language) -> impl IntoView + use<> {
    let cells: Vec<_> =
        coverage.cells.iter().map(|(_, known)| view! { <i class=known.class()></i> }).collect();
    let (known, all) = coverage.counts();
    let words = format!("{known} {} {all}", language.pick("von", "of"));
    view! { <span class="cover"><span class="strip strip--small" aria-hidden="true">{cells}</span><span class="cover__words">{words}</span></span> }
}

/// A bar as long as a number of hundredths; the number itself stands beside it.
pub fn meter(hundredths: i64) -> impl IntoView {
    view! {
        <svg class="meter" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect class="meter__value" width=hundredths.to_string() height="10"/>
        </svg>
    }
}
