//! The surface of the module, as a dependent program relies on it.

use crate::rules::*;

const NEWEST: Version = Version::ALL[Version::ALL.len() - 1];

#[test]
fn nothing_known_is_nothing_proven() {
    let facts = Environment::default().facts();
    for version in Version::ALL {
        for (rule, verdict) in evaluate_all(*version, &facts) {
            let expected = if rule.automated { State::Unknown } else { State::Manual };
            assert_eq!(verdict.state, expected, "{}: {}", rule.id, verdict.reason);
        }
    }
}

#[test]
fn every_rule_is_found_by_id_level_and_line() {
    for version in Version::ALL {
        for known in rules(*version) {
            assert!(std::ptr::eq(rule(*version, known.id).unwrap(), known));
            assert!(rules_of_level(*version, known.level).any(|rule| rule.id == known.id));
            let line = known.line(*version).unwrap();
            let path = known.places[0].path;
            assert!(rules_at(path, line).iter().any(|rule| rule.id == known.id));
        }
    }
    assert!(rule(NEWEST, "no/such").is_none());
}

#[test]
fn facts_that_are_types_are_the_facts_that_are_read() {
    let mut environment = Environment::default();
    let host = Host { id: Some("n1.example.com".to_owned()), ..Host::default() };
    environment.hosts = Some(List::complete([host]));
    let facts = environment.facts();
    let text = serde_json::to_vec(facts.as_value()).unwrap();
    let read = Facts::from_slice(&text).unwrap();
    assert_eq!(read.as_value(), facts.as_value());
    let again: Environment = serde_json::from_value(read.as_value().clone()).unwrap();
    assert_eq!(again, environment);
}

#[test]
fn facts_about_another_version_are_refused() {
    let vmm = Vmm { version: Some("sc-vmm-2016".to_owned()), ..Vmm::default() };
    let environment = Environment { vmm: Some(vmm), ..Environment::default() };
    assert!(environment.facts().require_version(NEWEST).is_err());
    assert!(environment.facts().require_version(Version::ALL[0]).is_ok());
}

#[test]
fn what_is_not_facts_is_refused() {
    for bytes in [
        &b"[]"[..],
        b"{}",
        b"\xFF\xFE{\0}\0",
        b"{\"schema\": \"normative.facts/2\"}",
        b"{\"schema\": \"normative.facts/1\", \"a\": 1, \"a\": 1}",
        b"{\"schema\": \"normative.facts/1\", \"a\": 1, \"A\": 1}",
        b"{\"schema\": \"normative.facts/1\", \"\": 1}",
        b"{\"schema\": \"normative.facts/1\"",
        b"\xC3",
    ] {
        assert!(Facts::from_slice(bytes).is_err(), "{}", String::from_utf8_lossy(bytes));
    }
    let fine = b"\xEF\xBB\xBF{\"schema\": \"normative.facts/1\"}\r\n";
    assert!(Facts::from_slice(fine).is_ok());
}
