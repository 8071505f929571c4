//! What fuzzers call: any bytes in, a panic if the program breaks a promise. `fuzz/` and the normal tests use these.

use std::sync::LazyLock;

use crate::calendar::{Date, Day};
pub use crate::laws::file::damaged_text::damaged;
use crate::laws::file::damaged_text::is_read_soundly;
use crate::laws::{Case, Own, Subject};
use crate::load::{Document, load_texts};
use crate::model::Network;
use crate::units::{
    Amount, AxleLoad, Capacity, Clock, Currency, Density, Distance, Draught, EmissionFactor, ExchangeRate, Gauge,
    HoldingCost, Investment, Mass, Minutes, OpeningHours, Payload, Position, Price, Quota, Ratio, Share, Speed,
    TimeValue, Voltage,
};

/// A file of a network.
///
/// # Panics
/// If reading it does not end in a network or in problems that point into the text.
pub fn reader(bytes: &[u8]) {
    if let Err(problem) = is_read_soundly(bytes) {
        panic!("{problem}");
    }
}

/// A quantity with its unit, as any kind of quantity.
///
/// # Panics
/// If what is printed of a quantity is not read as that quantity again, where it is printed exactly.
pub fn units(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    macro_rules! read {
        ($($kind:ty),* $(,)?) => {$(
            let _ = text.parse::<$kind>();
        )*};
    }
    read!(
        Amount,
        AxleLoad,
        Capacity,
        Clock,
        Currency,
        Density,
        Draught,
        EmissionFactor,
        ExchangeRate,
        HoldingCost,
        Investment,
        Mass,
        Minutes,
        OpeningHours,
        Payload,
        Position,
        Price,
        Quota,
        Ratio,
        Share,
        Speed,
        TimeValue,
        Voltage,
        Date,
    );
    if let Ok(day) = text.parse::<Day>() {
        assert_eq!(day.to_string().parse::<Day>().ok(), Some(day), "{text:?}");
    }
    if let Ok(gauge) = text.parse::<Gauge>() {
        assert_eq!(gauge.to_string().parse::<Gauge>().ok(), Some(gauge), "{text:?}");
    }
    if let Ok(distance) = text.parse::<Distance>() {
        assert!(distance.to_string().parse::<Distance>().is_ok(), "{text:?}");
    }
}

/// The network that questions and patches of fuzzers are about.
const NETWORK: &str = include_str!("../../networks/tutorial.yaml");

/// As a model, as written, and its files by name.
type Read = (Network, Document, Vec<(String, Vec<u8>)>);

static TUTORIAL: LazyLock<Read> = LazyLock::new(|| {
    let texts = vec![("tutorial.yaml".to_string(), NETWORK.as_bytes().to_vec())];
    let network = load_texts(texts.clone()).network.expect("the tutorial's network has no errors");
    let document = Document::of_texts(&texts).expect("the tutorial's network is YAML");
    (network, document, texts)
});

/// A question of the tutorial's network, as the JSON of a [`Case`] or as the words of one: `FROM TO DATE`.
///
/// # Panics
/// If the way that is found does not begin and end where it was asked for.
pub fn query(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (network, document, _) = &*TUTORIAL;
    let mut words = text.split_whitespace().map(String::from);
    let case = Case::read(text).unwrap_or_else(|| Case {
        from: words.next().unwrap_or_default(),
        to: words.next().unwrap_or_default(),
        depart: words.next(),
        ..Case::default()
    });
    for name in [&case.from, &case.to] {
        let _ = network.find_places(name);
        let _ = network.find_spot(name);
    }
    let subject = Subject::new(network, document, &Own);
    let Some(query) = case.query(network) else { return };
    if let Some(way) = subject.best(&query) {
        let places = way.places(network);
        assert_eq!((places.first(), places.last()), (Some(&case.from), Some(&case.to)), "{text:?}");
    }
}

/// Entries of `scenarios`, added to the tutorial's network.
///
/// # Panics
/// If a scenario that can be read makes the base another one.
pub fn scenario_patch(bytes: &[u8]) {
    let (network, document, texts) = &*TUTORIAL;
    let mut with_patch = texts.clone();
    with_patch.push(("patch.yaml".into(), [b"scenarios:\n", bytes].concat()));
    let Some(patched) = load_texts(with_patch).network else { return };
    let ends = network.places.keys().next().zip(network.places.keys().last());
    let Some((from, to)) = ends else { return };
    let query = crate::route::Query::new(network, vec![from], vec![to]);
    let base = Subject::new(network, document, &Own);
    let other = Subject::new(&patched, document, &Own);
    assert_eq!(base.best(&query), other.best(&query), "a scenario changes the base");
    for scenario in patched.scenarios.keys() {
        let _ = other.best(&crate::route::Query { scenario: Some(scenario), ..query.clone() });
    }
}
