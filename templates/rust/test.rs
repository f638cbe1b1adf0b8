/// One requirement in a set of versions.
#[derive(Debug)]
pub struct Rule {
    /// Its id, which never changes.
    pub id: &'static str,
    /// How strongly it binds.
    pub level: Level,
    /// Facts decide it. If not, a person does.
    pub automated: bool,
    /// The kind of its check; `manual` when it has none.
    pub kind: &'static str,
    /// The sentence.
    pub text: &'static str,
    /// The part of the sentence that states it.
    pub clause: &'static str,
    /// When it applies, as the documentation says it.
    pub condition: Option<&'static str>,
    /// The headings above it, outermost first.
    pub section: &'static [&'static str],
    /// The facts that it asks for.
    pub facts: &'static [&'static str],
    /// The versions in which it is in force.
    pub versions: &'static [Version],
    /// Where it is stated.
    pub places: &'static [Place],
    /// Decides it.
    pub evaluate: fn(&Facts) -> Verdict,
}

/// A place in the documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The page.
    pub path: &'static str,
    /// The line, from 1.
    pub line: u32,
    /// The versions whose readers see it.
    pub versions: &'static [Version],
}

impl Rule {
    /// The line on which a version's readers find it first, from 1.
    pub fn line(&self, version: Version) -> Option<u32> {
        let place = self.places.iter().find(|place| place.versions.contains(&version));
        place.map(|place| place.line)
    }
}

/// The rules of a version, in the order of the documentation.
pub fn rules(version: Version) -> impl Iterator<Item = &'static Rule> {
    RULES.iter().filter(move |rule| rule.versions.contains(&version))
}

/// The rule of a requirement in a version.
pub fn rule(version: Version, id: &str) -> Option<&'static Rule> {
    rules(version).find(|rule| rule.id == id)
}

/// The rules of a version that bind so strongly.
pub fn rules_of_level(version: Version, level: Level) -> impl Iterator<Item = &'static Rule> {
    rules(version).filter(move |rule| rule.level == level)
}

/// The rules that are stated on a line of a page, from 1.
pub fn rules_at(path: &str, line: u32) -> Vec<&'static Rule> {
    let here = |place: &Place| place.path == path && place.line == line;
    RULES.iter().filter(|rule| rule.places.iter().any(here)).collect()
}

/// Decides every rule of a version.
pub fn evaluate_all(version: Version, facts: &Facts) -> Vec<(&'static Rule, Verdict)> {
    rules(version).map(|rule| (rule, (rule.evaluate)(facts))).collect()
}

/// How strongly a rule binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// An obligation.
    Must,
    /// A prohibition.
    MustNot,
    /// A recommendation.
    Should,
    /// Advice against.
    ShouldNot,
    /// A permission.
    May,
}

/// What is known about a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is met; proven.
    Pass,
    /// It is violated; proven.
    Fail,
    /// The facts don't say.
    Unknown,
    /// It does not apply here.
    NotApplicable,
    /// A person has to look.
    Manual,
}

/// Why a verdict is what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// What is required was seen.
    Satisfied,
    /// Something else was seen.
    Violated,
    /// A fact is absent or `null`.
    Missing,
    /// A fact has another type.
    Type,
    /// A list is not complete.
    Partial,
    /// There is nothing to which it could apply.
    NoSubject,
    /// A value can't be judged.
    Value,
    /// A sign against it was seen, no proof.
    Inconclusive,
    /// Its condition is not met.
    Condition,
    /// It is a permission that is not used.
    Permitted,
    /// A person says so.
    Attested,
    /// Nobody has looked.
    Manual,
}

/// What is known about a rule in an environment, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// What is known.
    pub state: State,
    /// Why, from a closed list.
    pub code: Code,
    /// Why, as a sentence without full stop, in printable ASCII.
    pub reason: String,
    /// What violates it, in printable ASCII.
    pub offenders: Vec<String>,
}

/// How facts decide a rule.
#[derive(Debug, Clone, Copy)]
enum Test {
    Count { path: &'static str, compare: Comparison, limit: i64, only: Option<&'static Test> },
    Number { path: &'static str, compare: Comparison, limit: i64 },
    Length { path: &'static str, compare: Comparison, limit: i64, label: bool },
    OneOf { path: &'static str, values: &'static [&'static str] },
    NoneOf { path: &'static str, values: &'static [&'static str] },
    AtLeastVersion {
        path: &'static str,
        minimum: &'static str,
        order: &'static [&'static str],
        never: &'static [&'static str],
    },
    Is { path: &'static str, value: bool },
    AllEqual { paths: &'static [&'static str], names: Names },
    Disjoint { path: &'static str, other: &'static str, names: Names },
    Within { path: &'static str, other: &'static str, names: Names },
    Each { path: &'static str, then: &'static Test },
    Some { path: &'static str, then: Option<&'static Test> },
    AnyOf { tests: &'static [Test] },
    AllOf { tests: &'static [Test] },
    Not { then: &'static Test },
    When { condition: &'static Test, then: &'static Test },
    Suggests { then: &'static Test },
    Permits { then: &'static Test },
}

/// How a number compares with its limit.
#[derive(Debug, Clone, Copy)]
enum Comparison {
    AtMost,
    AtLeast,
    Equals,
}

/// How texts are compared.
#[derive(Debug, Clone, Copy)]
enum Names {
    Text,
    Dns,
    Of(&'static str),
}

/// A list whose items are referred to by their key.
#[derive(Debug)]
struct Reference {
    name: &'static str,
    field: &'static str,
    list: &'static str,
    key: &'static str,
    aliases: &'static [&'static str],
    open: bool,
}
