//! What is one more unit of a capacity worth, what does one less cost, and who uses it?
//!
//! # Method
//! The least cost `V(u)` is convex in a capacity `u` and never rises with it. At a corner one price does not tell both
//! sides: the worth of one more unit is `V(u) - V(u + 1)`, the loss of one less `V(u - 1) - V(u)`, and every dual price
//! lies between the two. Each is found by a run from the optimal basis. A capacity with a unit to spare has neither: the
//! optimum stays possible with one less, and a convex function that is level there stays level. The *congestion rent* is
//! price times capacity (Hogan 1992, <https://doi.org/10.1007/BF00133621>, calls it so for power).

use super::what_if::{Change, Solved, TRACE, for_each_use, parts_as_float};
use crate::parallel;

/// What a capacity is worth.
#[derive(Debug, Clone, PartialEq)]
pub struct ShadowPrice {
    /// Which.
    pub capacity: u32,
    /// How many of its parts are taken.
    pub taken: f64,
    /// What the solver's dual says of one part, in the problem's unit of cost; 0 where there is nothing of it.
    pub price: f64,
    /// How many parts a unit has.
    pub unit: i64,
    /// By how much all costs together fall with one unit more.
    pub worth: f64,
    /// How many parts were taken away for `loss`: a unit, or all there is.
    pub less: i64,
    /// By how much all costs together rise with so many parts less.
    pub loss: f64,
    /// Price times all its parts.
    pub rent: f64,
}

/// A demand's part in a capacity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct User {
    /// Which demand.
    pub demand: u32,
    /// How many of its units arrive through the capacity.
    pub arrives: f64,
    /// How many parts they take.
    pub parts: f64,
}

/// Capacities that are full, or that have a price, in order.
pub fn binding(base: &Solved<'_>) -> Vec<u32> {
    let rows = base.problem().capacities.iter().zip(base.taken()).zip(&base.flow.prices);
    let binds = rows.map(|((&parts, taken), &price)| price > TRACE || (taken > TRACE && is_full(parts, taken)));
    (0u32..).zip(binds).filter(|(_, binds)| *binds).map(|(capacity, _)| capacity).collect()
}

fn is_full(parts: i64, taken: f64) -> bool {
    taken >= parts_as_float(parts) * (1.0 - 1e-9) - TRACE
}

/// Both one-sided prices of each of `asked`: capacity, and how many parts a unit of it has (positive).
pub fn shadow_prices(base: &Solved<'_>, asked: &[(u32, i64)]) -> Vec<ShadowPrice> {
    let taken = base.taken();
    parallel::map(asked, |&(capacity, unit)| {
        let parts = base.problem().capacities[capacity as usize];
        let (taken, price) = (taken[capacity as usize], base.flow.prices[capacity as usize]);
        let less = unit.min(parts);
        let slack = taken <= parts_as_float(parts - less) && less > 0;
        let cost_at = |parts| base.after(&Change { capacities: vec![(capacity, parts)], ..Change::default() }).cost;
        let (worth, loss) = if slack {
            (0.0, 0.0)
        } else {
            (
                base.cost - cost_at(parts.saturating_add(unit)),
                if less > 0 { cost_at(parts - less) - base.cost } else { 0.0 },
            )
        };
        // The dual lies between both by convexity: what differs from that in the difference of two sums is rounding. Of a
        // capacity of which there is nothing, the solver knows no price.
        let most = if slack { 0.0 } else { price * parts_as_float(unit) };
        let worth = if parts == 0 { worth.max(0.0) } else { worth.clamp(0.0, most) };
        let loss = if slack { 0.0 } else { loss.max(price * parts_as_float(less)) };
        ShadowPrice { capacity, taken, price, unit, worth, less, loss, rent: price * parts_as_float(parts) }
    })
}

/// Which demands use a capacity and how much of it, in order: *select link*.
pub fn users(base: &Solved<'_>, capacity: u32) -> Vec<User> {
    let mut users: Vec<User> = Vec::new();
    for path in &base.flow.paths {
        let mut parts = 0.0;
        for_each_use(base.problem(), path, |used, taken| {
            if used == capacity {
                parts += taken;
            }
        });
        if parts > TRACE {
            users.push(User { demand: path.demand, arrives: path.amount, parts });
        }
    }
    users.sort_by_key(|user| user.demand);
    users.dedup_by(|next, kept| {
        let same = next.demand == kept.demand;
        if same {
            kept.arrives += next.arrives;
            kept.parts += next.parts;
        }
        same
    });
    users
}
