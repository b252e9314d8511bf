//! The page about the API for people, `docs/API.md`: written from its description and from nothing else.

use std::fmt::Write as _;

use serde_json::{Map, Value};

/// The page.
pub fn of(document: &Value) -> String {
    let mut page = String::from("# The HTTP API\n\n");
    page.push_str(
        "Written from the server's own code, which serves the same as OpenAPI 3.1 at `/api/v1/openapi.json`: a client can be made from \
         that. Do not edit this page: a test of `host/server/` writes it anew.\n\n",
    );
    let _ = writeln!(page, "{}\n", text(&document["info"]["description"]));
    index(document, &mut page);
    problems(document, &mut page);
    for tag in list(&document["tags"]) {
        let tag = text(&tag["name"]);
        let _ = writeln!(page, "## Routes: {tag}\n");
        for (method, path, operation) in operations(document).filter(|(_, _, operation)| operation["tags"][0] == *tag) {
            let _ = writeln!(page, "### {method} {path}\n");
            one(operation, &mut page);
        }
    }
    page.push_str("## Shapes\n\n");
    for (name, schema) in object(&document["components"]["schemas"]) {
        shape(name, schema, &mut page);
    }
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

fn operations(document: &Value) -> impl Iterator<Item = (String, &str, &Value)> {
    let items = object(&document["paths"]).iter();
    items.flat_map(|(path, item)| object(item).iter().map(move |(method, it)| (method.to_uppercase(), path.as_str(), it)))
}

fn index(document: &Value, page: &mut String) {
    page.push_str("| | | guard | |\n|---|---|---|---|\n");
    for (method, path, operation) in operations(document) {
        let (guard, says) = (text(&operation["x-guard"]), text(&operation["summary"]));
        let _ = writeln!(page, "| {method} | `{path}` | {guard} | {says} |");
    }
    page.push('\n');
}

fn problems(document: &Value, page: &mut String) {
    page.push_str("## Problems\n\n| `type` | |\n|---|---|\n");
    for name in list(&document["components"]["schemas"]["ProblemType"]["oneOf"]) {
        let _ = writeln!(page, "| `{}` | {} |", text(&name["const"]), text(&name["description"]));
    }
    page.push('\n');
}

fn one(operation: &Value, page: &mut String) {
    let _ = writeln!(page, "{} {}\n", text(&operation["summary"]), text(&operation["description"]).replace("\n\n", " "));
    let named =
        list(&operation["parameters"]).iter().filter(|parameter| parameter["in"] != "path" && parameter["name"].is_string());
    for parameter in named {
        let (name, says) = (text(&parameter["name"]), text(&parameter["description"]));
        let _ = writeln!(page, "- `?{name}`: {}{}", kind(&parameter["schema"]), after(says));
    }
    for (media, content) in operation["requestBody"]["content"].as_object().unwrap_or(&Map::new()) {
        let _ = writeln!(page, "- body `{media}`{}", of_media(&content["schema"]));
    }
    let (fine, problems): (Vec<_>, Vec<_>) =
        object(&operation["responses"]).iter().partition(|(status, _)| status.as_str() < "400");
    for (status, response) in fine {
        let _ = write!(page, "- {status}: {}", text(&response["description"]));
        for (media, content) in response["content"].as_object().unwrap_or(&Map::new()) {
            let _ = write!(page, " `{media}`{}", of_media(content.get("x-itemSchema").unwrap_or(&content["schema"])));
        }
        page.push('\n');
    }
    let each = problems.into_iter().map(|(status, response)| {
        let types = list(&response["content"]["application/problem+json"]["schema"]["properties"]["type"]["enum"]).iter();
        let names: Vec<_> = types.map(|name| format!("`{}`", text(name).rsplit(':').next().unwrap())).collect();
        format!("{status} {}", names.join(", "))
    });
    let each: Vec<_> = each.collect();
    if !each.is_empty() {
        let _ = writeln!(page, "- problems: {}", each.join("; "));
    }
    page.push('\n');
}

fn shape(name: &str, schema: &Value, page: &mut String) {
    let _ = writeln!(page, "### {name}\n");
    let says = text(&schema["description"]);
    if !says.is_empty() {
        let _ = writeln!(page, "{}\n", says.replace('\n', " "));
    }
    if name == "Node" {
        page.push_str("With pictures in [NODES.md](NODES.md).\n\n");
    }
    if name == "ProblemType" {
        page.push_str("See [Problems](#problems).\n\n");
        return;
    }
    if let Some(fields) = schema["properties"].as_object() {
        rows(fields, &schema["required"], page);
    }
    for one in list(&schema["oneOf"]).iter().chain(list(&schema["anyOf"])) {
        let _ = writeln!(page, "- {}{}", kind(one), after(text(&one["description"])));
    }
    if schema.get("properties").is_none() && schema.get("oneOf").is_none() && schema.get("anyOf").is_none() {
        let _ = writeln!(page, "{}", kind(schema));
    }
    page.truncate(page.trim_end().len());
    page.push_str("\n\n");
}

fn rows(fields: &Map<String, Value>, required: &Value, page: &mut String) {
    if fields.is_empty() {
        return;
    }
    page.push_str("| field | | |\n|---|---|---|\n");
    for (name, schema) in fields {
        let optional = if list(required).contains(&Value::String(name.clone())) { "" } else { ", may be left out" };
        let says = text(&schema["description"]).replace('\n', " ").replace('|', "\\|");
        let _ = writeln!(page, "| `{name}` | {}{optional} | {says} |", kind(schema).replace('|', "\\|"));
    }
    page.push('\n');
}

/// What a body is; nothing when it is bytes that no schema speaks of.
fn of_media(schema: &Value) -> String {
    if schema.as_object().is_some_and(Map::is_empty) { String::new() } else { format!(": {}", kind(schema)) }
}

/// A schema in a few words.
fn kind(schema: &Value) -> String {
    if let Some(to) = schema["$ref"].as_str() {
        let name = to.rsplit('/').next().unwrap();
        let link = format!("[{name}](#{})", name.to_lowercase());
        let tag =
            schema["properties"].as_object().map(|fields| fields.iter().map(|(name, it)| format!("`{name}`: {}", kind(it))));
        return match tag {
            Some(fields) => format!("{} and [{name}](#{})", fields.collect::<Vec<_>>().join(", "), name.to_lowercase()),
            None => link,
        };
    }
    if let Some(value) = schema.get("const") {
        return format!("`{}`", value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    }
    if let Some(values) = schema["enum"].as_array() {
        return values.iter().map(|value| format!("`{}`", text(value))).collect::<Vec<_>>().join(", ");
    }
    for several in ["oneOf", "anyOf"] {
        if let Some(each) = schema[several].as_array() {
            return each.iter().map(kind).collect::<Vec<_>>().join(" or ");
        }
    }
    match &schema["type"] {
        Value::Array(kinds) => kinds.iter().map(text).collect::<Vec<_>>().join(" or "),
        Value::String(list) if list == "array" => format!("list of {}", kind(&schema["items"])),
        Value::String(one) if one == "object" => match (&schema["properties"], &schema["additionalProperties"]) {
            (Value::Object(fields), _) => {
                let fields: Vec<_> = fields.iter().map(|(name, it)| format!("`{name}`: {}", kind(it))).collect();
                format!("object with {}", fields.join(", "))
            }
            (_, Value::Object(_)) => format!("object of {}", kind(&schema["additionalProperties"])),
            _ => "object".to_owned(),
        },
        Value::String(one) if schema["pattern"].is_string() => {
            if schema["pattern"] == "^[0-9a-f]{64}$" {
                "digest".to_owned()
            } else if one == "string" {
                "id".to_owned()
            } else {
                one.clone()
            }
        }
        Value::String(one) => one.clone(),
        _ => "anything".to_owned(),
    }
}

fn after(says: &str) -> String {
    if says.is_empty() { String::new() } else { format!(" – {}", says.replace('\n', " ")) }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn object(value: &Value) -> &Map<String, Value> {
    value.as_object().unwrap()
}
