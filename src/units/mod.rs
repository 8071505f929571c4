//! What is a kilometre, a knot, a dollar, an hour? How are they parsed and printed?
//!
//! Every quantity is a whole number of a small unit (metres, minutes, millionths of a dollar), so that sums are
//! exact and do not depend on their order. Text is parsed by [`FromStr`](std::str::FromStr) without a float in
//! between; floats live in [`Position`] only.

mod amount;
mod capacity;
mod currency;
mod distance;
mod emission;
mod gauge;
mod goods;
mod holding;
mod mass;
mod measures;
mod money;
mod parse;
mod position;
mod quantity;
mod ratio;
mod reactance;
mod speed;
mod time;

pub use amount::thousands;
pub use capacity::{Capacity, CapacityUnit};
pub use currency::{Currency, ExchangeRate, TimeValue};
pub use distance::{Distance, Draught};
pub use emission::{Emission, EmissionFactor};
pub use gauge::Gauge;
pub use goods::{Amount, AmountUnit, Quota, QuotaPeriod};
pub use holding::HoldingCost;
pub use mass::{AxleLoad, TrainLength};
pub use measures::{
    Count, Density, Diameter, EscortRate, FuelFactor, FuelRate, GrossTonnage, Investment, Mass, Payload, PayloadUnit,
    Share, ShipLength, Voltage,
};
pub use money::{CargoUnit, Money, Price};
pub use parse::UnitError;
pub use position::Position;
pub use quantity::Quantity;
pub use ratio::Ratio;
pub use reactance::Reactance;
pub use speed::Speed;
pub use time::{Clock, Minutes, OpeningHours};
