//! PowerShell decides as the interpreter does, under any culture.

use serde_json::json;

use crate::Case;
use crate::sample::{self, Folder};
use crate::shell::{self, Shell};

/// The tests.
pub(crate) const CASES: &[Case] = &[
    ("selftest::agrees_with_the_interpreter", |shell| agrees(shell, None)),
    ("selftest::agrees_in_turkish", |shell| agrees(shell, Some("tr-TR"))),
    ("selftest::agrees_in_german", |shell| agrees(shell, Some("de-DE"))),
    ("selftest::notices_one_wrong_vector", notices),
];

fn agrees(shell: &Shell, culture: Option<&str>) {
    let folder = Folder::of(&sample::files(&sample::graph(&sample::rules())));
    let suite = folder.path("pester/app-1");
    let arguments = ["-Folder", suite.to_str().unwrap()];
    let output = shell.run_in(culture, &shell::script("selftest.ps1"), &arguments);
    let line = &shell::json_lines(&shell::stdout(&output, 0))[0];
    assert_eq!(line["results"], json!(["Passed", "Passed"]), "{line}");
    assert_eq!(line["culture"], json!(culture.unwrap_or_default()), "{line}");
}

fn notices(shell: &Shell) {
    let folder = Folder::of(&sample::files(&sample::graph(&sample::rules())));
    let suite = folder.path("pester/app-1");
    let vectors = std::fs::read_to_string(suite.join("vectors.json")).unwrap();
    let wrong = vectors.replacen("\"fail violated\"", "\"pass satisfied\"", 1);
    assert_ne!(wrong, vectors);
    folder.write("pester/app-1/vectors.json", wrong.as_bytes());
    let arguments = ["-Folder", suite.to_str().unwrap()];
    let output = shell.run(&shell::script("selftest.ps1"), &arguments);
    let line = &shell::json_lines(&shell::stdout(&output, 0))[0];
    assert_eq!(line["results"], json!(["Failed", "Passed"]), "{line}");
    let message = line["messages"][0].as_str().unwrap();
    assert!(message.contains("fail violated, not pass satisfied"), "{line}");
}
