//! Distances between any two stations of a line against the posts of the reference.
//!
//! `posts.csv` holds all 431 posts of the 98 railway lines of the reference (rows K of `land-facts.csv`), each with the
//! line and the place that stand for it here. A line of the reference may run over several of ours.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use landbridge::model::{LineId, PlaceId};

use crate::ask::NETWORK;

/// How far a distance between two stations may be off, in percent.
const WITHIN_PERCENT: f64 = 1.0;
const LINES: usize = 98;
const POSTS: usize = 431;

struct Post {
    reference_line: String,
    station: String,
    km: f64,
    lines: Vec<LineId>,
    place: PlaceId,
}

/// A pair of stations with the distance of the reference and ours.
pub struct Pair {
    pub reference_line: String,
    pub stations: [String; 2],
    pub published_km: f64,
    pub ours_km: Option<f64>,
}

impl Pair {
    /// By how many percent ours differs.
    pub fn percent(&self) -> f64 {
        self.ours_km.map_or(f64::INFINITY, |ours| (ours / self.published_km - 1.0) * 100.0)
    }

    /// In words.
    pub fn told(&self) -> String {
        let [from, to] = &self.stations;
        let ours = self.ours_km.map_or_else(|| "no way over its lines".into(), |km| format!("ours {km:.1} km"));
        format!("{}: {from} - {to}, {ours}, by the posts {:.1} km", self.reference_line, self.published_km)
    }
}

/// All pairs of stations that lie on one line.
pub static PAIRS: LazyLock<Vec<Pair>> = LazyLock::new(|| {
    let mut of_line: BTreeMap<String, Vec<Post>> = BTreeMap::new();
    for post in posts() {
        of_line.entry(post.reference_line.clone()).or_default().push(post);
    }
    assert_eq!(of_line.len(), LINES);
    of_line.values().flat_map(|posts| pairs(posts)).collect()
});

fn posts() -> Vec<Post> {
    let mut reader = csv::Reader::from_reader(include_bytes!("posts.csv").as_slice());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), POSTS);
    let post = |row: &csv::StringRecord| {
        let [_, reference_line, station, km, lines, place] = row.iter().collect::<Vec<_>>()[..] else {
            panic!("{row:?}")
        };
        let line = |id: &str| NETWORK.lines.find(id).unwrap_or_else(|| panic!("no line `{id}`"));
        Post {
            reference_line: reference_line.into(),
            station: station.into(),
            km: km.parse().expect("kilometres"),
            lines: lines.split(" + ").map(line).collect(),
            place: NETWORK.places.find(place).unwrap_or_else(|| panic!("no place `{place}`")),
        }
    };
    rows.iter().map(post).collect()
}

fn pairs(posts: &[Post]) -> Vec<Pair> {
    let lines: BTreeSet<LineId> = posts.iter().flat_map(|post| post.lines.iter().copied()).collect();
    let mut pairs = Vec::new();
    for (index, from) in posts.iter().enumerate() {
        let reached = reached(from.place, &lines);
        pairs.extend(posts[index + 1..].iter().map(|to| Pair {
            reference_line: from.reference_line.clone(),
            stations: [from.station.clone(), to.station.clone()],
            published_km: (to.km - from.km).abs(),
            ours_km: reached.get(&to.place).map(|metres| to_km(*metres)),
        }));
    }
    pairs
}

/// Metres from `from` to every place, over sections of these lines only.
fn reached(from: PlaceId, lines: &BTreeSet<LineId>) -> BTreeMap<PlaceId, u64> {
    let mut reached = BTreeMap::from([(from, 0)]);
    let mut queue = vec![from];
    while let Some(place) = queue.pop() {
        let so_far = reached[&place];
        for section in lines.iter().flat_map(|line| &NETWORK.lines[*line].sections) {
            let section = &NETWORK.sections[*section];
            let ends = [(section.from, section.to), (section.to, section.from)];
            for (_, next) in ends.into_iter().filter(|(near, _)| *near == place) {
                let metres = so_far + section.distance.metres();
                if reached.get(&next).is_none_or(|known| metres < *known) {
                    reached.insert(next, metres);
                    queue.push(next);
                }
            }
        }
    }
    reached
}

#[allow(clippy::cast_precision_loss)]
fn to_km(metres: u64) -> f64 {
    metres as f64 / 1000.0
}

/// The pair that differs most.
pub fn worst() -> &'static Pair {
    PAIRS.iter().max_by(|one, other| one.percent().abs().total_cmp(&other.percent().abs())).expect("some pairs")
}

#[test]
fn distances_between_any_two_stations_are_those_of_the_posts() {
    let off: Vec<String> = PAIRS.iter().filter(|pair| pair.percent().abs() > WITHIN_PERCENT).map(Pair::told).collect();
    println!("{} pairs, {} off, worst: {}", PAIRS.len(), off.len(), worst().told());
    let told = off.iter().take(40).cloned().collect::<Vec<_>>().join("\n");
    assert!(off.is_empty(), "{} of {} pairs are off by more than {WITHIN_PERCENT} %:\n{told}", off.len(), PAIRS.len());
}
