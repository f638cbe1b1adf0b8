//! JSON that stays harmless wherever it is copied to.

use std::io;

use serde::Serialize;
use serde_json::ser::{CharEscape, Formatter, Serializer};

/// A value as JSON in ASCII, with `\n` and a final line end. What stands in up to `depth` brackets
/// has a line of its own. In its strings everything but `A-Za-z0-9 ,.:;()_/-` is a `\uXXXX`, so
/// the text holds no quote, `$`, backtick, `<` or control character of a document: it could stand
/// in a PowerShell literal, in HTML or in a log.
pub(super) fn to_ascii(value: &impl Serialize, depth: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let formatter = Ascii { lines: depth, depth: 0, is_empty: true };
    let mut serializer = Serializer::with_formatter(&mut bytes, formatter);
    value.serialize(&mut serializer).expect("a value with text keys, written to memory");
    bytes.push(b'\n');
    bytes
}

struct Ascii {
    /// In how many brackets a value still has a line of its own.
    lines: usize,
    /// In how many brackets the next value stands.
    depth: usize,
    /// Whether nothing stands in the last bracket so far.
    is_empty: bool,
}

impl Ascii {
    fn open<W: ?Sized + io::Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.is_empty = true;
        writer.write_all(bracket)
    }

    fn close<W: ?Sized + io::Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        let breaks = self.depth <= self.lines && !self.is_empty;
        self.depth -= 1;
        self.is_empty = false;
        if breaks {
            self.new_line(writer)?;
        }
        writer.write_all(bracket)
    }

    fn next<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        let breaks = self.depth <= self.lines;
        match (first, breaks) {
            (true, _) => {}
            (false, true) => writer.write_all(b",")?,
            (false, false) => writer.write_all(b", ")?,
        }
        if breaks { self.new_line(writer) } else { Ok(()) }
    }

    fn new_line<W: ?Sized + io::Write>(&self, writer: &mut W) -> io::Result<()> {
        write!(writer, "\n{:1$}", "", 2 * self.depth)
    }
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b" ,.:;()_/-".contains(&byte)
}

fn write_unit<W: ?Sized + io::Write>(writer: &mut W, unit: u16) -> io::Result<()> {
    write!(writer, "\\u{unit:04x}")
}

impl Formatter for Ascii {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(c) = rest.chars().next() {
            let plain = rest.bytes().position(|b| !is_plain(b)).unwrap_or(rest.len());
            if plain > 0 {
                writer.write_all(&rest.as_bytes()[..plain])?;
                rest = &rest[plain..];
                continue;
            }
            for unit in c.encode_utf16(&mut [0; 2]) {
                write_unit(writer, *unit)?;
            }
            rest = &rest[c.len_utf8()..];
        }
        Ok(())
    }

    fn write_char_escape<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        escape: CharEscape,
    ) -> io::Result<()> {
        let unit = match escape {
            CharEscape::Quote => b'"',
            CharEscape::ReverseSolidus => b'\\',
            CharEscape::Solidus => b'/',
            CharEscape::Backspace => 0x08,
            CharEscape::FormFeed => 0x0C,
            CharEscape::LineFeed => b'\n',
            CharEscape::CarriageReturn => b'\r',
            CharEscape::Tab => b'\t',
            CharEscape::AsciiControl(byte) => byte,
        };
        write_unit(writer, unit.into())
    }

    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"[")
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"]")
    }

    fn begin_array_value<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.next(writer, first)
    }

    fn end_array_value<W: ?Sized + io::Write>(&mut self, _writer: &mut W) -> io::Result<()> {
        self.is_empty = false;
        Ok(())
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"{")
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"}")
    }

    fn begin_object_key<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.next(writer, first)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, _writer: &mut W) -> io::Result<()> {
        self.is_empty = false;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    proptest! {
        #[test]
        fn any_text_comes_back_and_only_plain_characters_stand_in_it(text in "\\PC*|(?s).*") {
            let bytes = to_ascii(&json!({ "text": [text] }), 2);
            prop_assert_eq!(&serde_json::from_slice::<Value>(&bytes).unwrap()["text"][0], &json!(text));
            let source = String::from_utf8(bytes).unwrap();
            let written = source.split_once("[\n").unwrap().1.trim().strip_suffix("]\n}").unwrap();
            let written = written.trim().trim_matches('"');
            prop_assert!(written.bytes().all(|b| is_plain(b) || b == b'\\'), "{}", written);
        }
    }

    #[test]
    fn quotes_and_markup_are_escaped() {
        let bytes = to_ascii(&json!("it's <b> \u{1F600} $x"), 0);
        assert_eq!(
            String::from_utf8(bytes).unwrap(),
            "\"it\\u0027s \\u003cb\\u003e \\ud83d\\ude00 \\u0024x\"\n"
        );
    }

    #[test]
    fn what_is_deep_stands_on_one_line() {
        let value = json!({ "a": [{ "b": [1, 2], "c": {} }, []], "d": [] });
        let expected =
            "{\n  \"a\": [\n    {\"b\": [1, 2], \"c\": {}},\n    []\n  ],\n  \"d\": []\n}\n";
        assert_eq!(String::from_utf8(to_ascii(&value, 2)).unwrap(), expected);
    }
}
