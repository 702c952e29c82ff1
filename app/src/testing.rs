//! What several tests begin with.

use domain::{BodyKey, Day, PartialDate, Reuse, ServiceStatus, Slug, Source, SourceKind, Voice};

/// A document.
pub(crate) fn source(title: &str) -> Source {
    Source {
        title: title.into(),
        address: "https://x.de".into(),
        published: None,
        retrieved_on: Day::from_number(20_000),
        kind: SourceKind::Website,
        reuse: Reuse::Open,
    }
}

/// An empty record about a service of a body.
pub(crate) fn status(body: &str, date: &str) -> ServiceStatus {
    let key = BodyKey::parse(body).expect("a key");
    let slug = Slug::parse("wohngeld").expect("a slug");
    ServiceStatus::new(key, slug, PartialDate::parse(date), Voice::Press, source("x"))
}
