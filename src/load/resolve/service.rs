//! Timetables of lines and lanes.

use super::super::raw::RawService;
use super::context::{Here, Resolver};
use crate::model::{Departures, Provenance, Rhythm, Service, Weekdays};
use crate::units::{Clock, Minutes};

/// When a train or ship leaves if only its day is known.
const NOON: Minutes = Minutes::new(720);

/// A timetable: days of the week from each end, or how often something leaves.
pub fn service(
    resolver: &mut Resolver<'_>,
    here: &Here,
    raw: Option<&RawService>,
    entry: &Provenance,
) -> Option<Service> {
    let raw = raw?;
    let is_weekly = !raw.departures.0.is_empty();
    if is_weekly == raw.every.is_some() {
        resolver.inconsistent(
            here,
            "a service needs `departures` or `every`, and not both",
            "list days of the week, like `departures: [mon, thu]`, or say how often it runs, like `every: 7 d`",
        );
        return None;
    }
    if raw.every.as_ref().is_some_and(|every| every.0.get() == 0) {
        resolver.inconsistent(&here.key("every"), "a service cannot run every 0 minutes", "write it like `7 d`");
        return None;
    }
    let on = |days: &[crate::calendar::Weekday]| days.iter().copied().collect::<Weekdays>();
    let clock = |at: Option<Clock>| at.map(|Clock(at)| at);
    let rhythm = if let Some(every) = &raw.every {
        Rhythm::Every(every.0)
    } else {
        let at = clock(raw.at.as_ref().map(|at| at.0)).unwrap_or(NOON);
        let out = Departures { days: on(&raw.departures.0), at };
        let days = if raw.back.0.is_empty() { out.days } else { on(&raw.back.0) };
        Rhythm::Weekly { out, back: Departures { days, at: clock(raw.back_at.as_ref().map(|at| at.0)).unwrap_or(at) } }
    };
    let provenance =
        resolver.provenance_within(&raw.source, raw.as_of.as_ref(), raw.confidence.as_ref(), (entry, here));
    Some(Service {
        rhythm,
        cut_off: raw.cut_off.as_ref().map(|cut_off| cut_off.0).unwrap_or_default(),
        slots: resolver.figure(raw.slots.as_ref(), &provenance, &here.key("slots")),
        window: Resolver::window(raw.from.as_ref(), raw.until.as_ref()),
        provenance,
    })
}
