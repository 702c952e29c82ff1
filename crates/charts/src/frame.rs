//! What a picture needs to stand alone: title and measure above, notes, source, licence and address below.

use crate::ChartSpec;
use crate::geometry::{Frame, Spot};
use crate::labels::{bold, muted, paragraph};
use crate::scene::{Item, Run, Scene};
use crate::text::{Weight, wrap};
use crate::theme::Pen;

/// Puts a drawing into the frame of a file. Everything keeps this far from the edge.
pub(crate) fn framed(mut body: Scene, spec: &ChartSpec, margin: f64) -> Scene {
    let most = body.width;
    let mut scene = Scene { width: most + 2.0 * margin, ..Scene::default() };
    let title = wrap(&spec.title, TITLE, Weight::Bold, most);
    let y = paragraph(&mut scene, &title, Spot::new(margin, margin), TITLE, bold);
    let subtitle = wrap(&spec.subtitle, SUBTITLE, Weight::Regular, most);
    let y = paragraph(&mut scene, &subtitle, Spot::new(margin, y + 4.0), SUBTITLE, muted) + 22.0;
    body.shift(margin, y);
    scene.plot = body.plot;
    scene.items.append(&mut body.items);
    let bottom = footer(&mut scene, spec, Spot::new(margin, y + body.height + 16.0), most);
    scene.height = (bottom + margin).ceil();
    let ground = Item::Area { pen: Pen::Paper, frame: Frame::new(0.0, 0.0, scene.width, scene.height) };
    scene.items.insert(0, ground);
    scene
}

const TITLE: f64 = 21.0;
const SUBTITLE: f64 = 16.0;
const NOTE: f64 = 14.0;

fn footer(scene: &mut Scene, spec: &ChartSpec, spot: Spot, most: f64) -> f64 {
    let write = |scene: &mut Scene, words: &str, y: f64, run: fn(String) -> Run| {
        paragraph(scene, &wrap(words, NOTE, Weight::Regular, most), Spot::new(spot.x, y), NOTE, run)
    };
    let mut y = spot.y;
    for note in &spec.notes {
        y = write(scene, note, y, muted) + 2.0;
    }
    y += 8.0;
    scene.line(Pen::Grid, 1.0, Spot::new(spot.x, y), Spot::new(spot.x + most, y));
    y += 8.0;
    for words in [&spec.source, &spec.licence, &spec.address] {
        y = write(scene, words, y, muted);
    }
    y
}
