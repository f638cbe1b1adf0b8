//! The templates, embedded, and the engine for PowerShell.

use tera::Tera;

use super::quote;
use crate::generate::template::Templates;

/// The suite of one page. The one template of this engine.
pub(super) const SUITE: &str = "pester/suite.ps1.tera";

/// The template of the self-test.
pub(super) const SELFTEST: &str = "pester/selftest.ps1.tera";

/// The template of a collector.
pub(super) const COLLECTOR: &str = "pester/collector.ps1.tera";

/// The runner. Fixed: the same in every folder.
pub(super) const RUNNER: &str = include_str!("../../../templates/pester/Invoke-Normative.ps1");

/// What whoever opens the folder reads first.
pub(super) const README: &str = include_str!("../../../templates/pester/README.md");

/// Facts and tests that go through every corner of the language of tests.
pub(super) const CORNERS: &str = include_str!("../../../templates/pester/vectors.json");

/// The module, in the order of its parts. Fixed: the same in every folder.
pub(super) const MODULE: &[&str] = &[
    include_str!("../../../templates/pester/module/head.ps1"),
    "\n",
    include_str!("../../../templates/pester/module/text.ps1"),
    "\n",
    include_str!("../../../templates/pester/module/json.ps1"),
    "\n",
    include_str!("../../../templates/pester/module/path.ps1"),
    "\n",
    include_str!("../../../templates/pester/module/verdict.ps1"),
    "\n",
    include_str!("../../../templates/pester/module/values.ps1"),
    "\n",
    include_str!("../../../templates/pester/module/compare.ps1"),
    "\n",
    include_str!("../../../templates/pester/module/logic.ps1"),
    "\n",
    include_str!("../../../templates/pester/module/facts.ps1"),
    "\n",
    include_str!("../../../templates/pester/module/assert.ps1"),
    "\n",
    include_str!("../../../templates/pester/module/selftest.ps1"),
    "\n",
    include_str!("../../../templates/pester/module/export.ps1"),
];

/// What asks the questions of a collector. Fixed: the same in every folder.
pub(super) const COLLECTOR_ENGINE: &[&str] = &[
    include_str!("../../../templates/pester/collector/ask.ps1"),
    "\n",
    include_str!("../../../templates/pester/collector/value.ps1"),
    "\n",
    include_str!("../../../templates/pester/collector/run.ps1"),
];

/// The engine for PowerShell. It prints every text as a literal, quotes included, so that no
/// template can forget to quote; only expressions made by [`super::table`] are marked `safe`.
pub(super) fn engine(templates: &Templates) -> tera::TeraResult<Tera> {
    let mut tera = Tera::new();
    tera.set_escape_fn(quote::literal);
    tera.autoescape_on([".ps1.tera"]);
    for path in [SUITE, COLLECTOR, SELFTEST] {
        tera.add_raw_template(path, templates.text(path))?;
    }
    Ok(tera)
}
