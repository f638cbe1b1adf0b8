//! Texts that break generators which paste text into code.

/// A text by its name.
pub(crate) struct Payload {
    pub(crate) name: &'static str,
    pub(crate) text: String,
}

/// All of them.
pub(crate) fn all() -> Vec<Payload> {
    let short = SHORT.iter().map(|(name, text)| Payload { name, text: (*text).to_owned() });
    let long = [
        ("a long word", "x".repeat(100_000)),
        ("a long word of quotes", "\u{2019}'\"`".repeat(1_000)),
        ("a long word of signs", "<>&${}".repeat(1_000)),
        ("many words", "because the ".repeat(300)),
    ];
    short.chain(long.map(|(name, text)| Payload { name, text })).collect()
}

const SHORT: &[(&str, &str)] = &[
    ("an apostrophe", "don't"),
    ("typographic single quotes", "don\u{2019}t \u{2018}VMM\u{2019} \u{201A}low\u{201B}"),
    ("code behind a single quote", "x'; New-Item pwn; '"),
    ("code behind a typographic quote", "x\u{2019}; New-Item pwn; \u{2018}"),
    ("double quotes", "the \"Deployment Tools\" \u{201C}feature\u{201D} \u{201E}x\u{201F}"),
    ("code behind a typographic double quote", "<b> \u{201D}; New-Item pwn; \u{201C}"),
    ("primes and full-width quotes", "5\u{2032} 6\u{2033} \u{FF07}x\u{FF02}"),
    ("names in angle brackets", "<x> <_> <Id> <$(Get-Date)>"),
    ("code in angle brackets", "<(New-Item pwn)> <x; New-Item pwn> <x); New-Item pwn; (1>"),
    ("a lone angle bracket", "a < b `$(New-Item pwn)"),
    ("backticks", "a `n b `$(x) c `"),
    ("a backslash at the end", "path C:\\temp\\"),
    ("expressions", "$(whoami) $env:PATH ${x} @(1) @{a=1} {0} %TEMP%"),
    ("a block comment", "#> Remove-Item pwn <#"),
    ("a directive", "#Requires -Modules Evil"),
    ("a signature", "# SIG # Begin signature block"),
    ("here-string ends", "line'@ x \"@ \u{2019}@"),
    ("a line feed reference", "one&#10;'@&#10;two&#13;three"),
    ("Unicode line ends", "one\u{2028}two\u{2029}three\u{85}four\u{B}five\u{C}six"),
    ("control characters", "a\u{1}b\u{7}c\u{8}d\u{1B}[31mred\u{1B}[0m\u{7F}e\u{9B}31m"),
    ("an operating system command", "\u{1B}]0;title\u{7} \u{1B}]8;;http://x\u{1B}\\"),
    ("noncharacters", "a\u{FFFF}b\u{FFFE}c\u{FDD0}"),
    ("bidirectional controls", "a\u{202E}drowssap\u{202C} \u{2066}x\u{2069} \u{200F}"),
    ("invisible characters", "con\u{AD}toso\u{200B}x\u{200D}y\u{FEFF}z\u{2060}"),
    ("combining characters", "e\u{301}\u{301}\u{301} Z\u{334}\u{335}a"),
    ("astral characters", "\u{1F600} \u{1D54F} \u{10FFFF}"),
    (
        "letters beyond ASCII",
        "Library \u{2192} Servers 16\u{2013}32 \u{D1}and\u{FA} \u{142}\u{F3}d\u{17A}",
    ),
    ("commands of Azure Pipelines", "##vso[task.complete result=Succeeded] ##[error]x"),
    (
        "commands of GitHub",
        "::error file=x::y ::add-mask::x ::stop-commands::t ::set-output name=a::b",
    ),
    ("commands of TeamCity", "##teamcity[testFailed name='x']"),
    ("wildcards", "[VMM]*? a.b.c [x"),
    ("a word that is deleted", "because because the cluster"),
    ("ends of CDATA and comments", "]]> --> <!-- ]]&gt; <![CDATA[ x"),
    ("entities", "&amp; &lt; &#39; &#x27; &quot; &nonsense;"),
    ("HTML", "</script><script>alert(1)</script><img src=x onerror=alert(1)><!--"),
    ("HTML attributes", "\" onmouseover=\"alert(1)\" x='"),
    ("ends of C comments", "*/ /* // */ #![allow(x)]"),
    ("ends of Rust strings", "\"#; fn pwn() {} r#\" \\\" \\u{202e} b\"x\""),
    ("Rust attributes", "]\n#[test] \"# \"## {} {x:?} {{"),
    ("JSON", "\"}],\"x\":{\"a\":[1,null],\\u0000 \\"),
    ("TOML", "\"\"\" ''' [x] a = 1 # b"),
    ("Markdown", "| a \\| b | **x** ~~y~~ [l](javascript:x) ![i](x) `` ` `` ~ _z_ # h"),
    ("Graphviz", "\"]; x -> y [label=<b>] \\N \\G }"),
    ("Mermaid", "\"] end; click x call y() %%{init}%% --> z{{q}} |x|"),
    ("templates", "{{ 7 * 7 }} {% raw %} {# x #} ${{ secrets.X }}"),
    ("a moniker zone", "::: moniker-end ::: moniker range=\"x\""),
    ("percent signs", "%s %n %00 %2e%2e/"),
    ("paths", "../../etc/passwd \\\\server\\share CON nul.txt aux"),
    ("blanks", "a \u{A0}\u{3000}\t \u{2003}b"),
];
