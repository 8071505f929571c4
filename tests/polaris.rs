//! The network's POLARIS values against an independent copy, cell by cell.
//!
//! `golden/polaris.csv` was typed from section 1.3 of the maritime reference (IMO MSC.1/Circ.1519, table 1.3, two public
//! copies of which agree in all cells). Two other public copies differ from it in 21 and in 2 cells, so every cell counts.
#![cfg(feature = "cli")]

use std::path::Path;

use landbridge::load::load_path;
use landbridge::model::RiskTable;

const CLASSES: usize = 12;
const TYPES_OF_ICE: usize = 12;

/// Types of ice, lightest first, and for each class of ship, strongest first, its values.
struct Copy {
    ice: Vec<&'static str>,
    rows: Vec<(&'static str, Vec<i8>)>,
}

fn copy() -> Copy {
    let mut lines = include_str!("golden/polaris.csv").lines().map(|line| line.split(','));
    let ice = lines.next().expect("a heading").skip(1).collect();
    let rows = lines.map(|mut cells| {
        let class = cells.next().expect("a class");
        (class, cells.map(|cell| cell.parse().expect("a whole number")).collect())
    });
    Copy { ice, rows: rows.collect() }
}

fn table() -> RiskTable {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("networks/eurasia");
    let loaded = load_path(&folder).expect("the folder can be read");
    let network = loaded.network.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics));
    let id = network.risk_tables.find("polaris").expect("a table `polaris`");
    network.risk_tables[id].clone()
}

#[test]
fn all_144_cells_are_those_of_the_circular() {
    let (copy, table) = (copy(), table());
    assert_eq!((copy.rows.len(), copy.ice.len()), (CLASSES, TYPES_OF_ICE));
    assert_eq!(table.ice, copy.ice);
    assert_eq!(table.values.len(), CLASSES, "{:?}", table.values.keys());
    let mut compared = 0;
    for (class, expected) in &copy.rows {
        let ours = table.values.get(*class).unwrap_or_else(|| panic!("no row for {class}"));
        assert_eq!(ours.len(), TYPES_OF_ICE, "{class}");
        for (index, ice) in copy.ice.iter().enumerate() {
            assert_eq!(ours[index], expected[index], "{class} in {ice}");
            compared += 1;
        }
    }
    assert_eq!(compared, 144);
}

#[test]
fn heavier_ice_is_never_less_risky() {
    for (class, values) in table().values {
        assert!(values.windows(2).all(|pair| pair[0] >= pair[1]), "{class}: {values:?}");
    }
}

/// A stronger ship is never worse off, but for one pair: PC7 and IA Super cross.
#[test]
fn a_stronger_ship_is_never_worse_off() {
    let table = table();
    let copy = copy();
    for pair in copy.rows.windows(2) {
        let (stronger, weaker) = (pair[0].0, pair[1].0);
        let worse: Vec<&str> = (0..TYPES_OF_ICE)
            .filter(|index| table.values[stronger][*index] < table.values[weaker][*index])
            .map(|index| copy.ice[index])
            .collect();
        let expected: &[&str] = if stronger == "PC7" { &["thin-first-year-1"] } else { &[] };
        assert_eq!(worse, expected, "{stronger} and {weaker}");
    }
}
