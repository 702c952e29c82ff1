//! `/anfragen/entwurf`: a ready inquiry to read, copy, save and print. Nobody needs an account for it.

mod letter;
mod view;

use domain::{Body, BodyKey, Inquiry, Language, Slug};
use storage::{bodies, inquiries};

use crate::address::Address;
use crate::comparison::read::list;
use crate::dossier::Dossier;
use crate::error::AppError;
use crate::page::{Answer, Document, Loading, Page, Reading};
use crate::pages::inquiry::{Wanted, named_if_typed, typed};
use crate::pages::municipality::{Named, TopicPart, topics_of};
use crate::query::Query;
use letter::Letter;

/// The parameters of this page, in canonical order.
pub const KNOWN: &[&str] = &["kommune", "thema", "anfrage", "fragen", "fuer"];
/// The page.
const PATH: &str = "/anfragen/entwurf";
/// The same as a file.
pub const FILE: &str = "/anfragen/entwurf.txt";
/// More questions are no inquiry any more.
const MOST: usize = 30;

/// What is asked, and whom.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// The body; `None` for a draft to anybody.
    body: Option<BodyKey>,
    /// Topics; none for all that are open. Not used when an inquiry is taken up.
    topics: Vec<Slug>,
    /// The inquiry whose questions are taken up.
    inquiry: Option<Slug>,
    /// Which of its questions; none for all.
    positions: Vec<i64>,
    /// A name that the reader typed to choose a body.
    other: String,
}

/// Reads the state.
///
/// # Errors
/// When a parameter has a bad value.
pub fn parse(_: &[&str], query: &Query) -> Result<Box<dyn Page>, AppError> {
    Ok(Box::new(Draft::parse(query)?))
}

impl Draft {
    /// Reads a draft from a query.
    ///
    /// # Errors
    /// When a value is not possible; the error names its parameter.
    pub fn parse(query: &Query) -> Result<Self, AppError> {
        let position = |text: &str| text.parse().ok().filter(|number: &i64| (1..=99).contains(number));
        let key = ("ein amtlicher Schlüssel", "an official key");
        let inquiry = ("eine Anfrage der Liste", "an inquiry of the list");
        let inquiry = query.read("anfrage", Slug::parse, inquiry.0, inquiry.1)?;
        let topics = list(query, "thema", MOST, Slug::parse, "Themen", "topics")?;
        let positions = list(query, "fragen", MOST, position, "Nummern von Fragen", "numbers of questions")?;
        // An inquiry brings its own questions; without one there are none to number.
        let taken_up = inquiry.is_some();
        Ok(Self {
            body: query.read("kommune", BodyKey::parse, key.0, key.1)?,
            topics: if taken_up { Vec::new() } else { topics },
            positions: if taken_up { positions } else { Vec::new() },
            inquiry,
            other: typed(query),
        })
    }

    /// The canonical address of this draft under a path.
    pub fn address_at(&self, path: &str) -> Address {
        let joined = |items: Vec<String>| items.join("~");
        Address::new(path)
            .with("kommune", self.body.as_ref().map_or("", BodyKey::as_str))
            .with("thema", joined(self.topics.iter().map(ToString::to_string).collect()))
            .with("anfrage", self.inquiry.as_ref().map_or("", Slug::as_str))
            .with("fragen", joined(self.positions.iter().map(ToString::to_string).collect()))
            .with("fuer", self.other.as_str())
    }

    /// The letter as plain text, and a name for its file.
    ///
    /// # Errors
    /// When body, topic or inquiry are not known, or the database fails.
    pub async fn file(&self, reading: &Reading) -> Result<(String, String), AppError> {
        // Administrations are asked in German, whatever the reader reads.
        let reading = Reading { language: Language::German, ..reading.clone() };
        let loaded = Loaded::of(self, &reading).await?;
        let key = self.body.as_ref().map_or("kommune", BodyKey::as_str);
        Ok((Letter::of(self, &loaded, &reading)?.text, format!("anfrage-{key}.txt")))
    }
}

/// What a draft rests on.
struct Loaded {
    dossier: Option<Dossier>,
    topics: Vec<TopicPart>,
    /// The inquiry that is taken up.
    inquiry: Option<Inquiry>,
    /// All inquiries to the body, newest first.
    own: Vec<Inquiry>,
}

impl Loaded {
    async fn of(draft: &Draft, reading: &Reading) -> Result<Self, AppError> {
        let inquiry = match &draft.inquiry {
            Some(slug) => Some(inquiries::find(&reading.db, slug).await?.ok_or_else(|| {
                AppError::bad("anfrage", slug.as_str(), "eine Anfrage der Liste", "an inquiry of the list")
            })?),
            None => None,
        };
        let Some(key) = &draft.body else {
            return Ok(Self { dossier: None, topics: Vec::new(), inquiry, own: Vec::new() });
        };
        let (german, english) = ("ein Schlüssel des Verzeichnisses", "a key of the register");
        let body = bodies::find(&reading.db, key).await?;
        let body = body.ok_or_else(|| AppError::bad("kommune", key.as_str(), german, english))?;
        let dossier = Dossier::load(reading, body).await?;
        let own = inquiries::about(&reading.db, key, "").await?;
        let topics = topics_of(reading, &dossier, &dossier.told(reading.language), &own);
        Ok(Self { dossier: Some(dossier), topics, inquiry, own })
    }

    fn body(&self) -> Option<&Body> {
        self.dossier.as_ref().map(|dossier| &dossier.body)
    }
}

/// What the view shows.
struct Data {
    language: Language,
    body: Option<Body>,
    letter: Letter,
    file: Address,
    /// Topics to choose from, and whether they are in the letter; none when an inquiry is taken up.
    topics: Vec<(Slug, String, bool)>,
    wanted: Wanted,
    draft: Draft,
}

impl Page for Draft {
    fn address(&self) -> Address {
        self.address_at(PATH)
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async move {
            let found = named_if_typed(reading, &self.other).await?;
            if let Named::One(body) = found {
                let draft = Self { body: Some(body.key), other: String::new(), ..self.clone() };
                return Ok(Answer::Redirect(draft.address()));
            }
            let german = Reading { language: Language::German, ..reading.clone() };
            let loaded = Loaded::of(self, &german).await?;
            let letter = Letter::of(self, &loaded, &german)?;
            let wanted = Wanted { typed: self.other.clone(), many: matches!(found, Named::Many) };
            Ok(self.document(reading, &loaded, letter, wanted).into())
        })
    }
}

impl Draft {
    fn document(&self, reading: &Reading, loaded: &Loaded, letter: Letter, wanted: Wanted) -> Document {
        let language = reading.language;
        let topics = reading.catalogue.topics().iter().filter(|_| self.inquiry.is_none()).map(|topic| {
            let inside = letter.topics.contains(&topic.slug);
            (topic.slug.clone(), topic.title.get(language).to_owned(), inside)
        });
        let data = Data {
            language,
            body: loaded.body().cloned(),
            file: Self { other: String::new(), ..self.clone() }.address_at(FILE),
            topics: topics.collect(),
            letter,
            wanted,
            draft: self.clone(),
        };
        let title = language.pick("Anfrage entwerfen", "Draft an inquiry");
        let description = language.pick(
            "Eine fertige Anfrage an die Verwaltung, mit dem, was schon belegt ist, und den Fragen nach dem, was fehlt.",
            "A ready inquiry to the administration, with what is on record and questions about what is missing.",
        );
        let list = (language.pick("Anfragen", "Inquiries").to_owned(), Address::new("/anfragen"));
        let mut crumbs = vec![list];
        crumbs.extend(
            data.body
                .as_ref()
                .map(|body| (body.name.clone(), Address::new(format!("/kommunen/{}", body.key)))),
        );
        Document::new(title, self.address(), data, view::view).described(description).under(crumbs)
    }
}
