//! The JSON Schema of the network format says what the reader of files does.
#![cfg(all(feature = "cli", feature = "schema"))]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use boon::{Compiler, SchemaIndex, Schemas};
use landbridge::diagnostics::FileId;
use landbridge::load::{Value as Yaml, load_texts, parse_yaml, schema};
use landbridge::units;
use serde_json::{Map, Value, json};

const COMMITTED: &str = "networks/landbridge.schema.json";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

static SCHEMA: LazyLock<Value> = LazyLock::new(schema);

/// A validator of the whole schema, or of one of its definitions.
struct Validator {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Validator {
    /// Of the whole schema.
    fn whole() -> Self {
        Self::all([""]).pop().expect("one")
    }

    /// Of each of these parts.
    fn all<'a>(pointers: impl IntoIterator<Item = &'a str>) -> Vec<Self> {
        let mut compiler = Compiler::new();
        compiler.add_resource("file:///landbridge.schema.json", SCHEMA.clone()).expect("a schema");
        let compile = |pointer: &str| {
            let mut schemas = Schemas::new();
            let location = format!("file:///landbridge.schema.json{pointer}");
            let index =
                compiler.compile(&location, &mut schemas).unwrap_or_else(|error| panic!("{pointer}: {error:#}"));
            Self { schemas, index }
        };
        pointers.into_iter().map(compile).collect()
    }

    /// Of a definition.
    fn of_type(name: &str) -> Self {
        Self::all([format!("#/definitions/{name}").as_str()]).pop().expect("one")
    }

    fn accepts(&self, value: &Value) -> bool {
        self.schemas.validate(value, self.index).is_ok()
    }

    fn check(&self, value: &Value) -> Result<(), String> {
        self.schemas.validate(value, self.index).map_err(|error| format!("{error:#}"))
    }
}

fn to_json(text: &str) -> Option<Value> {
    let yaml: Yaml = parse_yaml(FileId(0), text, &mut Vec::new())?;
    serde_json::to_value(yaml).ok()
}

fn yaml_files(folder: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(root().join(folder)).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(yaml_files(&path.to_string_lossy()));
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            files.push(path);
        }
    }
    files.sort();
    files
}

#[test]
fn every_network_file_is_valid_alone() {
    let validator = Validator::whole();
    let files = [yaml_files("networks"), yaml_files("tests/networks")].concat();
    assert!(files.len() > 90, "{}", files.len());
    for file in files {
        let value = to_json(&fs::read_to_string(&file).expect("readable")).expect("YAML");
        validator.check(&value).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }
}

/// What only the reader can refuse: days that no month has, degrees beyond the poles.
const BEYOND_A_SCHEMA: [&str; 2] = ["impossible-date.yaml", "outside-the-globe.yaml"];

#[test]
fn what_the_reader_refuses_for_its_shape_the_schema_refuses() {
    let validator = Validator::whole();
    let mut refused = 0;
    for file in yaml_files("tests/invalid") {
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        let Ok(text) = fs::read_to_string(&file) else { continue };
        let of_shape = ["# LB0105", "# LB0106", "# LB0107", "# LB0205"].iter().any(|code| text.starts_with(code));
        if of_shape {
            let accepts = validator.accepts(&to_json(&text).expect("YAML"));
            assert_eq!(accepts, BEYOND_A_SCHEMA.contains(&&*name), "{name}");
            refused += usize::from(!accepts);
        }
    }
    assert!(refused >= 9, "{refused} files");
}

#[test]
fn small_mistakes_are_refused_by_both() {
    let validator = Validator::whole();
    let line = |rest: &str| format!("lines: {{l: {{name: L, mode: rail, gauge: 1520 mm, status: operating, {rest}}}}}");
    let right = line("posts: [{a: 0 km}, {b: 1 km}]");
    validator.check(&to_json(&right).expect("YAML")).expect("right");
    let wrong = [
        line("posts: [{a: 0 km}, {b: 1}]"),
        line("posts: [{a: 0 km, b: 1 km}]"),
        line("posts: []").replace("operating", "open"),
        line("posts: [{a: 0 km}, {b: 1 km}], capacity: {low: 1 Mt/yr}"),
        line("posts: [{a: 0 km}, {b: 1 km}], capacity: {typ: 1 Mt/yr, colour: red}"),
        line("posts: [{a: 0 km}, {b: 1 km}], tracks: many"),
        line("posts: [{a: 0 km}, {b: 1 km}], guage: 1520 mm"),
        line("posts: [{a: 0 km}, {b: 1 km}], spans: [{tracks: 2}]"),
        "lines: [a, b]".into(),
        "Lines: {}".into(),
        "places: {a: {name: A, at: 10N 10E}}".into(),
        "places: {a: {name: A, at: 10E 10N, kind: station}}".into(),
        "places: {a: {name: A, at: 10N 10E, kind: station, country: Russia}}".into(),
        "places: {a: {name: A, at: 10N 10E, kind: station, importance: high}}".into(),
        "places: {A_b: {name: A, at: 10N 10E, kind: station}}".into(),
        "restrictions: {r: {name: R, effect: forbid, match: {}}}".into(),
        "restrictions: {r: {name: R, effect: flag, matches: {}}}".into(),
        "sources: {s: {title: 2013}}".into(),
        "network: {id: x}".into(),
    ];
    for text in &wrong {
        assert!(!validator.accepts(&to_json(text).expect("YAML")), "the schema takes {text}");
        let loaded = load_texts([("x.yaml".to_owned(), text.clone().into_bytes())]);
        let codes: BTreeSet<String> = loaded.diagnostics.iter().map(|found| found.code.to_string()).collect();
        assert!(codes.iter().any(|code| code.starts_with("LB01") || code == "LB0205" || code == "LB0203"), "{text}");
    }
}

/// Objects of the schema that have keys of their own, with their names.
fn objects(schema: &Value) -> Vec<(String, &Map<String, Value>)> {
    let definitions = schema["definitions"].as_object().expect("definitions");
    let with_root = definitions.iter().map(|(name, one)| (name.clone(), one)).chain([("the file".to_owned(), schema)]);
    with_root
        .filter_map(|(name, one)| Some((name, one.as_object()?)))
        .filter(|(_, one)| one.contains_key("properties"))
        .collect()
}

#[test]
fn every_key_is_explained_and_no_other_is_taken() {
    let schema = &*SCHEMA;
    let objects = objects(schema);
    assert!(objects.len() > 50, "{}", objects.len());
    for (name, object) in &objects {
        assert_eq!(object.get("additionalProperties"), Some(&json!(false)), "{name}");
        for (key, property) in object["properties"].as_object().expect("keys") {
            assert!(property["description"].as_str().is_some_and(|text| text.len() > 5), "{key} of {name}: {property}");
        }
    }
    let text = schema.to_string();
    assert!(!text.contains("\"null\"") && !text.contains("Raw"), "traces of Rust");
}

#[test]
fn the_keys_are_those_that_the_reader_knows() {
    let schema = &*SCHEMA;
    for (section, property) in schema["properties"].as_object().expect("sections") {
        let places = ["/additionalProperties/$ref", "/items/$ref", "/allOf/0/$ref"];
        let entry = places.iter().find_map(|place| property.pointer(place)).and_then(Value::as_str);
        let entry = entry.unwrap_or_else(|| panic!("{section}: {property}"));
        let pointer = entry.trim_start_matches('#');
        let keys = schema.pointer(pointer).and_then(|entry| entry["properties"].as_object()).expect("keys");
        let known: BTreeSet<&str> = keys.keys().map(String::as_str).collect();
        // The reader lists what it knows when it meets a key that resembles none.
        let stranger = "wwwwwwwwwwwwwwwwww: 1";
        let text = match section.as_str() {
            "network" => format!("network: {{{stranger}}}"),
            _ if property.get("items").is_some() => format!("{section}: [{{{stranger}}}]"),
            _ => format!("{section}: {{x: {{{stranger}}}}}"),
        };
        let loaded = load_texts([("x.yaml".to_owned(), text.into_bytes())]);
        let found = loaded.diagnostics.iter().find(|found| found.code.0 == "LB0105");
        let help = found.and_then(|found| found.help.clone()).unwrap_or_else(|| panic!("{section}"));
        let told: BTreeSet<&str> = help.split('`').skip(1).step_by(2).collect();
        assert_eq!(known, told, "{section}");
    }
}

#[test]
fn the_documentation_shows_every_key() {
    let docs = read("docs/network-format.md");
    let schema = &*SCHEMA;
    let mut missing = Vec::new();
    for (name, object) in objects(schema) {
        for key in object["properties"].as_object().expect("keys").keys() {
            let shown = [format!("{key}:"), format!("`{key}`"), format!("### {key}\n")];
            if !shown.iter().any(|form| docs.contains(form)) {
                missing.push(format!("{name}.{key}"));
            }
        }
    }
    assert!(missing.is_empty(), "docs/network-format.md says nothing of {missing:?}");
}

/// Every unit that any quantity is written with, and some that none is.
fn all_units() -> Vec<String> {
    const SIMPLE: [&str; 54] = [
        "km",
        "m",
        "nm",
        "cm",
        "mm",
        "mi",
        "km/day",
        "km/h",
        "kn",
        "t",
        "kg",
        "kt",
        "Mt",
        "mt",
        "h",
        "d",
        "min",
        "s",
        "kV",
        "V",
        "%",
        "M USD",
        "bn USD",
        "USD",
        "GT",
        "kg/m3",
        "t/m3",
        "RUB/GT",
        "t/day",
        "t/t",
        "TEU",
        "FEU",
        "m3",
        "ohm/km",
        "ohm",
        "Mt/yr",
        "trains/day",
        "pairs/day",
        "TEU/yr",
        "bcm/yr",
        "MW",
        "vehicles/day",
        "bbl",
        "kcm",
        "bcm",
        "MWh",
        "GWh",
        "Mt/day",
        "",
        "t/yr",
        "USD/t",
        "N",
        "E",
        "N 10E",
    ];
    let cargo = ["FEU", "TEU", "t", "kcm", "MWh", "kg"];
    let mut all: Vec<String> = SIMPLE.iter().map(ToString::to_string).collect();
    for unit in cargo {
        for money in ["USD", "RUB", "CNY", "EUR", "KRW", "JPY", "GBP", "g"] {
            all.extend(["", "-km", "-day", "-month", "-h"].map(|suffix| format!("{money}/{unit}{suffix}")));
        }
    }
    all.extend(["USD", "RUB", "CNY", "EUR", "KRW", "JPY", "GBP"].map(|money| format!("{money}/USD")));
    for amount in ["t", "kt", "Mt", "TEU", "m3", "bbl", "kcm", "bcm", "MWh", "GWh", "FEU"] {
        all.extend(["month", "quarter", "yr", "day"].map(|period| format!("{amount}/{period}")));
        all.push(format!("{amount} / yr"));
    }
    all
}

#[test]
fn patterns_of_quantities_agree_with_the_parsers() {
    fn check<T: std::str::FromStr>(name: &str) {
        let validator = Validator::of_type(name);
        let mut accepted = 0;
        let numbers =
            ["3", "0.25", "1 520", "1,520.5", "1_000", "12", "-3", "", "x", "1 52", "1.1234567", ".5", "3.", "1e3"];
        for unit in all_units() {
            for text in numbers.iter().flat_map(|number| [format!("{number} {unit}"), format!("{number}{unit}")]) {
                let parsed = text.parse::<T>().is_ok();
                let valid = validator.accepts(&json!(text));
                // A reactance or a rate of nothing, a gauge of 3 mm: the schema does not count.
                assert!(valid || !parsed, "{name}: the reader takes `{text}`, the schema does not");
                let counted = ["gauge", "exchange-rate", "reactance", "amount"].contains(&name);
                assert!(parsed || !valid || counted, "{name}: the schema takes `{text}`, the reader does not");
                accepted += usize::from(parsed);
            }
        }
        assert!(accepted >= 2, "{name}: nothing was accepted");
    }
    check::<units::Distance>("distance");
    check::<units::Draught>("depth");
    check::<units::Speed>("speed");
    check::<units::Gauge>("gauge");
    check::<units::AxleLoad>("axle-load");
    check::<units::TrainLength>("train-length");
    check::<units::Minutes>("time");
    check::<units::Voltage>("voltage");
    check::<units::Diameter>("diameter");
    check::<units::Share>("share");
    check::<units::Investment>("investment");
    check::<units::GrossTonnage>("gross-tonnage");
    check::<units::ShipLength>("ship-length");
    check::<units::Mass>("mass");
    check::<units::Density>("density");
    check::<units::EscortRate>("escort-rate");
    check::<units::FuelRate>("fuel-rate");
    check::<units::FuelFactor>("fuel-factor");
    check::<units::Payload>("payload");
    check::<units::Reactance>("reactance");
    check::<units::Capacity>("capacity");
    check::<units::Amount>("amount");
    check::<units::Quota>("quota");
    check::<units::Price>("price");
    check::<units::TimeValue>("time-value");
    check::<units::HoldingCost>("holding-cost");
    check::<units::EmissionFactor>("emission-factor");
    check::<units::ExchangeRate>("exchange-rate");
}

#[test]
fn examples_are_what_they_are_examples_of() {
    let schema = &*SCHEMA;
    let definitions = schema["definitions"].as_object().expect("definitions");
    let examples = |definition: &Value| definition.get("examples").and_then(Value::as_array).cloned();
    let with_examples: Vec<(String, Vec<Value>)> =
        definitions.iter().filter_map(|(name, one)| Some((format!("#/definitions/{name}"), examples(one)?))).collect();
    let validators = Validator::all(with_examples.iter().map(|(pointer, _)| pointer.as_str()));
    let mut checked = 0;
    for (validator, (pointer, examples)) in validators.iter().zip(&with_examples) {
        for example in examples {
            validator.check(example).unwrap_or_else(|error| panic!("{pointer}: {error}"));
            checked += 1;
        }
    }
    assert!(checked > 40, "{checked}");
}

#[test]
fn the_committed_schema_is_the_one_that_is_printed() {
    let output = Command::new(env!("CARGO_BIN_EXE_landbridge")).arg("schema").output().expect("it starts");
    assert!(output.status.success() && output.stderr.is_empty());
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(serde_json::from_str::<Value>(&printed).expect("JSON"), *SCHEMA);
    assert!(printed == read(COMMITTED), "write it again: landbridge schema > {COMMITTED}");
    let tutorial = read("networks/tutorial.yaml");
    let first = tutorial.lines().next().expect("a line");
    let named = first.strip_prefix("# yaml-language-server: $schema=").expect("the line that editors read");
    assert!(root().join("networks").join(named).is_file() && Path::new(COMMITTED).ends_with(named), "{first}");
}
