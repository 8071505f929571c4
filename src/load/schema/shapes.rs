//! The shapes of `scalars`, as schemas: one or many, figures, histories, posts.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::json;

use crate::load::raw::Filed;
use crate::load::scalars::{OneOrMany, RawFigure, RawFigures, RawHistory, RawPost, RawSpell, Scalar};
use crate::model::State;
use crate::units::Distance;

impl<T: JsonSchema> JsonSchema for OneOrMany<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("one-or-many-{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut one = generator.subschema_for::<T>();
        if one == json_schema!({"type": "string"}) {
            // Text in a list may look like a number.
            one = json_schema!({"type": ["string", "number"]});
        }
        json_schema!({"anyOf": [one.clone(), {"type": "array", "items": one}]})
    }
}

impl<T: JsonSchema> JsonSchema for RawFigures<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("figures-of-{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let plain = generator.subschema_for::<T>();
        let figure = generator.subschema_for::<RawFigure<T>>();
        json_schema!({"anyOf": [plain, figure.clone(), {"type": "array", "items": figure}]})
    }
}

impl JsonSchema for RawHistory {
    fn schema_name() -> Cow<'static, str> {
        "history".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let state = generator.subschema_for::<State>();
        let spell = generator.subschema_for::<RawSpell>();
        json_schema!({"anyOf": [state, {"type": "array", "items": spell}]})
    }
}

impl JsonSchema for RawPost {
    fn schema_name() -> Cow<'static, str> {
        "post".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let distance = generator.subschema_for::<Distance>();
        let mut post = json_schema!({
            "description": "A place and how far it is from the start of the line.",
            "type": "object",
            "additionalProperties": distance,
            "minProperties": 1,
            "maxProperties": 1,
        });
        post.insert("examples".into(), json!([{"khasan": "238 km"}]));
        post
    }
}

/// Wrappers that files know nothing of: written as what is inside.
macro_rules! transparent {
    ($($wrapper:ident),*) => {$(
        impl<T: JsonSchema> JsonSchema for $wrapper<T> {
            fn inline_schema() -> bool {
                T::inline_schema()
            }

            fn schema_name() -> Cow<'static, str> {
                T::schema_name()
            }

            fn schema_id() -> Cow<'static, str> {
                T::schema_id()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                T::json_schema(generator)
            }
        }
    )*};
}

transparent!(Filed, Scalar);
