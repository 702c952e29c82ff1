//! `/anfragen/{id}`: one inquiry, its questions as they would be answered today, and what changed since.

use domain::{Inquiry, Language, Slug};
use leptos::prelude::*;
use storage::{bodies, inquiries};

use crate::address::Address;
use crate::as_of::Moment;
use crate::components::answers::{about, answers, dated_name, foreign, name, page};
use crate::components::changes::changes;
use crate::components::{link, section_head, source_link};
use crate::dossier::answers::{Answered, answered, with_an_answer};
use crate::dossier::changes::{Changes, since};
use crate::dossier::said::Said;
use crate::dossier::{Dossier, said};
use crate::error::AppError;
use crate::page::{Answer, Document, Loading, Page, Reading};
use crate::pages::municipality::{Named, named};
use crate::promised::Promised;
use crate::query::Query;

/// The parameters of this page.
pub const KNOWN: &[&str] = &["fuer"];

struct One {
    slug: Slug,
    /// The name of another body that the reader wants to put the questions to.
    other: String,
}

/// Reads the state.
///
/// # Errors
/// When there can be no inquiry of this name.
pub fn parse(segments: &[&str], query: &Query) -> Result<Box<dyn Page>, AppError> {
    let slug = segments.first().and_then(|segment| Slug::parse(segment)).ok_or(AppError::NotFound)?;
    Ok(Box::new(One { slug, other: typed(query) }))
}

/// The name of a body as it was typed into the field `fuer`.
pub(super) fn typed(query: &Query) -> String {
    query.one("fuer").unwrap_or_default().trim().chars().take(100).collect()
}

struct Data {
    language: Language,
    inquiry: Inquiry,
    town: String,
    questions: Vec<Answered>,
    /// What is new since: figures; services, departments and promises.
    changes: Option<(Changes, Vec<Said>)>,
    before: Option<Inquiry>,
    after: Vec<Inquiry>,
    other: Wanted,
}

/// What became of a name that was typed.
pub(super) struct Wanted {
    /// The name.
    pub typed: String,
    /// Whether it means more than one body.
    pub many: bool,
}

impl Page for One {
    fn address(&self) -> Address {
        page(&self.slug).with("fuer", self.other.as_str())
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async move {
            let inquiry = inquiries::find(&reading.db, &self.slug).await?.ok_or(AppError::NotFound)?;
            let found = named_if_typed(reading, &self.other).await?;
            if let Named::One(body) = found {
                let there = Address::new(format!("/kommunen/{}", body.key));
                return Ok(Answer::Redirect(there.with("fragen", self.slug.as_str())));
            }
            let other = Wanted { typed: self.other.clone(), many: matches!(found, Named::Many) };
            document(reading, inquiry, self.address(), other).await
        })
    }
}

/// What a typed name leads to; nothing for an empty one.
pub(super) async fn named_if_typed(reading: &Reading, typed: &str) -> Result<Named, AppError> {
    if typed.is_empty() { Ok(Named::None) } else { named(reading, typed).await }
}

async fn document(
    reading: &Reading,
    inquiry: Inquiry,
    address: Address,
    other: Wanted,
) -> Result<Answer, AppError> {
    let language = reading.language;
    let body = bodies::find(&reading.db, &inquiry.body).await?.ok_or(AppError::NotFound)?;
    let dossier = Dossier::load(reading, body).await?;
    let before = match &inquiry.predecessor {
        Some(slug) => inquiries::find(&reading.db, slug).await?,
        None => None,
    };
    let (day, told) = (inquiry.day(), dossier.told(language));
    let changes = day.map(|day| since(day, &dossier, reading, |indicator| inquiry.asks_for(&indicator.slug)));
    let promised = Promised::load(reading, &Moment::default(), Some(&inquiry.body)).await?;
    let asked = |slug: &str| Slug::parse(slug).is_some_and(|slug| inquiry.asks_for(&slug));
    let said = day.map(|day| said::since(day, &told, &promised, reading, asked));
    let data = Data {
        language,
        town: dossier.body.name.clone(),
        questions: answered(&inquiry, &dossier, &told, &reading.catalogue),
        changes: changes.zip(said),
        after: inquiries::successors(&reading.db, &inquiry.slug).await?,
        before,
        inquiry,
        other,
    };
    let list = (language.pick("Anfragen", "Inquiries").to_owned(), Address::new("/anfragen"));
    let title = format!("{}, {}", dated_name(&data.inquiry, language), data.town);
    let description = format!("{} ({})", data.inquiry.title, about(&data.inquiry, language));
    let short = name(&data.inquiry, language);
    Ok(Document::new(title, address, data, view)
        .described(description)
        .called(short)
        .under(vec![list])
        .into())
}

fn view(data: &Data) -> impl IntoView + use<> {
    let (language, inquiry) = (data.language, &data.inquiry);
    let town = Address::new(format!("/kommunen/{}", inquiry.body));
    view! {
        <div class="place">
            <h1>{dated_name(inquiry, language)}</h1>
            <div class="place__facts">
                <span>{link(data.town.clone(), &town, language)}</span>
                <span>{about(inquiry, language)}</span>
            </div>
        </div>
        <div class="lead lead--even">
            <div class="place__l">
                <p class="place__sum" lang=foreign(language)>{inquiry.title.clone()}</p>
                <p>{summary(data)}</p>
                {paper(data).into_any()}
                {others(data).into_any()}
            </div>
            {elsewhere(data).into_any()}
        </div>
        {questions(data).into_any()}
        {new(data).into_any()}
    }
}

fn summary(data: &Data) -> String {
    let (all, some) = (data.questions.len(), with_an_answer(&data.questions));
    match (data.language, all) {
        (Language::German, 0) => "Der Wortlaut der Fragen ist hier nicht erfasst.".to_owned(),
        (Language::German, 1) if some == 1 => "Zu der Frage gibt es heute Angaben.".to_owned(),
        (Language::German, 1) => "Zu der Frage ist hier nichts erfasst.".to_owned(),
        (Language::German, _) => format!("Zu {some} von {all} Fragen gibt es heute Angaben."),
        (Language::English, 0) => "The questions are not on record here.".to_owned(),
        (Language::English, _) => format!("Something is on record today for {some} of {all} questions."),
    }
}

fn paper(data: &Data) -> impl IntoView + use<> {
    let (language, address) = (data.language, &data.inquiry.paper);
    (!address.is_empty()).then(|| {
        let title = language.pick("Papier oder Bericht dazu", "Paper or report about it");
        view! { <p>{source_link(title, address)}</p> }
    })
}

/// The inquiry before and those after.
fn others(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let before = data.before.iter().map(|other| (language.pick("Davor: ", "Before: "), other));
    let after = data.after.iter().map(|other| (language.pick("Danach: ", "After: "), other));
    let links: Vec<_> = before
        .chain(after)
        .map(|(word, other)| {
            view! { <li>{word}{link(dated_name(other, language), &page(&other.slug), language)}</li> }
        })
        .collect();
    (!links.is_empty()).then(|| view! { <ul class="links">{links}</ul> })
}

/// "Dieselben Fragen für eine andere Kommune".
fn elsewhere(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let action = page(&data.inquiry.slug).in_language(language);
    (!data.questions.is_empty()).then(|| {
        view! {
            <aside class="panel stack">
                {town_field(
                    action,
                    Vec::new(),
                    &data.other,
                    language.pick("Dieselben Fragen für eine andere Kommune", "The same questions for another municipality"),
                    language.pick("Anzeigen", "Show"),
                    language,
                ).into_any()}
            </aside>
        }
    })
}

/// A field for the name of a municipality, and what was wrong with the last try. `kept` are parameters that the form
/// sends along.
pub(super) fn town_field(
    action: String,
    kept: Vec<(&'static str, String)>,
    wanted: &Wanted,
    label: &'static str,
    button: &'static str,
    language: Language,
) -> impl IntoView + use<> {
    let problem = (!wanted.typed.is_empty()).then(|| {
        let typed = &wanted.typed;
        let text = match (language, wanted.many) {
            (Language::German, true) => {
                format!("„{typed}“ heißen mehrere. Bitte genauer, oder mit dem amtlichen Schlüssel.")
            }
            (Language::German, false) => format!("„{typed}“ steht nicht im Verzeichnis."),
            (Language::English, true) => {
                format!("“{typed}” means more than one. Please be more precise, or use the official key.")
            }
            (Language::English, false) => format!("“{typed}” is not in the register."),
        };
        view! { <p class="field__error" id="fuer-fehler">{text}</p> }
    });
    let kept: Vec<_> = kept
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect();
    let described = problem.is_some().then_some("fuer-fehler");
    view! {
        <form class="since" action=action>
            <label for="fuer">{label}</label>
            <div>
                {kept}
                <input id="fuer" name="fuer" type="text" autocomplete="off" spellcheck="false" required
                    value=wanted.typed.clone() aria-describedby=described/>
                <button class="kern-btn kern-btn--secondary" type="submit"><span class="kern-label">{button}</span></button>
            </div>
            {problem}
        </form>
    }
}

fn questions(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let inquiry = &data.inquiry;
    (!data.questions.is_empty()).then(|| {
        let draft = Address::new("/anfragen/entwurf")
            .with("kommune", inquiry.body.as_str())
            .with("anfrage", inquiry.slug.as_str());
        let intro = language.pick(
            "Jede Frage mit allem, was dazu belegt ist",
            "Every question with everything on record about it",
        );
        view! {
            <section class="section" id="fragen">
                {section_head(language.pick("Die Fragen und was heute bekannt ist", "The questions and what is known today"), intro).into_any()}
                {answers(&inquiry.slug, &data.questions, &inquiry.body, language).into_any()}
                <ul class="links">
                    <li>{link(language.pick("Noch einmal fragen: alle Fragen als Entwurf", "Ask again: all questions as a draft"), &draft, language)}</li>
                </ul>
            </section>
        }
    })
}

fn new(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    data.changes.as_ref().filter(|_| !data.questions.is_empty()).map(|(found, said)| {
        let intro = language.pick("Nur zu dem, wonach gefragt wurde", "Only about what was asked");
        view! {
            <section class="section" id="neu">
                {section_head(language.pick("Neu seit der Anfrage", "New since the inquiry"), intro).into_any()}
                {changes(found, said, language).into_any()}
            </section>
        }
    })
}
