//! What a page is: a state read from an address, data loaded for it, a document to show.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use charts::ChartSpec;
use domain::{Catalogue, Day, Language};
use leptos::prelude::AnyView;
use storage::Db;
use storage::overview::Edition;

use crate::address::Address;
use crate::error::AppError;
use crate::legal::Legal;

/// Who runs this installation, as far as readers see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Public address of the installation without trailing slash, such as `https://digitalstand.example`.
    pub base: String,
    /// Name of the operator.
    pub operator: String,
    /// Mail address of the operator.
    pub contact: String,
    /// What the operator says on the legal pages.
    pub legal: Legal,
}

/// Names of the built assets, which carry a hash of their contents.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Assets {
    /// The style sheet.
    pub style: String,
    /// Fonts to load early.
    pub fonts: Vec<String>,
    /// The icon.
    pub favicon: String,
    /// Stem of the islands' script and module.
    pub islands: String,
}

/// Everything a page needs to be loaded and shown. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The database.
    pub db: Db,
    /// The catalogue.
    pub catalogue: Arc<Catalogue>,
    /// Language of the reader.
    pub language: Language,
    /// The newest edition of the data.
    pub edition: Edition,
    /// Today, to tell the age of values.
    pub today: Day,
    /// The installation.
    pub site: Arc<Site>,
    /// The assets.
    pub assets: Arc<Assets>,
}

/// A future that can be sent between threads.
pub type Loading<'a> = Pin<Box<dyn Future<Output = Result<Answer, AppError>> + Send + 'a>>;

/// A page in one of its states.
pub trait Page: Send + Sync {
    /// The canonical address of this state.
    fn address(&self) -> Address;

    /// Asks storage and answers with a document or the way to another page.
    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a>;
}

/// What a page answers.
pub enum Answer {
    /// A document.
    Document(Box<Document>),
    /// The way to another page (303).
    Redirect(Address),
}

/// A view that can be rendered more than once.
pub type View = Arc<dyn Fn() -> AnyView + Send + Sync>;

/// A page ready to be shown.
pub struct Document {
    /// Title, without the name of the site.
    pub title: String,
    /// One sentence for search engines and link previews.
    pub description: String,
    /// The address without query, for `rel=canonical` and the language switch.
    pub address: Address,
    /// Whether search engines should stay away: query states, empty towns, errors.
    pub hidden: bool,
    /// The last word of the links above the heading, where the title is too long for it.
    pub short: Option<String>,
    /// The links above the heading: title and address.
    pub crumbs: Vec<(String, Address)>,
    /// What a link preview of the page shows.
    pub preview: Preview,
    /// Everything in `<main>`.
    pub body: View,
}

/// What networks and messengers show beside a link to a page.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Preview {
    /// No picture: the page of an error.
    None,
    /// A card with title and description.
    #[default]
    Card,
    /// The chart of the page.
    Chart(Box<ChartSpec>),
}

impl Document {
    /// A document with this view; `data` is what it shows.
    pub fn new<T, V>(title: impl Into<String>, address: Address, data: T, view: fn(&T) -> V) -> Self
    where
        T: Send + Sync + 'static,
        V: leptos::prelude::IntoView + 'static,
        V: leptos::prelude::IntoAny,
    {
        Self {
            title: title.into(),
            description: String::new(),
            hidden: !address.query().is_empty(),
            address,
            short: None,
            crumbs: Vec::new(),
            preview: Preview::Card,
            body: Arc::new(move || view(&data).into_any()),
        }
    }

    /// With a description.
    #[must_use]
    pub fn described(mut self, description: impl Into<String>) -> Self {
        self.description = description.into();
        self
    }

    /// With a chart in its link preview, where there is one.
    #[must_use]
    pub fn previewed(mut self, chart: Option<&ChartSpec>) -> Self {
        self.preview = chart.map_or(self.preview, |chart| Preview::Chart(Box::new(chart.clone())));
        self
    }

    /// Without a link preview.
    #[must_use]
    pub fn without_preview(mut self) -> Self {
        self.preview = Preview::None;
        self
    }

    /// The address of the page's preview picture. Only a chart changes with the query.
    pub fn preview_address(&self) -> Option<Address> {
        let page = match &self.preview {
            Preview::None => return None,
            Preview::Card => Address::new(self.address.path()),
            Preview::Chart(_) => self.address.clone(),
        };
        Some(preview_of(&page))
    }

    /// With a short title for the links above the heading.
    #[must_use]
    pub fn called(mut self, short: impl Into<String>) -> Self {
        self.short = Some(short.into());
        self
    }

    /// With the links above the heading.
    #[must_use]
    pub fn under(mut self, crumbs: Vec<(String, Address)>) -> Self {
        self.crumbs = crumbs;
        self
    }

    /// Whether search engines should stay away.
    #[must_use]
    pub fn hidden_when(mut self, hidden: bool) -> Self {
        self.hidden |= hidden;
        self
    }
}

/// The address of the preview picture of this page.
pub fn preview_of(page: &Address) -> Address {
    Address::new("/vorschau.png").with("seite", page.in_language(Language::German))
}

impl From<Document> for Answer {
    fn from(document: Document) -> Self {
        Self::Document(Box::new(document))
    }
}
