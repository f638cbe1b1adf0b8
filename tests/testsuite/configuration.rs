//! `normative.toml`: what is refused, and what is said about it.

use normative::compile::Files;
use normative::config::{self, Project as Config};
use normative::diagnostic::render;
use normative::source::SourceSet;
use snapbox::{assert_data_eq, str};

use crate::project::Project;

const GOOD: &str = "\
[[product]]
name = \"Relay\"
monikers = [\"relay-1\", \"relay-2\"]
docs = [\"guides/**/*.md\"]
";

/// Opens the configuration of a project.
fn open(project: &Project) -> Result<(Config, SourceSet), String> {
    let mut sources = SourceSet::default();
    match config::open(&project.path().join("normative.toml"), &mut sources) {
        Ok(config) => Ok((config, sources)),
        Err(error) => {
            "docs".clone_into(&mut sources.root); // the temporary folder has another name each time
            Err(render(&error.0, &sources, false))
        }
    }
}

/// What is said about a configuration, in a project with one page.
fn refused(config: &str) -> String {
    let project = Project::of(&[("normative.toml", config), ("guides/a.md", "Text.")]);
    open(&project).expect_err("an error")
}

#[test]
fn a_good_one_is_read() {
    let project = Project::of(&[("normative.toml", GOOD), ("guides/a.md", "Text.")]);
    let (config, _) = open(&project).expect("a configuration");
    assert_eq!(config.output, project.path().join("generated"));
    assert_eq!(config.products[0].name, "Relay");
    assert_eq!(config.pages[0].path, "guides/a.md");
}

#[test]
fn a_missing_one_is_named() {
    let error = open(&Project::empty()).expect_err("an error");
    assert!(error.starts_with("error[N001]: cannot read `"), "{error}");
    assert!(error.contains("normative.toml`: "), "{error}");
}

#[test]
fn an_unknown_key_gets_the_nearest_known_one() {
    assert_data_eq!(
        refused(&GOOD.replace("monikers", "monikres")),
        str![[r#"
error[N002]: unknown key `monikres`
 --> docs/normative.toml:3:1
  |
3 | monikres = ["relay-1", "relay-2"]
  | ^^^^^^^^ help: the nearest known key is `monikers`


"#]]
    );
    assert_data_eq!(
        refused(&format!("colour = 1\n{GOOD}")),
        str![[r#"
error[N002]: unknown key `colour`
 --> docs/normative.toml:1:1
  |
1 | colour = 1
  | ^^^^^^ help: known keys are `output`, [..]


"#]]
    );
}

#[test]
fn what_is_no_toml_is_shown_in_place() {
    let error = refused("[[product]\nname = 1\n");
    assert!(error.starts_with("error[N002]: "), "{error}");
    assert!(error.contains("docs/normative.toml:1:"), "{error}");
    let error = refused(&GOOD.replace("\"Relay\"", "7"));
    assert!(error.contains("invalid type: integer `7`, expected a string"), "{error}");
    assert!(error.contains("docs/normative.toml:2:8"), "{error}");
    let error = refused(&GOOD.replace("[\"relay-1\", \"relay-2\"]", "7"));
    assert!(
        error.contains("expected a list of monikers or the path of a `monikers.json`"),
        "{error}"
    );
    assert!(error.contains("docs/normative.toml:3:12"), "{error}");
    let error = refused("[[product]]\nname = \"Relay\"\n");
    assert!(error.contains("missing field `monikers`"), "{error}");
}

#[test]
fn a_project_without_a_product_is_refused() {
    let error = refused("output = \"x\"\n");
    assert!(error.contains("no product: a `[[product]]` table is missing"), "{error}");
}

#[test]
fn a_glob_that_matches_nothing_is_shown() {
    assert_data_eq!(
        refused(&GOOD.replace("\"guides/**/*.md\"", "\"guides/*.md\", \"no/*.md\"")),
        str![[r#"
error[N003]: no page matches `no/*.md`
 --> docs/normative.toml:4:24
  |
4 | docs = ["guides/*.md", "no/*.md"]
  |                        ^^^^^^^^^


"#]]
    );
}

#[test]
fn a_broken_glob_is_shown() {
    let error = refused(&GOOD.replace("guides/**/*.md", "guides/{a.md"));
    assert!(error.contains("error[N003]: "), "{error}");
    assert!(error.contains("docs/normative.toml:4:"), "{error}");
}

#[test]
fn a_moniker_is_listed_once() {
    let error = refused(&GOOD.replace("\"relay-2\"", "\"RELAY-1\""));
    assert!(error.contains("moniker `RELAY-1` is listed twice"), "{error}");
    assert!(error.contains("docs/normative.toml:3:24"), "{error}");
    let error = refused(&GOOD.replace("[\"relay-1\", \"relay-2\"]", "[]"));
    assert!(error.contains("product `Relay` has no monikers"), "{error}");
}

#[test]
fn all_mistakes_are_said_at_once() {
    let config =
        format!("{GOOD}[product.ranges]\n\"a/**\" = \">=realy-2\"\n\"b/**\" = \"relay-1 |\"\n");
    assert_data_eq!(
        refused(&config),
        str![[r#"
error[N012]: unknown moniker `realy-2`
 --> docs/normative.toml:6:13
  |
6 | "a/**" = ">=realy-2"
  |             ^^^^^^^ help: the nearest known moniker is `relay-2`

error[N011]: expected a comparator or `||`
 --> docs/normative.toml:7:19
  |
7 | "b/**" = "relay-1 |"
  |                   ^ help: comparators are separated by blanks, alternatives by `||`


"#]]
    );
}

/// A configuration whose monikers are defined by this file.
fn defined(definition: &str) -> Project {
    let config = GOOD.replace("[\"relay-1\", \"relay-2\"]", "\"monikers.json\"");
    Project::of(&[
        ("normative.toml", &config),
        ("monikers.json", definition),
        ("guides/a.md", "Text."),
    ])
}

#[test]
fn monikers_may_be_defined_as_docfx_does() {
    let project = defined(
        r#"{"monikers": [
            {"moniker_name": "store-1", "product_name": "Store", "order": 1},
            {"moniker_name": "relay-2", "product_name": "Relay", "order": 2},
            {"moniker_name": "relay-1", "product_name": "Relay", "order": 1}]}"#,
    );
    let (config, _) = open(&project).expect("a configuration");
    let names: Vec<_> = config.catalog.names(&config.products[0].monikers).collect();
    assert_eq!(names, ["relay-1", "relay-2"]);
    assert!(config.catalog.find("store-1").is_some(), "other products are known, too");
}

#[test]
fn a_broken_definition_is_shown_in_place() {
    let error = open(&defined("{\"monikers\": [\n  {\"order\": 1}]}")).expect_err("an error");
    assert!(error.contains("error[N004]: not a moniker definition: missing field `moniker_name`"));
    assert!(error.contains("docs/monikers.json:2:"), "{error}");
    let error = open(&defined("")).expect_err("an error");
    assert!(error.contains("docs/monikers.json:1:1"), "{error}");
    let other = r#"{"monikers": [{"moniker_name": "a", "product_name": "Relais"},
        {"moniker_name": "b", "product_name": "Store"}]}"#;
    let error = open(&defined(other)).expect_err("an error");
    assert!(error.contains("`monikers.json` defines no product `Relay`"), "{error}");
    assert!(error.contains("the nearest product there is `Relais`"), "{error}");
    let project = defined("");
    std::fs::remove_file(project.path().join("monikers.json")).expect("to remove it");
    let error = open(&project).expect_err("an error");
    assert!(error.contains("monikers.json`: "), "{error}");
    assert!(error.contains("docs/normative.toml:3:12"), "{error}");
}

#[test]
fn a_page_belongs_to_the_first_product_that_matches_it() {
    let config = "\
[[product]]
name = \"Relay\"
monikers = [\"relay-1\", \"relay-2\"]
docs = [\"relay/**/*.md\"]
[product.ranges]
\"relay/**\" = \">=relay-1\"
\"relay/new/**\" = \">=relay-2\"
[[product]]
name = \"Store\"
monikers = [\"store-1\"]
docs = [\"**/*.md\"]
";
    let project = Project::of(&[
        ("normative.toml", config),
        ("b.md", "B."),
        ("relay/a.md", "A."),
        ("relay/new/c.md", "C."),
        ("generated/report.md", "No."),
        (".hidden/d.md", "No."),
    ]);
    let (config, sources) = open(&project).expect("a configuration");
    let files = Files::read(&config, sources).value;
    let pages: Vec<_> = files
        .pages
        .iter()
        .map(|(file, monikers)| {
            let names: Vec<_> = config.catalog.names(monikers).collect();
            format!("{} {}", files.sources.file(*file).path, names.join(" "))
        })
        .collect();
    assert_eq!(pages, ["b.md store-1", "relay/a.md relay-1 relay-2", "relay/new/c.md relay-2"]);
}

#[test]
fn a_page_that_others_include_is_read_there_alone() {
    let project = Project::of(&[
        ("normative.toml", GOOD),
        ("guides/a.md", "[!INCLUDE [x](b.md)]\n\n[!INCLUDE [x](../c.md)]\n"),
        ("guides/b.md", "B."),
        ("guides/d.md", "[!INCLUDE [x](e.md)]"),
        ("guides/e.md", "[!INCLUDE [x](d.md)]"),
        ("c.md", "C."),
    ]);
    let (config, sources) = open(&project).expect("a configuration");
    let files = Files::read(&config, sources).value;
    let pages: Vec<_> =
        files.pages.iter().map(|page| files.sources.file(page.0).path.as_str()).collect();
    assert_eq!(pages, ["guides/a.md", "guides/d.md", "guides/e.md"]);
    assert_eq!(files.page(&files.pages[0]).value.views[0].blocks.len(), 2);
    assert!(files.page(&files.pages[0]).diagnostics.is_empty());
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere() {
    let project = Project::of(&[
        ("docs/normative.toml", GOOD),
        ("docs/guides/a.md", "[!INCLUDE [x](out.md)]\n"),
        ("secret.md", "Secret."),
    ]);
    let docs = project.path().join("docs");
    std::os::unix::fs::symlink(&docs, docs.join("guides/loop")).expect("a link");
    std::os::unix::fs::symlink("../../secret.md", docs.join("guides/out.md")).expect("a link");
    let mut sources = SourceSet::default();
    let config = config::open(&docs.join("normative.toml"), &mut sources).expect("a configuration");
    let files = Files::read(&config, sources).value;
    assert_eq!(files.pages.len(), 1);
    let page = files.page(&files.pages[0]);
    assert!(page.value.views[0].blocks.is_empty());
    assert_eq!(page.diagnostics[0].code, "N021");
}

#[cfg(unix)]
#[test]
fn a_page_that_cannot_be_read_is_said_and_the_others_are_read() {
    use std::os::unix::ffi::OsStrExt;
    let project =
        Project::of(&[("normative.toml", GOOD), ("guides/a.md", "A."), ("guides/b.md", "B.")]);
    let (config, sources) = open(&project).expect("a configuration");
    std::fs::remove_file(project.path().join("guides/a.md")).expect("to remove it");
    let files = Files::read(&config, sources);
    assert_eq!(files.value.pages.len(), 1);
    let said = &files.diagnostics[0].message;
    assert!(said.starts_with("cannot read `") && said.contains("guides/a.md`: "), "{said}");
    let odd = std::ffi::OsStr::from_bytes(b"\xff.md");
    #[allow(clippy::disallowed_methods)] // not every file system has such names
    let _ = std::fs::write(project.path().join("guides").join(odd), "C.");
    assert!(open(&project).is_ok(), "a name that is not UTF-8 is passed over");
}

#[test]
fn the_same_files_are_read_the_same_way_each_time() {
    let mut files = vec![("normative.toml".to_owned(), GOOD.to_owned())];
    for at in 0..50 {
        let text = format!("# Page {at}\n\n[!INCLUDE [x](../i{}.md)]\n", at % 7);
        files.push((format!("guides/p{at}.md"), text));
        files.push((format!("i{}.md", at % 7), "Text.\n\n[!INCLUDE [x](i0.md)]\n".to_owned()));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    let project = Project::of(&files);
    let read = || {
        let (config, sources) = open(&project).expect("a configuration");
        let files = Files::read(&config, sources).value;
        let paths: Vec<_> = files.sources.files.iter().map(|file| file.path.clone()).collect();
        (paths, files.pages)
    };
    assert_eq!(read(), read());
}
