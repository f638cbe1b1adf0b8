//! `Collect-NormativeFact.ps1`: the questions of a vocabulary, and what asks them.
//!
//! A vocabulary's PowerShell is source code, written and reviewed by whoever maintains the
//! vocabulary. It is taken as it stands, indented; everything else of the vocabulary is data.

use serde::Serialize;
use serde_json::{Value, json};
use tera::{Context, Tera};

use crate::vocabulary::{Derivation, Fact, FactType, Parameter, Pattern, Probe, Vocabulary};

use super::{PesterError, quote, table, template};

/// Names that a parameter of the collector can't have.
const RESERVED: &[&str] = &[
    "confirm",
    "debug",
    "document",
    "erroraction",
    "errorvariable",
    "facts",
    "file",
    "informationaction",
    "informationvariable",
    "json",
    "outbuffer",
    "outputpath",
    "outvariable",
    "parameter",
    "pipelinevariable",
    "progressaction",
    "rows",
    "verbose",
    "wanted",
    "warningaction",
    "warningvariable",
    "whatif",
    "args",
    "error",
    "home",
    "host",
    "input",
    "matches",
    "pid",
    "psitem",
    "true",
    "false",
    "null",
];

/// Everything that `collector.ps1.tera` may name.
#[derive(Serialize)]
struct View<'a> {
    tool: String,
    parameters: Vec<&'a ParameterView<'a>>,
    references: String,
    derivations: String,
    prelude: String,
    probes: Vec<ProbeView<'a>>,
    facts: Vec<FactView<'a>>,
    engine: String,
}

#[derive(Serialize)]
struct ParameterView<'a> {
    name: &'a str,
    description: String,
}

#[derive(Serialize)]
struct ProbeView<'a> {
    id: &'a str,
    target: &'a str,
    needs: String,
    modules: String,
    ask: String,
}

#[derive(Serialize)]
struct FactView<'a> {
    path: String,
    kind: &'static str,
    probe: &'a str,
    read: Option<String>,
    complete: Option<String>,
}

/// The collector of a vocabulary.
pub(super) fn render(vocabulary: &Vocabulary, templates: &Tera) -> Result<String, PesterError> {
    let parameters =
        vocabulary.parameters.iter().map(parameter).collect::<Result<Vec<_>, PesterError>>()?;
    let references = serde_json::to_value(&vocabulary.references).expect("plain data");
    let derivations: Value = vocabulary.derivations.iter().map(derivation).collect();
    let view = View {
        tool: format!("normative-collect {}", env!("CARGO_PKG_VERSION")),
        parameters: parameters.iter().collect(),
        references: expression(&references)?,
        derivations: expression(&derivations)?,
        prelude: source("the prelude of the collector", &vocabulary.prelude, 0)?,
        probes: vocabulary.probes.iter().map(probe).collect::<Result<_, _>>()?,
        facts: vocabulary.facts.iter().map(fact).collect::<Result<_, _>>()?,
        engine: template::COLLECTOR_ENGINE.concat(),
    };
    Ok(templates.render(template::COLLECTOR, &Context::from_serialize(&view)?)?)
}

fn parameter(parameter: &Parameter) -> Result<ParameterView<'_>, PesterError> {
    let name = parameter.name.as_str();
    let is_name = name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|b| b.is_ascii_alphanumeric())
        && !RESERVED.contains(&name.to_ascii_lowercase().as_str());
    if !is_name {
        return Err(PesterError::Source(format!("the parameter `{}`", name.escape_debug())));
    }
    Ok(ParameterView { name, description: ascii(&parameter.description) })
}

fn probe(probe: &Probe) -> Result<ProbeView<'_>, PesterError> {
    Ok(ProbeView {
        id: name(&probe.id)?,
        target: probe.target.as_deref().map(name).transpose()?.unwrap_or_default(),
        needs: ascii(&probe.needs),
        modules: expression(&json!(probe.modules))?,
        ask: source(&probe.id, &probe.collect, 12)?,
    })
}

fn fact(fact: &Fact) -> Result<FactView<'_>, PesterError> {
    let path = fact.path.to_string();
    let script = |text: &Option<String>| text.as_ref().map(|t| source(&path, t, 12)).transpose();
    let (read, complete) = (script(&fact.collect)?, script(&fact.complete)?);
    let kind = match fact.kind {
        FactType::Boolean => "boolean",
        FactType::Integer => "integer",
        FactType::Text => "text",
        FactType::List => "list",
    };
    let probe = fact.probe.as_deref().map(name).transpose()?.unwrap_or_default();
    Ok(FactView { path, kind, probe, read, complete })
}

fn derivation(derivation: &Derivation) -> Value {
    let rows = derivation.rows.iter().map(|row| {
        let when = row.when.iter().map(|(name, pattern)| match pattern {
            Pattern::Integer(number) => json!({ "name": name, "value": number }),
            Pattern::Text(text) => match text.strip_suffix('*') {
                Some(prefix) => json!({ "name": name, "prefix": prefix }),
                None => json!({ "name": name, "value": text }),
            },
        });
        json!({ "when": when.collect::<Vec<_>>(), "is": row.is })
    });
    json!({ "fact": derivation.fact.to_string(), "rows": rows.collect::<Vec<_>>() })
}

fn expression(value: &Value) -> Result<String, PesterError> {
    table::expression(value, 0).map_err(|error| PesterError::Source(error.to_string()))
}

fn name(text: &str) -> Result<&str, PesterError> {
    let refused = || PesterError::Source(format!("the name `{}`", text.escape_debug()));
    if quote::is_name(text, 100) { Ok(text) } else { Err(refused()) }
}

/// A text for people, in printable ASCII.
fn ascii(text: &str) -> String {
    text.chars().map(|c| if (' '..='~').contains(&c) { c } else { '?' }).collect()
}

/// PowerShell of the vocabulary, with its lines indented; those of a here-string stay.
fn source(whose: &str, text: &str, indent: usize) -> Result<String, PesterError> {
    if !text.bytes().all(|b| b == b'\n' || (b' '..=b'~').contains(&b)) {
        let whose = whose.escape_debug();
        return Err(PesterError::Source(format!("a character that is no ASCII, in `{whose}`,")));
    }
    let blank = " ".repeat(indent);
    let mut here = None;
    let mut lines = Vec::new();
    for line in text.trim_matches('\n').split('\n') {
        let stays = here.is_some() || line.is_empty();
        lines.push(if stays { line.to_owned() } else { format!("{blank}{line}") });
        match here {
            Some(end) if line.starts_with(end) => here = None,
            Some(_) => {}
            None if line.ends_with("@'") => here = Some("'@"),
            None if line.ends_with("@\"") => here = Some("\"@"),
            None => {}
        }
    }
    Ok(lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_here_string_is_not_indented() {
        let text = "\n$a = @'\nSELECT 1\n'@\nif ($a) {\n    $a\n}\n";
        let expected = "  $a = @'\nSELECT 1\n'@\n  if ($a) {\n      $a\n  }";
        assert_eq!(source("x", text, 2).unwrap(), expected);
    }

    #[test]
    fn a_vocabulary_can_t_bring_in_what_5_1_would_misread() {
        for text in ["'\u{2019}'", "a\r\nb", "\t1", "\u{0}"] {
            assert!(source("x", text, 0).is_err(), "{text:?}");
        }
        for name in ["OutputPath", "whatIf", "a b", "", "Host", "x"] {
            let one = Parameter { name: name.to_owned(), description: String::new() };
            assert!(parameter(&one).is_err(), "{name}");
        }
    }
}
