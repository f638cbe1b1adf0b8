//! HTML among Markdown.

use super::check;

#[test]
fn breaks_and_lists_in_cells_are_structure() {
    check(
        "|A|\n|-|\n|one<br>two<br/>three|\n|<ul><li>a</li><li>b</li></ul>|\n|x<p>y</p><p>z|\n|<ul><li>c<li>d</ul>e|\n",
        "head | A\nrow | one⏎two⏎three\nrow | {- a - b}\nrow | {x y z}\nrow | {- c - d e}\n",
    );
    check("|A|B|\n|-|-|\n|<ol><li>a **b**|c</li>|\n", "head | A | B\nrow | {1. a b} | c\n");
}

#[test]
fn tables_are_tables() {
    check(
        "<table>\n<thead><tr><th>A</th><th>B</th></tr></thead>\n<tbody>\n<tr><td>1</td><td>2 &amp;\n3</td></tr>\n<tr><td><ul><li>x<li>y</ul></td>\n<tr><td>4<td>5\n</tbody></table>\n\nEnd.\n",
        "head | A | B\nrow | 1 | 2 & 3\nrow | {- x - y}\nrow | 4 | 5\nEnd.\n",
    );
    check(
        "<table>\n<tr><td>\n\nSome **bold** text\n\n- a\n\n</td></tr>\n</table>\n\nEnd.",
        "row | {Some bold text - a}\nEnd.\n",
    );
    check(
        "<table><tr><td>a<table><tr><td>b</td></tr></table></td><td>c</td></tr></table>",
        "row | {a row | b} | c\n",
    );
}

#[test]
fn headings_and_paragraphs() {
    check(
        "<h2 id=\"a\">The <i>loader</i></h2>\nText.\n\n<p>A</p><p>B</p>\n",
        "h2 The loader\nText.\nA\nB\n",
    );
    check("<h3>Never closed\n\nText.\n", "h3 Never closed\nText.\n");
    check("<div>\n\nText.\n\n</div>\n", "Text.\n");
}

#[test]
fn comments_anchors_and_scripts_are_dropped() {
    check("A <!-- you must not --> b.\n\n<!--\nno\n\nno\n-->\n\nC.\n", "A b.\nC.\n");
    check("<a name=\"x\"></a>Text <a id=\"y\"/>here.", "Text here.\n");
    check("<script>\nvar must;\n\nmore\n</script>\nText.\n", "Text.\n");
    check("<pre>\nmust\n\nmore\n</pre>\nText.\n", "code\nText.\n");
    check("<style>p {}</style>\n\nText.", "Text.\n");
}

#[test]
fn a_tag_in_running_text_hides_nothing() {
    check("The <object> tag and the <table> tag.\n\nText.\n", "The tag and the tag.\nText.\n");
    check("x<sup>2</sup> H<sub>2</sub>O <u>a</u> <font color=\"b\">c</font>", "x2 H2O a c\n");
    check("Unclosed <ul> here\n\n# Next\n\nText.\n", "Unclosed\n-\n  here\nh1 Next\nText.\n");
}

#[test]
fn a_list_that_is_never_closed_ends_at_the_next_heading() {
    check("<ul>\n<li>a\n\nText.\n\n# Next\n\nEnd.\n", "-\n  a\n  Text.\nh1 Next\nEnd.\n");
}

#[test]
fn entities_are_decoded_everywhere() {
    check("&lt;a&gt; &copy; &#65; &unknown; &", "<a> © A &unknown; &\n");
    check("<p>&lt;a&gt; &mdash; &#x41; &unknown; & b</p>", "<a> — A &unknown; & b\n");
}

#[test]
fn a_tag_may_span_lines() {
    check("<p\n  class=\"x\"\n>Text\nmore.</p>\n", "Text more.\n");
    check("Some <b\nclass=\"x\">bold</b> text.", "Some bold text.\n");
}
