//! Report pages of small, hostile and large documentation.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use normative::compile;
use normative::config;
use normative::diff;
use normative::generate::report::page::{self, Before, Extras, Verdicts};
use normative::generate::template::Templates;
use normative::requirement::Graph;
use normative::source::SourceSet;
use normative::verdict::{Code, State, Verdict};

const SMALL: &str = "# Plan the harbor

## Servers

- The gateway server must run on a computer with at least 8 GB of memory.
- The name of the crane must not exceed 15 characters.
- We recommend that you install the console on a separate server.
- If you plan to move the ledger, encrypt the ledger first.

::: moniker range=\"harbor-1\"
- All gateway nodes must be running Tide Server 2016.
::: moniker-end
::: moniker range=\">=harbor-2\"
- All gateway nodes must be running either Tide Server 2016 or Tide Server 2019.
::: moniker-end

## Storage

::: moniker range=\">=harbor-2\"
Stretched storage isn't supported.
::: moniker-end

You can store the manifests on a share.
";

const HOSTILE: &str = "# Plan </script><img src=x onerror=alert(1)>

- The server must have the name `</script><script>document.body.dataset.owned='yes'</script>`.
- The value `\"><img src=x onerror=\"document.body.dataset.owned='yes'\">` must be set.
- The text `{{ 1 + 1 }} ${1+1} <!--` must be kept.
";

/// Eight requirements in two versions.
pub(crate) fn small() -> String {
    page_of(SMALL)
}

/// Text that tries to become markup or code.
pub(crate) fn hostile() -> String {
    page_of(HOSTILE)
}

/// Five thousand requirements.
pub(crate) fn large() -> String {
    let mut text = String::from("# Plan a large harbor\n");
    for number in 0..5000 {
        if number % 50 == 0 {
            let _ = write!(text, "\n## Quay {}\n\n", number / 50);
        }
        let _ = writeln!(
            text,
            "- Crane c{number} of the quay must have at least {} GB of memory.",
            number % 60 + 1
        );
    }
    page_of(&text)
}

/// A change of versions, and what it means for two environments, one of which has a hostile name.
pub(crate) fn judged() -> String {
    let graph = graph_of(SMALL);
    let diff = diff::versions(&graph, "harbor-1", "harbor-2").expect("two versions");
    let verdicts = |name: &str, states: [State; 2]| {
        let all = |state: State| -> BTreeMap<String, Verdict> {
            graph.requirements.iter().map(|r| (r.id.clone(), verdict(state))).collect()
        };
        let effect = |id: &String| (id.clone(), ("newly_fails", "newly violated"));
        Verdicts {
            name: name.to_owned(),
            version: "harbor-2".to_owned(),
            results: all(states[1]),
            before: Some(Before {
                version: "harbor-1".to_owned(),
                results: all(states[0]),
                effects: diff.changes.iter().take(1).map(|c| effect(&c.id)).collect(),
            }),
        }
    };
    let verdicts = vec![
        verdicts("</script><b>prod</b>.json", [State::Pass, State::Fail]),
        verdicts("test.json", [State::Unknown, State::NotApplicable]),
    ];
    let change = Some(("What harbor-2 requires that harbor-1 did not", &diff));
    render(&graph, &Extras { verdicts, change, ..Extras::default() })
}

fn verdict(state: State) -> Verdict {
    let offenders = vec!["[n1]: [<img src=x onerror=document.body.dataset.owned=1>]".to_owned()];
    Verdict {
        state,
        code: Code::Violated,
        reason: "required: 8 GB; violated".to_owned(),
        offenders,
    }
}

fn page_of(text: &str) -> String {
    let source_url = Some("https://example.org/{path}#L{line}");
    render(&graph_of(text), &Extras { source_url, ..Extras::default() })
}

fn render(graph: &Graph, extras: &Extras<'_>) -> String {
    let file = page::render(graph, "test", extras, &Templates::default()).expect("a page");
    String::from_utf8(file.content).expect("text")
}

fn graph_of(text: &str) -> Graph {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let config = folder.path().join("normative.toml");
    fs::create_dir(folder.path().join("docs")).expect("a folder");
    fs::write(folder.path().join("docs/harbor.md"), text).expect("a page");
    let toml = "[[product]]\nname = \"Harbor\"\nmonikers = [\"harbor-1\", \"harbor-2\"]\ndocs = [\"docs/*.md\"]\n";
    fs::write(&config, toml).expect("a configuration");
    let mut sources = SourceSet::default();
    let project = config::open(&config, &mut sources).expect("a project");
    compile::compile(&project, &mut sources).expect("a graph").graph
}
