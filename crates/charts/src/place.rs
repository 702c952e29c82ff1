//! Where labels go.

use crate::geometry::{Frame, Spot};

/// A label that wants to stand at a height of a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Wish {
    pub(crate) centre: f64,
    pub(crate) height: f64,
}

/// The centres of labels in one column, as near to their wishes as they can be without overlapping, in the order of
/// the wishes. Where they do not fit between `top` and `bottom` they begin at the top and run over the bottom.
pub(crate) fn column(wishes: &[Wish], top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by(|&a, &b| wishes[a].centre.total_cmp(&wishes[b].centre).then(a.cmp(&b)));
    let mut blocks: Vec<Block> = Vec::new();
    for index in order {
        let mut block = Block::new(index, wishes[index]);
        while let Some(above) = blocks.pop_if(|above| above.bottom(top, bottom) > block.top(top, bottom)) {
            block = above.joined(block);
        }
        blocks.push(block);
    }
    let mut centres = vec![0.0; wishes.len()];
    for block in &blocks {
        let mut y = block.top(top, bottom);
        for &index in &block.members {
            centres[index] = y + wishes[index].height / 2.0;
            y += wishes[index].height;
        }
    }
    centres
}

/// Labels that touch each other and move together.
struct Block {
    members: Vec<usize>,
    height: f64,
    /// The sum of the tops that the members would give the block.
    tops: f64,
}

impl Block {
    fn new(index: usize, wish: Wish) -> Self {
        Self { members: vec![index], height: wish.height, tops: wish.centre - wish.height / 2.0 }
    }

    fn top(&self, top: f64, bottom: f64) -> f64 {
        let wished = self.tops / crate::geometry::count(self.members.len());
        wished.min(bottom - self.height).max(top)
    }

    fn bottom(&self, top: f64, bottom: f64) -> f64 {
        self.top(top, bottom) + self.height
    }

    fn joined(mut self, below: Self) -> Self {
        self.tops += below.tops - self.height * crate::geometry::count(below.members.len());
        self.height += below.height;
        self.members.extend(below.members);
        self
    }
}

/// What labels must stay clear of.
#[derive(Debug, Clone, Default)]
pub(crate) struct Obstacles {
    lines: Vec<(Spot, Spot)>,
    boxes: Vec<Frame>,
}

impl Obstacles {
    pub(crate) fn add_line(&mut self, spots: &[Spot]) {
        self.lines.extend(spots.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?))));
    }

    pub(crate) fn add_box(&mut self, frame: Frame) {
        self.boxes.push(frame);
    }

    /// Whether nothing stands in this box.
    pub(crate) fn leave_free(&self, frame: Frame) -> bool {
        let clear = frame.grown(3.0);
        !self.boxes.iter().any(|other| other.overlaps(frame))
            && !self.lines.iter().any(|&(from, to)| clear.crossed_by(from, to))
    }

    /// The first of these boxes that lies within the bounds, is free, and stands so far from the marks of others
    /// that nobody takes it for theirs.
    pub(crate) fn first_free(
        &self,
        candidates: impl IntoIterator<Item = Frame>,
        bounds: Frame,
        others: &[Frame],
    ) -> Option<Frame> {
        let apart = |frame: Frame| !others.iter().any(|other| other.overlaps(frame.widened(APART)));
        candidates.into_iter().find(|&frame| bounds.holds(frame) && self.leave_free(frame) && apart(frame))
    }
}

/// How far a label stays from the marks of others to its left and right.
const APART: f64 = 18.0;

/// Boxes above and below a mark, nearest first, kept within the bounds in the width.
pub(crate) fn over(mark: Frame, size: Spot, bounds: Frame) -> Vec<Frame> {
    let middle = f64::midpoint(mark.x0, mark.x1);
    let x = |share: f64| (middle - size.x * share).min(bounds.x1 - size.x).max(bounds.x0);
    let mut frames = Vec::new();
    for away in [2.0, 8.0, 14.0] {
        for y in [mark.y0 - away - size.y, mark.y1 + away] {
            frames.extend(
                [0.5, 0.8, 1.0, 0.2, 0.0].map(|share| Frame::new(x(share), y, x(share) + size.x, y + size.y)),
            );
        }
    }
    frames
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn equal_wishes_share_the_room_round_them() {
        let wish = Wish { centre: 100.0, height: 20.0 };
        assert_eq!(column(&[wish, wish], 0.0, 200.0), [90.0, 110.0]);
        assert_eq!(column(&[Wish { centre: 5.0, ..wish }], 0.0, 200.0), [10.0]);
    }

    proptest! {
        #[test]
        fn labels_of_a_column_never_overlap_nor_leave_it(
            wishes in prop::collection::vec((-50.0..450.0_f64, 10.0..50.0_f64), 0..9),
        ) {
            let wishes: Vec<Wish> = wishes.into_iter().map(|(centre, height)| Wish { centre, height }).collect();
            let centres = column(&wishes, 0.0, 400.0);
            let mut spans: Vec<(f64, f64)> =
                wishes.iter().zip(&centres).map(|(wish, y)| (y - wish.height / 2.0, y + wish.height / 2.0)).collect();
            spans.sort_by(|a, b| a.0.total_cmp(&b.0));
            for pair in spans.windows(2) {
                prop_assert!(pair[0].1 <= pair[1].0 + 1e-6);
            }
            prop_assert!(spans.iter().all(|span| span.0 >= -1e-6 && span.1 <= 400.0 + 1e-6));
            for (a, wish) in wishes.iter().enumerate() {
                for (b, other) in wishes.iter().enumerate() {
                    prop_assert!(wish.centre >= other.centre || centres[a] < centres[b]);
                }
            }
        }
    }
}
