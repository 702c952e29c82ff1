//! `/kommunen/{key}/zusagen`: the whole story of every promise of a body.

use domain::{Body, BodyKey, Language, format};
use leptos::prelude::*;
use storage::bodies;

use crate::address::Address;
use crate::as_of::Moment;
use crate::components::figure::{Depth, Figure, figure};
use crate::components::files::{addresses, files};
use crate::components::promises::{mark, rule, slip, story, summary};
use crate::components::{link, section_head};
use crate::diagrams::promises::{PromiseChart, PromiseState};
use crate::error::AppError;
use crate::page::{Answer, Document, Loading, Page, Reading};
use crate::pages::promises::Promises;
use crate::promised::{Promised, Told, due};
use crate::query::Query;

/// The parameters, in canonical order.
pub const KNOWN: &[&str] = &["stand", "bekannt"];

/// The promises of a body, as of a moment.
pub struct TownPromises {
    key: BodyKey,
    moment: Moment,
}

/// Reads the state.
///
/// # Errors
/// When the segment is no key, or a parameter has a bad value.
pub fn parse(segments: &[&str], query: &Query) -> Result<Box<dyn Page>, AppError> {
    Ok(Box::new(TownPromises::read(segments.first().copied().unwrap_or_default(), query)?))
}

impl TownPromises {
    /// Reads the state of the page and of its files.
    ///
    /// # Errors
    /// When `key` is no key, or a parameter has a bad value.
    pub fn read(key: &str, query: &Query) -> Result<Self, AppError> {
        Ok(Self { key: BodyKey::parse(key).ok_or(AppError::NotFound)?, moment: Moment::parse(query)? })
    }

    /// The canonical address of this state with an ending: nothing for the page, `.csv` for a file.
    pub fn at(&self, ending: &str) -> Address {
        self.moment.on(Address::new(format!("/kommunen/{}/zusagen{ending}", self.key)))
    }

    /// Loads the body and its promises.
    ///
    /// # Errors
    /// When there is no such body or edition, or the database fails.
    pub async fn promised(&self, reading: &Reading) -> Result<(Body, Promised), AppError> {
        let promised = Promised::load(reading, &self.moment, Some(&self.key)).await?;
        let body = bodies::find_as_of(&reading.db, &self.key, promised.moment.as_of).await?;
        Ok((body.ok_or(AppError::NotFound)?, promised))
    }
}

/// What the view shows.
struct Data {
    language: Language,
    title: String,
    body: Body,
    moment: Moment,
    promised: Promised,
    figure: Option<Figure>,
    files: Vec<(&'static str, Address)>,
}

/// Title of the page and of its files.
pub fn title(body: &Body, language: Language) -> String {
    match language {
        Language::German => format!("{}: Zusagen", body.name),
        Language::English => format!("{}: promises", body.name),
    }
}

impl Page for TownPromises {
    fn address(&self) -> Address {
        self.at("")
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async move {
            let language = reading.language;
            let (body, promised) = self.promised(reading).await?;
            let title = title(&body, language);
            let description = language.pick(
                "Was zugesagt wurde, für wann, wie oft verschoben und was daraus geworden ist, jede Aussage mit Quelle.",
                "What was promised, for when, how often shifted and what became of it, every statement with its source.",
            );
            let crumbs = vec![
                (language.pick("Kommunen", "Municipalities").to_owned(), Address::new("/kommunen")),
                (body.name.clone(), Address::new(format!("/kommunen/{}", self.key))),
            ];
            let empty = promised.told.is_empty();
            let state = PromiseState::new(Some(self.key.clone()), Promises::all(&self.moment));
            let chart = PromiseChart::new(state, promised.clone(), Some(&body), language);
            let data = Data {
                language,
                figure: Figure::draw(&chart, "zusagen", reading)?,
                title: title.clone(),
                body,
                moment: self.moment.clone(),
                promised,
                files: addresses(|extension| self.at(&format!(".{extension}"))),
            };
            let document = Document::new(title, self.address(), data, view)
                .described(description)
                .under(crumbs)
                .called(language.pick("Zusagen", "Promises"));
            Ok(Answer::from(document.hidden_when(empty)))
        })
    }
}

fn view(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let told = &data.promised.told;
    let stories: Vec<_> = told.iter().map(|told| section(told, language).into_any()).collect();
    let sum = if told.is_empty() {
        language
            .pick(
                "Keine Zusage dieser Kommune ist hier belegt. Das sagt nichts darüber, ob es eine gab.",
                "No promise of this municipality is on record here. That says nothing about whether there was one.",
            )
            .to_owned()
    } else {
        summary(&data.promised.record(), language)
    };
    view! {
        <div class="place">
            <h1>{data.title.clone()}</h1>
            <p class="place__sum">{sum}</p>
        </div>
        <div class="section stack">
            <form class="bar" action=Address::new(format!("/kommunen/{}/zusagen", data.body.key)).in_language(language)>
                <div class="bar__grid bar__grid--3">
                    {data.moment.field(language)}
                    <button class="kern-btn kern-btn--secondary" type="submit">
                        <span class="kern-label">{language.pick("Anzeigen", "Show")}</span>
                    </button>
                </div>
            </form>
            {data.moment.note(language).map(|note| view! { <p class="fig__note">{note}</p> })}
            {data.figure.as_ref().map(|drawn| figure(drawn, Depth::Page))}
        </div>
        {stories}
        <section class="section stack">
            {(!told.is_empty()).then(|| rule(language))}
            {files(&data.files, language)}
            <p>{link(language.pick("Zusagen aller Kommunen", "Promises of all municipalities"), &Address::new("/zusagen"), language)}</p>
        </section>
    }
}

fn section(told: &Told, language: Language) -> impl IntoView + use<> {
    let story_of = &told.story;
    let mut facts = Vec::new();
    let by = language.pick("fällig", "due");
    facts.push(format!("{by}: {}", due(story_of.due(), language)));
    if story_of.shifts() > 0 {
        let first = due(story_of.first_due(), language);
        facts.push(format!("{}: {first}", language.pick("zuerst zugesagt", "first promised")));
        let count = story_of.shifts();
        facts.push(match language {
            Language::German if count == 1 => "einmal verschoben".to_owned(),
            Language::German => format!("{count}-mal verschoben"),
            Language::English if count == 1 => "shifted once".to_owned(),
            Language::English => format!("shifted {count} times"),
        });
    }
    let kept = story_of.kept_on().flatten();
    facts.extend(kept.map(|date| {
        format!("{} {}", language.pick("belegt am", "on record for"), format::date(date, language))
    }));
    facts.extend(slip(told, language));
    let indicator = Address::new(format!("/kennzahlen/{}", told.indicator.slug));
    view! {
        <section class="section" id=story_of.promise.id.to_string()>
            {section_head(story_of.statement().to_owned(), "").into_any()}
            <p>{mark(told.outcome, language)}" · "{facts.join(" · ")}</p>
            {story(told, language).into_any()}
            <p class="fig__note">{language.pick("Kennzahl: ", "Indicator: ")}{link(told.indicator.wording(language).title.clone(), &indicator, language)}</p>
        </section>
    }
}
