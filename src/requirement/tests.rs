//! Ids and lineage, over pages written as [`script`]s.

use super::EdgeKind;
use super::lock::{Lock, Method};
use super::script::{assembled, id_of, page};

fn none() -> Lock {
    Lock::default()
}

#[test]
fn a_place_that_all_versions_read_is_one_occurrence() {
    let made = page("# A\nmust: The node must be up.\n", &none());
    let variant = &made.graph.requirements[0].variants[0];
    assert_eq!((variant.occurrences.len(), variant.monikers.len()), (1, 3));
}

#[test]
fn the_same_words_under_one_heading_are_occurrences_of_one_requirement() {
    let made = page("# A\nmust v1: The node must be up.\nmust v2: The node must be up\n", &none());
    assert_eq!(made.graph.requirements.len(), 1);
    assert_eq!(made.graph.requirements[0].variants[0].occurrences.len(), 2);
}

#[test]
fn the_same_words_under_two_headings_are_two_requirements() {
    let made = page("# A\nmust: The node must be up.\n# B\nmust: The node must be up.\n", &none());
    let ids: Vec<&str> = made.graph.requirements.iter().map(|r| r.id.as_str()).collect();
    assert_eq!(ids, ["page/node-up", "page/node-up-2"]);
}

#[test]
fn another_value_in_another_version_is_another_variant() {
    let made = page(
        "# A\nmust v1: All farm nodes must be running Acme OS 2016.\n\
         must v2: All farm nodes must be running either Acme OS 2016 or Acme OS 2019.\n\
         must v2: The name of the farm must not exceed 15 characters.\n\
         must v3: All farm nodes must be running Acme OS 2025.\n",
        &none(),
    );
    assert_eq!(made.graph.requirements.len(), 2, "{:#?}", made.graph.requirements);
    assert_eq!(made.graph.requirements[0].variants.len(), 3);
}

#[test]
fn clauses_of_one_sentence_are_told_apart() {
    let first = page(
        "# A\nmust: Each node must be joined to a domain / and must have a name of 15 characters.\n",
        &none(),
    );
    let second = page(
        "# A\nmust: Each node must be joined to a domain / and must have a name of 12 characters.\n",
        &first.lock,
    );
    for words in ["joined to a domain", "have a name"] {
        assert_eq!(id_of(&first, words), id_of(&second, words));
    }
    assert_eq!(second.graph.requirements.len(), 2);
}

#[test]
fn permitted_values_are_known_by_their_value() {
    let made = page(
        "# A\nmay v1: Acme OS 2012 R2\nmay v1: Acme OS 2016\nmay v2: Acme OS 2016\n\
         may v2: Acme OS 2019\nmay v1: Foxy 42 and later\nmay v2: Foxy 78 and later\n",
        &none(),
    );
    let spoken: Vec<usize> = made.graph.requirements.iter().map(|r| r.variants.len()).collect();
    assert_eq!(spoken, [1, 1, 1, 2], "2012 R2, 2016, 2019, Foxy: {:#?}", made.graph.requirements);
    let next = page("# A\nmay v1: Acme OS 2012 R2\nmay v1: Other System 7\n", &made.lock);
    assert!(!made.lock.knows(&id_of(&next, "Other System 7")));
}

#[test]
fn rewording_keeps_the_id_and_says_how_it_was_known() {
    let first = page("# A\nmust: The farm node must be joined to a domain.\n", &none());
    let second =
        page("# A\nshould: You should join each node of the farm to a domain.\n", &first.lock);
    let id = id_of(&first, "joined");
    assert_eq!(id_of(&second, "join each"), id);
    let continued = second.lock.requirements[&id].continued.clone().expect("it was reworded");
    assert_eq!(continued.by, Method::SimilarText);
    assert!((0.5..1.0).contains(&continued.score), "{continued:?}");
    let third =
        page("# A\nshould: You should join each node of the farm to a domain.\n", &second.lock);
    assert_eq!(third.lock, second.lock, "nothing new is said");
}

#[test]
fn the_property_of_the_check_recognises_other_words() {
    let check = r#"{"kind":"at_most","property":"nodes","value":16,"unit":"nodes"}"#;
    let first =
        page(&format!("# A\nmay: The manager can be put on up to 16 nodes. | {check}\n"), &none());
    let second = page(
        &format!("# A\nmust: Only a farm with a maximum of 16 nodes is allowed. | {check}\n"),
        &first.lock,
    );
    assert_eq!(id_of(&first, "nodes"), id_of(&second, "nodes"));
}

#[test]
fn position_is_no_identity() {
    let first = page("# A\nmust: The service name must not exceed 15 characters.\n", &none());
    let second = page("# A\nmust: The witness must be a share outside the farm.\n", &first.lock);
    let gone = id_of(&first, "service name");
    assert_ne!(id_of(&second, "witness"), gone);
    assert!(second.lock.retired.contains_key(&gone), "{}", second.lock.write());
}

#[test]
fn a_retired_id_is_never_used_again() {
    let first = page("# A\nmust: The node must be up.\n", &none());
    let second = page("# A\nmust: A disk must be there.\n", &first.lock);
    let third = page("# A\nmust: The node must be up.\n", &second.lock);
    assert_ne!(id_of(&third, "node"), id_of(&first, "node"));
}

#[test]
fn renamed_headings_and_files_keep_ids() {
    let text = "must: The node must be up.\nmust: A disk must be there.\n";
    let both = format!("# A\n{text}# B\n{text}");
    let first = page(&both, &none());
    let renamed = assembled(
        &[("docs/other.md", &both.replace("# A", "# Prerequisites").replace("# B", "# Disks"))],
        &first.lock,
    );
    let ids = |made: &super::assemble::Assembled| -> Vec<String> {
        made.graph.requirements.iter().map(|r| r.id.clone()).collect()
    };
    assert_eq!(ids(&renamed), ids(&first));
    assert!(renamed.lock.requirements.values().all(|r| r.continued.is_none()));
}

#[test]
fn a_moved_statement_keeps_its_id_even_when_it_changes() {
    let first = page(
        "# A\nmust: The node must be up.\n\
         must: The store must be in the domain of the farm or in one with a trust.\n\
         # B\nmust: A disk must be there.\n",
        &none(),
    );
    let second = page(
        "# A\nmust: The node must be up.\n# B\nmust: A disk must be there.\n\
         must: The store must be in the domain of the farm.\n",
        &first.lock,
    );
    let id = id_of(&first, "The store");
    assert_eq!(id_of(&second, "The store"), id);
    assert_eq!(second.lock.requirements[&id].continued.as_ref().map(|c| c.by), Some(Method::Moved));
}

#[test]
fn a_copy_elsewhere_is_new_and_the_old_one_keeps_its_id() {
    let text = "# A\nmust: The node must be up.\n# B\nmust: A disk must be there.\n";
    let first = page(text, &none());
    let second = page(&format!("{text}must: The node must be up.\n"), &first.lock);
    assert_eq!(second.graph.requirements[0].id, first.graph.requirements[0].id);
    assert_eq!(second.graph.requirements.len(), 3);
    let third =
        page("# B\nmust: A disk must be there.\nmust: The node must be up.\n", &second.lock);
    assert_eq!(id_of(&third, "node"), second.graph.requirements[2].id, "not the one of A");
}

#[test]
fn a_split_obligation_leaves_its_id_with_the_first_part() {
    let whole = "# A\nmust: You need to keep the service account and the key container.\n";
    let parts = "# A\nmust: You need to keep the service account.\n\
                 must: You also need to keep the key container.\n";
    let first = page(whole, &none());
    let second = page(parts, &first.lock);
    let id = id_of(&first, "account");
    assert_eq!(id_of(&second, "account"), id);
    let new = id_of(&second, "key container");
    assert_eq!(second.lock.requirements[&new].split_from.as_deref(), Some(id.as_str()));
    let merged = page(whole, &second.lock);
    assert_eq!(id_of(&merged, "account"), id);
    assert_eq!(merged.lock.retired[&new].merged_into.as_deref(), Some(id.as_str()));
}

#[test]
fn versions_that_come_and_go_keep_the_id() {
    let first = page("# A\nmust v3: Secure start must be enabled on each node.\n", &none());
    let second = page("# A\nmust v1 v2: Secure start must be enabled on each node.\n", &first.lock);
    assert_eq!(id_of(&first, "Secure"), id_of(&second, "Secure"));
}

#[test]
fn a_fallback_is_an_alternative_to_the_sentence_before_it() {
    let made = page(
        "# A\nmust: The user has the permission.\n\
         should: If this isn't possible, > ask an admin to make the object.\n",
        &none(),
    );
    let edge = &made.graph.edges[0];
    assert_eq!(edge.kind, EdgeKind::AlternativeTo);
    assert_eq!((&edge.from, &edge.to), (&id_of(&made, "ask an admin"), &id_of(&made, "user has")));
}
