//! The templates: embedded, and replaceable by the files of a folder.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, SourceFile, SourceSet, Span, shown};
use crate::version::nearest;

/// Every template that may be replaced: its path in the folder, and the text that is used
/// otherwise. The engines know a template by this path.
const EMBEDDED: &[(&str, &str)] = &[
    ("pester/collector.ps1.tera", include_str!("../../templates/pester/collector.ps1.tera")),
    ("pester/selftest.ps1.tera", include_str!("../../templates/pester/selftest.ps1.tera")),
    ("pester/suite.ps1.tera", include_str!("../../templates/pester/suite.ps1.tera")),
    ("report/impact.md.tera", include_str!("../../templates/report/impact.md.tera")),
    ("report/page.html.tera", include_str!("../../templates/report/page.html.tera")),
    ("report/report.md.tera", include_str!("../../templates/report/report.md.tera")),
    ("rust/rules.rs.tera", include_str!("../../templates/rust/rules.rs.tera")),
];

/// The templates of one build.
#[derive(Debug, Default)]
pub struct Templates {
    /// Those that a folder replaces, by path.
    own: BTreeMap<String, (FileId, String)>,
}

impl Templates {
    /// Takes the templates of a folder, given relative to the docs root, and the embedded ones
    /// for the rest. The files are added to `sources`, so that mistakes can be shown in place.
    ///
    /// # Errors
    /// A folder or file that cannot be read, and a file that replaces no template.
    pub fn open(folder: &str, root: &Path, sources: &mut SourceSet) -> Result<Self, Diagnostic> {
        let unreadable = |path: &str, sources: &SourceSet, error: &dyn Error| {
            let path = shown(&sources.root, path);
            Diagnostic::error("N001", format!("cannot read `{path}`: {error}"))
        };
        let mut own = BTreeMap::new();
        let base = root.join(folder);
        for entry in walkdir::WalkDir::new(&base).sort_by_file_name() {
            let entry = entry.map_err(|error| unreadable(folder, sources, &error))?;
            if entry.file_type().is_dir() {
                continue;
            }
            let relative = entry.path().strip_prefix(&base).unwrap_or(entry.path());
            let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
            let path = parts.join("/");
            let name = format!("{}/{path}", folder.trim_end_matches('/'));
            if embedded(&path).is_none() {
                return Err(unknown(&path, &shown(&sources.root, &name)));
            }
            let file = SourceFile::read(name.as_str(), entry.path())
                .map_err(|error| unreadable(&name, sources, &error))?;
            let text = file.text.clone();
            own.insert(path, (sources.add(file), text));
        }
        Ok(Self { own })
    }

    /// The text of a template. Empty for one that there is not.
    pub fn text(&self, path: &str) -> &str {
        let own = self.own.get(path).map(|(_, text)| text.as_str());
        own.or_else(|| embedded(path)).unwrap_or_default()
    }

    /// What is wrong with a template, at its place, when an error comes from one.
    pub fn describe(&self, error: &(dyn Error + 'static)) -> Option<Diagnostic> {
        let mut cause = Some(error);
        let error = loop {
            match cause?.downcast_ref::<tera::Error>() {
                Some(error) => break error,
                None => cause = cause?.source(),
            }
        };
        let (tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report)) =
            error.kind()
        else {
            return Some(Diagnostic::error("N031", format!("a template cannot be used: {error}")));
        };
        let diagnostic = Diagnostic::error("N031", "").help(help(report.message()));
        let diagnostic = Diagnostic { message: message(report.message()), ..diagnostic };
        Some(match self.own.get(report.filename()) {
            Some((file, _)) => diagnostic.at(*file, Span::of(report.span().range.clone())),
            None => diagnostic,
        })
    }
}

/// What Tera says, up to what it knows instead.
fn message(said: &str) -> String {
    let mut message =
        said.split(". Available").next().unwrap_or(said).trim_end_matches('.').to_owned();
    if let Some(first) = message.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    message
}

/// The variable or field that was probably meant.
fn help(said: &str) -> Option<String> {
    let unknown = said.split('`').nth(1)?;
    let known: Vec<_> = said.split_once(". Available")?.1.split_once(": ")?.1.split(", ").collect();
    Some(match nearest(unknown, known.iter().copied()) {
        Some(nearest) => format!("the nearest known name is `{nearest}`"),
        None => format!("known names are `{}`", known.join("`, `")),
    })
}

fn embedded(path: &str) -> Option<&'static str> {
    EMBEDDED.iter().find(|known| known.0 == path).map(|known| known.1)
}

fn unknown(path: &str, name: &str) -> Diagnostic {
    let known = EMBEDDED.iter().map(|known| known.0);
    let help = match nearest(path, known.clone()) {
        Some(nearest) => format!("the nearest template is `{nearest}`"),
        None => format!("there are `{}`", known.collect::<Vec<_>>().join("`, `")),
    };
    Diagnostic::error("N031", format!("`{name}` replaces no template")).help(help)
}

#[cfg(test)]
#[allow(clippy::disallowed_methods)] // tests set up files
mod tests {
    use super::*;

    const SUITE: &str = "pester/suite.ps1.tera";

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = root.path().join("own").join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        root
    }

    #[test]
    fn templates_are_sorted_and_there() {
        assert!(EMBEDDED.is_sorted_by(|a, b| a.0 < b.0));
        for (path, text) in EMBEDDED {
            assert!(path.ends_with(".tera") && !text.is_empty(), "{path}");
            assert_eq!(Templates::default().text(path), *text);
        }
    }

    #[test]
    fn a_folder_replaces_what_it_has() {
        let root = folder(&[(SUITE, "mine")]);
        let mut sources = SourceSet::default();
        let templates = Templates::open("own", root.path(), &mut sources).unwrap();
        assert_eq!(templates.text(SUITE), "mine");
    }

    #[test]
    fn a_file_that_replaces_nothing_is_a_mistake() {
        let root = folder(&[("pester/siute.ps1.tera", "mine")]);
        let error = Templates::open("own", root.path(), &mut SourceSet::default()).unwrap_err();
        assert_eq!(error.message, "`own/pester/siute.ps1.tera` replaces no template");
        assert_eq!(error.help.unwrap(), "the nearest template is `pester/suite.ps1.tera`");
        let error = Templates::open("none", root.path(), &mut SourceSet::default()).unwrap_err();
        assert!(error.message.starts_with("cannot read `none`"), "{}", error.message);
    }

    #[test]
    fn a_mistake_in_a_template_is_shown_in_place() {
        let near = Some("the nearest known name is `name`");
        for (text, message, marked, help) in [
            ("# one\n{{ naem }}", "variable `naem` is not defined", "naem", near),
            ("# one\n{{ product.naem }}", "field `naem` is not defined", "naem", near),
            ("# one\n{% if %}", "found `%}`", "%}", None),
        ] {
            let root = folder(&[(SUITE, text)]);
            let mut sources = SourceSet::default();
            let templates = Templates::open("own", root.path(), &mut sources).unwrap();
            let mut tera = tera::Tera::new();
            let mut context = tera::Context::new();
            context.insert("name", "x");
            context.insert("product", &BTreeMap::from([("name", "x")]));
            let result = tera
                .add_raw_template(SUITE, templates.text(SUITE))
                .and_then(|()| tera.render(SUITE, &context));
            let found = templates.describe(&result.unwrap_err()).unwrap();
            let (file, span) = found.place.unwrap();
            assert_eq!(&sources.file(file).text[span.range()], marked);
            assert!(found.message.starts_with(message), "{}", found.message);
            assert_eq!(found.help.as_deref(), help);
        }
        assert!(Templates::default().describe(&std::io::Error::other("x")).is_none());
    }
}
