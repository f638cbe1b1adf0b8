//! The words that the typing of checks goes by. To teach it a new wording, add a line here.
//!
//! All in lower case, contractions spelled out (`is not`), and without any product's name.

/// What an amount may be, with the words right before the number that say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    /// Never turned round by a negation: `at least`.
    AtLeast,
    /// Never turned round by a negation: `up to`.
    AtMost,
    /// `exactly`.
    Equals,
    /// A comparison, which a negation turns round: `more than`, `exceed`.
    More,
    /// A comparison, which a negation turns round: `less than`.
    Less,
}

/// Before a number. Longer ones first: `no more than` holds `more than`.
pub(super) const BEFORE: &[(&[&str], Cue)] = &[
    (&["no", "less", "than"], Cue::AtLeast),
    (&["no", "fewer", "than"], Cue::AtLeast),
    (&["no", "lower", "than"], Cue::AtLeast),
    (&["no", "smaller", "than"], Cue::AtLeast),
    (&["no", "more", "than"], Cue::AtMost),
    (&["no", "greater", "than"], Cue::AtMost),
    (&["no", "larger", "than"], Cue::AtMost),
    (&["no", "longer", "than"], Cue::AtMost),
    (&["no", "higher", "than"], Cue::AtMost),
    (&["greater", "than", "or", "equal", "to"], Cue::AtLeast),
    (&["equal", "to", "or", "greater", "than"], Cue::AtLeast),
    (&["less", "than", "or", "equal", "to"], Cue::AtMost),
    (&["equal", "to", "or", "less", "than"], Cue::AtMost),
    (&["as", "little", "as"], Cue::AtLeast),
    (&["as", "few", "as"], Cue::AtLeast),
    (&["as", "many", "as"], Cue::AtMost),
    (&["as", "much", "as"], Cue::AtMost),
    (&["at", "least"], Cue::AtLeast),
    (&["at", "minimum"], Cue::AtLeast),
    (&["minimum", "of"], Cue::AtLeast),
    (&["minimum"], Cue::AtLeast),
    (&["min"], Cue::AtLeast),
    (&["at", "most"], Cue::AtMost),
    (&["at", "maximum"], Cue::AtMost),
    (&["up", "to"], Cue::AtMost),
    (&["maximum", "of"], Cue::AtMost),
    (&["maximum"], Cue::AtMost),
    (&["max"], Cue::AtMost),
    (&["limit", "of"], Cue::AtMost),
    (&["limited", "to"], Cue::AtMost),
    (&["lower", "to"], Cue::AtMost),
    (&["reduce", "to"], Cue::AtMost),
    (&["within"], Cue::AtMost),
    (&["exactly"], Cue::Equals),
    (&["precisely"], Cue::Equals),
    (&["equal", "to"], Cue::Equals),
    (&["only"], Cue::Equals),
    (&["more", "than"], Cue::More),
    (&["greater", "than"], Cue::More),
    (&["larger", "than"], Cue::More),
    (&["bigger", "than"], Cue::More),
    (&["higher", "than"], Cue::More),
    (&["longer", "than"], Cue::More),
    (&["over"], Cue::More),
    (&["above"], Cue::More),
    (&["beyond"], Cue::More),
    (&["exceed"], Cue::More),
    (&["exceeds"], Cue::More),
    (&["exceeding"], Cue::More),
    (&["less", "than"], Cue::Less),
    (&["fewer", "than"], Cue::Less),
    (&["lower", "than"], Cue::Less),
    (&["smaller", "than"], Cue::Less),
    (&["shorter", "than"], Cue::Less),
    (&["below"], Cue::Less),
    (&["under"], Cue::Less),
];

/// Between a number's cue and the number.
pub(super) const APPROXIMATE: &[&str] =
    &["about", "approximately", "around", "roughly", "nearly", "a", "an", "the", "another", "any", "total"];

/// Words that make the number of a statement a bound when `is`, `:` or the like stands between.
pub(super) const BOUND_NOUNS: &[(&str, Cue)] = &[
    ("minimum", Cue::AtLeast),
    ("minimums", Cue::AtLeast),
    ("min", Cue::AtLeast),
    ("lowest", Cue::AtLeast),
    ("smallest", Cue::AtLeast),
    ("maximum", Cue::AtMost),
    ("maximums", Cue::AtMost),
    ("max", Cue::AtMost),
    ("limit", Cue::AtMost),
    ("limits", Cue::AtMost),
    ("highest", Cue::AtMost),
    ("largest", Cue::AtMost),
    ("longest", Cue::AtMost),
    ("quota", Cue::AtMost),
    ("boundary", Cue::AtMost),
    ("threshold", Cue::AtMost),
    ("cap", Cue::AtMost),
    ("ceiling", Cue::AtMost),
];

/// After `or` or `and` behind an amount: more of it also does.
pub(super) const MORE_ALSO: &[&str] = &[
    "more", "greater", "higher", "larger", "bigger", "above", "faster", "better", "longer", "up",
    "over",
];

/// After `or` or `and` behind an amount: less of it also does.
pub(super) const LESS_ALSO: &[&str] =
    &["less", "fewer", "lower", "smaller", "below", "shorter", "under"];

/// Right behind an amount: it is the least.
pub(super) const LEAST_BEHIND: &[&str] = &["minimum", "min", "available", "free"];

/// Right behind an amount: it is the most.
pub(super) const MOST_BEHIND: &[&str] = &["maximum", "max", "limit"];

/// Behind `or` or `and` after a release: later ones also do.
pub(super) const LATER: &[&str] = &[
    "later", "newer", "above", "higher", "greater", "up", "newer.", "subsequent", "onward",
    "onwards",
];

/// A number behind one of these is a name: `port 443`.
pub(super) const NUMBERED: &[&str] = &[
    "version", "versions", "v", "port", "ports", "step", "steps", "table", "figure", "level",
    "number", "update", "cu", "sp", "pack", "kb", "id", "type", "raid", "tls", "ssl", "build",
    "release", "part", "page", "chapter", "phase", "layer", "edition", "model", "generation", "gen",
    "revision", "class", "error", "event", "code", "rollup", "schema", "mode", "section",
    "appendix", "note", "option", "item", "and/or",
];

/// Determiners behind which a number names things that are known already.
pub(super) const KNOWN: &[&str] = &[
    "the", "these", "those", "both", "all", "first", "last", "next", "previous", "other", "each",
    "every", "of", "this", "that", "your", "its", "their",
];

/// Determiners and pronouns that begin a noun phrase.
pub(super) const ARTICLES: &[&str] = &[
    "a", "an", "the", "your", "their", "its", "our", "any", "all", "each", "every", "some", "this",
    "that", "these", "those", "both", "either", "another", "no", "same", "my", "his", "her",
];

/// Words that end a noun phrase: prepositions, conjunctions, relatives, auxiliaries.
pub(super) const STOPS: &[&str] = &[
    "of", "in", "on", "at", "for", "from", "to", "with", "without", "by", "per", "as", "into",
    "onto", "between", "among", "across", "under", "over", "within", "during", "before", "after",
    "until", "through", "via", "against", "and", "or", "nor", "but", "and/or", "that", "which",
    "who", "whom", "whose", "where", "when", "while", "if", "unless", "because", "since", "so",
    "than", "is", "are", "was", "were", "be", "been", "being", "can", "could", "may", "might",
    "must", "should", "shall", "will", "would", "has", "have", "had", "do", "does", "not", "only",
    "also", "such", "like", "including", "using", "you", "we", "they", "it", "there", "required",
    "needed", "then", "plus", "rather", "instead", "about", "around", "upon", "toward", "towards",
    "along", "alongside", "behind", "above", "below", "except", "installed", "recommended",
    "supported", "separately", "regardless", "running", "hosting", "containing", "available",
    "configured", "minimum", "maximum",
];

/// In front of a main clause: what they introduce is no part of it.
pub(super) const LEADS: &[&str] = &[
    "if", "when", "whenever", "where", "unless", "once", "before", "after", "prior", "during",
    "while", "as", "for", "in", "on", "at", "to", "with", "without", "by", "because", "since",
    "although", "though", "except", "regardless", "whether", "depending", "under", "from", "within",
    "until", "besides", "unlike", "beginning", "starting", "every", "even", "given", "provided",
    "following", "through", "per", "due", "based", "across", "beyond", "among",
];

/// Behind a main clause: what they introduce is a condition or a reason.
pub(super) const TRAILS: &[&str] = &[
    "if", "unless", "when", "whenever", "because", "since", "although", "though", "while", "even",
    "except", "regardless", "otherwise", "whereas", "whether", "rather", "instead",
];

/// Words in front of a clause that say nothing about it.
pub(super) const FILLERS: &[&str] = &[
    "also", "however", "additionally", "furthermore", "moreover", "then", "therefore", "thus",
    "ideally", "please", "otherwise", "instead", "and", "but", "or", "so", "next", "first",
    "finally", "likewise", "similarly", "typically", "generally", "preferably", "optionally",
    "usually", "alternatively", "again", "always", "important", "note", "tip", "yes", "–", "strongly",
    "still", "now", "lastly", "second", "third", "manually", ",", ":", ";",
];

/// Adverbs between a modal or auxiliary and its verb.
pub(super) const ADVERBS: &[&str] = &[
    "also", "always", "first", "manually", "already", "still", "only", "then", "both", "either",
    "explicitly", "currently", "now", "never", "not", "longer", "no", "all", "each", "strongly",
    "highly", "generally", "typically", "directly", "thoroughly", "successfully", "properly", "correctly",
    "instead", "therefore", "however", "additionally", "temporarily", "fully", "simply",
    "automatically", "carefully", "regularly", "officially", "again", "just", "too",
];

/// Frames: what stands before the clause that states the matter. Longer ones first.
pub(super) const FRAMES: &[&[&str]] = &[
    &["it", "is", "very", "important", "that"],
    &["it", "is", "very", "important", "to"],
    &["it", "is", "important", "that"],
    &["it", "is", "important", "to"],
    &["it", "is", "also", "recommended", "that"],
    &["it", "is", "also", "recommended", "to"],
    &["it", "is", "strongly", "recommended", "that"],
    &["it", "is", "strongly", "recommended", "to"],
    &["it", "is", "highly", "recommended", "that"],
    &["it", "is", "highly", "recommended", "to"],
    &["it", "is", "recommended", "that"],
    &["it", "is", "recommended", "to"],
    &["it", "is", "advisable", "to"],
    &["it", "is", "advised", "to"],
    &["it", "is", "required", "that"],
    &["it", "is", "required", "to"],
    &["it", "is", "mandatory", "to"],
    &["it", "is", "mandatory", "that"],
    &["it", "is", "necessary", "to"],
    &["it", "is", "necessary", "that"],
    &["it", "is", "essential", "to"],
    &["it", "is", "essential", "that"],
    &["it", "is", "critical", "to"],
    &["it", "is", "critical", "that"],
    &["it", "is", "best", "to"],
    &["it", "is", "best", "practice", "to"],
    &["it", "is", "a", "best", "practice", "to"],
    &["it", "is", "possible", "to"],
    &["it", "is", "supported", "to"],
    &["it", "is", "not", "recommended", "that"],
    &["it", "is", "not", "recommended", "to"],
    &["it", "is", "not", "supported", "to"],
    &["it", "is", "not", "possible", "to"],
    &["it", "makes", "sense", "to"],
    &["the", "best", "practice", "is", "to"],
    &["a", "best", "practice", "is", "to"],
    &["we", "do", "not", "recommend", "that", "you"],
    &["we", "do", "not", "recommend", "that"],
    &["we", "do", "not", "recommend", "the", "use", "of"],
    &["we", "do", "not", "recommend"],
    &["we", "do", "not", "support"],
    &["we", "also", "strongly", "recommend", "that"],
    &["we", "also", "strongly", "recommend"],
    &["we", "strongly", "recommend", "that"],
    &["we", "strongly", "recommend"],
    &["we", "highly", "recommend", "that"],
    &["we", "highly", "recommend"],
    &["we", "also", "recommend", "that"],
    &["we", "also", "recommend"],
    &["we", "recommended", "that"],
    &["we", "recommended"],
    &["we", "recommend", "that"],
    &["we", "recommend"],
    &["we", "suggest", "that"],
    &["we", "suggest"],
    &["we", "advise", "that"],
    &["we", "advise"],
    &["recommended", "that"],
    &["recommended", "to"],
    &["required", "to"],
    &["needed", "to"],
    &["must", "ensure", "that"],
    &["must", "make", "sure", "that"],
    &["ensure", "that"],
    &["ensure"],
    &["make", "sure", "that"],
    &["make", "sure", "to"],
    &["make", "sure"],
    &["be", "sure", "that"],
    &["be", "sure", "to"],
    &["be", "sure"],
    &["make", "certain", "that"],
    &["make", "certain"],
    &["be", "certain", "that"],
    &["verify", "that"],
    &["verify"],
    &["confirm", "that"],
    &["check", "that"],
    &["assure", "that"],
    &["do", "not", "forget", "to"],
    &["remember", "to"],
    &["consider"],
    &["the", "use", "of"],
    &["use", "of"],
];

/// In base form: acts that set something up, put it in place or make it so.
pub(super) const ACTS: &[&str] = &[
    "accept", "access", "activate", "add", "adjust", "allocate", "allow", "apply", "approve",
    "assign", "associate", "attach", "authenticate", "authorize", "back", "backup", "bind", "block",
    "boot", "bring", "build", "buy", "change", "choose", "clear", "close", "combine", "complete",
    "configure", "connect", "contain", "continue", "convert", "copy", "create", "customize",
    "deactivate", "define", "delegate", "delete", "deploy", "designate", "destroy", "detach",
    "disable", "disconnect", "do", "download", "edit", "enable", "encrypt", "enforce", "enroll",
    "enter", "establish", "exclude", "execute", "expose", "export", "extend", "extract", "format",
    "forward", "generate", "get", "give", "grant", "have", "host", "implement", "import", "include",
    "increase", "initialize", "insert", "install", "integrate", "isolate", "join", "keep", "launch",
    "leave", "license", "limit", "link", "load", "locate", "log", "maintain", "make", "manage",
    "map", "migrate", "mirror", "modify", "mount", "move", "name", "obtain", "open", "pair",
    "partition", "pass", "perform", "permit", "place", "plug", "point", "populate", "prepare",
    "prestage", "pre-stage", "present", "preserve", "prevent", "promote", "protect", "provide",
    "provision", "publish", "purchase", "put", "re-enable", "re-register", "rebuild", "reboot",
    "reconfigure", "reduce", "register", "reinstall", "relocate", "remove", "rename", "renew",
    "replace", "replicate", "request", "reserve", "reset", "reside", "resolve", "restart",
    "restore", "restrict", "retain", "return", "revoke", "rotate", "route", "run", "save", "scale",
    "schedule", "secure", "select", "separate", "set", "share", "shut", "sign", "specify", "start",
    "stop", "store", "supply", "support", "switch", "sync", "synchronize", "tag", "transfer",
    "transition", "trust", "turn", "unblock", "uninstall", "unlock", "unmount", "unpack",
    "unregister", "update", "upgrade", "upload", "use", "validate", "wait", "wipe", "write", "zone",
    "act", "belong", "communicate", "comply", "correspond", "exist", "follow", "hold", "match",
    "meet", "reach", "read", "receive", "respond", "resolve", "return", "send", "serve", "sit",
    "span", "stay", "remain", "work", "consist", "leverage", "utilize", "employ", "adopt",
    "dedicate", "equip", "plan", "review", "consult", "consider", "check", "determine", "decide",
    "learn", "know", "understand", "see", "note", "evaluate", "monitor", "test", "try", "ask",
    "contact", "seek", "refer", "account", "engage", "coordinate", "identify", "assess", "estimate", "calculate", "familiarize", "document",
    "record", "develop", "think", "investigate", "compare", "inspect", "examine", "measure", "look",
    "explore", "visit", "go", "verify", "confirm", "ensure", "exceed", "cross", "overlap",
    "stretch", "attempt", "avoid", "rely", "depend", "assume", "expect",
];

/// Verbs whose object a program can't see in an environment: reading, thinking, asking.
pub(super) const MENTAL: &[&str] = &[
    "review", "read", "consult", "consider", "check", "determine", "decide", "learn", "know",
    "understand", "see", "note", "evaluate", "monitor", "test", "try", "contact", "refer", "assess",
    "estimate", "calculate", "familiarize", "think", "investigate", "compare", "inspect", "examine",
    "look", "explore", "visit", "plan", "develop", "follow", "remember", "identify", "correct", "seek", "account", "engage", "coordinate", "verify", "confirm",
    "find", "measure", "meet", "comply", "expect", "assume", "go", "continue",
];

/// Verbs that take something away: doing so makes the thing absent.
pub(super) const REMOVALS: &[&str] = &[
    "remove", "delete", "disable", "uninstall", "deactivate", "detach", "unregister", "stop",
    "clear", "revoke", "disconnect", "unmount", "destroy", "wipe", "prevent",
];

/// Verbs whose object goes somewhere: `on` behind them names the place.
pub(super) const PLACING: &[&str] = &[
    "install", "installing", "installed", "deploy", "deploying", "deployed", "host", "hosting",
    "hosted", "run", "running", "put", "putting", "place", "placing", "placed", "store", "storing",
    "stored", "configure", "locate", "located", "locating", "set", "setting", "reside", "resides",
    "residing", "create", "creating", "created", "add", "adding", "keep", "keeping", "collocate",
    "collocating", "share", "sharing",
];

/// Past participles that don't follow the rule of `-ed`.
pub(super) const PARTICIPLES: &[(&str, &str)] = &[
    ("bind", "bound"),
    ("bring", "brought"),
    ("build", "built"),
    ("buy", "bought"),
    ("choose", "chosen"),
    ("do", "done"),
    ("get", "obtained"),
    ("give", "given"),
    ("go", "gone"),
    ("hold", "held"),
    ("keep", "kept"),
    ("leave", "left"),
    ("make", "made"),
    ("put", "put"),
    ("read", "read"),
    ("rebuild", "rebuilt"),
    ("reset", "reset"),
    ("run", "run"),
    ("send", "sent"),
    ("set", "set"),
    ("shut", "shut"),
    ("sit", "sat"),
    ("understand", "understood"),
    ("write", "written"),
];

/// What no program can measure: the noun phrase that holds one has no decidable value.
pub(super) const VAGUE: &[&str] = &[
    "suitable", "proper", "properly", "correct",
    "correctly", "fast", "large", "optimal", "optimum", "reasonable", "reasonably", "comparable",
    "higher-spec", "powerful", "robust", "right", "additional", "careful", "carefully", "good",
    "physically", "minimal", "aware", "familiar",
];

/// Manners that no program can measure, anywhere in the clause.
pub(super) const VAGUE_MANNER: &[&str] = &[
    "properly", "correctly", "physically",
    "carefully", "efficiently", "regularly", "periodically", "expected",
];

/// Nouns of matters that are looked up, not observed.
pub(super) const ELSEWHERE: &[&str] = &[
    "requirement", "requirements", "prerequisite", "prerequisites", "article", "articles",
    "documentation", "guidance", "instructions", "guidelines", "strategy", "testing", "advice", "care", "people", "expert", "experts", "considerations", "recommendations",
    "restrictions",
];

/// States that a thing is in, as adjectives and participles: what follows a copula is decidable.
pub(super) const SAME: &[&str] = &["same", "identical", "match", "matches", "matching"];

/// Nouns for a machine that runs an operating system.
pub(super) const MACHINES: &[&str] = &[
    "computer", "computers", "machine", "machines", "node", "nodes", "server", "servers", "host",
    "hosts", "vm", "vms", "client", "clients", "workstation", "workstations", "device", "devices",
    "controller", "controllers", "pc", "pcs", "system", "systems", "laptop", "laptops", "desktop",
    "desktops",
];

/// Nouns that head a list of the values of a property: `valid characters are …`.
pub(super) const VALID: &[&str] = &[
    "valid", "allowed", "permitted", "supported", "possible", "acceptable", "accepted", "legal",
    "only",
];

/// Heads whose coordinated complements are each demanded.
pub(super) const DISTRIBUTES: &[&str] = &[
    "member", "members", "membership", "integration", "values", "value", "versions", "version",
    "support", "permissions", "rights", "use", "installation", "instances", "copies", "copy",
];

/// Nouns of rights and states: alternatives of them are states, not values.
pub(super) const STATES: &[&str] = &[
    "permission", "permissions", "membership", "right", "rights", "role", "access", "privilege",
    "privileges", "trust", "license", "licenses", "connection", "connectivity", "subscription",
];
