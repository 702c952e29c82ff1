//! What is derived, with its words.

use crate::{Language, words};

words! {
    /// A share that follows from services or departments. The words are slugs in addresses and files.
    pub enum Measure {
        /// Services that can be applied for online: level 2 and above.
        Online = "online",
        /// Services that fulfil the law: level 3 and above.
        Compliant = "ozg-konform",
        /// Services of the highest level.
        EndToEnd = "ende-zu-ende",
        /// Missing services with a date.
        MissingDated = "fehlend-mit-termin",
        /// Services with a fee that can be paid online.
        Payment = "e-payment",
        /// Services that run from application to payment without a break.
        Unbroken = "medienbruchfrei",
        /// Printed steps for each service.
        Printed = "gedruckte-schritte",
        /// Services that a portal of Land or Bund leads to.
        Portal = "portalanbindung",
        /// Applications made online.
        OnlineCases = "online-antraege",
        /// Workplaces with the e-file.
        EfileWorkplaces = "e-akte-arbeitsplaetze",
        /// Departments with the e-file.
        EfileDepartments = "e-akte-aemter",
        /// Departments with application-management software.
        Management = "antragsmanagement-aemter",
    }
}

/// How a derived number is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A share in percent.
    Share,
    /// A mean for each service.
    Mean,
}

impl Measure {
    /// How it is told.
    pub const fn form(self) -> Form {
        match self {
            Self::Printed => Form::Mean,
            _ => Form::Share,
        }
    }

    /// Whether it follows from departments; the others follow from services.
    pub const fn of_departments(self) -> bool {
        matches!(self, Self::EfileWorkplaces | Self::EfileDepartments | Self::Management)
    }

    /// Its title.
    pub const fn title(self, language: Language) -> &'static str {
        let (german, english) = match self {
            Self::Online => ("Online (ab Stufe 2)", "Online (level 2 and above)"),
            Self::Compliant => ("OZG-konform (ab Stufe 3)", "Fulfils the law (level 3 and above)"),
            Self::EndToEnd => ("Ende-zu-Ende (höchste Stufe)", "End to end (highest level)"),
            Self::MissingDated => ("Fehlende mit Termin", "Missing ones with a date"),
            Self::Payment => ("Mit E-Payment", "With e-payment"),
            Self::Unbroken => ("Ohne Medienbruch", "Without a break in the chain"),
            Self::Printed => ("Gedruckte Schritte je Leistung", "Printed steps for each service"),
            Self::Portal => {
                ("An Landes- oder Bundesportal angebunden", "Connected to a portal of Land or Bund")
            }
            Self::OnlineCases => ("Online gestellte Anträge", "Applications made online"),
            Self::EfileWorkplaces => ("Arbeitsplätze mit E-Akte", "Workplaces with the e-file"),
            Self::EfileDepartments => ("Ämter mit E-Akte", "Departments with the e-file"),
            Self::Management => ("Ämter mit Antragsmanagement", "Departments with application management"),
        };
        language.pick(german, english)
    }

    /// Of what it is a share, in words that stand behind "von".
    pub const fn denominator(self, language: Language) -> &'static str {
        let (german, english) = match self {
            Self::Online | Self::Compliant | Self::EndToEnd | Self::Portal => {
                ("Leistungen in eigener Zuständigkeit", "services of its own")
            }
            Self::MissingDated => ("fehlenden Leistungen", "missing services"),
            Self::Payment => ("Leistungen mit Gebühr", "services with a fee"),
            Self::Unbroken | Self::Printed => {
                ("Leistungen mit bekannter Kette", "services with a known chain")
            }
            Self::OnlineCases => ("Anträgen auf diese Leistungen", "applications for these services"),
            Self::EfileWorkplaces => ("Arbeitsplätzen", "workplaces"),
            Self::EfileDepartments | Self::Management => ("Ämtern", "departments"),
        };
        language.pick(german, english)
    }

    /// How it is counted.
    pub const fn rule(self, language: Language) -> &'static str {
        let (german, english) = match self {
            Self::Online => (
                "Gezählt wird, was online beantragt werden kann: als online gemeldet oder ab Stufe 2 des Reifegradmodells.",
                "Counted is what can be applied for online: reported as online, or level 2 and above.",
            ),
            Self::Compliant => (
                "Gezählt wird ab Stufe 3. Ist eine Leistung online, ihre Stufe aber nicht bekannt, zählt sie als unbekannt.",
                "Level 3 and above. A service that is online at an unknown level counts as unknown.",
            ),
            Self::EndToEnd => (
                "Gezählt wird nur die höchste Stufe der Skala.",
                "Only the highest level of the scale counts.",
            ),
            Self::MissingDated => (
                "Von den Leistungen, die nicht online sind, jene mit einem genannten Termin.",
                "Of the services that are not online, those with a stated date.",
            ),
            Self::Payment => (
                "Von den Leistungen, für die eine Gebühr anfällt, jene, die online bezahlt werden können.",
                "Of the services with a fee, those that can be paid online.",
            ),
            Self::Unbroken => (
                "Alle sechs Schritte vom Antrag bis zur Zahlung laufen digital.",
                "All six steps from application to payment are digital.",
            ),
            Self::Printed => (
                "Schritte, in denen gedruckt wird, geteilt durch die Leistungen, deren ganze Kette bekannt ist.",
                "Steps with print, divided by the services whose whole chain is known.",
            ),
            Self::Portal => (
                "Das Portal des Landes oder des Bundes führt zur Leistung. Nein nur, wenn beide nicht führen.",
                "The portal of the Land or of the Bund leads to it. No only when neither does.",
            ),
            Self::OnlineCases => (
                "Summe der Onlineanträge durch Summe aller Anträge, über die Leistungen, die für denselben Zeitraum beides melden.",
                "Sum of applications made online by all applications, over services that report both for the same period.",
            ),
            Self::EfileWorkplaces => (
                "Summe der Arbeitsplätze mit E-Akte durch Summe der Arbeitsplätze der Ämter, die beides melden.",
                "Sum of workplaces with the e-file by all workplaces of the departments that report both.",
            ),
            Self::EfileDepartments => (
                "Ämter, in denen die E-Akte produktiv oder vollständig eingeführt ist.",
                "Departments with the e-file in daily use.",
            ),
            Self::Management => (
                "Ämter, in denen eine Antragsmanagement-Software im Einsatz ist.",
                "Departments with application-management software.",
            ),
        };
        language.pick(german, english)
    }
}
