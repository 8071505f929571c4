//! Which of many rectangles may share some area with this one? A grid of cells, each with the rectangles that touch it.

use super::view::Bounds;

/// Rectangles by the cells that they touch.
#[derive(Debug, Clone)]
pub struct Grid {
    frame: Bounds,
    side: usize,
    cells: Vec<Vec<u32>>,
}

impl Grid {
    /// An empty grid of `side` by `side` cells over `frame`; what lies outside is held by the cells at the edge.
    pub fn over(frame: Bounds, side: usize) -> Self {
        Self { frame, side, cells: vec![Vec::new(); side * side] }
    }

    /// Adds a rectangle under a number.
    pub fn add(&mut self, bounds: &Bounds, number: u32) {
        for cell in self.touched(bounds) {
            self.cells[cell].push(number);
        }
    }

    /// Numbers of all rectangles that may overlap `bounds`, and of some near by; ascending, each once.
    pub fn near(&self, bounds: &Bounds) -> Vec<u32> {
        let mut found: Vec<u32> = self.touched(bounds).flat_map(|cell| self.cells[cell].iter().copied()).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn touched(&self, bounds: &Bounds) -> impl Iterator<Item = usize> + use<> {
        let (frame, side) = (&self.frame, self.side);
        let columns = steps(side, (frame.left, frame.right), (bounds.left, bounds.right));
        let rows = steps(side, (frame.top, frame.bottom), (bounds.top, bounds.bottom));
        rows.flat_map(move |row| columns.clone().map(move |column| row * side + column))
    }
}

/// The steps of a side of the frame that a span touches.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
fn steps(count: usize, (start, end): (f64, f64), (from, to): (f64, f64)) -> std::ops::RangeInclusive<usize> {
    let last = count.saturating_sub(1) as f64;
    let step = |at: f64| ((at - start) / (end - start) * count as f64).clamp(0.0, last) as usize;
    step(from)..=step(to)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rectangle() -> impl Strategy<Value = Bounds> {
        (-2.0..12.0, -2.0..12.0, 0.0..5.0, 0.0..5.0).prop_map(|(left, top, width, height): (f64, f64, f64, f64)| {
            Bounds { left, top, right: left + width, bottom: top + height }
        })
    }

    proptest! {
        #[test]
        fn no_overlap_is_missed(all in proptest::collection::vec(rectangle(), 0..40), asked in rectangle()) {
            let mut grid = Grid::over(Bounds { left: 0.0, top: 0.0, right: 10.0, bottom: 10.0 }, 16);
            for (number, bounds) in (0..).zip(&all) {
                grid.add(bounds, number);
            }
            let near = grid.near(&asked);
            prop_assert!(near.is_sorted_by(|a, b| a < b));
            for (number, bounds) in (0..).zip(&all) {
                prop_assert!(!bounds.overlaps(&asked) || near.contains(&number));
            }
        }
    }

    #[test]
    fn what_is_far_away_is_not_looked_at() {
        let mut grid = Grid::over(Bounds { left: 0.0, top: 0.0, right: 128.0, bottom: 128.0 }, 64);
        let at = |x: f64| Bounds { left: x, top: x, right: x + 0.5, bottom: x + 0.5 };
        grid.add(&at(3.0), 7);
        assert_eq!(grid.near(&at(3.2)), [7]);
        assert!(grid.near(&at(60.0)).is_empty());
    }
}
