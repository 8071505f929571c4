//! Laws of money and greenhouse gas: parts make the whole, objectives are the best at their own trade.
#![cfg(feature = "testing")]

use std::path::Path;
use std::sync::LazyLock;

use landbridge::graph::{CostPart, Costs, measure};
use landbridge::load::{load_path, load_texts};
use landbridge::model::{IceYear, Network, Objective};
use landbridge::report::{Itinerary, PlanReport, Quantiles, report};
use landbridge::restrictions::Step;
use landbridge::route::{Query, plan};
use landbridge::testing::strategies::{Dates, networks, queries};
use landbridge::units::Money;
use proptest::prelude::*;

static NETWORK: LazyLock<Network> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("networks/eurasia");
    let loaded = load_path(&folder).expect("the folder can be read");
    loaded.network.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
});

fn flagship(from: &str, to: &str, change: impl Fn(&Network, &mut Query)) -> PlanReport {
    let network = &*NETWORK;
    let place = |id: &str| vec![network.places.find(id).unwrap_or_else(|| panic!("no place `{id}`"))];
    let mut query = Query { alternatives: 2, ..Query::new(network, place(from), place(to)) };
    change(network, &mut query);
    report(network, &query, &plan(network, &query), from, to)
}

fn carry(cargo: &'static str, vessel: Option<&'static str>) -> impl Fn(&Network, &mut Query) {
    move |network, query| {
        query.carry(network, network.cargoes.find(cargo).expect("the cargo"), None);
        query.vessel = vessel.map_or(query.vessel, |id| network.vessels.find(id));
    }
}

const QUANTILES: [fn(Quantiles) -> f64; 3] = [|q| q.p10, |q| q.p50, |q| q.p90];

/// The parts of a way sum to its price to the cent, and well to wheel includes tank to wheel.
fn parts_make_the_whole(way: &Itinerary) -> Result<(), String> {
    let records = way.legs.iter().map(|leg| (leg.cost_usd, leg.breakdown_usd, leg.co2e));
    for (cost, parts, gas) in records.chain([(way.cost_bound_usd, way.breakdown_usd, way.co2e)]) {
        if cost.is_some() != parts.is_some() {
            return Err(format!("{cost:?} without parts"));
        }
        for quantile in QUANTILES {
            if let (Some(cost), Some(parts)) = (cost, parts) {
                let sum: f64 = parts.parts().iter().map(|(_, money)| quantile(*money)).sum();
                if (sum - quantile(cost)).abs() > 1e-6 * sum.max(1.0) {
                    return Err(format!("{sum} of parts, {cost:?}"));
                }
            }
            if let Some(gas) = gas.filter(|gas| quantile(gas.ttw_kg) > quantile(gas.wtw_kg)) {
                return Err(format!("more from the tank than from the well: {gas:?}"));
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parts_sum_to_the_total(spec in networks(Dates::Windows), question in queries(Dates::Windows)) {
        let network = spec.network();
        let query = question.on(&network);
        let answer = plan(&network, &query);
        for way in report(&network, &query, &answer, "from", "to").itineraries {
            parts_make_the_whole(&way).map_err(TestCaseError::fail)?;
        }
        for (route, step) in answer.routes.iter().flat_map(|route| route.rides.iter().map(move |ride| (route, ride.step))) {
            let step: Step = answer.structure.steps()[step as usize];
            let measured = measure(&network, step, query.depart, &answer.policy.journey, IceYear::Normal);
            if let Some(costs) = measured.costs {
                let micro = |costs: &Costs| -> i64 { CostPart::ALL.iter().map(|(part, _)| costs[*part].typ.micro()).sum() };
                prop_assert_eq!(Some(Money::from_micro(micro(&costs))), measured.cost().map(|cost| cost.typ), "{:?}", route.start);
            }
        }
    }

    /// Each objective is the best at its own trade, and generalised cost is money plus what the time is worth.
    #[test]
    fn no_objective_beats_another_at_its_own_trade(spec in networks(Dates::Fixed), question in queries(Dates::Fixed)) {
        let network = spec.network();
        let query = Query { alternatives: 1, ..question.on(&network) };
        let first = |objective| {
            let query = Query { objective, ..query.clone() };
            report(&network, &query, &plan(&network, &query), "from", "to").itineraries.into_iter().next()
        };
        let (gas, general, money) = (first(Objective::Co2), first(Objective::Generalised), first(Objective::Cost));
        prop_assert_eq!(general.is_some(), money.is_some(), "{}", spec.yaml());
        for other in [Objective::Time, Objective::Distance, Objective::Cost, Objective::Generalised].map(first).iter().flatten() {
            if let (Some(gas), Some(kg)) = (gas.as_ref().and_then(|way| way.co2e_kg), other.co2e_kg) {
                prop_assert!(gas <= kg + 0.051, "{gas} kg by co2, {kg} kg otherwise\n{}", spec.yaml());
            }
        }
        if let (Some(general), Some(money)) = (general, money) {
            let a_day = network.cargoes[query.cargo].value_of_time.as_ref().map_or(0.0, |value| value.typ.a_day().usd());
            let worth = |way: &Itinerary| way.cost_usd.expect("a price").p50 + a_day * way.hours.p50 / 24.0;
            let told = general.generalised_usd.expect("the objective");
            prop_assert!((told - worth(&general)).abs() < 0.05, "{told} told, {} from its parts", worth(&general));
            prop_assert!(told <= worth(&money) + 0.05, "{told} against {}\n{}", worth(&money), spec.yaml());
        }
    }

    /// Where time is worth nothing, generalised cost is money, whatever opens and closes.
    #[test]
    fn worthless_time_leaves_money(spec in networks(Dates::Windows), question in queries(Dates::Windows)) {
        let text = spec.yaml().replace("14.4 USD/FEU-day", "0 USD/FEU-day");
        let network = load_texts([("random.yaml".to_string(), text.into_bytes())]).network.expect("a sound network");
        let query = question.on(&network);
        let routes = |objective| plan(&network, &Query { objective, ..query.clone() }).routes;
        prop_assert_eq!(routes(Objective::Generalised), routes(Objective::Cost), "{}", spec.yaml());
    }
}

#[test]
fn parts_make_the_whole_on_the_flagship() {
    for (from, to) in [("busan-new-port", "duisburg"), ("novosibirsk", "qingdao")] {
        for way in flagship(from, to, |_, _| ()).itineraries {
            parts_make_the_whole(&way).expect(&way.corridor);
            let money = way.breakdown_usd.expect("containers have prices");
            assert!(money.line_haul.p50 > 0.0 && money.escort.p90 <= 0.0, "{money:?}");
            assert!(way.co2e_kg.expect("containers have factors") > 0.0);
        }
    }
}

/// 30,000 GT at 1,340.53 RUB a GT are 1.05 M USD at 38.4 RUB, over 1,250 FEU 838 USD for the whole route as a ceiling.
#[test]
fn the_escort_of_a_winter_voyage_costs_what_the_tariff_says() {
    let in_winter = |network: &Network, query: &mut Query| {
        query.vessel = network.vessels.find("arc4");
        query.depart = "2026-03-01".parse().unwrap();
        query.modes = vec![landbridge::model::Mode::Sea];
    };
    let winter = flagship("rotterdam", "yokohama", in_winter);
    let way = &winter.itineraries[0];
    let escort = way.breakdown_usd.expect("a price").escort;
    let ceiling = 30_000.0 * 1340.53 / 38.4 / 1250.0;
    assert!(escort.p90 <= ceiling * 1.001 && escort.p90 > ceiling * 0.7, "{escort:?}, ceiling {ceiling}");
    assert!(escort.p50 < escort.p90 && escort.p50 > 0.5 * escort.p90, "{escort:?}");
    assert_eq!(way.legs[0].escort_percent, Some(90.0));
    let codes = |report: &PlanReport| -> Vec<String> {
        report.itineraries[0].flags.iter().map(|flag| flag.code.to_string()).collect()
    };
    assert!(codes(&winter).contains(&"LB9111".to_string()), "the rate of the rouble is told");

    let summer = flagship("rotterdam", "yokohama", |network, query| {
        in_winter(network, query);
        query.depart = "2026-08-01".parse().unwrap();
    });
    let money = summer.itineraries[0].breakdown_usd.expect("a price");
    assert!(money.escort.p90 <= 0.0, "the tariff of summer is not known");
    assert!(codes(&summer).contains(&"LB9112".to_string()), "and that is told");
}

/// 36.3 t a day at 15 kn, 50,900 t: 3.39 g of CO2 for a tonne and kilometre.
#[test]
fn a_ship_that_burns_so_much_sets_that_free() {
    let report = flagship("vanino", "incheon", |network, query| {
        carry("coal", Some("bulker"))(network, query);
        query.modes = vec![landbridge::model::Mode::Sea];
    });
    let way = &report.itineraries[0];
    let gas = way.co2e.expect("a fuel");
    let per_km = gas.ttw_kg.p50 * 1000.0 / way.distance_km;
    let expected = 36.3 * 3.114e6 / (15.0 * 1.852 * 24.0 * 50_900.0);
    assert!((per_km / expected - 1.0).abs() < 0.02, "{per_km} g/t-km, expected {expected}");
    assert!(way.cost_usd.is_some());
}

#[test]
fn coal_passes_borders_and_ports_at_a_price() {
    let report = flagship("chita", "qingdao", |network, query| {
        carry("coal", None)(network, query);
        query.objective = Objective::Cost;
    });
    let money = report.itineraries[0].breakdown_usd.expect("a price for coal everywhere");
    assert!(
        money.border.p50 > 0.0 && money.handling.p50 > 0.0 && money.line_haul.p50 > money.handling.p50,
        "{money:?}"
    );
}

#[test]
fn gas_by_pipeline_has_no_figure_and_says_why() {
    let report = flagship("kovykta", "changling", |network, query| {
        carry("gas", None)(network, query);
    });
    assert!(!report.itineraries.is_empty());
    for way in &report.itineraries {
        assert_eq!(
            (way.co2e_kg, way.co2e_unknown.as_deref()),
            (None, Some("no emission factor for Natural gas by pipeline"))
        );
    }
}

/// What must not be written, with what is said of it.
#[test]
fn tariffs_that_cannot_be_are_refused() {
    let head = "network: {id: n, title: N, summary: S, as_of: 2026-01-01, cargo: box}\n\
                cargoes: {box: {name: Boxes, unit: FEU, contents: unknown}}\n";
    for (body, message) in [
        ("rates: {r: {cargo: box, price: 1 USD/FEU}}", "a rate that is not paid for one thing"),
        ("rates: {r: {mode: rail, kind: port, cargo: box, price: 1 USD/FEU}}", "a rate that is not paid for one thing"),
        (
            "rates: {r: {mode: rail, cargo: box, price: 1 ZZZ/FEU}}",
            "`1 ZZZ/FEU` is no price in a known currency per cargo unit",
        ),
        (
            "emission_factors: {e: {mode: rail, ttw: 9 g/t-km, wtw: 8 g/t-km}}",
            "less gas from well to wheel than from tank to wheel",
        ),
        (
            "emission_factors: {e: {mode: rail, ttw: 9 g/t-km, wtw: 10 g/TEU-km}}",
            "tank to wheel and well to wheel are told in different units",
        ),
        ("fuels: {f: {name: HFO, ttw: 4 t/t, wtw: 3 t/t}}", "less gas from well to wheel than from tank to wheel"),
        ("exchange_rates: {e: {currency: RUB, per_usd: 7 CNY/USD}}", "an exchange rate of another currency"),
    ] {
        let loaded = load_texts([("n.yaml".to_string(), format!("{head}{body}\n").into_bytes())]);
        let said: Vec<&str> = loaded.diagnostics.iter().map(|problem| problem.message.as_str()).collect();
        assert!(loaded.network.is_none() && said.contains(&message), "{body}: {said:?}");
    }
}
