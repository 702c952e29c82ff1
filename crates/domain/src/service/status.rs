//! One record about a service of a body.

use crate::{BodyKey, Day, Exactness, NoValue, PartialDate, Slug, Source, Voice, words};

use super::Tier;

words! {
    /// How far a service is.
    pub enum Stage {
        /// It cannot be used online, and nothing is planned.
        NotOffered = "nicht-angeboten",
        /// It is to come.
        Planned = "geplant",
        /// It is being built.
        InWork = "in-arbeit",
        /// It can be applied for online.
        Live = "online",
    }
}

words! {
    /// How it is provided. That says nothing about who is responsible.
    pub enum Mode {
        /// By the body's own means.
        Own = "eigen",
        /// One Land built it for all ("Einer für Alle").
        Efa = "efa",
        /// By the portal of the Land beside the body.
        LandPortal = "landesportal",
    }
}

words! {
    /// How a link of the chain works.
    pub enum Step {
        /// Data pass on by themselves.
        Digital = "digital",
        /// Somebody types them again.
        Retyped = "abgetippt",
        /// Somebody prints them.
        Printed = "gedruckt",
        /// Not known.
        Unknown = "unbekannt",
    }
}

impl Step {
    /// The letter by which it is stored.
    pub const fn letter(self) -> char {
        match self {
            Self::Digital => 'd',
            Self::Retyped => 't',
            Self::Printed => 'p',
            Self::Unknown => 'u',
        }
    }

    /// The step with this letter.
    pub fn from_letter(letter: char) -> Option<Self> {
        Self::ALL.iter().copied().find(|step| step.letter() == letter)
    }
}

/// The links from application to payment: names in files, German and English.
pub const LINKS: [(&str, &str, &str); 6] = [
    ("antrag", "Antrag", "Application"),
    ("eingang", "Eingang", "Intake"),
    ("fachverfahren", "Fachverfahren", "Specialist procedure"),
    ("eakte", "E-Akte", "E-file"),
    ("bescheid", "Bescheid", "Notice"),
    ("zahlung", "Zahlung", "Payment"),
];

/// The chain from application to payment, in the order of [`LINKS`].
pub type Chain = [Step; 6];

/// A level on a named scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScaleLevel {
    /// The scale.
    pub scale: Slug,
    /// Its version.
    pub version: i64,
    /// The level, from 0.
    pub level: i64,
}

/// How often a service was used in a period, which ends with the date of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usage {
    /// First day of the period.
    pub from: Day,
    /// Applications in all.
    pub cases: Option<i64>,
    /// Applications made online.
    pub online: Option<i64>,
}

/// What a voice reported about a service of a body for a date. Whatever it does not speak of is empty.
#[derive(Debug, Clone, PartialEq)]
pub struct ServiceStatus {
    /// The body.
    pub body: BodyKey,
    /// The service.
    pub service: Slug,
    /// When it held, as precisely as the source says; `None` when the source has no date.
    pub valid_on: Option<PartialDate>,
    /// Who says it.
    pub voice: Voice,
    /// Why there is no value; then everything else is empty.
    pub missing: Option<NoValue>,
    /// How far the service is.
    pub stage: Option<Stage>,
    /// Its level of maturity.
    pub level: Option<ScaleLevel>,
    /// The criterion that keeps it from the next level.
    pub blocking: String,
    /// Since when it is online.
    pub live_since: Option<PartialDate>,
    /// For when it is promised.
    pub due: Option<PartialDate>,
    /// How it is provided.
    pub mode: Option<Mode>,
    /// The level of administration that the source names as responsible.
    pub responsible: Option<Tier>,
    /// Where it is found on the web.
    pub address: String,
    /// Whether it can be paid online.
    pub payment: Option<bool>,
    /// By which means.
    pub payment_means: String,
    /// The application-management product behind it.
    pub product: String,
    /// How one signs in, such as "BundID".
    pub login: String,
    /// Whether the portal of the Land leads to it.
    pub land_portal: Option<bool>,
    /// Whether the portal of the Bund leads to it.
    pub federal_portal: Option<bool>,
    /// How it runs inside the administration.
    pub chain: Chain,
    /// How often it was used.
    pub usage: Option<Usage>,
    /// How exactly the usage is stated.
    pub exactness: Exactness,
    /// What the body says about it, in own words: why not, what is in the way.
    pub statement: String,
    /// Where it stands.
    pub source: Source,
    /// Page or section in the source.
    pub page: String,
    /// What restricts it.
    pub note: String,
}

impl ServiceStatus {
    /// A record that says nothing yet.
    pub fn new(
        body: BodyKey,
        service: Slug,
        valid_on: Option<PartialDate>,
        voice: Voice,
        source: Source,
    ) -> Self {
        Self {
            body,
            service,
            valid_on,
            voice,
            missing: None,
            stage: None,
            level: None,
            blocking: String::new(),
            live_since: None,
            due: None,
            mode: None,
            responsible: None,
            address: String::new(),
            payment: None,
            payment_means: String::new(),
            product: String::new(),
            login: String::new(),
            land_portal: None,
            federal_portal: None,
            chain: [Step::Unknown; 6],
            usage: None,
            exactness: Exactness::Exact,
            statement: String::new(),
            source,
            page: String::new(),
            note: String::new(),
        }
    }

    /// Whether it says anything but why there is no value.
    pub fn says_something(&self) -> bool {
        let texts =
            [&self.blocking, &self.address, &self.payment_means, &self.product, &self.login, &self.statement];
        self.stage.is_some()
            || self.level.is_some()
            || self.live_since.is_some()
            || self.due.is_some()
            || self.mode.is_some()
            || self.responsible.is_some()
            || self.payment.is_some()
            || self.land_portal.is_some()
            || self.federal_portal.is_some()
            || self.usage.is_some()
            || self.chain.iter().any(|step| *step != Step::Unknown)
            || texts.iter().any(|text| !text.is_empty())
    }

    /// Order in which records are read: what says something before why there is no value, dated before undated, newest
    /// first, then by voice; the rest only makes the order total, so that nothing depends on the order of input.
    pub fn headline_order(&self) -> impl Ord + use<> {
        (
            self.missing.is_some(),
            std::cmp::Reverse(self.valid_on.map(PartialDate::last_day)),
            self.voice,
            self.valid_on.map(PartialDate::precision),
        )
    }

    /// Whether it is visible as of a reference date: undated records are not.
    pub fn held_on(&self, day: Option<Day>) -> bool {
        day.is_none_or(|day| self.valid_on.is_some_and(|date| date.last_day() <= day))
    }
}
