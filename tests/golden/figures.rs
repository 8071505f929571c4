//! What the network's files say, read as plain YAML: no code of ours stands between the file and the comparison.

use std::path::Path;
use std::sync::LazyLock;

use landbridge::calendar::{Date, Day};
use serde_yaml::{Mapping, Value};

use crate::quantity::Quantity;

static FILES: LazyLock<Vec<Mapping>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("networks/eurasia");
    let files = std::fs::read_dir(folder).expect("the network's folder").map(|file| file.expect("a file").path());
    let files = files.filter(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    let texts = files.map(|path| std::fs::read_to_string(path).expect("a text"));
    texts.filter_map(|text| serde_yaml::from_str(&text).ok()).collect()
});

/// The figure at `section.id.key`, in its span `between` two places if that is given, on a day.
pub fn figure(path: &str, between: Option<&[String; 2]>, on: Option<&str>) -> Result<Quantity, String> {
    let [section, id, key] = path.split('.').collect::<Vec<_>>()[..] else { panic!("`{path}` is not section.id.key") };
    let mut entries = FILES.iter().filter_map(|file| file.get(section)?.get(id));
    let entry = entries.next().ok_or_else(|| format!("no {section} `{id}`"))?;
    let holder = match between {
        None => entry,
        Some(ends) => span(entry, ends).ok_or_else(|| format!("`{id}` has no span between {}", ends.join(" and ")))?,
    };
    let figure = holder.get(key).ok_or_else(|| format!("`{id}` has no {key}"))?;
    let day: Option<Day> = on.map(|day| day.parse().unwrap_or_else(|_| panic!("no day `{day}`")));
    let number = match figure {
        Value::Sequence(periods) => {
            let held = periods.iter().find(|period| period.get("season").is_none() && holds(period, day));
            held.ok_or_else(|| format!("{key} of `{id}` has no figure for that day"))?
        }
        figure => figure,
    };
    let text = number.get("typ").unwrap_or(number).as_str();
    Quantity::try_from(text.ok_or_else(|| format!("{path} is no quantity"))?.to_string())
}

fn span<'a>(entry: &'a Value, ends: &[String; 2]) -> Option<&'a Value> {
    entry.get("spans")?.as_sequence()?.iter().find(|span| {
        let named: Vec<_> = span["between"].as_sequence().into_iter().flatten().filter_map(Value::as_str).collect();
        named == *ends
    })
}

fn holds(period: &Value, day: Option<Day>) -> bool {
    let edge = |key: &str| period.get(key).map(|value| date(value).first_day());
    let Some(day) = day else { return edge("until").is_none() };
    edge("from").is_none_or(|from| from <= day) && edge("until").is_none_or(|until| day < until)
}

fn date(value: &Value) -> Date {
    let text = value.as_str().map(str::to_string).or_else(|| value.as_u64().map(|year| year.to_string()));
    text.and_then(|text| text.parse().ok()).unwrap_or_else(|| panic!("{value:?} is no date"))
}
