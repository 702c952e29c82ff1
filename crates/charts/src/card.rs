//! Cards for link previews: pictures of one size, which networks show beside the address of a page.

use crate::geometry::{Frame, Spot};
use crate::labels::{bold, muted, paragraph};
use crate::scene::{Item, Scene};
use crate::text::{Weight, clean, wrap_within};
use crate::theme::{Mode, Pen};
use crate::{ChartError, Drawing, draw, svg::Escaped};

/// Width and height of a card in CSS pixels: what networks show without cropping.
pub const CARD: (f64, f64) = (1200.0, 630.0);

/// What a card says.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// The name of the site.
    pub site: String,
    /// The title of the page, in at most three lines.
    pub title: String,
    /// One sentence about it, in at most four lines.
    pub text: String,
    /// Where it stands.
    pub address: String,
}

impl Card {
    /// Draws the card.
    ///
    /// # Errors
    /// When the plotting library gives up.
    pub fn draw(&self) -> Result<String, ChartError> {
        let (width, height) = CARD;
        let mut scene = Scene { width, height, ..Scene::default() };
        scene.items.push(Item::Area { pen: Pen::Paper, frame: Frame::new(0.0, 0.0, width, height) });
        // The bar that stands above every figure of the site.
        scene.items.push(Item::Area { pen: Pen::Series(0), frame: Frame::new(0.0, 0.0, width, 16.0) });
        let most = width - 2.0 * MARGIN;
        let mut write = |words: &str, y, size, lines, bold_face: bool| {
            let (weight, run) =
                if bold_face { (Weight::Bold, bold as _) } else { (Weight::Regular, muted as _) };
            let lines = wrap_within(&clean(words), size, weight, most, lines);
            paragraph(&mut scene, &lines, Spot::new(MARGIN, y), size, run)
        };
        write(&self.site, 64.0, 34.0, 1, true);
        let below = write(&self.title, 170.0, 64.0, 3, true);
        write(&self.text, below + 20.0, 34.0, 4, false);
        write(&self.address, height - 84.0, 28.0, 1, false);
        let title = format!("<title>{}</title>\n", Escaped(&clean(&self.title)));
        Ok(draw::draw(&scene, Mode::Light)?.finish(Spot::new(width, height), "", &title))
    }
}

const MARGIN: f64 = 72.0;

/// A drawing that stands alone, as large as a card can hold it.
pub fn framed(drawing: &Drawing) -> String {
    let (width, height) = CARD;
    let scale = ((width - 48.0) / drawing.width).min((height - 24.0) / drawing.height);
    let (x, y) = ((width - drawing.width * scale) / 2.0, (height - drawing.height * scale) / 2.0);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\n\
         <path fill=\"{}\" d=\"M0 0H{width}V{height}H0z\"/>\n<g transform=\"translate({x:.2} {y:.2}) scale({scale:.4})\">\n{}</g>\n</svg>\n",
        Pen::Paper.literal(false),
        drawing.svg
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(title: &str) -> String {
        let [site, text, address] = ["Digitalstand", "Ein Satz.", "example.org/x"].map(str::to_owned);
        Card { site, title: title.to_owned(), text, address }.draw().unwrap()
    }

    #[test]
    fn a_card_has_the_size_that_networks_show_and_says_its_words() {
        let svg = card("Bad Orb & <Gelnhausen>");
        assert!(svg.contains("width=\"1200\" height=\"630\""), "{svg}");
        for words in ["Digitalstand", "Bad Orb &amp; &lt;Gelnhausen&gt;", "Ein Satz.", "example.org/x"] {
            assert!(svg.contains(words), "{words}: {svg}");
        }
    }

    #[test]
    fn a_long_title_ends_within_the_card() {
        let svg = card(&"Mängelmeldungen über das Internet ".repeat(40));
        assert_eq!(svg.matches("font-size=\"64\"").count(), 3, "{svg}");
        assert!(svg.contains('…'));
    }

    #[test]
    fn a_drawing_fits_into_a_card_whatever_its_shape() {
        for (width, height) in [(760.0, 300.0), (760.0, 2_000.0), (372.0, 400.0)] {
            let drawing = Drawing { svg: "<svg/>".to_owned(), width, height, boxes: Vec::new() };
            let svg = framed(&drawing);
            let scale: f64 = svg.split("scale(").nth(1).unwrap().split(')').next().unwrap().parse().unwrap();
            assert!(scale * width <= CARD.0 && scale * height <= CARD.1, "{svg}");
            assert!(scale * width > CARD.0 - 60.0 || scale * height > CARD.1 - 40.0, "{svg}");
        }
    }
}
