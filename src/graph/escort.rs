//! How much of a lane is sailed behind an icebreaker, and what that costs one unit of the cargo.
//!
//! # Method
//! The escorted share of the miles is 0 where the ice is lighter than severity 0.5 and 0.9 where it is heavier than 2.5.
//! Between, from the middle of June to the middle of October it is linear between the chances of the area's escort
//! table for June, August and October, and in the rest of the year linear in severity. Hulls of Arc6 and stronger read
//! the row `ULA`, weaker ones `UL` (authored).
//!
//! The fee is gross tonnage x tariff. The tariff counts zones and no lane names one, so each ice area counts as a zone:
//! an area's part is the tariff for as many zones as there are areas, divided by their number, and a lane's part of
//! that is its share of the way through the area. A voyage through all areas pays the whole tariff, a shorter one too
//! little. Typical: fee x share; high: the ceiling; low: nothing in summer, where the ship may pass alone.
//!
//! # Source
//! Reference material, maritime.md 4.2 and 4.3; Buzuev after CRREL 96-3.

use super::measure::Measure;
use crate::calendar::Day;
use crate::distribution::Spread;
use crate::model::{Cargo, EscortTariff, EscortTariffRow, IceArea, IceClass, Lane, Network, Severity, Vessel};
use crate::units::{CargoUnit, Currency, Money, PayloadUnit};

/// Lighter ice than this needs no escort, in thousandths of severity.
const NO_ESCORT_BELOW: u64 = 500;
/// In heavier ice than this the share is the largest.
const MOST_ABOVE: u64 = 2500;
/// The largest share, in thousandths.
const MOST: u64 = 900;

/// The share of the miles that a ship of this class sails behind an icebreaker, in thousandths.
pub fn escort_share(area: &IceArea, class: IceClass, day: Day, severity: Severity) -> u64 {
    let milli = u64::from(severity.milli());
    if milli < NO_ESCORT_BELOW {
        return 0;
    }
    if milli > MOST_ABOVE {
        return MOST;
    }
    let by_severity = MOST * (milli - NO_ESCORT_BELOW) / (MOST_ABOVE - NO_ESCORT_BELOW);
    by_table(area, class, day).unwrap_or(by_severity)
}

/// By the area's table, from the middle of June to the middle of October.
fn by_table(area: &IceArea, class: IceClass, day: Day) -> Option<u64> {
    let hull = if class >= IceClass::Arc(6) { "ULA" } else { "UL" };
    let row = area.escort_shares.iter().find(|row| row.hull == hull)?;
    let (year, ..) = day.civil();
    let middle = |month| Day::from_civil(year, month, 15);
    let (june, august, october) = (middle(6)?, middle(8)?, middle(10)?);
    let (start, end, from, to) = if (june..august).contains(&day) {
        (june, august, row.june, row.august)
    } else if (august..=october).contains(&day) {
        (august, october, row.august, row.october)
    } else {
        return None;
    };
    let (from, to) = (i64::try_from(from.parts()).ok()?, i64::try_from(to.parts()).ok()?);
    let passed = i64::from(day.count() - start.count());
    let parts = from + (to - from) * passed / i64::from(end.count() - start.count());
    u64::try_from(parts / 1000).ok()
}

/// Whether it is the part of the year for which escort tables speak.
fn is_summer(day: Day) -> bool {
    let (_, month, date) = day.civil();
    (6, 15) <= (month, date) && (month, date) <= (10, 15)
}

impl<'a> Measure<'a> {
    /// Share and cost of the escort on a lane in ice. Where the cost cannot be known it is left out, and noted.
    pub(super) fn add_escort(
        &mut self,
        network: &'a Network,
        (lane, area): (&'a Lane, &'a IceArea),
        (vessel, cargo): (&'a Vessel, &Cargo),
        (day, severity): (Day, Severity),
    ) -> Spread<Money> {
        let share = escort_share(area, vessel.ice_class, day, severity);
        self.escort_share_milli = Some(share);
        if share == 0 {
            return Spread::default();
        }
        let Some(fee) = self.escort_fee(network, (lane, area), (vessel, cargo), day) else {
            self.escort_without_price = true;
            return Spread::default();
        };
        let micro = u64::try_from(fee.micro()).unwrap_or(0);
        let typ = Money::from_micro(i64::try_from(micro * share / 1000).unwrap_or(i64::MAX));
        Spread { low: if is_summer(day) { Money::default() } else { typ }, typ, high: fee }
    }

    /// What the whole lane costs one unit of the cargo behind an icebreaker.
    fn escort_fee(
        &mut self,
        network: &'a Network,
        (lane, area): (&'a Lane, &'a IceArea),
        (vessel, cargo): (&'a Vessel, &Cargo),
        day: Day,
    ) -> Option<Money> {
        let (tariff, stands_in) = tariff_on(network, day)?;
        let tonnage = vessel.gross_tonnage.as_ref()?;
        let row = tariff.rates.iter().find(|row| row_fits(row, vessel.ice_class, tonnage.typ, day))?;
        let zones = network.ice_areas.len().min(row.by_zones.len()).max(1);
        let kopecks = u128::from(row.by_zones.get(zones - 1)?.parts()) * u128::from(tonnage.typ.parts());
        let of_lane = match &area.through {
            Some(through) if through.typ.metres() > 0 => {
                kopecks * u128::from(lane.distance.metres().min(through.typ.metres()))
                    / u128::from(through.typ.metres())
            }
            _ => kopecks,
        };
        let units = units_carried(vessel, cargo)?;
        let micro = of_lane * 10_000 * 1000 / (zones as u128 * u128::from(units));
        let roubles = Money::from_micro(i64::try_from(micro).ok()?);
        let quoted = tariff.provenance.as_of.or(tariff.window.from).map_or(day, crate::calendar::Date::first_day);
        let dollars = self.exchange(network, Currency::Rub, quoted)?.usd(roubles);
        self.stands_in |= stands_in;
        self.provenance.extend([&tariff.provenance, &tonnage.provenance]);
        self.provenance.extend(vessel.payload.as_ref().map(|payload| &payload.provenance));
        Some(dollars)
    }
}

/// The tariff in force, or the last one before.
fn tariff_on(network: &Network, day: Day) -> Option<(&EscortTariff, bool)> {
    let tariffs = || network.escort_tariffs.values();
    let in_force = tariffs().find(|tariff| tariff.window.contains(day)).map(|tariff| (tariff, false));
    in_force.or_else(|| {
        let begun = tariffs().filter(|tariff| tariff.window.start() <= day);
        begun.max_by_key(|tariff| tariff.window.start()).map(|tariff| (tariff, true))
    })
}

fn row_fits(row: &EscortTariffRow, class: IceClass, tonnage: crate::units::GrossTonnage, day: Day) -> bool {
    row.classes.contains(&class)
        && row.tonnage_from.is_none_or(|from| from <= tonnage)
        && row.tonnage_until.is_none_or(|until| tonnage < until)
        && row.season.is_none_or(|season| season.contains(day))
}

/// How many units of the cargo the ship carries when full, in thousandths; none if its payload counts something else.
pub(super) fn units_carried(vessel: &Vessel, cargo: &Cargo) -> Option<u64> {
    let payload = vessel.payload.as_ref()?.typ;
    let units = match (payload.unit(), cargo.unit) {
        (PayloadUnit::Teu, CargoUnit::Teu) => payload.milli(),
        (PayloadUnit::Teu, CargoUnit::Feu) => payload.milli() / 2,
        (PayloadUnit::Tonne, CargoUnit::Tonne | CargoUnit::ThousandCubicMetres) => {
            payload.milli() * 1000 / cargo.kilograms()?[1].max(1)
        }
        _ => 0,
    };
    (units > 0).then_some(units)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::FileId;
    use crate::model::{EscortShare, Provenance};

    fn area() -> IceArea {
        let share = |text: &str| text.parse().unwrap();
        let row = |hull: &str, october: &str| EscortShare {
            hull: hull.into(),
            massif: "Test".into(),
            june: share("100 %"),
            august: share("60 %"),
            october: share(october),
            provenance: Provenance::default(),
        };
        IceArea {
            id: "test".into(),
            name: "Test".into(),
            severity: [Severity::default(); 12],
            escort_shares: vec![row("UL", "20 %"), row("ULA", "0 %")],
            through: None,
            provenance: Provenance::default(),
            note: None,
            file: FileId(0),
        }
    }

    #[test]
    fn the_share_follows_severity_and_in_summer_the_table() {
        let share =
            |class, day: &str, milli| escort_share(&area(), class, day.parse().unwrap(), Severity::from_milli(milli));
        let weak = IceClass::Arc(4);
        assert_eq!(share(weak, "2026-03-01", 499), 0);
        assert_eq!(share(weak, "2026-03-01", 1500), 450);
        assert_eq!(share(weak, "2026-03-01", 2600), 900);
        assert_eq!(share(weak, "2026-08-15", 1500), 600);
        assert_eq!(share(weak, "2026-10-15", 1500), 200);
        assert_eq!(share(IceClass::Arc(7), "2026-10-15", 1500), 0);
        assert_eq!(share(weak, "2026-09-15", 400), 0);
    }
}
