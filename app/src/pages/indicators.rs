//! `/kennzahlen`: the catalogue by topic.

use domain::catalogue::Topic;
use domain::{Indicator, Language};
use leptos::prelude::*;
use storage::overview;

use crate::address::Address;
use crate::components::{link, section_head};
use crate::error::AppError;
use crate::page::{Document, Loading, Page, Reading};
use crate::query::Query;
use crate::text::municipalities;

struct Indicators;

/// Reads the state: there is none.
///
/// # Errors
/// Never.
pub fn parse(_: &[&str], _: &Query) -> Result<Box<dyn Page>, AppError> {
    Ok(Box::new(Indicators))
}

struct Data {
    language: Language,
    topics: Vec<(Topic, Vec<(Indicator, i64)>)>,
}

impl Page for Indicators {
    fn address(&self) -> Address {
        Address::new("/kennzahlen")
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async move {
            let language = reading.language;
            let mut topics = Vec::new();
            for topic in reading.catalogue.topics() {
                let mut of_topic = Vec::new();
                for indicator in reading.catalogue.of_topic(&topic.slug) {
                    let count = overview::with_indicator(&reading.db, &indicator.slug).await?;
                    of_topic.push((indicator.clone(), count));
                }
                topics.push((topic.clone(), of_topic));
            }
            let title = language.pick("Kennzahlen", "Indicators");
            let description = language.pick(
                "Was gezählt wird, in 14 Themen, mit Definition und Zählregel.",
                "What is counted, in 14 topics, with definition and counting rule.",
            );
            Ok(Document::new(title, self.address(), Data { language, topics }, view)
                .described(description)
                .into())
        })
    }
}

fn view(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let topics: Vec<_> = data
        .topics
        .iter()
        .map(|(topic, indicators)| section(topic, indicators, language).into_any())
        .collect();
    view! {
        <div class="place">
            <h1>{language.pick("Kennzahlen", "Indicators")}</h1>
            <p class="place__sum">
                {language.pick(
                    "Vierzehn Themen, nach denen Fraktionen fragen. Zu jeder Kennzahl steht, was gezählt wird und bei wie vielen Kommunen hier ein Wert belegt ist.",
                    "Fourteen topics that council groups ask about. Every indicator says what is counted, and for how many municipalities a value is on record here.",
                )}
            </p>
        </div>
        {topics}
    }
}

fn section(topic: &Topic, indicators: &[(Indicator, i64)], language: Language) -> impl IntoView + use<> {
    let lines: Vec<_> = indicators
        .iter()
        .map(|(indicator, count)| {
            let words = indicator.wording(language);
            let known = match *count {
                0 => language.pick("keine Angabe", "nothing on record").to_owned(),
                count => format!("{} {}", language.pick("Werte zu", "values for"), municipalities(count, language)),
            };
            view! {
                <li>
                    <div>
                        {link(words.title.clone(), &Address::new(format!("/kennzahlen/{}", indicator.slug)), language)}
                        <small>{words.definition.clone()}</small>
                    </div>
                    <b>{known}</b>
                </li>
            }
        })
        .collect();
    let question = topic.question.get(language).to_owned();
    view! {
        <section class="section" id=topic.slug.to_string()>
            {section_head(topic.title.get(language).to_owned(), question).into_any()}
            <ul class="lines">{lines}</ul>
        </section>
    }
}
