//! Zones: who sees what.

use super::{Docs, check, check_with};

#[test]
fn a_page_without_zones_is_one_view() {
    check("One.\n\nTwo.\n", "One.\nTwo.\n");
}

#[test]
fn versions_that_see_the_same_share_a_view() {
    check(
        "All.\n\n::: moniker range=\">=loader-2\"\nNew.\n::: moniker-end\n\nEnd.\n",
        "[1]\nAll.\nEnd.\n[2 3]\nAll.\nNew.\nEnd.\n",
    );
}

#[test]
fn a_fence_ends_the_paragraph_and_the_list_above_it() {
    check(
        "- Item\n::: moniker range=\"loader-1\"\nText.\n::: moniker-end\nMore.\n",
        "[1]\n-\n  Item\nText.\nMore.\n[2 3]\n-\n  Item\nMore.\n",
    );
    check(
        "Above\n::: moniker range=\"loader-1\"\nbelow.\n::: moniker-end\nAfter.\n",
        "[1]\nAbove\nbelow.\nAfter.\n[2 3]\nAbove\nAfter.\n",
    );
}

#[test]
fn the_heading_above_is_the_one_that_the_version_sees() {
    check(
        "# A\n\n::: moniker range=\"loader-1\"\n## Old\n::: moniker-end\n\
         ::: moniker range=\">=loader-2\"\n## New\n::: moniker-end\n\n- Item\n",
        "[1]\nh1 A\nh2 Old\n-\n  Item\n[2 3]\nh1 A\nh2 New\n-\n  Item\n",
    );
}

#[test]
fn steps_in_zones_of_their_own_are_one_list() {
    check(
        "1. One\n::: moniker range=\"loader-1\"\n2. Two\n::: moniker-end\n\
         ::: moniker range=\">loader-1\"\n2. Zwei\n::: moniker-end\n3. Three\n",
        "[1]\n1.\n  One\n1.\n  Two\n1.\n  Three\n[2 3]\n1.\n  One\n1.\n  Zwei\n1.\n  Three\n",
    );
}

#[test]
fn zones_stand_in_items() {
    check(
        "- Item\n\n  ::: moniker range=\"loader-1\"\n\n  Old.\n\n  ::: moniker-end\n\n  New.\n- Next\n",
        "[1]\n-\n  Item\n  Old.\n  New.\n-\n  Next\n[2 3]\n-\n  Item\n  New.\n-\n  Next\n",
    );
    check(
        "1. Step\n\t::: moniker range=\"loader-1\"\n\tOld.\n\t::: moniker-end\n1. Next\n",
        "[1]\n1.\n  Step\n  Old.\n1.\n  Next\n[2 3]\n1.\n  Step\n1.\n  Next\n",
    );
}

#[test]
fn zones_stand_in_quotes() {
    check(
        "> One.\n>\n> ::: moniker range=\"loader-1\"\n> Old.\n>\n> Older.\n> ::: moniker-end\n> Two.\n",
        "[1]\n>\n  One.\n  Old.\n  Older.\n  Two.\n[2 3]\n>\n  One.\n  Two.\n",
    );
    check(
        ">[!Note]\n>One.\n>::: moniker range=\"loader-1\"\n>Old.\n>::: moniker-end\n",
        "[1]\nNote:\n  One.\n  Old.\n[2 3]\nNote:\n  One.\n",
    );
}

#[test]
fn fences_come_in_many_forms() {
    check(
        "::::   Moniker   RANGE = \" loader-1 \"  \nA\n:::: moniker-end :::\n\
         :::moniker range=\"loader-2\":::\nB\n:::moniker-end\n   ::: moniker range=\"loader-3\"\nC\n ::: moniker-end\n",
        "[1]\nA\n[2]\nB\n[3]\nC\n",
    );
}

#[test]
fn a_fence_in_code_is_an_example() {
    let zone = "::: moniker range=\"loader-1\"\nx\n::: moniker-end";
    check(&format!("```\n{zone}\n```\nEnd."), "code\nEnd.\n");
    check(&format!("~~~~ md\n{zone}\n~~~\n~~~~\nEnd."), "code\nEnd.\n");
    check(
        "Text.\n\n    ::: moniker range=\"loader-1\"\n    x\n    ::: moniker-end\n\nEnd.",
        "Text.\ncode\nEnd.\n",
    );
    check(
        "- Item\n\n      ::: moniker range=\"loader-1\"\n\n  End.",
        "-\n  Item\n  code\n  End.\n",
    );
    check(&format!("<!--\n{zone}\n-->\nEnd."), "End.\n");
}

#[test]
fn a_fence_in_running_text_is_text() {
    check("Write `::: moniker range=\"x\"` here.", "Write ::: moniker range=\"x\" here.\n");
    check("A ::: moniker-end b.", "A ::: moniker-end b.\n");
}

#[test]
fn a_zone_in_a_zone_loses_no_text() {
    check_with(
        "::: moniker range=\">=loader-2\"\nA\n::: moniker range=\"loader-3\"\nB\n::: moniker-end\n\
         C\n::: moniker-end\nD\n",
        "[1]\nD\n[2]\nA\nC\nD\n[3]\nA\nB\nC\nD\n",
        &["N013 3:1 a zone inside a zone"],
    );
    // No version is in both: the inner one counts.
    check_with(
        "::: moniker range=\"loader-1\"\nA\n::: moniker range=\"loader-3\"\nB\n::: moniker-end\n\
         ::: moniker-end\n",
        "[1]\nA\n[2]\n[3]\nB\n",
        &["N013 3:1 a zone inside a zone"],
    );
}

#[test]
fn a_zone_that_is_never_closed_runs_to_the_end() {
    check_with(
        "A\n::: moniker range=\"loader-1\"\nB\n\n# C\n",
        "[1]\nA\nB\nh1 C\n[2 3]\nA\n",
        &["N014 2:1 a zone that is never closed"],
    );
}

#[test]
fn an_end_counts_its_colons() {
    check_with(
        ":::: moniker range=\"loader-1\"\nA\n::: moniker-end\nB\n:::: moniker-end\nC\n",
        "[1]\nA\nB\nC\n[2 3]\nC\n",
        &["N015 3:1 the end of a zone that was never opened"],
    );
    check_with(
        "A\n::: moniker-end\nB\n",
        "A\nB\n",
        &["N015 2:1 the end of a zone that was never opened"],
    );
    check_with(
        "::: moniker range=\"loader-1\"\nA\n:::: moniker range=\"loader-1\"\nB\n::: moniker-end\nC\n",
        "[1]\nA\nB\nC\n[2 3]\nC\n",
        &["N013 3:1 a zone inside a zone", "N014 3:1 a zone that is never closed"],
    );
}

#[test]
fn a_range_that_is_wrong_is_shown_where_it_is_wrong() {
    check_with(
        "::: moniker range=\">=laoder-2\"\nA\n::: moniker-end\nB\n",
        "B\n",
        &["N012 1:22 unknown moniker `laoder-2`"],
    );
    check_with(
        "::: moniker range=\"loader-1 | loader-2\"\nA\n::: moniker-end\nB\n",
        "B\n",
        &["N011 1:29 expected a comparator or `||`"],
    );
    check_with(
        "::: moniker\nA\n::: moniker-end\nB\n",
        "A\nB\n",
        &["N016 1:1 a zone without `range=\"…\"`"],
    );
    check_with(
        "::: moniker range='loader-1' for old ones\nA\n::: moniker-end\n",
        "[1]\nA\n[2 3]\n",
        &[
            "N016 1:20 a range without double quotes",
            "N016 1:30 only a range may stand here: the rest is not read",
        ],
    );
}

#[test]
fn a_zone_that_no_version_sees_is_noticed() {
    let expected = ["N017 1:1 no version of this page sees this zone"];
    check_with("::: moniker range=\"linker-1\"\nA\n::: moniker-end\n", "", &expected);
    check_with("::: moniker range=\">loader-3\"\nA\n::: moniker-end\n", "", &expected);
}

#[test]
fn the_header_narrows_the_page() {
    check(
        "---\nmonikerRange: '>=loader-2'\n---\n::: moniker range=\"<=loader-2\"\nA\n::: moniker-end\nB\n",
        "[2]\nA\nB\n[3]\nB\n",
    );
    check_with(
        "---\nmonikerRange: 'linker-1'\n---\nA\n",
        "",
        &["N018 2:16 no version of the product sees this page"],
    );
    check_with(
        "---\nmonikerRange: loader-2 loader-x\n---\nA\n",
        "",
        &["N012 2:24 unknown moniker `loader-x`"],
    );
}

#[test]
fn pivots_show_all_their_text() {
    check(
        "::: zone pivot=\"linux\"\nA\n::: zone-end\n::: zone pivot=\"windows\"\nB\n::: zone-end\n",
        "A\nB\n",
    );
}

#[test]
fn columns_images_and_code_are_no_prose() {
    check(
        ":::row:::\n:::column span=\"2\":::\nLeft.\n:::column-end:::\n:::row-end:::\n\
         :::image type=\"content\" source=\"a.png\" alt-text=\"You must not read this.\":::\n\
         :::code language=\"azurecli\" source=\"a.sh\":::\nEnd.\n",
        "Left.\nEnd.\n",
    );
    check(
        "A.\n:::image type=\"complex\" source=\"a.png\" alt-text=\"B.\":::\n   A long\n\n   text.\n:::image-end:::\nC.\n",
        "A.\nC.\n",
    );
    check(
        "Select :::image type=\"icon\" source=\"a_b_.png\" border=\"false\"::: now, :::no-loc text=\"Loader\":::.",
        "Select now, Loader.\n",
    );
}

#[test]
fn an_image_may_go_on_over_lines() {
    check(
        "A.\n\n:::image source=\"a.png\" alt-text=\"You must\nnot read this.\":::\n\nB.\n",
        "A.\nB.\n",
    );
    check(":::image source=\"a.png\" alt-text=\"A\n\nText.\n", "Text.\n");
}

#[test]
fn a_picture_whose_text_never_ends_hides_nothing() {
    check(":::image type=\"complex\" source=\"a.png\":::\nText.\n", "Text.\n");
}

#[test]
fn a_million_broken_fences_are_summed_up() {
    let docs = Docs::page(&"::: moniker-end\n".repeat(5000));
    let remarks = docs.remarks();
    assert_eq!(remarks.len(), 101);
    assert!(remarks[100].ends_with("4900 further mistakes of this page are not shown"));
}
