//! A network with as many pages in its site as one asks for.
//!
//! Places stand on a grid, joined by railways of seven stations from west to east and from south to north, in blocks of
//! countries with a border transfer wherever a line crosses. Everything is authored and means nothing; the same
//! number of pages gives the same bytes.

use std::fmt::Write as _;

/// Pages that every site has, whatever its network.
const FIXED_PAGES: usize = 29;
/// Pages that compare two years: six in which rules began, with the first and the last year, and those two.
const COMPARED_YEARS: usize = 8;
/// Routes that the network asks for.
const ROUTES: usize = 12;
/// Restrictions, each on a line.
const RULES: usize = 100;
/// Sources that lines and places cite in turn, at least.
const LEAST_SOURCES: usize = 60;
/// Stations of a line.
const STATIONS: usize = 7;
const COUNTRIES: [&str; 6] = ["RU", "KZ", "MN", "CN", "PL", "DE"];

/// The grid: how many places from west to east and from south to north.
#[derive(Clone, Copy)]
struct Grid {
    columns: usize,
    rows: usize,
}

impl Grid {
    /// The largest grid whose network has no more than this many pages.
    fn for_pages(pages: usize) -> Option<Self> {
        let of_rows = |rows: usize| Self { columns: rows * 10 / 7, rows };
        (3..1000).map(of_rows).take_while(|grid| grid.pages() + LEAST_SOURCES <= pages).last()
    }

    fn pages(self) -> usize {
        FIXED_PAGES + COMPARED_YEARS + ROUTES + RULES + self.columns * self.rows + self.lines().len()
    }

    /// The lines, each with the grid points that it passes.
    fn lines(self) -> Vec<Vec<(usize, usize)>> {
        let spans = |length: usize| {
            (0..length - 1).step_by(STATIONS - 1).map(move |start| start..(start + STATIONS).min(length))
        };
        let along = (0..self.rows)
            .flat_map(|row| spans(self.columns).map(move |span| span.map(|column| (column, row)).collect()));
        let across = (0..self.columns)
            .flat_map(|column| spans(self.rows).map(move |span| span.map(|row| (column, row)).collect()));
        along.chain(across).collect()
    }

    /// Latitude and longitude in degrees.
    fn position(self, (column, row): (usize, usize)) -> (f64, f64) {
        (spread(42.0, 66.0, row, self.rows), spread(8.0, 128.0, column, self.columns))
    }

    /// As the crow flies, on a sphere.
    fn kilometres(self, from: (usize, usize), to: (usize, usize)) -> f64 {
        let radians = |at| {
            let (latitude, longitude): (f64, f64) = self.position(at);
            (latitude.to_radians(), longitude.to_radians())
        };
        let ((latitude, longitude), (other_latitude, other_longitude)) = (radians(from), radians(to));
        let half = ((latitude - other_latitude) / 2.0).sin().powi(2)
            + latitude.cos() * other_latitude.cos() * ((longitude - other_longitude) / 2.0).sin().powi(2);
        2.0 * 6371.0 * half.sqrt().asin()
    }

    fn country(self, column: usize) -> &'static str {
        COUNTRIES[column * COUNTRIES.len() / self.columns]
    }
}

/// A name that can be read aloud and stands for one number only.
fn name(number: usize) -> String {
    const SYLLABLES: [&str; 20] = [
        "ta", "ro", "mi", "ska", "ne", "vo", "lu", "dar", "ki", "sen", "bo", "yar", "go", "pe", "shi", "na", "tul",
        "om", "zi", "re",
    ];
    let mut left = number + SYLLABLES.len() * SYLLABLES.len();
    let mut parts = Vec::new();
    while left > 0 {
        parts.push(SYLLABLES[left % SYLLABLES.len()]);
        left /= SYLLABLES.len();
    }
    let name = parts.concat();
    name[..1].to_uppercase() + &name[1..]
}

/// A network as YAML whose site has `pages` pages; none for so few that no grid has room (about 300).
///
/// # Example
/// ```
/// assert_eq!(landbridge::testing::large_network(300), landbridge::testing::large_network(300));
/// assert_eq!(landbridge::testing::large_network(30), None);
/// ```
pub fn large_network(pages: usize) -> Option<String> {
    let grid = Grid::for_pages(pages)?;
    let lines = grid.lines();
    let sources = pages - grid.pages();
    let id = |(column, row): (usize, usize)| format!("p{column}-{row}");
    let place_name = |(column, row): (usize, usize)| name(row * grid.columns + column);
    let mut text = String::from(
        "network: {id: large, title: A large network, summary: Made by a program to measure the site., as_of: 2026-11-01, \
         cargo: container, source: s0}\n",
    );
    text.push_str("cargoes: {container: {name: Containers, unit: FEU, contents: unknown}}\nsources:\n");
    for source in 0..sources {
        let _ = writeln!(
            text,
            "  s{source}: {{title: Survey {} of the railways, publisher: Bureau {}, date: {}}}",
            source + 1,
            name(source),
            1998 + source % 28
        );
    }
    text.push_str("operators:\n");
    for country in COUNTRIES {
        let low = country.to_lowercase();
        let _ = writeln!(
            text,
            "  rail-{low}: {{name: Railways of {country}, country: {country}, speed: 900 km/day, source: s1, confidence: authored}}"
        );
    }
    text.push_str("rates:\n  rail: {mode: rail, cargo: container, price: 0.6 USD/FEU-km, source: s2, confidence: authored}\nplaces:\n");
    for row in 0..grid.rows {
        for column in 0..grid.columns {
            let (latitude, longitude) = grid.position((column, row));
            let _ = writeln!(
                text,
                "  {}: {{name: {}, country: {}, at: {latitude:.4}N {longitude:.4}E, kind: {}, importance: {}, source: s{}, confidence: authored}}",
                id((column, row)),
                place_name((column, row)),
                grid.country(column),
                if column % 6 == 0 || row % 6 == 0 { "junction" } else { "station" },
                if column % 24 == 0 && row % 24 == 0 { 1 } else { 4 },
                (row * grid.columns + column) % sources,
            );
        }
    }
    text.push_str("lines:\n");
    let mut borders = Vec::new();
    for (index, stations) in lines.iter().enumerate() {
        let (first, last) = (stations[0], stations[stations.len() - 1]);
        let mut km = 0.0;
        let mut posts = Vec::new();
        for (post, at) in stations.iter().enumerate() {
            km += post.checked_sub(1).map_or(0.0, |before| grid.kilometres(stations[before], *at) * 1.1);
            posts.push(format!("{{{}: {km:.0} km}}", id(*at)));
        }
        let _ = writeln!(
            text,
            "  l{index}: {{name: {} - {}, mode: rail, operator: rail-{}, gauge: 1520 mm, tracks: {}, source: s{}, confidence: authored, \
             capacity: {} trains/day, status: [{{from: 1998-01-01, until: {}-01-01, state: under_construction}}, {{from: {}-01-01, state: operating}}],\n    posts: [{}]}}",
            place_name(first),
            place_name(last),
            grid.country(first.0).to_lowercase(),
            1 + index % 2,
            index % sources,
            20 + index % 90,
            2000 + index % 20,
            2000 + index % 20,
            posts.join(", "),
        );
        let crossings = stations.windows(2).filter(|pair| grid.country(pair[0].0) != grid.country(pair[1].0));
        borders.extend(crossings.map(|pair| pair[0]));
    }
    text.push_str("transfers:\n");
    for at in borders {
        let (here, there) = (grid.country(at.0), grid.country(at.0 + 1));
        let _ = writeln!(
            text,
            "  border-{}: {{at: {0}, kind: border, countries: [{here}, {there}], status: operating, time: {{low: 4 h, typ: 12 h, high: 48 h}}, source: s3, confidence: authored}}",
            id(at)
        );
    }
    text.push_str("restrictions:\n");
    for rule in 0..RULES {
        let _ = writeln!(
            text,
            "  r{rule}: {{name: Limit number {rule}, issuer: Bureau {}, legal_basis: Order {rule}, from: {}-03-01, effect: flag, \
             match: {{lines: [l{}]}}, explain: Trains are counted., source: s{}, confidence: authored}}",
            name(rule),
            2001 + rule % 20,
            rule * (lines.len() / RULES).max(1) % lines.len(),
            rule % sources,
        );
    }
    text.push_str("report_routes:\n");
    for route in 0..ROUTES {
        let row = route * grid.rows / ROUTES;
        let (from, to) = (id((0, row)), id((grid.columns / 3, grid.rows - 1 - row)));
        let _ =
            writeln!(text, "  way-{route}: {{question: How far is way {route}?, from: {from}, to: {to}, group: Ways}}");
    }
    Some(text)
}

#[allow(clippy::cast_precision_loss)]
fn spread(low: f64, high: f64, step: usize, steps: usize) -> f64 {
    low + (high - low) * step as f64 / (steps.max(2) - 1) as f64
}
