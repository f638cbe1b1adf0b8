//! The places of facts, as a vocabulary writes them. How a path is followed: [`super::decide`].

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Where facts stand: `vmm.cluster.nodes[].host.os.product`.
///
/// `path := route (" | " route)?` · `route := start? segment ("." segment)*  |  start` ·
/// `start := "^"* "."` · `segment := name "[]"?` · `name := [A-Za-z][A-Za-z0-9]*`
///
/// Without a start, from the facts. `.name` starts at the member in whose scope the test stands
/// (`.` alone is that member), `^.name` at the one around it, and so on. The second route is the
/// fallback.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FactPath {
    /// Where to look.
    pub route: Route,
    /// Where to look when nothing is known there.
    pub fallback: Option<Route>,
}

/// One way to values: a start and segments.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route {
    /// From the facts, or from which scope: 0 is the innermost.
    pub scope: Option<u8>,
    /// The names to follow; empty only from a scope.
    pub segments: Vec<Segment>,
}

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Segment {
    /// The member's name.
    pub name: String,
    /// Each member of the list there (`[]`), not the list.
    pub each: bool,
}

/// What is wrong with a path. Lower case, ready to be shown behind the path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathError {
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for PathError {}

impl FromStr for FactPath {
    type Err = PathError;

    fn from_str(text: &str) -> Result<Self, PathError> {
        match text.split_once(" | ") {
            Some((route, fallback)) => {
                Ok(Self { route: route.parse()?, fallback: Some(fallback.parse()?) })
            }
            None => Ok(Self { route: text.parse()?, fallback: None }),
        }
    }
}

impl FromStr for Route {
    type Err = PathError;

    fn from_str(text: &str) -> Result<Self, PathError> {
        let rest = text.trim_start_matches('^');
        let up = text.len() - rest.len();
        let (scope, rest) = match rest.strip_prefix('.') {
            Some(rest) => {
                let message = format!("`{text}` goes out of too many scopes");
                (Some(u8::try_from(up).map_err(|_| PathError { message })?), rest)
            }
            None if up == 0 => (None, rest),
            None => {
                return Err(PathError { message: "expected `.` behind `^`".to_owned() });
            }
        };
        if scope.is_some() && rest.is_empty() {
            return Ok(Self { scope, segments: Vec::new() });
        }
        let segments = rest.split('.').map(segment).collect::<Result<_, _>>()?;
        Ok(Self { scope, segments })
    }
}

fn segment(text: &str) -> Result<Segment, PathError> {
    let name = text.strip_suffix("[]").unwrap_or(text);
    let well_formed = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric());
    if !well_formed {
        return Err(PathError { message: format!("`{text}` is no name of a fact") });
    }
    Ok(Segment { name: name.to_owned(), each: name.len() != text.len() })
}

impl fmt::Display for FactPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.route)?;
        match &self.fallback {
            Some(fallback) => write!(f, " | {fallback}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(scope) = self.scope {
            for _ in 0..scope {
                f.write_str("^")?;
            }
            f.write_str(".")?;
        }
        for (at, segment) in self.segments.iter().enumerate() {
            let dot = if at > 0 { "." } else { "" };
            let each = if segment.each { "[]" } else { "" };
            write!(f, "{dot}{}{each}", segment.name)?;
        }
        Ok(())
    }
}

impl TryFrom<String> for FactPath {
    type Error = PathError;

    fn try_from(text: String) -> Result<Self, PathError> {
        text.parse()
    }
}

impl From<FactPath> for String {
    fn from(path: FactPath) -> Self {
        path.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_written_as_it_is_read() {
        for path in [
            "vmm.cluster.nodes[].host.os.product",
            "vmm.serviceNetworkName | plan.serviceNetworkName",
            ".",
            "^.domain",
            "^^.nodes[]",
        ] {
            assert_eq!(path.parse::<FactPath>().unwrap().to_string(), path);
        }
    }

    #[test]
    fn what_is_no_path_is_refused() {
        for path in ["", "a..b", "a.", "^a", "a[", "a[]b", "1a", "a b", "a | b | c", "ä"] {
            assert!(path.parse::<FactPath>().is_err(), "`{path}`");
        }
    }
}
