//! A chart as a figure: finding, picture, how to read it, source, and everything to take away.

use charts::{Mode, Size};
use domain::Language;
use leptos::prelude::*;

use crate::comparison::Comparison;
use crate::error::AppError;
use crate::islands::chart_reader::ChartReader;
use crate::measured::Measured;
use crate::page::Reading;
use crate::text::{LICENCE, LICENCE_ADDRESS, SITE};

/// The addresses under which a chart can be taken away, by format.
#[derive(Debug, Clone)]
struct Take {
    files: Vec<(String, String)>,
    current: String,
    frozen: String,
    citation: String,
}

/// A drawn chart with its words.
#[derive(Debug, Clone)]
pub struct Figure {
    id: String,
    title: String,
    subtitle: String,
    wide: String,
    phone: String,
    notes: Vec<String>,
    sources: String,
    edition: String,
    cite_only: bool,
    take: Take,
    language: Language,
}

impl Figure {
    /// Draws a comparison; `None` when there is no number to draw. `id` is unique on its page.
    ///
    /// # Errors
    /// When the chart cannot be drawn.
    pub fn draw(measured: &Measured, id: &str, reading: &Reading) -> Result<Option<Self>, AppError> {
        if !measured.has_numbers() {
            return Ok(None);
        }
        let spec = measured.picture(id, &reading.site.base);
        Ok(Some(Self {
            id: id.to_owned(),
            title: spec.title.clone(),
            subtitle: spec.subtitle.clone(),
            wide: charts::render(&spec, Size::Wide, Mode::Inline)?.svg,
            phone: charts::render(&spec, Size::Phone, Mode::Inline)?.svg,
            notes: spec.notes.clone(),
            sources: measured.sources(),
            edition: measured.edition(),
            cite_only: measured.cite_only(),
            take: Take::of(measured, reading),
            language: measured.language,
        }))
    }
}

impl Take {
    fn of(measured: &Measured, reading: &Reading) -> Self {
        let (language, base) = (measured.language, &reading.site.base);
        let comparison = &measured.comparison;
        let file = |extension: &str| {
            comparison.address(&format!("/diagramme/vergleich.{extension}")).in_language(language)
        };
        let mut files = vec![("SVG".to_owned(), file("svg"))];
        let formats = exchange::export::Format::ALL.iter().map(|format| format.extension());
        files.extend(formats.map(|extension| (extension.to_uppercase(), file(extension))));
        let newest = Comparison { known: None, ..comparison.clone() };
        let current = format!("{base}{}", newest.address("/vergleich").in_language(language));
        let frozen = comparison.frozen(measured.revision).address("/vergleich").in_language(language);
        let frozen = format!("{base}{frozen}");
        let (as_of, seen) = language.pick(("Datenstand", "abgerufen am"), ("Data as of", "accessed on"));
        let today = domain::format::day(reading.today, language);
        let licence = language.pick("Lizenz der Zusammenstellung", "Licence of the compilation");
        let citation = format!(
            "{SITE}: {} – {}. {as_of} {}. {licence} {LICENCE}. {frozen} ({seen} {today}).",
            measured.subtitle(),
            measured.title(),
            measured.edition()
        );
        Self { files, current, frozen, citation }
    }
}

/// How deep in the page's headings a figure stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Under the page's heading.
    Page,
    /// Under a section's heading.
    Section,
    /// Under a topic's heading.
    Topic,
}

/// The figure.
pub fn figure(figure: &Figure, depth: Depth) -> impl IntoView + use<> {
    let language = figure.language;
    let title_id = format!("{}-title", figure.id);
    let labelled_by = title_id.clone();
    let title = figure.title.clone();
    let heading = match depth {
        Depth::Page => view! { <h2 class="fig__title" id=title_id>{title}</h2> }.into_any(),
        Depth::Section => view! { <h3 class="fig__title" id=title_id>{title}</h3> }.into_any(),
        Depth::Topic => view! { <h4 class="fig__title" id=title_id>{title}</h4> }.into_any(),
    };
    let (wide, phone) = (figure.wide.clone(), figure.phone.clone());
    let notes: Vec<_> =
        figure.notes.iter().map(|note| view! { <p class="fig__note">{note.clone()}</p> }).collect();
    view! {
        <figure class="fig" id=figure.id.clone() aria-labelledby=labelled_by>
            {heading}
            <p class="fig__sub">{figure.subtitle.clone()}</p>
            <div class="fig__body">
                <ChartReader
                    label=language.pick("Werte ablesen", "Read values").to_owned()
                    hint=language.pick(
                        "Werte ablesen: mit Maus oder Finger, oder mit den Pfeiltasten.",
                        "Read values: by pointer or finger, or with the arrow keys.",
                    ).to_owned()
                >
                    <div class="fig__wide" inner_html=wide></div>
                    <div class="fig__phone" inner_html=phone></div>
                </ChartReader>
                <div class="fig__side">
                    {notes}
                    <p class="fig__src">{source_line(figure)}</p>
                    {if figure.cite_only { no_files(language).into_any() } else { take_row(&figure.take, language).into_any() }}
                </div>
            </div>
        </figure>
    }
}

fn source_line(figure: &Figure) -> impl IntoView + use<> {
    let language = figure.language;
    let text = match language {
        Language::German => format!("Quellen: {}. Datenstand {}. ", figure.sources, figure.edition),
        Language::English => format!("Sources: {}. Data as of {}. ", figure.sources, figure.edition),
    };
    let licence = (!figure.cite_only).then(|| {
        view! {
            {language.pick("Lizenz der Zusammenstellung: ", "Licence of the compilation: ")}
            <a href=LICENCE_ADDRESS rel="license noopener">{LICENCE}</a>"."
        }
    });
    view! { {text}{licence} }
}

fn no_files(language: Language) -> impl IntoView {
    view! {
        <p class="fig__note">
            {language.pick(
                "Der Herausgeber behält sich die Rechte an diesen Zahlen vor. Einzelne Werte werden zitiert, eine Datei gibt es nicht.",
                "The publisher reserves the rights in these figures. Single values are cited; there is no file.",
            )}
        </p>
    }
}

fn take_row(take: &Take, language: Language) -> impl IntoView + use<> {
    let files: Vec<_> = take
        .files
        .iter()
        .map(|(name, href)| view! { <a href=href.clone() download="">{name.clone()}</a> })
        .collect();
    view! {
        <div class="take">
            <span>{language.pick("Mitnehmen", "Take away")}</span>
            {files}
            <i class="take__sep"></i>
            <details>
                <summary>{language.pick("Link", "Link")}</summary>
                <dl>
                    <dt>{language.pick("Aktuell", "Current")}</dt>
                    <dd><code>{take.current.clone()}</code></dd>
                    <dt>{language.pick("Eingefroren, ändert sich nie", "Frozen, never changes")}</dt>
                    <dd><code>{take.frozen.clone()}</code></dd>
                </dl>
            </details>
            <details>
                <summary>{language.pick("Zitieren", "Cite")}</summary>
                <p class="cite">{take.citation.clone()}</p>
            </details>
        </div>
    }
}
