//! From where, through which border or port, to where: the Sankey diagrams of a flow.

use std::collections::BTreeMap;

use crate::model::Mode;
use crate::report::flow::{FlowReport, amount_told};
use crate::site::chart::sankey::{Ribbon, Sankey, SankeyBox, SankeyView};
use crate::site::map::Look as _;
use crate::site::view::{PageContext, Ref};

/// One diagram for each unit of cargo: from where, through which border or port, to where; what does not arrive too.
pub(super) fn sankeys(context: &PageContext<'_>, report: &FlowReport) -> Vec<SankeyView> {
    let network = context.site.network;
    let mut drawn = Vec::new();
    for total in report.totals.iter().filter(|total| total.asked > 0.0) {
        let Some(unit) = report
            .demands
            .iter()
            .find(|demand| demand.unit == total.unit)
            .and_then(|demand| network.cargoes.find(&demand.cargo).map(|id| network.cargoes[id].unit))
        else {
            continue;
        };
        let mut diagram = Diagram { context, columns: [const { Vec::new() }; 3], ribbons: BTreeMap::new() };
        for way in report.ways.iter().filter(|way| way.unit == total.unit) {
            let from = diagram.place(0, &way.from);
            let through = match &way.through {
                Some(place) => diagram.place(1, place),
                None => diagram.named(1, "no border or port"),
            };
            let to = diagram.place(2, &way.to);
            let class = Mode::ALL.iter().find(|(_, word)| *word == way.mode).map(|(mode, _)| mode.class());
            diagram.add((0, from, through), class.clone().unwrap_or_default(), way.arrives);
            diagram.add((1, through, to), class.unwrap_or_default(), way.arrives);
        }
        for demand in report.demands.iter().filter(|demand| demand.unit == total.unit && demand.unserved > 0.0) {
            let Some(place) = demand.from.first() else { continue };
            let from = diagram.place(0, place);
            let nowhere = diagram.named(1, "not served");
            diagram.add((0, from, nowhere), "is-unserved".into(), demand.unserved);
        }
        let title = format!("{}: from where, through which border, port or terminal, to where", total.told);
        let caption = format!(
            "{}: origins on the left, the first border, port or terminal on the way in the middle, destinations on the \
             right; the colour is that of the main mode. The table of demands holds the same.",
            total.told
        );
        drawn.push(diagram.finish(title, |units| amount_told(units, unit)).draw(caption));
    }
    drawn
}

/// A Sankey diagram in the making: boxes of its three columns by name, ribbons by their ends and class.
struct Diagram<'c> {
    context: &'c PageContext<'c>,
    columns: [Vec<Ref>; 3],
    ribbons: BTreeMap<(usize, usize, usize, String), f64>,
}

impl Diagram<'_> {
    fn place(&mut self, column: usize, id: &str) -> usize {
        let place = self.context.place_by_id(id, id);
        self.position(column, place)
    }

    fn named(&mut self, column: usize, name: &str) -> usize {
        self.position(column, Ref::plain(name))
    }

    fn position(&mut self, column: usize, item: Ref) -> usize {
        let boxes = &mut self.columns[column];
        boxes.iter().position(|known| *known == item).unwrap_or_else(|| {
            boxes.push(item);
            boxes.len() - 1
        })
    }

    fn add(&mut self, (column, from, to): (usize, usize, usize), class: String, amount: f64) {
        *self.ribbons.entry((column, from, to, class)).or_default() += amount;
    }

    fn finish(self, title: String, told: impl Fn(f64) -> String) -> Sankey {
        let through = |column: usize, index: usize| -> f64 {
            let leaves: f64 =
                self.ribbons.iter().filter(|(key, _)| (key.0, key.1) == (column, index)).map(|(_, v)| v).sum();
            let reaches: f64 =
                self.ribbons.iter().filter(|(key, _)| (key.0 + 1, key.2) == (column, index)).map(|(_, v)| v).sum();
            leaves.max(reaches)
        };
        let column = |(number, boxes): (usize, &Vec<Ref>)| {
            let item = |(index, item): (usize, &Ref)| SankeyBox {
                name: item.name.clone(),
                amount: told(through(number, index)),
                href: item.href.clone(),
            };
            boxes.iter().enumerate().map(item).collect()
        };
        let ribbon = |((column, from, to, class), value): (&(usize, usize, usize, String), &f64)| Ribbon {
            column: *column,
            from: *from,
            to: *to,
            value: *value,
            amount: told(*value),
            class: class.clone(),
        };
        Sankey {
            title,
            columns: self.columns.iter().enumerate().map(column).collect(),
            ribbons: self.ribbons.iter().map(ribbon).collect(),
        }
    }
}
