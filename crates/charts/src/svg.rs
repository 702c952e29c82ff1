//! The writer: knows how SVG is spelled, and nothing about charts.

use std::fmt::Write;

use crate::geometry::{Frame, Spot, tenths};
use crate::scene::{Anchor, Dash, Group, Run, SLANT, Text};
use crate::text::{Weight, is_printable};
use crate::theme::{Mode, Pen};

/// Between the entries of `data-label`.
pub(crate) const SEPARATOR: char = '\u{1f}';

/// How a line is drawn. Neighbours drawn alike share one path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ink {
    pub(crate) pen: Pen,
    /// In tenths of a pixel; nothing for a filled shape.
    pub(crate) width: u32,
    pub(crate) dash: Dash,
}

/// The inside of a picture while it is being written.
#[derive(Debug)]
pub(crate) struct Svg {
    mode: Mode,
    body: String,
    /// The pen of the open group, which marks inside inherit.
    inherited: Option<Pen>,
    path: Option<(Ink, String)>,
}

impl Svg {
    pub(crate) fn new(mode: Mode) -> Self {
        Self { mode, body: String::new(), inherited: None, path: None }
    }

    /// A line through places given in tenths of a pixel. A line to where it began is a dot.
    pub(crate) fn stroke(&mut self, ink: Ink, places: impl IntoIterator<Item = (i32, i32)>) {
        self.add(ink, &path(places));
    }

    /// Goes on with the open path where it is drawn alike.
    fn add(&mut self, ink: Ink, d: &str) {
        match &mut self.path {
            Some((open, path)) if *open == ink => path.push_str(d),
            _ => {
                self.flush();
                self.path = Some((ink, d.to_owned()));
            }
        }
    }

    /// A filled shape with corners given in tenths of a pixel.
    pub(crate) fn shape(&mut self, pen: Pen, corners: impl IntoIterator<Item = (i32, i32)>) {
        let filled = Ink { pen, width: 0, dash: Dash::Solid };
        self.add(filled, &format!("{}Z", path(corners)));
    }

    /// A circle, in tenths of a pixel.
    pub(crate) fn circle(&mut self, ink: Ink, centre: (i32, i32), radius: u32) {
        self.flush();
        let paint = self.paint(ink.pen);
        let _ = writeln!(
            self.body,
            "<circle{paint} stroke=\"currentColor\" stroke-width=\"{}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
            Tenths::of(ink.width),
            Tenths(centre.0),
            Tenths(centre.1),
            Tenths::of(radius)
        );
    }

    /// A filled box, in tenths of a pixel.
    pub(crate) fn area(&mut self, pen: Pen, from: (i32, i32), to: (i32, i32)) {
        self.flush();
        let paint = self.paint(pen);
        let (width, height) = (Tenths(to.0 - from.0), Tenths(to.1 - from.1));
        let (x, y) = (Tenths(from.0), Tenths(from.1));
        let _ = writeln!(
            self.body,
            "<rect{paint} fill=\"currentColor\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>"
        );
    }

    /// Opens the group of a series.
    pub(crate) fn open(&mut self, group: &Group) {
        self.flush();
        let paint = self.paint(group.pen);
        let name = Escaped(&group.name);
        match &group.values {
            Some(values) if self.mode == Mode::Inline => {
                let _ = writeln!(self.body, "<g{paint} data-series=\"{name}\"{}>", hover(values));
            }
            Some(_) => {
                let _ = writeln!(self.body, "<g{paint} data-series=\"{name}\">");
            }
            None => {
                let _ = writeln!(self.body, "<g{paint} data-words=\"{name}\">");
            }
        }
        self.inherited = Some(group.pen);
    }

    /// Closes the open group.
    pub(crate) fn close(&mut self) {
        self.flush();
        self.inherited = None;
        self.body.push_str("</g>\n");
    }

    /// Writes one line of words.
    pub(crate) fn text(&mut self, text: &Text) {
        self.flush();
        let Some(first) = text.runs.first() else { return };
        let (colour, halo) = (self.literal(first.pen), self.halo(text.halo));
        let class = match text.halo {
            None => "",
            Some(Pen::Lane) => " hu",
            Some(_) => " h",
        };
        let _ = write!(
            self.body,
            "<text class=\"{}{class}\" color=\"{colour}\" fill=\"currentColor\"{halo} x=\"{}\" y=\"{}\" font-size=\"{}\"{}",
            first.pen.class(),
            Tenths::of_length(text.spot.x),
            Tenths::of_length(text.spot.y),
            Tenths::of_length(text.size),
            anchor(text.anchor)
        );
        if text.slanted {
            let (x, y) = (Tenths::of_length(text.spot.x), Tenths::of_length(text.spot.y));
            let _ = write!(self.body, " transform=\"rotate(-{SLANT} {x} {y})\"");
        }
        if self.mode.stands_alone() && text.runs.iter().map(|run| run.text.chars().count()).sum::<usize>() > 1
        {
            let _ = write!(
                self.body,
                " textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"",
                Tenths::of_length(text.width())
            );
        }
        self.body.push_str(if first.weight == Weight::Bold && text.runs.len() == 1 {
            " font-weight=\"600\">"
        } else {
            ">"
        });
        for run in &text.runs {
            self.run(run, first.pen, text.runs.len() == 1);
        }
        self.body.push_str("</text>\n");
    }

    fn run(&mut self, run: &Run, inherited: Pen, alone: bool) {
        let words = Escaped(&run.text);
        let bold = run.weight == Weight::Bold;
        if alone || (run.pen == inherited && !bold) {
            let _ = write!(self.body, "{words}");
            return;
        }
        let weight = if bold { " font-weight=\"600\"" } else { "" };
        let paint = if run.pen == inherited {
            String::new()
        } else {
            format!(
                " class=\"{}\" color=\"{}\" fill=\"currentColor\"",
                run.pen.class(),
                self.literal(run.pen)
            )
        };
        let _ = write!(self.body, "<tspan{paint}{weight}>{words}</tspan>");
    }

    /// The whole picture round what was written: its size, its attributes and what comes before the body.
    pub(crate) fn finish(mut self, size: Spot, attributes: &str, head: &str) -> String {
        self.flush();
        let (width, height) = (Tenths::of_length(size.x), Tenths::of_length(size.y));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"dv\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
             height=\"{height}\" font-family=\"Fira Sans, system-ui, sans-serif\" fill=\"none\" stroke-linecap=\"round\" \
             stroke-linejoin=\"round\"{attributes}>\n{head}{}</svg>\n",
            self.body
        )
    }

    fn flush(&mut self) {
        let Some((ink, d)) = self.path.take() else { return };
        let paint = self.paint(ink.pen);
        if ink.width == 0 {
            let _ = writeln!(self.body, "<path{paint} fill=\"currentColor\" d=\"{d}\"/>");
            return;
        }
        let dash = match ink.dash {
            Dash::Solid => String::new(),
            Dash::Dotted => " stroke-dasharray=\"2 6\"".to_owned(),
            Dash::Dashed => " stroke-dasharray=\"6 5\"".to_owned(),
            Dash::Beads(distance) => format!(" stroke-dasharray=\"0.1 {}.9\"", distance.saturating_sub(1)),
        };
        let width = Tenths::of(ink.width);
        let _ = writeln!(
            self.body,
            "<path{paint} stroke=\"currentColor\" stroke-width=\"{width}\"{dash} d=\"{d}\"/>"
        );
    }

    fn paint(&self, pen: Pen) -> String {
        if self.inherited == Some(pen) {
            return String::new();
        }
        format!(" class=\"{}\" color=\"{}\"", pen.class(), self.literal(pen))
    }

    fn halo(&self, ground: Option<Pen>) -> String {
        let halo = |ground| {
            format!(" stroke=\"{}\" stroke-width=\"4\" paint-order=\"stroke\"", self.literal(ground))
        };
        ground.map(halo).unwrap_or_default()
    }

    fn literal(&self, pen: Pen) -> &'static str {
        pen.literal(self.mode == Mode::Dark)
    }
}

/// The way through places given in tenths of a pixel.
fn path(places: impl IntoIterator<Item = (i32, i32)>) -> String {
    let mut d = String::new();
    let mut before: Option<(i32, i32)> = None;
    for (x, y) in places {
        let _ = match before {
            None => write!(d, "M{} {}", Tenths(x), Tenths(y)),
            Some((_, old)) if old == y => write!(d, "H{}", Tenths(x)),
            Some((old, _)) if old == x => write!(d, "V{}", Tenths(y)),
            Some(_) => write!(d, "L{} {}", Tenths(x), Tenths(y)),
        };
        before = Some((x, y));
    }
    d
}

fn anchor(anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    }
}

/// The values of a series for whoever points at them.
fn hover(values: &[(Spot, String)]) -> String {
    let list = |pick: fn(&Spot) -> f64| {
        let words: Vec<String> =
            values.iter().map(|(spot, _)| Tenths::of_length(pick(spot)).to_string()).collect();
        words.join(" ")
    };
    let labels: Vec<String> = values.iter().map(|(_, label)| Escaped(label).to_string()).collect();
    let labels = labels.join(&SEPARATOR.to_string());
    format!(" data-x=\"{}\" data-y=\"{}\" data-label=\"{labels}\"", list(|spot| spot.x), list(|spot| spot.y))
}

/// Four lengths, as in `data-plot`.
pub(crate) fn lengths(frame: Frame) -> String {
    let [a, b, c, d] = [frame.x0, frame.y0, frame.x1, frame.y1].map(Tenths::of_length);
    format!("{a} {b} {c} {d}")
}

/// A text as it may stand between tags and in attributes.
pub(crate) struct Escaped<'a>(pub(crate) &'a str);

impl std::fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for character in self.0.chars().filter(|&character| is_printable(character)) {
            match character {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                other => f.write_char(other)?,
            }
        }
        Ok(())
    }
}

/// A length in tenths of a pixel, printed in pixels: no fraction is ever printed from a float.
#[derive(Clone, Copy)]
struct Tenths(i32);

impl Tenths {
    fn of(length: u32) -> Self {
        Self(i32::try_from(length).unwrap_or(i32::MAX))
    }

    fn of_length(length: f64) -> Self {
        Self(tenths(length))
    }
}

impl std::fmt::Display for Tenths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, rest) = (self.0.unsigned_abs() / 10, self.0.unsigned_abs() % 10);
        if self.0 < 0 {
            f.write_char('-')?;
        }
        if rest == 0 { write!(f, "{whole}") } else { write!(f, "{whole}.{rest}") }
    }
}
