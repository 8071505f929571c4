//! Which names fit on a map, and where?
//!
//! Greedy: the most important name chooses first among eight places around its symbol. A place must be free of other
//! names and of all symbols and inside the picture; among the free ones the one that covers least of the lines wins.
//! Names of importance 1 that find none of the eight free stand a little away, with a thin line that leads to them; so do
//! those of importance 1 and 2 that would hide a line for half of their width.
//! A name without a free place is left out: every map has a table that names all of its places.

use super::grid::Grid;
use super::projection::PlanePoint;
use super::text_width::text_width;
use super::view::Bounds;

/// A name that wants a place.
#[derive(Debug, Clone, PartialEq)]
pub struct LabelRequest {
    /// The name.
    pub text: String,
    /// The middle of its symbol, in pixels.
    pub at: PlanePoint,
    /// Radius of the symbol.
    pub radius: f64,
    /// 1 is placed first. Equal ones go in the order given.
    pub importance: u8,
}

/// Where the text is held: SVG's `text-anchor`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextAnchor {
    /// The text begins at its point.
    Start,
    /// It is centred on it.
    Middle,
    /// It ends there.
    End,
}

impl TextAnchor {
    /// The value of the SVG attribute.
    pub fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// A name with a place.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedLabel {
    /// Which request this answers.
    pub request: usize,
    /// Where the text is held, on its base line.
    pub at: PlanePoint,
    /// How it is held there.
    pub anchor: TextAnchor,
    /// The room that it takes.
    pub bounds: Bounds,
    /// Where it stands away from its symbol: the thin line that leads to it.
    pub leader: Option<[PlanePoint; 2]>,
}

/// What names must not cover, and what they rather should not.
#[derive(Debug, Clone, Copy)]
pub struct LabelRoom<'a> {
    /// The picture.
    pub frame: Bounds,
    /// Symbols; never covered.
    pub symbols: &'a [Bounds],
    /// Symbols of minor places; names of importance 1 and 2 may cover them where there is no other way.
    pub minor_symbols: &'a [Bounds],
    /// Straight pieces of lines; covered where there is no other way.
    pub lines: &'a [Stroke],
    /// Height of the text.
    pub font_size: f64,
}

/// A straight piece of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// From where to where it goes.
    pub ends: [PlanePoint; 2],
    /// How wide it is.
    pub width: f64,
}

/// How much wider names of importance 1 are, which `site.css` sets in bold.
const BOLD: f64 = 1.12;

/// The eight places: the side to which the text goes (-1, 0, 1 across and down), in order of preference.
const PLACES: [(i8, i8); 8] = [(1, 0), (1, -1), (1, 1), (-1, 0), (-1, -1), (-1, 1), (0, -1), (0, 1)];

/// How far away an important name may stand if there is no room beside its symbol, nearest first, in heights of its text.
const AWAY: [f64; 3] = [1.2, 2.0, 3.0];

/// Places as many names as fit.
///
/// # Returns
/// The placed ones, in the order in which they were placed.
///
/// # Cost
/// O(names × what is near each), with a grid to find it.
pub fn place_labels(requests: &[LabelRequest], room: LabelRoom<'_>) -> Vec<PlacedLabel> {
    let mut order: Vec<usize> = (0..requests.len()).collect();
    order.sort_by_key(|&index| (requests[index].importance, index));
    let symbols = Obstacles::new(room.frame, room.symbols.iter().copied());
    let minor_symbols = Obstacles::new(room.frame, room.minor_symbols.iter().copied());
    let lines = Obstacles::new(room.frame, room.lines.iter().map(|line| around(&line.ends).grown(line.width / 2.0)));
    let mut names = Obstacles::new(room.frame, []);
    let mut placed: Vec<PlacedLabel> = Vec::new();
    for index in order {
        let request = &requests[index];
        if request.text.trim().is_empty() {
            continue;
        }
        let is_led_freely = |[from, to]: &[PlanePoint; 2]| {
            let around = around(&[*from, *to]);
            !names.near(&around).any(|name| within(&[*from, *to], &names.boxes[name]).is_some())
        };
        let is_free = |label: &PlacedLabel| {
            room.frame.encloses(&label.bounds)
                && names.overlapping(&label.bounds).next().is_none()
                && symbols.overlapping(&label.bounds).next().is_none()
                && (request.importance <= 2 || minor_symbols.overlapping(&label.bounds).next().is_none())
                && label.leader.as_ref().is_none_or(is_led_freely)
        };
        let hidden = |label: &PlacedLabel| {
            let strokes = lines.near(&label.bounds).map(|line| &room.lines[line]);
            let covered: f64 = strokes.map(|line| covered(&line.ends, &label.bounds.grown(line.width / 2.0))).sum();
            whole(covered) + MINOR_SYMBOL * minor_symbols.overlapping(&label.bounds).count()
        };
        // `min_by_key` takes the first of equals, which is the preferred one.
        let best_at = |away: f64| {
            let all = PLACES.iter().map(|&place| candidate(index, request, place, away, room.font_size));
            all.filter(|label| is_free(label)).map(|label| (hidden(&label), label)).min_by_key(|(hidden, _)| *hidden)
        };
        let near = best_at(0.0);
        let hides_much =
            |(hidden, label): &(usize, PlacedLabel)| 2 * hidden > whole(label.bounds.right - label.bounds.left);
        let mut away = AWAY.iter().filter_map(|away| best_at(away * room.font_size));
        let far = match &near {
            None if request.importance <= 1 => away.next(),
            Some(near) if request.importance <= 2 && hides_much(near) => away.min_by_key(|(hidden, _)| *hidden),
            _ => None,
        };
        let best = match (near, far) {
            (Some(near), Some(far)) if 2 * far.0 > near.0 => Some(near),
            (near, far) => far.or(near),
        };
        if let Some((_, label)) = best {
            names.add(label.bounds);
            placed.push(label);
        }
    }
    placed
}

/// As many pixels of a line a name rather covers than a symbol of a minor place.
const MINOR_SYMBOL: usize = 24;

/// Whole pixels, of which no picture has more than fit.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(pixels: f64) -> usize {
    pixels.max(0.0) as usize
}

/// The smallest box around a straight line.
fn around([from, to]: &[PlanePoint; 2]) -> Bounds {
    Bounds::around(*from, 0.0).joined(&Bounds::around(*to, 0.0))
}

/// Boxes that are found by where they are.
struct Obstacles {
    boxes: Vec<Bounds>,
    grid: Grid,
}

impl Obstacles {
    /// Cells on a side: a picture has room for about as many names across.
    const CELLS: usize = 16;

    fn new(frame: Bounds, boxes: impl IntoIterator<Item = Bounds>) -> Self {
        let mut obstacles = Self { boxes: Vec::new(), grid: Grid::over(frame, Self::CELLS) };
        boxes.into_iter().for_each(|bounds| obstacles.add(bounds));
        obstacles
    }

    fn add(&mut self, bounds: Bounds) {
        // No picture has four thousand million boxes.
        let number = u32::try_from(self.boxes.len()).unwrap_or(u32::MAX);
        self.grid.add(&bounds, number);
        self.boxes.push(bounds);
    }

    fn near(&self, bounds: &Bounds) -> impl Iterator<Item = usize> + use<> {
        self.grid.near(bounds).into_iter().map(|number| number as usize)
    }

    fn overlapping(&self, bounds: &Bounds) -> impl Iterator<Item = usize> {
        self.near(bounds).filter(|number| self.boxes[*number].overlaps(bounds))
    }
}

/// A name at one of the eight places, or `further` away on the same side.
fn candidate(
    index: usize,
    request: &LabelRequest,
    (across, down): (i8, i8),
    further: f64,
    font_size: f64,
) -> PlacedLabel {
    let boldness = if request.importance <= 1 { BOLD } else { 1.0 };
    let width = text_width(&request.text, font_size) * boldness;
    let height = font_size * 1.15;
    let away = request.radius + 3.0 + further;
    // Diagonal places move a little closer: the corner of a box is further away than its side.
    let reach = if across != 0 && down != 0 { away * 0.7 } else { away };
    let x = request.at.x + f64::from(across) * reach;
    let middle = request.at.y + f64::from(down) * (reach + height / 2.0);
    let (anchor, left) = match across {
        1 => (TextAnchor::Start, x),
        0 => (TextAnchor::Middle, x - width / 2.0),
        _ => (TextAnchor::End, x - width),
    };
    let bounds = Bounds { left, top: middle - height / 2.0, right: left + width, bottom: middle + height / 2.0 };
    // It ends a little before the letters.
    let end = PlanePoint { x: x - f64::from(across) * 2.0, y: request.at.y + f64::from(down) * (reach - 1.0) };
    let leader = (further > 0.0).then_some([request.at, end]);
    PlacedLabel { request: index, at: PlanePoint { x, y: middle + font_size * 0.35 }, anchor, bounds, leader }
}

/// How much of a straight line the box covers, in pixels.
fn covered(line: &[PlanePoint; 2], bounds: &Bounds) -> f64 {
    let [from, to] = line;
    within(line, bounds).map_or(0.0, |[enter, leave]| (leave - enter) * (to.x - from.x).hypot(to.y - from.y))
}

/// From which to which share of its length a straight line is in the box, if it is (Liang and Barsky's clipping).
fn within([from, to]: &[PlanePoint; 2], bounds: &Bounds) -> Option<[f64; 2]> {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let edges = [
        (-dx, from.x - bounds.left),
        (dx, bounds.right - from.x),
        (-dy, from.y - bounds.top),
        (dy, bounds.bottom - from.y),
    ];
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (towards, room) in edges {
        if towards == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if towards < 0.0 {
            enter = enter.max(room / towards);
        } else {
            leave = leave.min(room / towards);
        }
    }
    (enter <= leave).then_some([enter, leave])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FRAME: Bounds = Bounds { left: 0.0, top: 0.0, right: 400.0, bottom: 300.0 };

    fn request(text: &str, x: f64, y: f64, importance: u8) -> LabelRequest {
        LabelRequest { text: text.to_owned(), at: PlanePoint { x, y }, radius: 4.0, importance }
    }

    fn room<'a>(symbols: &'a [Bounds], lines: &'a [Stroke]) -> LabelRoom<'a> {
        LabelRoom { frame: FRAME, symbols, minor_symbols: &[], lines, font_size: 12.0 }
    }

    #[test]
    fn a_lone_name_stands_to_the_right() {
        let placed = place_labels(&[request("Khasan", 100.0, 100.0, 3)], room(&[], &[]));
        assert_eq!(placed[0].anchor, TextAnchor::Start);
        assert!(placed[0].at.x > 104.0);
    }

    #[test]
    fn at_the_right_edge_it_stands_to_the_left() {
        let placed = place_labels(&[request("Khasan", 390.0, 100.0, 3)], room(&[], &[]));
        assert_eq!(placed[0].anchor, TextAnchor::End);
    }

    #[test]
    fn the_important_name_chooses_first() {
        let requests = vec![request("Small", 100.0, 100.0, 5), request("Capital", 100.0, 100.0, 1)];
        assert_eq!(place_labels(&requests, room(&[], &[]))[0].request, 1);
    }

    #[test]
    fn a_line_is_avoided_where_possible() {
        let ends = [PlanePoint { x: 100.0, y: 100.0 }, PlanePoint { x: 300.0, y: 100.0 }];
        let placed = |width| place_labels(&[request("Khasan", 100.0, 100.0, 3)], room(&[], &[Stroke { ends, width }]));
        assert!(within(&ends, &placed(1.0)[0].bounds).is_none());
        // A stroke as wide as a flow of coal keeps names further away.
        assert_eq!((placed(1.0)[0].anchor, placed(16.0)[0].anchor), (TextAnchor::Start, TextAnchor::End));
        assert!((covered(&ends, &Bounds::around(PlanePoint { x: 200.0, y: 104.0 }, 5.0)) - 10.0).abs() < 1e-9);
    }

    #[test]
    fn of_two_lines_the_one_that_is_crossed_is_covered_and_not_the_one_along() {
        let at = |x, y| PlanePoint { x, y };
        let along = Stroke { ends: [at(60.0, 100.0), at(400.0, 100.0)], width: 3.0 };
        let across = [at(120.0, 0.0), at(80.0, 0.0)].map(|top| Stroke { ends: [top, at(top.x, 300.0)], width: 3.0 });
        let lines = [along, across[0], across[1]];
        let placed = place_labels(&[request("Khabarovsk", 100.0, 100.0, 3)], room(&[], &lines));
        assert!(within(&along.ends, &placed[0].bounds).is_none());
    }

    #[test]
    fn a_name_without_a_free_place_is_left_out() {
        assert!(place_labels(&[request(&"long ".repeat(40), 100.0, 100.0, 1)], room(&[], &[])).is_empty());
    }

    #[test]
    fn an_important_name_without_room_beside_it_stands_away_with_a_line_that_leads_to_it() {
        let crowd = [Bounds::around(PlanePoint { x: 100.0, y: 100.0 }, 22.0)];
        let placed = |importance| place_labels(&[request("Seoul", 100.0, 100.0, importance)], room(&crowd, &[]));
        let far = placed(1).pop().expect("a capital is named");
        let [from, to] = far.leader.expect("a line leads to it");
        assert!(
            (from.x - 100.0).abs() < 0.01
                && (to.x - 100.0).hypot(to.y - 100.0) > 15.0
                && !crowd[0].overlaps(&far.bounds)
        );
        assert!(placed(2).is_empty());
    }

    #[test]
    fn an_important_name_stands_away_before_it_hides_a_line() {
        let at = |x, y| PlanePoint { x, y };
        // A line that comes from the left and turns down at a place in the corner of the picture.
        let lines: Vec<Stroke> = (0..12)
            .map(|row| Stroke { ends: [at(200.0, 6.0 * f64::from(row)), at(400.0, 6.0 * f64::from(row))], width: 3.0 })
            .collect();
        let placed =
            |importance| place_labels(&[request("Khabarovsk", 392.0, 40.0, importance)], room(&[], &lines)).pop();
        assert!(placed(2).is_some_and(|label| label.leader.is_some() && label.bounds.top > 67.0));
        assert!(placed(3).is_some_and(|label| label.leader.is_none()));
    }

    #[test]
    fn only_an_important_name_covers_a_minor_symbol() {
        let minor = [Bounds { left: 0.0, top: 0.0, right: 400.0, bottom: 300.0 }];
        let room = LabelRoom { minor_symbols: &minor, ..room(&[], &[]) };
        assert_eq!(place_labels(&[request("Omsk", 100.0, 100.0, 2)], room).len(), 1);
        assert!(place_labels(&[request("Omsk", 100.0, 100.0, 3)], room).is_empty());
    }

    proptest! {
        #[test]
        fn placed_names_are_inside_and_apart(
            raw in proptest::collection::vec(("[A-Za-z가-힣 ]{0,14}", 0.0..400.0, 0.0..300.0, 1_u8..6), 0..40),
        ) {
            let requests: Vec<_> = raw.iter().map(|(text, x, y, importance)| request(text, *x, *y, *importance)).collect();
            let symbols: Vec<_> = requests.iter().map(|request| Bounds::around(request.at, request.radius)).collect();
            let placed = place_labels(&requests, room(&symbols, &[]));
            for (index, label) in placed.iter().enumerate() {
                prop_assert!(FRAME.encloses(&label.bounds));
                prop_assert!(!symbols.iter().any(|symbol| symbol.overlaps(&label.bounds)));
                prop_assert!(!placed[..index].iter().any(|other| other.bounds.overlaps(&label.bounds)));
            }
        }
    }
}
