//! The layout for a narrow column: labels above the line where there are two series at most and room for them, else
//! one strip for each series, all on the same scale.

mod single;
mod strips;

use domain::Language;

use crate::geometry::Spot;
use crate::labels::{muted, paragraph};
use crate::panel::series;
use crate::plot::{self, Ready, SMALL};
use crate::scene::Scene;
use crate::text::{Weight, wrap};
use crate::ticks::{Lines, Tick};
use crate::time::Span;
use crate::{Panel, Scale};

/// The width of the drawing.
pub(crate) const WIDTH: f64 = 340.0;

/// Lays out every panel, one below the other.
pub(crate) fn layout(panels: &[Panel], language: Language) -> Scene {
    let days = series(panels).flat_map(|series| &series.points).filter_map(|point| point.on);
    let view = View { language, span: Span::of(days), left: left(panels, language) };
    let mut scene = Scene { width: WIDTH, ..Scene::default() };
    for (number, panel) in panels.iter().enumerate() {
        let top = if number == 0 { 0.0 } else { scene.height + 28.0 };
        let mut part = view.panel(panel);
        part.shift(0.0, top);
        scene.items.append(&mut part.items);
        scene.plot = scene.plot.or(part.plot);
        scene.height = top + part.height;
    }
    scene.height = scene.height.ceil();
    scene
}

/// What the panels of a chart share.
struct View {
    language: Language,
    span: Option<Span>,
    /// How wide the labels of the value axes are.
    left: f64,
}

impl View {
    fn panel(&self, panel: &Panel) -> Scene {
        let mut scene = Scene { width: WIDTH, ..Scene::default() };
        let top = plot::heading(&mut scene, panel, 0.0, WIDTH);
        let ready = numbered(Ready::new(panel, Lines::Five, self.language));
        if ready.series.is_empty() {
            scene.height = plot::empty(&mut scene, &ready, top, WIDTH, self.language);
            return scene;
        }
        if let Some(single) = single::Single::new(self, &ready) {
            single.draw(&mut scene, top);
        } else {
            let ready = numbered(Ready::new(panel, Lines::Four, self.language));
            strips::Strips::new(self, &ready).draw(&mut scene, top);
        }
        let below = key(&mut scene, &ready);
        scene.height = ready.draw_silent(&mut scene, below, WIDTH, self.language);
        scene
    }
}

/// Levels are numbered beside the axis, because their names are too wide; a key below says what they mean.
fn numbered(mut ready: Ready) -> Ready {
    if ready.axis.named {
        for (number, tick) in ready.axis.ticks.iter_mut().enumerate() {
            *tick = Tick { value: tick.value, label: number.to_string() };
        }
    }
    ready
}

fn key(scene: &mut Scene, ready: &Ready) -> f64 {
    let Scale::Levels(names) = &ready.panel.axis.scale else { return scene.height };
    let entries: Vec<String> =
        names.iter().enumerate().map(|(level, name)| format!("{level}\u{a0}=\u{a0}{name}")).collect();
    let lines = wrap(&entries.join("; "), SMALL, Weight::Regular, WIDTH);
    let below = if lines.is_empty() { scene.height } else { scene.height + 6.0 };
    paragraph(scene, &lines, Spot::new(0.0, below), SMALL, muted)
}

/// The widest label of all value axes, so that the axes of time lie below each other.
fn left(panels: &[Panel], language: Language) -> f64 {
    let labels = panels.iter().flat_map(|panel| {
        let axes = [Lines::Five, Lines::Four].map(|lines| numbered(Ready::new(panel, lines, language)));
        axes.into_iter().flat_map(|ready| ready.axis.ticks.into_iter().map(|tick| tick.label))
    });
    let labels: Vec<String> = labels.collect();
    plot::widest(&labels).max(14.0) + 10.0
}
