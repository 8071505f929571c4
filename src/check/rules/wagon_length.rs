//! LB1306: does a train have wagons of a length that exists?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Network, Train};
use crate::units::Quantity;

rule! {
    /// The length of a kind of train, divided by its wagons, is less than four metres or more than forty. One of the two
    /// numbers is of another train, or lost a digit.
    ///
    /// ```yaml
    /// trains:
    ///   rzd-container: {name: Container train, gauge: 1520 mm, wagons: 71, length: 99 m}     # 994 m
    /// ```
    ///
    /// Correct `length` or `wagons`.
    "LB1306", Warning, "train with wagons of no length that exists"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for train in network.trains.values() {
        let Some(metres) = metres_a_wagon(train).filter(|metres| !(4.0..=40.0).contains(metres)) else { continue };
        let node = Node::entry(train.file, "trains", &train.id);
        out.push(
            RULE.found(format!("a wagon of train `{}` is {metres:.1} m long", train.id))
                .at(node.key("length").value())
                .also(node.key("wagons").value(), "so many wagons")
                .help("correct `length` or `wagons`"),
        );
    }
}

fn metres_a_wagon(train: &Train) -> Option<f64> {
    let (length, wagons) = (train.length.as_ref()?.typ, train.wagons.as_ref()?.typ);
    Some(length.number(length) / f64::from(wagons.get()))
}
