//! A diff as Markdown.

use std::io::{self, Write};

use tera::{Context, Tera};

use super::TEMPLATE;
use super::view::{Detail, ReportView, view};
use crate::diff::Diff;
use crate::generate::template::Templates;

/// A comment on GitHub holds 65,536 characters.
const LIMIT: usize = 60_000;

/// The report. Where it doesn't fit a comment it says less of each change, then of fewer changes,
/// and how many it left out.
pub(super) fn render(
    title: &str,
    diff: &Diff,
    digests: Option<&[String; 2]>,
    templates: &Templates,
) -> tera::TeraResult<String> {
    let mut tera = Tera::new();
    tera.set_escape_fn(escape);
    tera.autoescape_on([".md.tera"]);
    tera.add_raw_template(TEMPLATE, templates.text(TEMPLATE))?;
    let text = |view: &ReportView<'_>| {
        let text = tera.render(TEMPLATE, &Context::from_serialize(view)?)?;
        tera::TeraResult::Ok(format!("{}\n", text.trim_end()))
    };
    let mut most = diff.changes.len();
    let mut out = text(&view(title, diff, digests, Detail::Full, most))?;
    while out.len() > LIMIT && most > 0 {
        out = text(&view(title, diff, digests, Detail::Brief, most))?;
        most = if out.len() > LIMIT { most * LIMIT / (out.len() + LIMIT / 10) } else { most };
    }
    Ok(out)
}

/// Takes the meaning from every sign that Markdown gives one, so that text stays text.
pub(in crate::generate) fn escape(text: &str, output: &mut dyn Write) -> io::Result<()> {
    for c in text.chars() {
        match c {
            '<' => output.write_all(b"&lt;")?,
            '>' => output.write_all(b"&gt;")?,
            '&' => output.write_all(b"&amp;")?,
            // A name after it would be told that it is mentioned.
            '@' => output.write_all("@\u{2060}".as_bytes())?,
            '\n' | '\r' => output.write_all(b" ")?,
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '$' | '!' => {
                write!(output, "\\{c}")?;
            }
            c if c.is_control() => {}
            c => write!(output, "{c}")?,
        }
    }
    Ok(())
}
