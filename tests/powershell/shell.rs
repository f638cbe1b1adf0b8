//! PowerShell processes.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// A PowerShell that can be started.
pub(crate) struct Shell {
    program: PathBuf,
}

impl Shell {
    /// The one that `NORMATIVE_PWSH` names.
    pub(crate) fn from_environment() -> Option<Self> {
        let program = std::env::var_os("NORMATIVE_PWSH")?;
        (!program.is_empty()).then(|| Self { program: program.into() })
    }

    /// Runs a script of this folder or a generated one.
    pub(crate) fn run(&self, script: &Path, arguments: &[&str]) -> Output {
        self.run_in(None, script, arguments)
    }

    /// Runs a script under a culture such as `tr-TR`.
    pub(crate) fn run_in(&self, culture: Option<&str>, script: &Path, args: &[&str]) -> Output {
        let mut command = Command::new(&self.program);
        if let Some(culture) = culture {
            command.args(["-Culture", culture]);
        }
        command.args(["-NoProfile", "-NonInteractive", "-File"]).arg(script).args(args);
        command.output().unwrap_or_else(|e| panic!("{}: {e}", self.program.display()))
    }
}

/// A script of this folder.
pub(crate) fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/powershell").join(name)
}

/// Standard output, when the process ended with `code`.
#[track_caller]
pub(crate) fn stdout(output: &Output, code: i32) -> String {
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{out}\n{err}");
    out
}

/// One JSON value a line.
#[track_caller]
pub(crate) fn json_lines(text: &str) -> Vec<Value> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
}
