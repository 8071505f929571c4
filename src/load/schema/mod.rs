//! What may stand in a file of a network, as JSON Schema (draft 7): editors complete, explain and check with it.
//!
//! It is generated from the types that files are read into (`raw`, `scalars`), so it has exactly their keys; what an
//! editor shows about a key is the doc comment there. It knows the shape of one file alone. What takes the whole
//! network (ids that nothing has, keys that do not go together) is left to `landbridge check`.

mod shapes;
mod values;

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::raw::RawNetwork;

/// The schema. The same bytes whenever it is written.
///
/// A key without a value is refused, though the reader takes it for one that is left out: whoever types it means to
/// write something.
pub fn schema() -> Value {
    let generated = SchemaSettings::draft07().into_generator().into_root_schema_for::<RawNetwork>();
    let mut schema = generated.to_value();
    tidy(&mut schema);
    if let Value::Object(root) = &mut schema {
        root.insert("title".into(), json!("landbridge network"));
        // A file has any part of the network.
        root.remove("required");
        root.insert("additionalProperties".into(), json!(false));
        sections(root);
    }
    schema
}

/// Each section is a mapping from ids to entries.
fn sections(root: &mut Map<String, Value>) {
    let Some(Value::Object(sections)) = root.get_mut("properties") else { return };
    for section in sections.values_mut().filter_map(Value::as_object_mut) {
        if section.get("additionalProperties").is_some_and(Value::is_object) {
            let ids = "ids are words of lower-case letters and digits joined by hyphens, like `khasan-rajin`";
            let names = json!({"pattern": "^[a-z0-9]+(?:-[a-z0-9]+)*$", "maxLength": 80, "patternErrorMessage": ids});
            section.insert("propertyNames".into(), names);
        }
    }
}

/// Names as in the format, no formats that validators do not know, no `null` for what may be left out.
fn tidy(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(tidy),
        Value::Object(map) => {
            if let Some(Value::Object(definitions)) = map.get_mut("definitions") {
                *definitions = std::mem::take(definitions)
                    .into_iter()
                    .map(|(name, definition)| (renamed(&name).to_owned(), definition))
                    .collect();
            }
            if let Some(Value::String(target)) = map.get_mut("$ref")
                && let Some(name) = target.strip_prefix("#/definitions/")
            {
                *target = format!("#/definitions/{}", renamed(name));
            }
            if map.get("format").is_some_and(Value::is_string) {
                map.remove("format");
            }
            if let Some(Value::String(text)) = map.get_mut("description") {
                // Doc comments are broken into lines.
                *text = text.replace('\n', " ");
            }
            without_null(map);
            map.values_mut().for_each(tidy);
        }
        _ => {}
    }
}

fn renamed(name: &str) -> &str {
    name.strip_prefix("Raw").unwrap_or(name)
}

fn without_null(map: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = map.get_mut("type") {
        types.retain(|one| one != "null");
        if let [one] = &types[..] {
            let one = one.clone();
            map.insert("type".into(), one);
        }
    }
    if let Some(Value::Array(choices)) = map.get_mut("anyOf") {
        choices.retain(|choice| choice != &json!({"type": "null"}));
        if choices.len() == 1 {
            let only = map.remove("anyOf").into_iter().next();
            map.insert("allOf".into(), only.unwrap_or_default());
        }
    }
    if map.get("default").is_some_and(|default| default.is_null() || default == &json!([])) {
        map.remove("default");
    }
}
