//! Situations that a test author would forget, each with what must be said about it.

use std::path::PathBuf;
use std::sync::OnceLock;

use normative::statement::Level;
use serde_json::{Value, json};

use crate::agree::{self, Said};
use crate::base::{Version, compiled, versions};
use crate::change::{Change, Place, Step};
use crate::judge::Rules;
use crate::{power_shell, rust_module};

/// A facts file, and what must be said about some requirements.
pub(crate) struct Situation {
    /// The number of the situation, and which of it this is.
    pub(crate) name: &'static str,
    pub(crate) bytes: Vec<u8>,
    /// A part of the requirement's test, and the state.
    expected: Vec<(&'static str, &'static str)>,
}

/// In the place of a part of a test: the facts as a whole are refused, for a reason with this in it.
const REFUSED: &str = "refused";

/// In the place of a part of a test: how many of the requirements that bind are violated.
const BINDING: &str = "binding";

// Parts of tests as JSON, by which requirements are known whatever their ids.
const SIZE: &str = r#""test":"count","path":"vmm.cluster.nodes[]""#;
const NAME: &str = r#""path":"vmm.cluster.nodes[].host.dnsHostName""#;
const NETWORK_NAME: &str = r#""path":"vmm.serviceNetworkName | plan.serviceNetworkName""#;
const SYSTEM: &str = r#""test":"one_of","path":"vmm.cluster.nodes[].host.os.product""#;
const JOINED: &str = r#""path":"vmm.cluster.nodes[].host.partOfDomain""#;
const HYPER_V: &str = r#""path":"vmm.cluster.nodes[].host.hyperVRole""#;
const STRETCHED: &str = r#""path":".storageReplica""#;
const APART: &str = r#""path":"sql.hostIds[]""#;
const COMMIT: &str = r#""path":"sql.availabilityGroup.distributed""#;
const TRUST: &str = r#""path":"trusts[]""#;
const SPN: &str = r#""path":"sql.requiredSpns[]""#;
const FILE_SYSTEM: &str = r#""test":"at_least_version""#;
const SAME_SYSTEM: &str = r#""paths":[".nodes[].host.os.product"]"#;
const SAME_DOMAIN: &str = r#""paths":[".nodes[].host.domain"]"#;
const CREATOR: &str = r#""path":"vmm.cluster","then":{"test":"all_of""#;
const SOFS: &str = r#""test":"none_of","path":"library.servers[].roleType","values":["S"#;
const ELSEWHERE: &str = r#""path":"library.servers[].clusterId""#;
const DATABASE_HA: &str = r#""path":"sql.failoverInstance""#;

const NODES: &str = "clusters/items/0/nodes";
const FILE_HOST: &str = "hosts/items/2";

/// `a/0/b` as a place.
fn place(path: &str) -> Place {
    let step = |part: &str| part.parse().map_or(Step::Key(part.to_owned()), Step::Item);
    path.split('/').map(step).collect()
}

/// Facts that start good.
struct Draft(Value);

impl Draft {
    fn set(self, path: &str, value: impl Into<Value>) -> Self {
        let place = place(path);
        // A member that is not there yet is put there.
        let (last, above) = place.split_last().expect("a path");
        let mut facts = self.0;
        let mut object = &mut facts;
        for step in above {
            object = match step {
                Step::Key(key) => &mut object[key.as_str()],
                Step::Item(at) => &mut object[*at],
            };
        }
        match last {
            Step::Key(key) => object[key.as_str()] = value.into(),
            Step::Item(at) => object[*at] = value.into(),
        }
        Self(facts)
    }

    fn remove(self, path: &str) -> Self {
        Self(Change::Remove(place(path)).apply(&self.0))
    }

    fn fill(self, path: &str, number: usize) -> Self {
        Self(Change::Fill(place(&format!("{path}/items")), number).apply(&self.0))
    }

    /// The same value in all hosts of a cluster.
    fn hosts(self, cluster: &str, path: &str, value: impl Into<Value>) -> Self {
        let cluster = format!("{cluster}.contoso.com");
        Self(Change::SetInCluster(cluster, place(path), value.into()).apply(&self.0))
    }
}

/// All situations. What is expected is so in the version of 2022.
pub(crate) fn all(version: &Version<'_>) -> Vec<Situation> {
    let mut all = Vec::new();
    let good = || Draft(version.good());
    let mut add = |name, draft: Draft, expected: &[(&'static str, &'static str)]| {
        let bytes = draft.0.to_string().into_bytes();
        all.push(Situation { name, bytes, expected: expected.to_vec() });
    };
    add("1 sixteen nodes", good().fill(NODES, 16), &[(SIZE, "pass"), (SYSTEM, "pass")]);
    add("1 seventeen nodes", good().fill(NODES, 17), &[(SIZE, "fail"), (SYSTEM, "pass")]);
    let name = |name: &str| good().set("hosts/items/0/dnsHostName", name);
    add("2 a name of 15", name("abcdefghijklmno"), &[(NAME, "pass")]);
    add("2 a name of 16", name("abcdefghijklmnop"), &[(NAME, "fail")]);
    add("3 a full name", name("abcdefghijklmno.contoso.com"), &[(NAME, "pass")]);
    let planned = |name: Value| {
        good().set("vmm/serviceNetworkName", Value::Null).set("plan/serviceNetworkName", name)
    };
    add("4 a planned name of 16", planned("abcdefghijklmnop".into()), &[(NETWORK_NAME, "fail")]);
    add("4 no name at all", planned(Value::Null), &[(NETWORK_NAME, "unknown")]);
    add("4 a plan is no proof", planned("short".into()), &[(NETWORK_NAME, "unknown")]);
    add(
        "4 the real name counts",
        good().set("plan/serviceNetworkName", "abcdefghijklmnop"),
        &[(NETWORK_NAME, "pass")],
    );
    add(
        "5 no node",
        good().fill(NODES, 0),
        &[(SIZE, "unknown"), (SYSTEM, "unknown"), (NAME, "unknown"), (JOINED, "unknown")],
    );
    add("6 one node", good().fill(NODES, 1), &[(SIZE, "pass"), (SYSTEM, "pass")]);
    add(
        "6 one file server",
        good().fill("clusters/items/1/nodes", 1),
        &[(SAME_SYSTEM, "pass"), (SAME_DOMAIN, "pass")],
    );
    let partial = |number| good().fill(NODES, number).set(&format!("{NODES}/complete"), false);
    add("7 fifteen that are known", partial(15), &[(SIZE, "unknown"), (SYSTEM, "unknown")]);
    add("7 seventeen that are known", partial(17), &[(SIZE, "fail")]);
    let three = || good().fill(NODES, 3);
    let blind = "hosts/items/6/os/product"; // of the third node
    add("8 two fine, one unknown", three().set(blind, Value::Null), &[(SYSTEM, "unknown")]);
    add(
        "8 one fine, one wrong, one unknown",
        three().set(blind, Value::Null).set("hosts/items/1/os/product", "Windows Server 2016"),
        &[(SYSTEM, "fail")],
    );
    for (name, value) in [("null", json!(null)), ("a text", json!("3")), ("a number", json!(3))] {
        let expected = if value.is_null() { "unknown missing" } else { "unknown type" };
        let name = match name {
            "null" => "9 nodes are null",
            "a text" => "9 nodes are a text",
            _ => "9 nodes are a number",
        };
        add(name, good().set(NODES, value), &[(SIZE, expected), (SYSTEM, expected)]);
    }
    add("9 no nodes are given", good().remove(NODES), &[(SIZE, "unknown missing")]);
    for value in [json!("true"), json!(1), json!("False")] {
        add(
            "10 joined, but not a boolean",
            good().set("hosts/items/0/partOfDomain", value),
            &[(JOINED, "unknown type")],
        );
    }
    domains(&mut add, &good);
    systems(&mut add, &good);
    name_lengths(&mut add, &good);
    database(&mut add, &good);
    clusters(&mut add, &good);
    all.extend(spellings(&version.good()));
    all
}

/// The same facts in other bytes, and bytes that are no facts.
fn spellings(good: &Value) -> Vec<Situation> {
    let text = serde_json::to_string_pretty(good).expect("JSON");
    let utf16 = |order: fn(u16) -> [u8; 2]| {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        units.flat_map(order).collect::<Vec<u8>>()
    };
    let same: &[(&str, &str)] = &[(SIZE, "pass"), (SYSTEM, "pass"), (TRUST, "pass"), (SPN, "pass")];
    let refused = |why| vec![(REFUSED, why)];
    let other = |from: &str, to: &str| text.replacen(from, to, 1).into_bytes();
    let rows = [
        ("25 a byte order mark", format!("\u{feff}{text}").into_bytes(), same.to_vec()),
        ("25 other line ends", text.replace('\n', "\r\n").into_bytes(), same.to_vec()),
        ("25 the keys in another order", reversed(good).to_string().into_bytes(), same.to_vec()),
        ("25 UTF-16", utf16(u16::to_le_bytes), refused("UTF-16")),
        ("25 UTF-16, the other one", utf16(u16::to_be_bytes), refused("UTF-16")),
        ("25 another schema", other("facts/1", "facts/2"), refused("the schema is")),
        ("25 no schema", other("\"schema\"", "\"Schema\""), refused("schema")),
        ("25 another version", other("\"sc-vmm-20", "\"sc-vmm-19"), refused("the facts are about")),
        ("25 a key that stands twice", other("{", "{ \"vmm\": 1, \"VMM\": 1,"), refused("key")),
        ("25 a list", format!("[{text}]").into_bytes(), refused("the top level is not an object")),
        ("25 half a file", text.as_bytes()[..text.len() / 2].to_vec(), refused("not JSON")),
    ];
    rows.into_iter().map(|(name, bytes, expected)| Situation { name, bytes, expected }).collect()
}

/// The same value, the members of each object the other way round.
fn reversed(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            members.iter().rev().map(|(key, value)| (key.clone(), reversed(value))).collect()
        }
        Value::Array(items) => items.iter().map(reversed).collect(),
        other => other.clone(),
    }
}

type Add<'a> = &'a mut dyn FnMut(&'static str, Draft, &[(&'static str, &'static str)]);

fn domains(add: Add<'_>, good: &dyn Fn() -> Draft) {
    let domain = |one: &str, other: &str| {
        good().set(&format!("{FILE_HOST}/domain"), one).set("hosts/items/3/domain", other)
    };
    add("11 case", domain("Contoso.COM", "contoso.com"), &[(SAME_DOMAIN, "pass")]);
    add("11 a trailing dot", domain("contoso.com.", "contoso.com"), &[(SAME_DOMAIN, "pass")]);
    add("12 a mapped short name", domain("CONTOSO", "contoso.com"), &[(SAME_DOMAIN, "pass")]);
    add(
        "12 a short name that nothing maps",
        domain("CONTOSO", "contoso.com").remove("domains/items/0/netbios"),
        &[(SAME_DOMAIN, "unknown")],
    );
    add(
        "12 no suffix is matched",
        domain("contoso.com", "contoso.com.evil.net"),
        &[(SAME_DOMAIN, "fail")],
    );
    for (one, other) in [
        ("con\u{ad}toso.com", "contoso.com"),
        ("stra\u{df}e.de", "strasse.de"),
        ("\u{131}.contoso.com", "I.contoso.com"),
        ("\u{130}.contoso.com", "i.contoso.com"),
        ("\u{212a}.contoso.com", "k.contoso.com"),
    ] {
        add("13 letters that only look alike", domain(one, other), &[(SAME_DOMAIN, "fail")]);
    }
    add("13 I is i", domain("IT.contoso.com", "it.contoso.com"), &[(SAME_DOMAIN, "pass")]);
}

fn systems(add: Add<'_>, good: &dyn Fn() -> Draft) {
    for caption in [
        "Microsoft Windows Server 2022 Datacenter: Azure Edition",
        "Microsoft Windows Server 2022 Standard Evaluation",
        "Microsoft\u{a0}Windows Server\u{a0}2022 Datacenter",
        "\u{41c}\u{430}\u{439}\u{43a}\u{440}\u{43e}\u{441}\u{43e}\u{444}\u{442}",
    ] {
        let draft = good().set("hosts/items/0/os/caption", caption);
        add("14 captions are only shown", draft, &[(SYSTEM, "pass")]);
    }
    let file_servers = |product: Value| good().hosts("fscl", "os/product", product);
    add("15 2012", file_servers("Windows Server 2012".into()), &[(FILE_SYSTEM, "fail")]);
    add("15 2012 R2", file_servers("Windows Server 2012 R2".into()), &[(FILE_SYSTEM, "pass")]);
    for (product, one_of, later) in [
        (json!("Windows client"), "fail", "fail"),
        (json!("Windows Server, version 23H2"), "fail", "unknown"),
        (json!("Azure Stack HCI"), "fail", "unknown"),
        (json!(null), "unknown", "unknown"),
    ] {
        let draft = file_servers(product.clone()).hosts("vmmcl", "os/product", product);
        add("16 other products", draft, &[(SYSTEM, one_of), (FILE_SYSTEM, later)]);
    }
    let node = |at: usize, product: &str| {
        good()
            .hosts("vmmcl", "os/product", "Windows Server 2019")
            .set(&format!("hosts/items/{at}/os/product"), product)
    };
    add("17 all 2019", node(0, "Windows Server 2019"), &[(SYSTEM, "pass")]);
    add("17 2019 and 2022", node(0, "Windows Server 2022"), &[(SYSTEM, "pass")]);
    add("17 one 2016", node(1, "Windows Server 2016"), &[(SYSTEM, "fail")]);
    add(
        "17 mixed file servers",
        good().set(&format!("{FILE_HOST}/os/product"), "Windows Server 2019"),
        &[(SYSTEM, "pass"), (FILE_SYSTEM, "pass"), (SAME_SYSTEM, "fail"), (BINDING, "0")],
    );
}

fn name_lengths(add: Add<'_>, good: &dyn Fn() -> Draft) {
    let name = |name: String| good().set("hosts/items/0/dnsHostName", name);
    add("18 fifteen letters", name("Z\u{fc}rich".repeat(2) + "abc"), &[(NAME, "pass")]);
    let emoji = "a".repeat(14) + "\u{1f600}";
    add("18 fifteen, one of two units", name(emoji), &[(NAME, "fail")]);
}

fn database(add: Add<'_>, good: &dyn Fn() -> Draft) {
    let hosts = |name: &str| good().set("sql/hostIds", json!([name]));
    add("19 a node by its short name", hosts("N1"), &[(APART, "fail")]);
    add("19 a node by its full name", hosts("n1.Contoso.com."), &[(APART, "fail")]);
    add("19 a name of nothing known", hosts("sql.contoso.com"), &[(APART, "unknown")]);
    add("19 a listener that no host has", hosts("sqlag1.contoso.com"), &[(APART, "unknown value")]);
    add("19 another host", hosts("S1"), &[(APART, "pass")]);
    let replicas = "sql/availabilityGroup/replicas";
    add(
        "20 one replica asynchronous",
        good().set(&format!("{replicas}/items/1/mode"), "ASYNCHRONOUS_COMMIT"),
        &[(COMMIT, "fail")],
    );
    let hidden = good().fill(replicas, 0).set(&format!("{replicas}/complete"), false);
    add("20 replicas that can't be seen", hidden, &[(COMMIT, "unknown partial")]);
    add(
        "20 a distributed group",
        good().set("sql/availabilityGroup/distributed", true),
        &[(COMMIT, "unknown")],
    );
    add(
        "20 no group",
        good().set("sql/hadrEnabled", false).set("sql/availabilityGroup", Value::Null),
        &[(COMMIT, "not_applicable"), (DATABASE_HA, "pass")],
    );
    trusts(add, good);
    let spn = |at: usize, key: &str| format!("sql/spns/items/{at}/{key}");
    let computer = good().set(&spn(0, "account"), "CONTOSO\\S1$");
    add("22 on the right account", good(), &[(SPN, "pass")]);
    add("22 on the computer's account", computer, &[(SPN, "fail")]);
    let second = json!({ "spn": "MSSQLSvc/s1.contoso.com:1433", "account": "CONTOSO\\old" });
    let two = good().fill("sql/spns", 3).set("sql/spns/items/2", second);
    add("22 on two accounts", two, &[(SPN, "fail")]);
    let without_port = good().set(&spn(1, "spn"), "MSSQLSvc/s1.contoso.com");
    add("22 without its port", without_port, &[(SPN, "fail")]);
    add("22 without the listener's", good().set(&spn(0, "spn"), "x"), &[(SPN, "fail")]);
    let blind = good().set(&spn(0, "spn"), "x").set("sql/spns/complete", false);
    add("22 a forest that can't be seen", blind, &[(SPN, "unknown partial")]);
}

fn trusts(add: Add<'_>, good: &dyn Fn() -> Draft) {
    let domain = |name: &str| good().set("sql/domain", name);
    let trust =
        |draft: Draft, key: &str, value: Value| draft.set(&format!("trusts/items/0/{key}"), value);
    add("21 a sibling domain", domain("emea.contoso.com"), &[(TRUST, "pass")]);
    add("21 a one-way trust", domain("fabrikam.com"), &[(TRUST, "fail")]);
    let two_way = || trust(domain("fabrikam.com"), "direction", "BiDirectional".into());
    add("21 a two-way trust", two_way(), &[(TRUST, "pass")]);
    let selective = trust(two_way(), "selectiveAuth", true.into());
    add("21 selective authentication", selective, &[(TRUST, "unknown")]);
    add("21 one domain", good().set("trusts", Value::Null), &[(TRUST, "pass")]);
    let unknown = domain("fabrikam.com").set("trusts", Value::Null);
    add("21 trusts that nobody knows", unknown, &[(TRUST, "unknown")]);
    let child = json!({ "dns": "us.fabrikam.com", "netbios": "US", "forest": "fabrikam.com" });
    let of_forests = two_way().fill("domains", 4).set("domains/items/3", child);
    let of_forests = of_forests.set("sql/domain", "us.fabrikam.com");
    let apart = trust(Draft(of_forests.0.clone()), "transitive", false.into());
    add("21 a child under a trust of forests", of_forests, &[(TRUST, "pass")]);
    add("21 a child beside a trust of domains", apart, &[(TRUST, "fail")]);
}

fn clusters(add: Add<'_>, good: &dyn Fn() -> Draft) {
    let role = |value: Value| good().set("hosts/items/0/hyperVRole", value);
    add("23 a nested role", role(true.into()), &[(HYPER_V, "fail")]);
    add("23 security based on virtualization", role(false.into()), &[(HYPER_V, "pass")]);
    add("23 a role that is pending", role(Value::Null), &[(HYPER_V, "unknown")]);
    let sites = "clusters/items/0/sites";
    let no_site = good().fill(sites, 0).set("hosts/items/1/subnets", "10.9.0.0/255.255.255.0");
    add("24 no site, two networks", no_site, &[(STRETCHED, "unknown inconclusive")]);
    let second = json!({ "name": "Branch", "hostIds": [] });
    let empty = good().fill(sites, 2).set(&format!("{sites}/items/1"), second);
    add("24 a second site without a node", empty, &[(STRETCHED, "pass")]);
    let second = json!({ "name": "Branch", "hostIds": ["n2.contoso.com"] });
    let both = good().fill(sites, 2).set(&format!("{sites}/items/1"), second);
    add("24 nodes in two sites", both, &[(STRETCHED, "fail")]);
    let single = good().set("vmm/highlyAvailable", false).set("clusters", Value::Null);
    add("24 not clustered", single, &[(STRETCHED, "not_applicable")]);
    let cno = |exists: bool, may: Value| {
        good()
            .set("clusters/items/0/cno/exists", exists)
            .set("accounts/items/0/canCreateComputers", may)
    };
    add("25 the object is there", cno(true, Value::Null), &[(CREATOR, "pass")]);
    add("25 by a group", cno(false, true.into()), &[(CREATOR, "pass")]);
    add("25 denied", cno(false, false.into()), &[(CREATOR, "fail")]);
    add("25 nobody knows", cno(false, Value::Null), &[(CREATOR, "unknown")]);
    let server =
        |key: &str, value: &str| good().set(&format!("library/servers/items/0/{key}"), value);
    add("25 scale-out", server("roleType", "ScaleoutFileServer"), &[(SOFS, "fail")]);
    let on_vmm = server("clusterId", "vmmcl.contoso.com");
    add("25 the library beside VMM", on_vmm, &[(ELSEWHERE, "fail")]);
    add(
        "25 no library server",
        good().fill("library/servers", 0),
        &[(ELSEWHERE, "unknown"), (SOFS, "unknown"), (FILE_SYSTEM, "unknown")],
    );
    let more = good().set("extra", json!({ "count": 1 })).set("hosts/items/0/extra", "x");
    add("25 members that nobody knows", more, &[(SYSTEM, "pass"), (SIZE, "pass")]);
}

/// Who decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Evaluator {
    Interpreter,
    Rust,
    PowerShell(Option<&'static str>),
}

const EVALUATORS: [Evaluator; 5] = [
    Evaluator::Interpreter,
    Evaluator::Rust,
    Evaluator::PowerShell(None),
    Evaluator::PowerShell(Some("tr-TR")),
    Evaluator::PowerShell(Some("de-DE")),
];

impl Evaluator {
    pub(crate) fn name(self) -> String {
        match self {
            Self::Interpreter => "the_interpreter".to_owned(),
            Self::Rust => "rust".to_owned(),
            Self::PowerShell(None) => "power_shell".to_owned(),
            Self::PowerShell(Some(culture)) => format!("power_shell_{culture}"),
        }
    }

    pub(crate) fn needs_shell(self) -> bool {
        matches!(self, Self::PowerShell(_))
    }

    /// What it says of every situation, asked once.
    fn said(self) -> &'static [Said] {
        static SAID: [OnceLock<Vec<Said>>; EVALUATORS.len()] =
            [const { OnceLock::new() }; EVALUATORS.len()];
        let at = EVALUATORS.iter().position(|one| *one == self).expect("one of them");
        SAID[at].get_or_init(|| {
            let version = &versions(compiled())[2];
            let folder = tempfile::tempdir().expect("a folder");
            let bytes = all(version).into_iter().map(|situation| situation.bytes);
            self.judge(version, &agree::write(folder.path(), bytes))
        })
    }

    fn judge(self, version: &Version<'_>, files: &[PathBuf]) -> Vec<Said> {
        match self {
            Self::Interpreter => {
                let rules = Rules::of(compiled(), version);
                let read = |file: &PathBuf| std::fs::read(file).expect("a file");
                files.iter().map(|file| rules.judge_file(&read(file), version.moniker)).collect()
            }
            Self::Rust => rust_module::judge(version.moniker, files),
            Self::PowerShell(culture) => power_shell::judge(version.moniker, culture, files),
        }
    }
}

/// One number of the table of situations, and who decides it.
pub(crate) struct Case {
    pub(crate) row: usize,
    pub(crate) evaluator: Evaluator,
}

/// Every number with every evaluator.
pub(crate) fn cases() -> Vec<Case> {
    let of_row = |row| EVALUATORS.into_iter().map(move |evaluator| Case { row, evaluator });
    (1..=25).flat_map(of_row).collect()
}

impl Case {
    /// Fails with all that is not as it must be.
    pub(crate) fn check(&self) {
        let version = &versions(compiled())[2];
        let rules = Rules::of(compiled(), version);
        let prefix = format!("{} ", self.row);
        let situations = all(version);
        let pairs = situations.iter().zip(self.evaluator.said());
        let own: Vec<_> = pairs.filter(|(s, _)| s.name.starts_with(&prefix)).collect();
        assert!(!own.is_empty());
        let wrong: Vec<String> = own.iter().flat_map(|(s, said)| s.wrong(&rules, said)).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

impl Situation {
    /// What is not as it must be.
    fn wrong(&self, rules: &Rules<'_>, said: &Said) -> Vec<String> {
        let expected = self.expected.iter();
        expected.filter_map(|(part, state)| self.differs(rules, said, part, state)).collect()
    }

    fn differs(&self, rules: &Rules<'_>, said: &Said, part: &str, state: &str) -> Option<String> {
        let name = self.name;
        let verdicts = match said {
            Err(why) if part == REFUSED && why.contains(state) => return None,
            Err(why) => return Some(format!("{name}: refused: {why}")),
            Ok(_) if part == REFUSED => return Some(format!("{name}: not refused")),
            Ok(verdicts) => verdicts,
        };
        if part == BINDING {
            let is_violated = |id: &String| verdicts[id].starts_with("fail");
            let binds = |level: &Level| matches!(level, Level::Must | Level::MustNot);
            let binding = rules.automated.iter().filter(|(_, level, _)| binds(level));
            let violated: Vec<_> =
                binding.map(|(id, ..)| id).filter(|id| is_violated(id)).collect();
            let fits = violated.len().to_string() == state;
            return (!fits).then(|| format!("{name}: violated are {violated:?}"));
        }
        let has = |test: &_| serde_json::to_string(test).expect("JSON").contains(part);
        let about = rules.automated.iter().filter(|(.., test)| has(test));
        let said: Vec<_> = about.map(|(id, ..)| (id, verdicts[id].as_str())).collect();
        // `fail` stands for every code of it.
        let fits = |verdict: &str| verdict == state || verdict.split(' ').next() == Some(state);
        let found = said.iter().any(|(_, verdict)| fits(verdict));
        (!found).then(|| format!("{name}: expected {state} of {part}, not {said:?}"))
    }
}
