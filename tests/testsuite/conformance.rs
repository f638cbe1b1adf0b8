//! The vectors of docfx's moniker ranges, against the library.

use normative::version::{RangeError, catalog_of_definition};
use serde_json::Value;

const VECTORS: &str = include_str!("conformance/moniker_ranges.json");

#[test]
fn ranges_select_what_docfx_selects() {
    let vectors: Value = serde_json::from_str(VECTORS).expect("JSON");
    let mut count = 0;
    for suite in vectors["suites"].as_array().expect("suites") {
        let catalog = catalog_of_definition(&suite["definition"].to_string()).expect("a catalog");
        for case in suite["cases"].as_array().expect("cases") {
            let range = case["range"].as_str().expect("a range");
            let outcome = match catalog.select(range) {
                Ok(set) => {
                    let mut names: Vec<&str> = catalog.names(&set).collect();
                    names.sort_unstable();
                    names.join(" ")
                }
                Err(RangeError::UnknownMoniker { .. }) => "undefined moniker".to_owned(),
                Err(RangeError::MissingMoniker { .. }) => "expected a moniker".to_owned(),
                Err(_) => "expected a comparator".to_owned(),
            };
            let expected = match case["error"].as_str() {
                Some(error) => error.to_owned(),
                None => {
                    let names = case["monikers"].as_array().expect("monikers").iter();
                    let mut names: Vec<&str> = names.filter_map(Value::as_str).collect();
                    names.sort_unstable();
                    names.join(" ")
                }
            };
            assert_eq!(outcome, expected, "{range:?}");
            count += 1;
        }
    }
    assert_eq!(count, 28);
}
