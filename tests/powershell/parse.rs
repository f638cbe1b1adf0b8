//! Every generated file is PowerShell, and only what the generator means to emit.

use std::collections::BTreeSet;

use crate::Case;
use crate::sample::{self, Folder};
use crate::shell::{self, Shell};

/// The tests.
pub(crate) const CASES: &[Case] =
    &[("parse::every_file_parses_with_known_tokens", every_file_parses)];

/// The kinds of tokens that a suite is made of: calls, literals, tables and blocks. No operator.
const SUITE: &[&str] = &[
    "AtCurly",
    "AtParen",
    "ColonColon",
    "Comma",
    "Comment",
    "Dot",
    "EndOfInput",
    "Equals",
    "Generic",
    "Identifier",
    "LBracket",
    "LCurly",
    "LParen",
    "NewLine",
    "Number",
    "Param",
    "Parameter",
    "RBracket",
    "RCurly",
    "RParen",
    "Semi",
    "SplattedVariable",
    "StringLiteral",
    "Variable",
];

/// What the files written by hand also use. All of them exist in Windows PowerShell 5.1.
const FIXED: &[&str] = &[
    "Ampersand",
    "And",
    "Break",
    "Catch",
    "Ceq",
    "Cne",
    "Continue",
    "Divide",
    "DotDot",
    "Else",
    "ElseIf",
    "Exit",
    "For",
    "Foreach",
    "Function",
    "Ieq",
    "If",
    "Ige",
    "Igt",
    "Ile",
    "Ilt",
    "In",
    "Ine",
    "Is",
    "IsNot",
    "Minus",
    "Not",
    "Or",
    "Pipe",
    "Plus",
    "PlusEquals",
    "PlusPlus",
    "Return",
    "StringExpandable",
    "Switch",
    "Throw",
    "Try",
];

fn every_file_parses(shell: &Shell) {
    let folder = Folder::of(&sample::files(&sample::graph(&sample::rules())));
    let root = folder.root().to_str().expect("a path in UTF-8");
    let output = shell.run(&shell::script("parse.ps1"), &["-Folder", root]);
    let files = shell::json_lines(&shell::stdout(&output, 0));
    assert!(files.len() >= 6, "{files:?}");
    for file in &files {
        let name = file["file"].as_str().expect("a name");
        assert_eq!(file["errors"], serde_json::json!([]), "{name}");
        let mut known: BTreeSet<&str> = SUITE.iter().copied().collect();
        if !name.ends_with("page.Tests.ps1") {
            known.extend(FIXED);
        }
        let tokens = file["tokens"].as_array().expect("tokens").iter().filter_map(|t| t.as_str());
        let unknown: Vec<_> = tokens.filter(|token| !known.contains(token)).collect();
        assert!(unknown.is_empty(), "{name}: {unknown:?}");
    }
}
