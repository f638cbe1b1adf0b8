//! docfx's `monikers.json`: `{"monikers": [{"moniker_name", "product_name", "order"}]}`.

use std::fmt;

use serde::Deserialize;

use super::Catalog;

/// The file as docfx writes it. Keys that docfx knows and we do not need are passed over.
#[derive(Deserialize)]
struct DefinitionFile {
    monikers: Vec<DefinedMoniker>,
}

#[derive(Deserialize)]
struct DefinedMoniker {
    moniker_name: String,
    #[serde(default)]
    product_name: String,
    #[serde(default)]
    order: u32,
}

/// One product of a definition file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinedProduct {
    /// Its name.
    pub name: String,
    /// Its monikers as the file lists them, each with its place in the release order.
    pub monikers: Vec<(String, u32)>,
}

/// Why a definition file cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub enum DefinitionError {
    /// It is not JSON of the expected shape.
    Shape {
        /// What was expected.
        message: String,
        /// The line, from 1; 0 when unknown.
        line: usize,
        /// The column in bytes, from 1; 0 when unknown.
        column: usize,
    },
    /// It defines one moniker twice.
    Twice {
        /// The moniker.
        moniker: String,
    },
}

impl fmt::Display for DefinitionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shape { message, .. } => write!(f, "not a moniker definition: {message}"),
            Self::Twice { moniker } => write!(f, "moniker `{moniker}` is defined twice"),
        }
    }
}

impl std::error::Error for DefinitionError {}

/// The products of a definition file in the order in which they first occur, each with its
/// monikers and their order.
///
/// # Errors
/// JSON of another shape, or a moniker that is defined twice.
pub fn read_definition(json: &str) -> Result<Vec<DefinedProduct>, DefinitionError> {
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    let file: DefinitionFile = serde_json::from_str(json).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let full = error.to_string();
        let place = format!(" at line {line} column {column}");
        let message = full.strip_suffix(&place).unwrap_or(&full).to_owned();
        DefinitionError::Shape { message, line, column }
    })?;
    let mut seen = std::collections::HashSet::new();
    let mut products: Vec<DefinedProduct> = Vec::new();
    for moniker in file.monikers {
        if !seen.insert(moniker.moniker_name.to_lowercase()) {
            return Err(DefinitionError::Twice { moniker: moniker.moniker_name });
        }
        let entry = (moniker.moniker_name, moniker.order);
        match products.iter_mut().find(|product| product.name == moniker.product_name) {
            Some(product) => product.monikers.push(entry),
            None => {
                products.push(DefinedProduct { name: moniker.product_name, monikers: vec![entry] });
            }
        }
    }
    Ok(products)
}

/// The catalog of a definition file on its own.
///
/// # Errors
/// As [`read_definition`].
pub fn catalog_of_definition(json: &str) -> Result<Catalog, DefinitionError> {
    let mut catalog = Catalog::default();
    for DefinedProduct { name, monikers } in read_definition(json)? {
        let monikers = monikers.iter().map(|(name, order)| (name.as_str(), *order));
        catalog.add_product(&name, monikers);
    }
    Ok(catalog)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn monikers_are_sorted_by_order_within_their_product() {
        let catalog = catalog_of_definition(
            r#"{"monikers": [
                {"moniker_name": "b-2", "product_name": "b", "order": 5, "platform": "x"},
                {"moniker_name": "a-1", "product_name": "a", "order": 0},
                {"moniker_name": "b-1", "product_name": "b", "order": 2}]}"#,
        )
        .expect("a definition");
        assert_eq!(catalog.products, ["b", "a"]);
        let names: Vec<_> = catalog.monikers.iter().map(|known| known.name.as_str()).collect();
        assert_eq!(names, ["b-1", "b-2", "a-1"]);
    }

    #[test]
    fn a_broken_file_is_refused_with_its_line() {
        let error = read_definition("{\"monikers\": [\n  {\"order\": 1}]}").expect_err("an error");
        let DefinitionError::Shape { message, line, .. } = &error else { panic!("{error:?}") };
        assert_eq!((message.as_str(), *line), ("missing field `moniker_name`", 2));
    }

    #[test]
    fn a_moniker_has_one_definition() {
        let json = r#"{"monikers": [{"moniker_name": "a"}, {"moniker_name": "A"}]}"#;
        let error = read_definition(json).expect_err("an error");
        assert_eq!(error.to_string(), "moniker `A` is defined twice");
    }
}
