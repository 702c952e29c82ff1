//! A chart as a figure: finding, picture, how to read it, source, and everything to take away.

mod take;

use charts::{ChartSpec, Content, Mode, Size};
use domain::Language;
use leptos::prelude::*;

use crate::diagrams::{Chart, source_line};
use crate::error::AppError;
use crate::islands::chart_reader::ChartReader;
use crate::page::Reading;
use crate::text::{LICENCE, LICENCE_ADDRESS};

use take::{Take, take_row};

/// A drawn chart with its words.
#[derive(Debug, Clone)]
pub struct Figure {
    id: String,
    spec: ChartSpec,
    wide: String,
    phone: String,
    source: String,
    cite_only: bool,
    page: String,
    take: Take,
    language: Language,
}

impl Figure {
    /// Draws a chart; `None` when there is no number to draw. `id` is unique on its page.
    ///
    /// # Errors
    /// When the chart cannot be drawn.
    pub fn draw(chart: &dyn Chart, id: &str, reading: &Reading) -> Result<Option<Self>, AppError> {
        let Some(spec) = chart.picture(id, &reading.site.base) else { return Ok(None) };
        let wide = charts::render(&spec, Size::Wide, Mode::Inline)?;
        let phone = charts::render(&spec, Size::Phone, Mode::Inline)?;
        let height = wide.height.max(phone.height) + WORDS;
        Ok(Some(Self {
            id: id.to_owned(),
            take: Take::of(chart, &spec, height, reading),
            wide: wide.svg,
            phone: phone.svg,
            source: source_line(&chart.sources(), chart.edition(), chart.language()),
            cite_only: chart.cite_only(),
            language: chart.language(),
            page: format!("{}{}", reading.site.base, chart.state().page().in_language(chart.language())),
            spec,
        }))
    }

    /// The finding.
    pub fn title(&self) -> &str {
        &self.spec.title
    }

    /// What a preview of a page with this figure may draw: nothing of what may only be cited.
    pub fn preview(&self) -> Option<&ChartSpec> {
        (!self.cite_only).then_some(&self.spec)
    }
}

/// The height of the words around a chart in a frame, in CSS pixels.
const WORDS: f64 = 340.0;

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

/// Both drawings. Values along time can be read one by one; elsewhere the words stand in the picture.
fn drawing(figure: &Figure) -> impl IntoView + use<> {
    let language = figure.language;
    let (wide, phone) = (figure.wide.clone(), figure.phone.clone());
    let both = move || {
        view! {
            <div class="fig__wide" inner_html=wide.clone()></div>
            <div class="fig__phone" inner_html=phone.clone()></div>
        }
    };
    if !matches!(figure.spec.content, Content::Time(_)) {
        return view! { <div class="fig__plot">{both()}</div> }.into_any();
    }
    view! {
        <ChartReader
            label=language.pick("Werte ablesen", "Read values").to_owned()
            hint=language.pick(
                "Werte ablesen: mit Maus oder Finger, oder mit den Pfeiltasten.",
                "Read values: by pointer or finger, or with the arrow keys.",
            ).to_owned()
        >
            {both()}
        </ChartReader>
    }
    .into_any()
}

/// The figure.
pub fn figure(figure: &Figure, depth: Depth) -> impl IntoView + use<> {
    let language = figure.language;
    let title_id = format!("{}-title", figure.id);
    let labelled_by = title_id.clone();
    let title = figure.spec.title.clone();
    let heading = match depth {
        Depth::Page => view! { <h2 class="fig__title" id=title_id>{title}</h2> }.into_any(),
        Depth::Section => view! { <h3 class="fig__title" id=title_id>{title}</h3> }.into_any(),
        Depth::Topic => view! { <h4 class="fig__title" id=title_id>{title}</h4> }.into_any(),
    };
    view! {
        <figure class="fig" id=figure.id.clone() aria-labelledby=labelled_by>
            {heading}
            <p class="fig__sub">{figure.spec.subtitle.clone()}</p>
            <div class="fig__body">
                {drawing(figure).into_any()}
                <div class="fig__side">
                    {notes(figure)}
                    <p class="fig__src">{sources(figure)}</p>
                    {if figure.cite_only { no_files(language).into_any() } else { take_row(&figure.take, language).into_any() }}
                </div>
            </div>
        </figure>
    }
}

/// The figure alone, for a frame on another page: no script, no files, a way back.
pub fn framed(figure: &Figure) -> impl IntoView + use<> {
    let language = figure.language;
    let (wide, phone) = (figure.wide.clone(), figure.phone.clone());
    view! {
        <figure class="fig fig--framed">
            <h1 class="fig__title">{figure.spec.title.clone()}</h1>
            <p class="fig__sub">{figure.spec.subtitle.clone()}</p>
            <div class="fig__plot">
                <div class="fig__wide" inner_html=wide></div>
                <div class="fig__phone" inner_html=phone></div>
            </div>
            {notes(figure)}
            <p class="fig__src">{sources(figure)}</p>
            <p class="fig__src">
                <a href=figure.page.clone() rel="noopener">
                    {language.pick("Alle Werte, Quellen und Dateien bei Digitalstand", "All values, sources and files at Digitalstand")}
                </a>
            </p>
        </figure>
    }
}

fn notes(figure: &Figure) -> Vec<impl IntoView + use<>> {
    let note = |note: &String| view! { <p class="fig__note">{note.clone()}</p> };
    figure.spec.notes.iter().map(note).collect()
}

fn sources(figure: &Figure) -> impl IntoView + use<> {
    let language = figure.language;
    let text = format!("{} ", figure.source);
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
