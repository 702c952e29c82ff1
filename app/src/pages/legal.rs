//! `/impressum`, `/datenschutz`, `/barrierefreiheit`: what the operator says, or else what the program knows of itself.

use domain::Language;
use leptos::prelude::*;

use crate::address::Address;
use crate::error::AppError;
use crate::legal::LegalPage;
use crate::page::{Document, Loading, Page, Reading};
use crate::prose;
use crate::query::Query;

struct Legal(LegalPage);

/// The imprint.
///
/// # Errors
/// Never.
pub fn imprint(_: &[&str], _: &Query) -> Result<Box<dyn Page>, AppError> {
    Ok(Box::new(Legal(LegalPage::Imprint)))
}

/// The statement on personal data.
///
/// # Errors
/// Never.
pub fn privacy(_: &[&str], _: &Query) -> Result<Box<dyn Page>, AppError> {
    Ok(Box::new(Legal(LegalPage::Privacy)))
}

/// The statement on accessibility.
///
/// # Errors
/// Never.
pub fn accessibility(_: &[&str], _: &Query) -> Result<Box<dyn Page>, AppError> {
    Ok(Box::new(Legal(LegalPage::Accessibility)))
}

struct Data {
    page: LegalPage,
    language: Language,
    text: String,
    /// The language the text is in.
    written: Language,
    operator: String,
    contact: String,
}

impl Page for Legal {
    fn address(&self) -> Address {
        Address::new(format!("/{}", self.0.word()))
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async move {
            let (page, language, site) = (self.0, reading.language, &reading.site);
            let own = site.legal.text(page, language);
            let (text, written) = own.unwrap_or((bundled(page, language), language));
            let data = Data {
                page,
                language,
                text: text.to_owned(),
                written,
                operator: site.operator.clone(),
                contact: site.contact.clone(),
            };
            let document = Document::new(page.title(language), self.address(), data, view);
            Ok(document.hidden_when(own.is_none()).into())
        })
    }
}

/// What the program knows of itself, when the operator has said nothing.
const fn bundled(page: LegalPage, language: Language) -> &'static str {
    match page {
        LegalPage::Imprint => language
            .pick(include_str!("../../texts/impressum.de.txt"), include_str!("../../texts/impressum.en.txt")),
        LegalPage::Privacy => language.pick(
            include_str!("../../texts/datenschutz.de.txt"),
            include_str!("../../texts/datenschutz.en.txt"),
        ),
        LegalPage::Accessibility => language.pick(
            include_str!("../../texts/barrierefreiheit.de.txt"),
            include_str!("../../texts/barrierefreiheit.en.txt"),
        ),
    }
}

fn view(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let foreign = data.written != language;
    view! {
        <div class="place">
            <h1>{data.page.title(language)}</h1>
            {foreign.then(|| view! { <p class="place__sum">{language.pick("Diesen Text gibt es nur auf Englisch.", "This text exists in German only.")}</p> })}
        </div>
        <div class="section prose" lang=foreign.then(|| data.written.tag())>{prose::whole(&data.text, language)}</div>
        <div class="section prose">{contact(data)}</div>
    }
}

fn contact(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let mail = data.contact.clone();
    let operator = (!data.operator.is_empty()).then(|| view! { <p>{data.operator.clone()}</p> });
    let reach = if mail.is_empty() {
        view! { <p>{language.pick("Eine Adresse hat der Betreiber dieser Installation noch nicht angegeben.", "The operator of this installation has not given an address yet.")}</p> }.into_any()
    } else {
        view! { <p><a href=format!("mailto:{mail}")>{mail.clone()}</a></p> }.into_any()
    };
    view! {
        <h2>{language.pick("Kontakt", "Contact")}</h2>
        {operator}
        {reach}
    }
}
