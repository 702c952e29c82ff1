//! `rangliste`, `verteilung` and `punktkarte`: the newest values of comparable bodies, one set of rows in three views.

mod cuts;
mod pictures;

use charts::Content;
use domain::{BodyKey, Group, Indicator, Language, Slug};
use exchange::export::Row;
use storage::observations::GroupCount;
use storage::overview::Edition;

use super::row::row;
use super::{Chart, Diagram, Loading, State, Words, source_titles};
use crate::address::Address;
use crate::as_of::{Moment, Resolved};
use crate::comparison::Known;
use crate::error::AppError;
use crate::page::Reading;
use crate::query::Query;
use crate::ranking::{self, Chosen, Extent, Placed};

const KNOWN: &[&str] = &["kennzahl", "gruppe", "hervorheben", "stand", "bekannt"];

/// The lines of the table.
pub(super) const RANKING: Diagram = Diagram {
    name: View::Ranking.name(),
    parse: |query| Ok(Box::new(Standing::parse(View::Ranking, query)?)),
    known: KNOWN,
};
pub(super) const DISTRIBUTION: Diagram = Diagram {
    name: View::Distribution.name(),
    parse: |query| Ok(Box::new(Standing::parse(View::Distribution, query)?)),
    known: KNOWN,
};
pub(super) const PLACES: Diagram = Diagram {
    name: View::Places.name(),
    parse: |query| Ok(Box::new(Standing::parse(View::Places, query)?)),
    known: KNOWN,
};

/// How the rows are seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// The first of them by value.
    Ranking,
    /// All of them on one scale.
    Distribution,
    /// All of them on the map.
    Places,
}

impl View {
    const fn name(self) -> &'static str {
        match self {
            Self::Ranking => "rangliste",
            Self::Distribution => "verteilung",
            Self::Places => "punktkarte",
        }
    }
}

/// Which values are shown.
#[derive(Debug, Clone)]
pub struct Standing {
    view: View,
    indicator: Slug,
    group: Chosen,
    highlight: Option<BodyKey>,
    moment: Moment,
}

impl Standing {
    fn parse(view: View, query: &Query) -> Result<Self, AppError> {
        let (german, english) = ("eine Kennzahl des Katalogs", "an indicator of the catalogue");
        let indicator = query.read("kennzahl", Slug::parse, german, english)?;
        Ok(Self {
            view,
            indicator: indicator.ok_or_else(|| AppError::bad("kennzahl", "", german, english))?,
            group: Chosen::parse(query)?,
            highlight: query.read(
                "hervorheben",
                BodyKey::parse,
                "ein amtlicher Schlüssel",
                "an official key",
            )?,
            moment: Moment::parse(query)?,
        })
    }

    /// The choices that page and files share.
    fn choices(&self, address: Address) -> Address {
        let highlight = self.highlight.as_ref().map(ToString::to_string).unwrap_or_default();
        self.moment.on(address.with("gruppe", self.group.word()).with("hervorheben", highlight))
    }

    async fn loaded(&self, reading: &Reading) -> Result<Standings, AppError> {
        let indicator = reading.catalogue.indicator(&self.indicator).ok_or_else(|| {
            let (german, english) = ("eine Kennzahl des Katalogs", "an indicator of the catalogue");
            AppError::bad("kennzahl", self.indicator.as_str(), german, english)
        })?;
        let moment = self.moment.resolve(reading).await?;
        let groups = ranking::groups(reading, indicator, moment).await?;
        let group = self.group.group(indicator, &groups);
        let rows = ranking::load(reading, indicator, group, Extent::All, moment).await?;
        Ok(Standings::new(self.clone(), reading.language, indicator, (group, &groups), rows, moment))
    }
}

impl State for Standing {
    fn name(&self) -> &'static str {
        self.view.name()
    }

    fn address(&self, path: &str) -> Address {
        self.choices(Address::new(path).with("kennzahl", self.indicator.to_string()))
    }

    fn page(&self) -> Address {
        self.choices(Address::new(format!("/kennzahlen/{}", self.indicator)))
    }

    fn known(&self) -> Option<Known> {
        self.moment.known()
    }

    fn as_known(&self, known: Option<Known>) -> Option<Box<dyn State>> {
        Some(Box::new(Self { moment: self.moment.as_known(known), ..self.clone() }))
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async { Ok(Box::new(self.loaded(reading).await?) as Box<dyn Chart>) })
    }
}

/// The values of a group.
#[derive(Debug, Clone)]
pub struct Standings {
    state: Standing,
    language: Language,
    edition: Edition,
    indicator: Indicator,
    group: Option<Group>,
    rows: Vec<Placed>,
    /// Bodies of the group with a value, and all its bodies where there is a group.
    known: i64,
    bodies: Option<i64>,
}

impl Standings {
    fn new(
        state: Standing,
        language: Language,
        indicator: &Indicator,
        (group, groups): (Option<Group>, &[GroupCount]),
        rows: Vec<Placed>,
        moment: Resolved,
    ) -> Self {
        let own = groups.iter().find(|count| Some(count.group) == group);
        Self {
            state,
            language,
            edition: moment.edition(),
            indicator: indicator.clone(),
            group,
            rows,
            known: own.map_or_else(|| groups.iter().map(|count| count.known).sum(), |count| count.known),
            bodies: own.map(|count| count.bodies),
        }
    }

    /// The charts of rows that a page has read. Only a whole group shows how it is distributed, and where.
    pub(crate) fn views(
        language: Language,
        indicator: &Indicator,
        (chosen, groups): (Chosen, &[GroupCount]),
        highlight: Option<&BodyKey>,
        (rows, whole): (&[Placed], bool),
        (moment, resolved): (&Moment, Resolved),
    ) -> Vec<Self> {
        let views: &[View] =
            if whole { &[View::Ranking, View::Places, View::Distribution] } else { &[View::Ranking] };
        let state = |view: &View| Standing {
            view: *view,
            indicator: indicator.slug.clone(),
            group: chosen,
            highlight: highlight.cloned(),
            moment: moment.clone(),
        };
        let group = chosen.group(indicator, groups);
        let of = |view| Self::new(state(view), language, indicator, (group, groups), rows.to_vec(), resolved);
        views.iter().map(of).collect()
    }
}

impl Chart for Standings {
    fn state(&self) -> &dyn State {
        &self.state
    }

    fn language(&self) -> Language {
        self.language
    }

    fn words(&self) -> Words {
        Words {
            title: self.title(),
            subtitle: self.subtitle(),
            description: self.description(),
            notes: self.notes(),
        }
    }

    fn content(&self) -> Option<Content> {
        self.drawing()
    }

    fn rows(&self, _: &str) -> Vec<Row> {
        let line = |placed: &Placed| row(&placed.body.name, &self.indicator, &placed.shown, self.language);
        self.rows.iter().map(line).collect()
    }

    fn sources(&self) -> String {
        let titles = self.rows.iter().map(|row| row.shown.observation.source.title.as_str());
        source_titles(titles, self.language)
    }

    fn edition(&self) -> Edition {
        self.edition
    }

    fn cite_only(&self) -> bool {
        self.indicator.reuse == domain::Reuse::CiteOnly
    }

    fn stem(&self) -> String {
        let group = self.group.map(|group| format!("-{}", group.word())).unwrap_or_default();
        format!("{}-{}{group}", self.state.view.name(), self.indicator.slug)
    }
}
