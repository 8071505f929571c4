//! Money by what it is paid for, and greenhouse gas by where it is set free.

use std::ops::{Add, Index, IndexMut};

use crate::distribution::Spread;
use crate::units::{Emission, Money};

/// What money is paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CostPart {
    /// The freight rate of a section or lane, fuel included.
    LineHaul,
    /// Ports, changes of mode and of gauge, terminals.
    Handling,
    /// Borders.
    Border,
    /// Canals and other passages.
    Toll,
    /// An icebreaker's escort.
    Escort,
}

impl CostPart {
    /// All of them with the word that output uses.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::LineHaul, "line_haul"),
        (Self::Handling, "handling"),
        (Self::Border, "border"),
        (Self::Toll, "toll"),
        (Self::Escort, "escort"),
    ];
}

/// Money by what it is paid for; the parts sum to the whole exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Costs([Spread<Money>; 5]);

impl Costs {
    /// All of it for one thing.
    pub fn of(part: CostPart, money: Spread<Money>) -> Self {
        let mut costs = Self::default();
        costs[part] = money;
        costs
    }

    /// The whole.
    pub fn total(&self) -> Spread<Money> {
        self.0.iter().fold(Spread::default(), |sum, part| sum + *part)
    }
}

impl Index<CostPart> for Costs {
    type Output = Spread<Money>;

    fn index(&self, part: CostPart) -> &Self::Output {
        &self.0[part as usize]
    }
}

impl IndexMut<CostPart> for Costs {
    fn index_mut(&mut self, part: CostPart) -> &mut Self::Output {
        &mut self.0[part as usize]
    }
}

impl Add for Costs {
    type Output = Self;

    fn add(mut self, other: Self) -> Self {
        for (sum, part) in self.0.iter_mut().zip(other.0) {
            *sum = *sum + part;
        }
        self
    }
}

/// Greenhouse gas of moving one cargo unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Co2e {
    /// From the tank to the wheel: what the vehicle itself sets free.
    pub ttw: Spread<Emission>,
    /// From the well to the wheel: making and bringing the fuel or current included.
    pub wtw: Spread<Emission>,
}

impl Add for Co2e {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { ttw: self.ttw + other.ttw, wtw: self.wtw + other.wtw }
    }
}
