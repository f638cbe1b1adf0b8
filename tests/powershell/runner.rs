//! The exit codes of the runner, what it writes, and what it makes of attestations.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::Case;
use crate::sample::{self, Folder};
use crate::shell::{self, Shell};

/// The tests.
pub(crate) const CASES: &[Case] = &[
    ("runner::each_outcome_has_its_exit_code", exit_codes),
    ("runner::a_broken_check_is_no_violation", broken_checks),
    ("runner::attestations_count_as_long_as_they_are_valid", attestations),
];

/// One call of the runner, and what it must end with.
struct Call {
    name: &'static str,
    arguments: Value,
    code: i64,
    /// What it must say, on either stream.
    says: &'static str,
    /// Another folder than the sample's.
    suite: Option<PathBuf>,
}

fn call(name: &'static str, code: i64, arguments: Value, says: &'static str) -> Call {
    Call { name, arguments, code, says, suite: None }
}

/// Runs all calls in one process; the results of each are in `out/<its place>`.
fn run(shell: &Shell, folder: &Folder, calls: &[Call]) {
    let mut list = String::new();
    for (at, call) in calls.iter().enumerate() {
        let suite = call.suite.clone().unwrap_or_else(|| folder.path("pester/app-1"));
        let mut arguments = call.arguments.clone();
        arguments["OutputPath"] = json!(folder.path(&format!("out/{at}")));
        arguments["MaximumAgeDay"] = json!(0);
        let script = suite.join("Invoke-Normative.ps1");
        list += &json!({ "script": script, "arguments": arguments }).to_string();
        list.push('\n');
    }
    let list = folder.write("calls.jsonl", list.as_bytes());
    let output = shell.run(&shell::script("runs.ps1"), &["-List", list.to_str().unwrap()]);
    let text = shell::stdout(&output, 0);
    let results: Vec<Value> = text
        .lines()
        .filter_map(|line| line.strip_prefix("result "))
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(results.len(), calls.len(), "{text}");
    for (call, result) in calls.iter().zip(&results) {
        assert_eq!(result["code"], json!(call.code), "{}: {result}", call.name);
        let said = format!("{}{}", result["output"], result["error"]);
        assert!(said.contains(call.says), "{}: {result}", call.name);
    }
}

fn state(folder: &Folder, at: usize, id: &str) -> Value {
    let text = fs::read_to_string(folder.path(&format!("out/{at}/results.json"))).expect("results");
    let results: Value = serde_json::from_str(&text).expect("JSON");
    let rows = results["requirements"].as_array().expect("a list");
    rows.iter().find(|row| row["id"] == json!(id)).expect("the requirement")["state"].clone()
}

fn with(change: impl FnOnce(&mut Value)) -> Value {
    let mut facts = sample::facts();
    change(&mut facts);
    facts
}

fn exit_codes(shell: &Shell) {
    let folder = Folder::of(&sample::files(&sample::graph(&sample::rules())));
    let good = folder.facts("good.json", &sample::facts());
    let must = folder.facts("must.json", &with(|f| f["hosts"]["items"][0]["memory"] = json!(7)));
    let should =
        folder.facts("should.json", &with(|f| f["hosts"]["items"][0]["domain"] = json!("other")));
    let open = folder.facts("open.json", &with(|f| f["app"]["tools"] = Value::Null));
    let manual = folder.facts("manual.json", &with(|f| f["attest"] = json!([])));
    let other = folder.facts("other.json", &with(|f| f["app"]["version"] = json!("app-2")));
    let schema = folder.facts("schema.json", &with(|f| f["schema"] = json!("normative.facts/2")));
    let text = sample::facts().to_string();
    let bom = folder.write("bom.json", format!("\u{FEFF}{text}").replace('\n', "\r\n").as_bytes());
    let utf16: Vec<u8> =
        [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let utf16 = folder.write("utf16.json", &utf16);
    let latin = folder.write("latin.json", b"{ \"schema\": \"\xE4\" }");
    let array = folder.write("array.json", format!("[{text}]").as_bytes());
    let cut = folder.write("cut.json", text[..text.len() / 2].as_bytes());
    let missing = folder.path("missing.json");
    let facts = |path: &PathBuf| json!({ "FactsPath": path });
    let strict = |path: &PathBuf| json!({ "FactsPath": path, "Strict": true });
    let harsh = |path: &PathBuf| json!({ "FactsPath": path, "FailOn": "should" });
    let loud = |path: &PathBuf| json!({ "FactsPath": path, "FailOn": "SHOULD" });
    let calls = [
        call("nothing violated", 0, facts(&good), "18 pass, 0 fail, 0 unknown, 0 manual, 1 not_"),
        call("strict, nothing open", 0, strict(&good), "0 unknown"),
        call("byte order mark and CRLF", 0, facts(&bom), "18 pass"),
        call("a must", 1, facts(&must), "fail must page/memory: "),
        call("a must, strict", 1, strict(&must), "7 of [n1.contoso.com]"),
        call("a should", 0, facts(&should), "fail should page/same-domain: "),
        call("a should that counts", 1, harsh(&should), "[other] of [n1.contoso.com]"),
        call("a should in capitals", 1, loud(&should), "[other] of [n1.contoso.com]"),
        call("unknown", 0, facts(&open), "unknown must page/when-planned: "),
        call("unknown, strict", 2, strict(&open), "a fact is missing"),
        call("manual, strict", 2, strict(&manual), "manual must page/by-hand: "),
        call("another version", 3, facts(&other), "the suite is about app-1"),
        call("another schema", 3, facts(&schema), "normative.facts/1"),
        call("UTF-16", 3, facts(&utf16), "Save it again as UTF-8"),
        call("not UTF-8", 3, facts(&latin), "not JSON in UTF-8"),
        call("a list", 3, facts(&array), "the top level is not an object"),
        call("half a file", 3, facts(&cut), "not JSON in UTF-8"),
        call("no such file", 3, facts(&missing), "missing.json"),
    ];
    run(shell, &folder, &calls);
    for report in ["results.json", "results.nunit3.xml", "results.junit.xml"] {
        let text = fs::read_to_string(folder.path(&format!("out/3/{report}"))).expect("a report");
        assert!(text.contains("page/memory") && text.contains("n1.contoso.com"), "{report}");
    }
    let text = fs::read_to_string(folder.path("out/0/results.json")).expect("results");
    assert!(!text.contains(folder.root().to_str().unwrap()), "no absolute path: {text}");
}

/// A copy of the sample's suite in which one file is changed.
fn changed(folder: &Folder, name: &str, file: &str, from: &str, to: &str) -> PathBuf {
    for entry in fs::read_dir(folder.path("pester/app-1")).expect("a folder") {
        let path = entry.expect("a file").path();
        let own = path.file_name().and_then(|name| name.to_str()).expect("a name");
        let mut text = fs::read_to_string(&path).expect("text");
        if own == file {
            assert!(text.contains(from), "{from}");
            text = text.replacen(from, to, 1);
        }
        folder.write(&format!("{name}/{own}"), text.as_bytes());
    }
    folder.path(name)
}

fn broken_checks(shell: &Shell) {
    const SUITE: &str = "page.Tests.ps1";
    let folder = Folder::of(&sample::files(&sample::graph(&sample::rules())));
    let good = folder.facts("good.json", &sample::facts());
    let broken = |name, file, from, to, says| Call {
        suite: Some(changed(&folder, name, file, from, to)),
        ..call(name, 3, json!({ "FactsPath": good }), says)
    };
    let calls = [
        broken("syntax", SUITE, "Describe", "Describe {", "page.Tests.ps1"),
        broken("discovery", SUITE, "Describe", "throw 'x'\nDescribe", "page.Tests.ps1"),
        broken("setup", SUITE, "$environment = @{", "throw 'x'\n$environment = @{", "error: "),
        broken(
            "lost",
            SUITE,
            "    It 'page/joined",
            "    if ($false) { It 'x' {} }\n    return\n    It 'page/joined",
            "19 requirements",
        ),
        broken(
            "added",
            "requirements.json",
            "\"id\": \"page/joined\"",
            "\"id\": \"page/other\"",
            "page/other",
        ),
        broken(
            "silent",
            SUITE,
            "Assert-Verdict -Verdict $verdict",
            "$null = $verdict",
            "without such a verdict",
        ),
        broken(
            "untrue",
            SUITE,
            "Assert-Verdict -Verdict $verdict",
            "try { Assert-Verdict -Verdict ([pscustomobject]@{ State = 'unknown'; Code = 'x'; Reason = 'x' }) } catch { $null = $_ }",
            "without such a verdict",
        ),
        broken(
            "thrown",
            SUITE,
            "        Assert-Verdict -Verdict $verdict",
            "        throw 'x'",
            "without such a verdict",
        ),
        broken("catalogue", "requirements.json", "\"suites\"", "\"suites", "not JSON"),
    ];
    run(shell, &folder, &calls);
}

fn attestations(shell: &Shell) {
    let folder = Folder::of(&sample::files(&sample::graph(&sample::rules())));
    let open = folder.facts("open.json", &with(|f| f["attest"] = json!([])));
    let file = |name: &str, entries: Value| {
        let document = json!({ "schema": "normative.attestations/1", "attestations": entries });
        folder.write(name, document.to_string().as_bytes())
    };
    let entry = |answer: &str, at: &str, until: &str| json!({ "requirement": "page/by-hand", "answer": answer, "by": "alice \u{1b}[31m", "at": at, "until": until, "why": "seen" });
    let strict = |path: PathBuf| json!({ "FactsPath": open, "Strict": true, "Attestation": path });
    let yes = file("yes.json", json!([entry("yes", "2020-01-01", "9999-12-31")]));
    let no = file("no.json", json!([entry("no", "2020-01-01", "9999-12-31")]));
    let not = file("not.json", json!([entry("not-applicable", "2020-01-01", "9999-12-31")]));
    let expired = file("expired.json", json!([entry("yes", "2020-01-01", "2020-12-31")]));
    let future = file("future.json", json!([entry("yes", "9998-01-01", "9999-12-31")]));
    let both = file(
        "both.json",
        json!([entry("yes", "2020-01-01", "9999-12-31"), entry("no", "2020-01-01", "9999-12-31")]),
    );
    let year = file("year.json", json!([entry("yes", "2020", "9999-12-31")]));
    let day = file("day.json", json!([entry("yes", "2020-02-30", "9999-12-31")]));
    let word = file("word.json", json!([entry("maybe", "2020-01-01", "9999-12-31")]));
    let blank = file(
        "blank.json",
        json!([{ "requirement": "page/by-hand", "answer": "yes", "by": " ", "at": "2020-01-01", "until": "9999-12-31", "why": "seen" }]),
    );
    let calls = [
        call("yes", 0, strict(yes), "18 pass"),
        call("no", 1, strict(no), "attested as not met by [alice \\\\u001b[31m]"),
        call("not applicable", 0, strict(not), "2 not_applicable"),
        call("expired", 2, strict(expired), "expired attestation, not counted"),
        call("future", 2, strict(future), "future attestation, not counted"),
        call("contradicting", 2, strict(both), "contradict each other"),
        call("a year", 3, strict(year), "not a day such as"),
        call("no such day", 3, strict(day), "not a day such as"),
        call("no such answer", 3, strict(word), "not one of yes, no, not-applicable"),
        call("by nobody", 3, strict(blank), "by is not a text"),
    ];
    run(shell, &folder, &calls);
    assert_eq!(state(&folder, 0, "page/by-hand"), json!("pass"));
    assert_eq!(state(&folder, 3, "page/by-hand"), json!("manual"));
}
