//! LB1306: do the masses of a train add up?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Network, Train};

rule! {
    /// The figures of a kind of train contradict each other: its cargo weighs more than the whole train, or its wagons
    /// are on average shorter than four metres or longer than forty.
    ///
    /// ```yaml
    /// trains:
    ///   rzd-heavy-coal: {name: Heavy coal train, gauge: 1520 mm, gross: 5325 t, net: 7100 t}     # exchanged
    /// ```
    ///
    /// Exchange `gross` and `net`, or correct `length` or `wagons`.
    "LB1306", Error, "train whose figures contradict each other"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for train in network.trains.values() {
        let node = Node::entry(train.file, "trains", &train.id);
        if let (Some(gross), Some(net)) = (&train.gross, &train.net)
            && net.typ > gross.typ
        {
            out.push(
                RULE.found(format!("train `{}` carries {}, but weighs {} with it", train.id, net.typ, gross.typ))
                    .at(node.key("net").value())
                    .also(node.key("gross").value(), "the whole train")
                    .help("exchange `gross` and `net`, or correct one of them"),
            );
        }
        if let Some(metres) = metres_a_wagon(train).filter(|metres| !(4.0..=40.0).contains(metres)) {
            out.push(
                RULE.warned(format!("a wagon of train `{}` is {metres:.1} m long", train.id))
                    .at(node.key("length").value())
                    .also(node.key("wagons").value(), "so many wagons")
                    .help("correct `length` or `wagons`"),
            );
        }
    }
}

fn metres_a_wagon(train: &Train) -> Option<f64> {
    use crate::units::Quantity;
    let (length, wagons) = (train.length.as_ref()?.typ, train.wagons.as_ref()?.typ);
    Some(length.number(length) / f64::from(wagons.get()))
}
