//! What things mean: the vocabulary of Digitalstand and its rules.
//!
//! This crate does no input or output, asks for no time and knows neither database nor browser.
//!
//! * A [`Body`] (Gemeinde, Verband, Kreis or Land) has an official [`BodyKey`].
//! * A [`Topic`](catalogue::Topic) groups [`Indicator`](catalogue::Indicator)s; both live in the
//!   [`Catalogue`](catalogue::Catalogue), which is data (`catalogue/*.toml`), not code.
//! * An [`Observation`] says what a [`Voice`] reported for a body, an indicator and a [`PartialDate`]: a
//!   [`Value`] with its [`Exactness`], or one of five reasons for [no value](NoValue). A missing value is never zero.
//! * A [`Promise`] is what a body said it would reach by when; its [story](promise::Story) tells what became of it.
//! * An [`Inquiry`] asks a body questions, each linked to the indicators that answer it.
//! * Every observation rests on a [`Source`] and became known in a [`Revision`]; nothing released is overwritten.
//!
//! **To add an indicator** append it to `catalogue/indicators.toml`: [`catalogue::Catalogue::bundled`] reads it and
//! the tests of that module check it. To add a topic, a list of choices, a scale or a term, do the same in
//! `topics.toml`, `lists.toml`, `scales.toml` or `glossary.toml`.

pub mod body;
pub mod catalogue;
pub mod day;
pub mod department;
pub mod derived;
pub mod format;
pub mod group;
pub mod inquiry;
pub mod key;
pub mod language;
pub mod observation;
pub mod product;
pub mod promise;
mod record;
pub mod search;
pub mod service;
pub mod source;
pub mod value;

pub use body::Body;
pub use catalogue::{Catalogue, Indicator};
pub use day::{Day, PartialDate};
pub use department::DepartmentStatus;
pub use group::{BodyType, Group, SizeClass};
pub use inquiry::Inquiry;
pub use key::{BodyKey, Level, Slug};
pub use language::Language;
pub use observation::{Observation, Revision, Voice};
pub use promise::Promise;
pub use service::{Service, ServiceStatus};
pub use source::{Reuse, Source, SourceKind};
pub use value::{Cell, Exactness, NoValue, Value, ValueKind};

/// Declares an enum whose variants each have one fixed word in files, and the way back.
///
/// The words are German because offices read and write them; they are an interface and never change.
macro_rules! words {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name { $($(#[$doc])* $variant),+ }

        impl $name {
            /// Every variant, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word of this variant in files and in the database.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The variant with this word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|variant| variant.word() == word)
            }
        }
    };
}
pub(crate) use words;
