//! Colours. A pen is a class together with a literal: the literal makes a file that stands alone right, the class
//! lets the page's rules win, because a presentation attribute is weaker than any rule.

use std::fmt::Write;

/// How many series colours there are.
pub(crate) const SERIES_COLOURS: usize = 8;

/// What a mark or a word is drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pen {
    /// Names and values.
    Text,
    /// Ticks, units, notes.
    Muted,
    /// Words about something that is missing.
    Open,
    /// The ground: halos and the inside of hollow points.
    Paper,
    /// Lines at the ticks.
    Grid,
    /// The axis and its ticks.
    Axis,
    /// From a line's end to its label.
    Leader,
    /// The lane of values without a date.
    Lane,
    /// The ground behind the middle half of a distribution.
    Soft,
    /// One of five levels, the lowest first.
    Level(u8),
    /// One of the eight series.
    Series(u8),
}

/// Which literals a drawing carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Set into a page, which brings the colours and the words around it; without title and footer.
    Inline,
    /// A file for light ground that stands alone.
    Light,
    /// A file for dark ground that stands alone.
    Dark,
}

impl Mode {
    /// Every mode.
    pub const ALL: [Self; 3] = [Self::Inline, Self::Light, Self::Dark];

    /// Whether the drawing stands alone and so brings its own title, notes and source.
    pub const fn stands_alone(self) -> bool {
        !matches!(self, Self::Inline)
    }
}

const SERIES: [(&str, &str); SERIES_COLOURS] = [
    ("#2044aa", "#97afe1"),
    ("#c67600", "#e48c00"),
    ("#004c38", "#16a884"),
    ("#b36bd6", "#a551cd"),
    ("#8b0000", "#d54234"),
    ("#007598", "#7ae0fe"),
    ("#3c9a52", "#b7dbbb"),
    ("#786000", "#e9c00d"),
];

/// How many levels there are, from nothing to everything.
pub(crate) const LEVEL_COLOURS: usize = 5;

const LEVELS: [(&str, &str); LEVEL_COLOURS] = [
    ("#e6e9f3", "#262a44"),
    ("#b2c4e9", "#2b4a97"),
    ("#7694d5", "#4a6bc0"),
    ("#3a5eb9", "#97afe1"),
    ("#092797", "#d8e1f4"),
];

impl Pen {
    /// The one colour that stands out: what is highlighted, and what is known.
    pub(crate) const ACCENT: Self = Self::Series(0);

    const NEUTRAL: [Self; 9] = [
        Self::Text,
        Self::Muted,
        Self::Open,
        Self::Paper,
        Self::Grid,
        Self::Axis,
        Self::Leader,
        Self::Lane,
        Self::Soft,
    ];

    /// Every pen: neutral ones, then the levels, then the series.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        let levels = (0_u8..).take(LEVEL_COLOURS).map(Self::Level);
        Self::NEUTRAL.into_iter().chain(levels).chain((0_u8..).take(SERIES_COLOURS).map(Self::Series))
    }

    /// What a word is written with on the ground of a level.
    pub(crate) const fn on_level(level: u8) -> Self {
        if level < 3 { Self::Text } else { Self::Paper }
    }

    /// The number under which a pen travels through the plotting library.
    pub(crate) fn number(self) -> u8 {
        (0_u8..).zip(Self::all()).find(|&(_, pen)| pen == self).map_or(0, |(number, _)| number)
    }

    /// The pen with this number.
    pub(crate) fn from_number(number: u8) -> Self {
        Self::all().nth(usize::from(number)).unwrap_or(Self::Text)
    }

    /// The class, unique under `.dv`.
    pub(crate) fn class(self) -> &'static str {
        const SERIES_CLASSES: [&str; SERIES_COLOURS] = ["s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8"];
        const LEVEL_CLASSES: [&str; LEVEL_COLOURS] = ["v0", "v1", "v2", "v3", "v4"];
        match self {
            Self::Text => "t",
            Self::Muted => "m",
            Self::Open => "o",
            Self::Paper => "p",
            Self::Grid => "g",
            Self::Axis => "a",
            Self::Leader => "l",
            Self::Lane => "u",
            Self::Soft => "b",
            Self::Level(level) => LEVEL_CLASSES[usize::from(level) % LEVEL_COLOURS],
            Self::Series(slot) => SERIES_CLASSES[usize::from(slot) % SERIES_COLOURS],
        }
    }

    /// The literal colour.
    pub(crate) fn literal(self, dark: bool) -> &'static str {
        let (light, night) = match self {
            Self::Text => ("#131525", "#f3f4f7"),
            Self::Muted => ("#51577a", "#b2b6cc"),
            Self::Open => ("#925400", "#f69a00"),
            Self::Paper => ("#ffffff", "#131525"),
            Self::Grid => ("#dfe1ea", "#30344f"),
            Self::Axis => ("#6e7597", "#8187a7"),
            Self::Leader => ("#9a9fb8", "#6e7597"),
            Self::Lane => ("#f3f4f7", "#1d2034"),
            Self::Soft => ("#dce4f5", "#25305a"),
            Self::Level(level) => LEVELS[usize::from(level) % LEVEL_COLOURS],
            Self::Series(slot) => SERIES[usize::from(slot) % SERIES_COLOURS],
        };
        if dark { night } else { light }
    }

    /// The system colour where the reader's own colours are forced.
    fn system(self) -> &'static str {
        match self {
            Self::Paper | Self::Lane | Self::Soft | Self::Level(0..3) => "Canvas",
            Self::Grid | Self::Leader => "GrayText",
            _ => "CanvasText",
        }
    }
}

/// What the page's text rules would otherwise pass on to the words in a chart, which were measured without them.
const RESET: &str = ".dv{font-family:\"Fira Sans\",system-ui,sans-serif;\
font-weight:400;font-style:normal;font-size:16px;line-height:1;letter-spacing:0;word-spacing:0;text-transform:none;\
font-variant:normal;font-variant-ligatures:none;font-feature-settings:normal;font-kerning:normal;direction:ltr}\n\
.dv text{fill:currentColor}\n";

/// The rules for charts that are set into a page: light, dark, forced colours, print.
pub fn css() -> String {
    let mut css = String::from(RESET);
    colours(&mut css, |pen| pen.literal(false));
    css.push_str("@media screen and (prefers-color-scheme:dark){\n");
    colours(&mut css, |pen| pen.literal(true));
    css.push_str("}\n@media (forced-colors:active){\n.dv{forced-color-adjust:none}\n");
    colours(&mut css, Pen::system);
    css.push_str("}\n@media print{\n.dv{break-inside:avoid;print-color-adjust:exact}\n}\n");
    css
}

fn colours(css: &mut String, colour: impl Fn(Pen) -> &'static str) {
    for pen in Pen::all() {
        let _ = writeln!(css, ".dv .{}{{color:{}}}", pen.class(), colour(pen));
    }
    let _ = writeln!(css, ".dv .h{{stroke:{}}}\n.dv .hu{{stroke:{}}}", colour(Pen::Paper), colour(Pen::Lane));
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_pen_travels_there_and_back_and_has_its_own_class() {
        let classes: BTreeSet<&str> = Pen::all().map(Pen::class).collect();
        assert_eq!(classes.len(), Pen::all().count());
        for pen in Pen::all() {
            assert_eq!(Pen::from_number(pen.number()), pen);
        }
    }

    #[test]
    fn words_and_series_stand_out_from_the_ground() {
        for dark in [false, true] {
            let paper = Pen::Paper.literal(dark);
            for pen in [Pen::Text, Pen::Muted, Pen::Open] {
                assert!(contrast(pen.literal(dark), paper) >= 4.5, "{pen:?}");
            }
            for pen in Pen::all().filter(|pen| matches!(pen, Pen::Series(_) | Pen::Axis)) {
                assert!(contrast(pen.literal(dark), paper) >= 3.0, "{pen:?}");
            }
        }
    }

    #[test]
    fn digits_stand_out_from_their_level() {
        for dark in [false, true] {
            for level in 0..5 {
                let digit = Pen::on_level(level).literal(dark);
                let found = contrast(digit, Pen::Level(level).literal(dark));
                assert!(found >= 4.5, "level {level}, dark {dark}: {found}");
            }
        }
    }

    #[test]
    fn the_rules_name_no_other_file_and_balance() {
        let css = css();
        assert_eq!(css.matches('{').count(), css.matches('}').count());
        assert!(!css.contains("url(") && !css.contains("@import"));
        insta::assert_snapshot!(css);
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(colour: &str) -> f64 {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }
}
