//! The suites of the page: as many tests as requirements, red and grey where they must be.

use std::collections::{BTreeMap, BTreeSet};

use normative::verdict::{State, Verdict, in_force};
use normative::version::MonikerId;
use serde_json::{Value, json};

use crate::Case;
use crate::agreement::{Page, good, pointers, with, without};
use crate::shell::Shell;

/// The tests.
pub(crate) const CASES: &[Case] = &[
    ("page::good_facts_leave_no_failure", good_facts),
    ("page::each_requirement_fails_on_facts_that_violate_it_alone", violations),
    ("page::a_fact_that_is_removed_leaves_nothing_proven", removals),
];

fn good_facts(shell: &Shell) {
    let page = Page::open();
    for id in page.compiled.graph.catalog.ids() {
        let facts = good(page.moniker(id));
        let verdicts = page.verdicts(id, &facts);
        assert_eq!(page.agree(shell, None, id, std::slice::from_ref(&facts)), verdicts.len());
        for (requirement, variant) in in_force(&page.compiled.graph, id) {
            let verdict = &verdicts[&requirement.id];
            let expected = match variant.test() {
                None => &[State::Manual][..],
                Some(_) => &[State::Pass, State::NotApplicable],
            };
            assert!(expected.contains(&verdict.state), "{}: {verdict:?}", requirement.id);
        }
    }
}

/// Other values of a fact that are of its type.
fn others(value: &Value) -> Vec<Value> {
    const TEXTS: [&str; 9] = [
        "Windows Server 2008 R2",
        "ScaleoutFileServer",
        "a-name-of-16-chr",
        "n1.contoso.com",
        "vmmcl.contoso.com",
        "localUser",
        "NTLM",
        "ASYNCHRONOUS_COMMIT",
        "fabrikam.com",
    ];
    match value {
        Value::Bool(value) => vec![json!(!value)],
        Value::Number(number) => vec![json!(number.as_i64().unwrap_or(0) + 1)],
        Value::String(_) => TEXTS.map(|text| json!(text)).to_vec(),
        Value::Array(items) => {
            let many = items.iter().cycle().take(17 * items.len().min(1)).cloned().collect();
            vec![json!([]), Value::Array(many)]
        }
        _ => Vec::new(),
    }
}

/// Violations that take more than one fact.
fn combined(good: &Value) -> Vec<Value> {
    let no = json!(false);
    let creator = |cluster: usize, account: usize, member: &str| {
        let cno = format!("/clusters/items/{cluster}/cno/{member}");
        let may = format!("/accounts/items/{account}/canCreateComputers");
        with(good, &[(&cno, no.clone()), (&may, no.clone())])
    };
    let replicas = "/sql/availabilityGroup/replicas/items";
    let fabrikam = json!([
        { "dns": "contoso.com", "netbios": "CONTOSO", "forest": "contoso.com" },
        { "dns": "fabrikam.com", "netbios": "FABRIKAM", "forest": "fabrikam.com" },
    ]);
    let old = json!("Windows Server 2008 R2");
    vec![
        creator(0, 0, "exists"),
        creator(0, 0, "enabled"),
        creator(1, 1, "exists"),
        creator(1, 1, "enabled"),
        with(good, &[("/sql/domain", json!("fabrikam.com")), ("/domains/items", fabrikam)]),
        with(
            good,
            &[
                ("/sql/failoverInstance", no.clone()),
                ("/sql/hadrEnabled", no.clone()),
                (replicas, json!([])),
            ],
        ),
        with(
            good,
            &[
                ("/library/servers/items/0/clusterId", json!("vmmcl.contoso.com")),
                ("/clusters/items/0/groups/items/0/type", json!("FileServer")),
            ],
        ),
        with(
            good,
            &[("/hosts/items/2/os/product", old.clone()), ("/hosts/items/3/os/product", old)],
        ),
    ]
}

fn violated(page: &Page, id: MonikerId, facts: &Value) -> BTreeSet<String> {
    let verdicts = page.verdicts(id, facts).into_iter();
    verdicts.filter(|(_, verdict)| verdict.state == State::Fail).map(|(id, _)| id).collect()
}

/// For each requirement that facts decide, facts that violate it and what can't be met without it.
fn violations(shell: &Shell) {
    let page = Page::open();
    for id in page.compiled.graph.catalog.ids() {
        let good = good(page.moniker(id));
        let mut all = Vec::new();
        pointers(&good, "", &mut all);
        all.retain(|pointer| pointer != "/schema");
        let single = all.iter().flat_map(|pointer| {
            let value = good.pointer(pointer).expect("a fact");
            others(value).into_iter().map(|other| with(&good, &[(pointer, other)]))
        });
        let documents: Vec<Value> = combined(&good).into_iter().chain(single).collect();
        let violated: Vec<_> = documents.iter().map(|facts| violated(&page, id, facts)).collect();
        let mut chosen = BTreeSet::new();
        for (requirement, variant) in in_force(&page.compiled.graph, id) {
            if variant.test().is_none() {
                continue;
            }
            let own = requirement.id.as_str();
            let failing = || (0..documents.len()).filter(|at| violated[*at].contains(own));
            let Some(least) = failing().min_by_key(|at| violated[*at].len()) else {
                panic!("{}: nothing violates {own}", page.moniker(id));
            };
            let implied = |other: &String| failing().all(|at| violated[at].contains(other));
            let also: Vec<_> = violated[least].iter().filter(|other| !implied(other)).collect();
            assert!(also.is_empty(), "{own} fails only together with {also:?}");
            chosen.insert(least);
        }
        let chosen: Vec<Value> = chosen.into_iter().map(|at| documents[at].clone()).collect();
        page.agree(shell, None, id, &chosen);
    }
}

/// One pointer for each fact of the first member of each list.
fn facts_of(good: &Value) -> Vec<String> {
    let mut all = Vec::new();
    pointers(good, "", &mut all);
    let is_first = |pointer: &String| {
        pointer
            .split('/')
            .all(|part| part == "0" || !part.starts_with(|c: char| c.is_ascii_digit()))
    };
    all.retain(|pointer| pointer != "/schema" && is_first(pointer));
    all
}

fn removals(shell: &Shell) {
    let page = Page::open();
    for id in page.compiled.graph.catalog.ids() {
        let good = good(page.moniker(id));
        let before = page.verdicts(id, &good);
        let documents: Vec<Value> =
            facts_of(&good).iter().map(|pointer| without(&good, pointer)).collect();
        let mut needed: BTreeMap<String, usize> = BTreeMap::new();
        for facts in &documents {
            for (id, verdict) in page.verdicts(id, facts) {
                let was: &Verdict = &before[&id];
                if verdict.state != was.state {
                    assert_eq!(verdict.state, State::Unknown, "{id}: {verdict:?} of {facts}");
                    *needed.entry(id).or_default() += 1;
                }
            }
        }
        for (id, verdict) in before.iter().filter(|(_, verdict)| verdict.state == State::Pass) {
            assert!(needed.contains_key(id), "{id} passes whatever is removed: {verdict:?}");
        }
        page.agree(shell, None, id, &documents);
    }
}
