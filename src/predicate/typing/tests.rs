//! What clauses are typed as, in a table.

use proptest::prelude::*;

use super::*;
use crate::source::{FileId, Span};
use crate::statement::{Context, RowCell};

/// A statement that is one clause at `level`.
fn statement(level: Level, clause: &str) -> Statement {
    Statement {
        rule: "test",
        level,
        text: clause.to_owned(),
        file: FileId(0),
        span: Span { start: 0, end: 0 },
        clause: clause.to_owned(),
        subject: None,
        predicate: String::new(),
        condition: None,
        section: Vec::new(),
        context: Context::default(),
    }
}

/// A check in short: `at_most 16 nodes`, `one_of A | B`, `any_of(holds, all_equal)`.
fn short(check: &Check) -> String {
    let many = |of: &[Check]| of.iter().map(short).collect::<Vec<_>>().join(", ");
    match check {
        Check::AnyOf(of) => format!("any_of({})", many(of)),
        Check::AllOf(of) => many(of),
        Check::Not(of) => format!("not({})", short(of)),
        Check::Leaf(leaf) => match &leaf.kind {
            Kind::AtMost(q) | Kind::AtLeast(q) | Kind::Equals(q) => {
                format!("{} {} {}", leaf.kind.as_str(), q.number, q.unit).trim_end().to_owned()
            }
            Kind::OneOf(values) => format!("one_of {}", values.join(" | ")),
            Kind::AtLeastVersion(value) | Kind::Absent(Some(value)) => {
                format!("{} {value}", leaf.kind.as_str())
            }
            kind => kind.as_str().to_owned(),
        },
    }
}

fn typed(level: Level, clause: &str) -> String {
    check_of(&statement(level, clause)).map_or_else(|| "-".to_owned(), |check| short(&check))
}

/// Lines of `level | clause => checks`.
fn table(lines: &str) {
    let mut wrong = Vec::new();
    for line in lines.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let (level, rest) = line.split_once('|').expect("level | clause");
        let (clause, want) = rest.split_once("=>").expect("clause => checks");
        let level = match level.trim() {
            "must" => Level::Must,
            "must_not" => Level::MustNot,
            "should" => Level::Should,
            "should_not" => Level::ShouldNot,
            "may" => Level::May,
            other => panic!("unknown level `{other}`"),
        };
        let got = typed(level, clause.trim());
        if got != want.trim() {
            wrong.push(format!("{}\n   want {}\n   got  {got}", clause.trim(), want.trim()));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn amounts() {
    table(
        "
        must | The bottle must hold at least 2 GB of cache => at_least 2 GB
        must_not | The label must not exceed 40 characters => at_most 40 characters
        must | Every robot must have a label that doesn't exceed 40 characters => at_most 40 characters
        must_not | A queue can't contain more than 500 messages => at_most 500 messages
        must_not | A rack can't have fewer than three fans => at_least 3 fans
        must | A farm can have up to 20 workers => at_most 20 workers
        must | Only one keeper can be active in a farm => equals 1 keeper
        must | The loader should be run only once => equals 1 times
        must | The retention must be between 7 and 90 days => at_least 7 days, at_most 90 days
        must | Minimum of two brokers, maximum of nine brokers => at_least 2 brokers, at_most 9 brokers
        must | The link needs a round trip of less than 5 ms => at_most 5 ms
        should | We recommend a 3-GHz processor with 16 GB or more of memory => at_least 3 GHz, at_least 16 GB
        must | 8 GB of RAM => at_least 8 GB
        must | Four cores => at_least 4 cores
        must | 99.5% of the time => at_least 99.5 %
        must | Set the keepalive to 30 seconds => equals 30 seconds
        must | The option must be set to 1 => equals 1
        must | The maximum length of a topic is 249 characters => at_most 249 characters
        must | The minimum value is 10 seconds, and the maximum is 600 seconds => at_least 10 seconds, at_most 600 seconds
        must | You need at least one broker => at_least 1 broker
        must | Reserve four times the size of the log => at_least 4 times
        must | The portal needs a screen above 1280 x 800 => at_least 1280 pixels, at_least 800 pixels
        must | A 25 Gbps adapter, or faster => at_least 25 Gbps
        must | Allocate no less than 512 MB to the agent => at_least 512 MB
        must | There must be at least two mirrors per site => at_least 2 mirrors
        must_not | Don't use more than 80% of the disk => at_most 80 %
        must | 60 GB for the system volume, 200 GB for the data volume => at_least 60 GB, at_least 200 GB
        must | The latency must stay below 10 milliseconds => at_most 10 ms
        must | A tenant is limited to 50 projects => at_most 50 projects
        should | Keep at least 15 percent of the volume free => at_least 15 %
        ",
    );
}

#[test]
fn releases_and_closed_lists() {
    table(
        "
        must | Each broker must be running Contoso Linux 8 or later => at_least_version Contoso Linux 8
        must | The laptop must run Fabrikam 10, Fabrikam 11, or later => any_of(at_least_version Fabrikam 10, at_least_version Fabrikam 11)
        must | The console requires Tailspin Runtime 4.8 or a later version => at_least_version Tailspin Runtime 4.8
        must | The minimum supported version is Contoso Client 2010 => at_least_version Contoso Client 2010
        must | The minimum version of the runtime that the portal supports is 9.1.15 => at_least_version 9.1.15
        must | (minimum SP1) => at_least_version SP1
        must | The service requires a minimum domain and forest level of Contoso Server 2008 => at_least_version Contoso Server 2008, at_least_version Contoso Server 2008
        must | Every broker must be running Contoso Server 2016 => one_of Contoso Server 2016
        must | Every broker must be running either Contoso Server 2016 or Contoso Server 2019 => one_of Contoso Server 2016 | Contoso Server 2019
        must | Brokers must run Contoso Server 2016, 2019, or 2022 => one_of Contoso Server 2016 | Contoso Server 2019 | Contoso Server 2022
        must | You need a ring running Contoso Server 2016 or later => holds, at_least_version Contoso Server 2016
        must | The core mode is supported only for Contoso 2018 and Contoso 2019 => one_of Contoso 2018 | Contoso 2019
        must | The agent runs only on a 64-bit kernel => one_of 64-bit kernel
        must | Use Kerberos or NTLM => one_of Kerberos | NTLM
        must | Authenticate with TLS or IPsec => one_of TLS | IPsec
        must | Valid letters are A to Z, 0 to 9, and hyphen => one_of A to Z | 0 to 9 | hyphen
        must | OAuth is the only scheme that works with the gateway => one_of OAuth
        must | Use PCIe or SATA capacity devices => one_of PCIe | SATA
        may | The hosts can be either physical or virtual => one_of physical | virtual
        may | The agent runs on either a 64-bit or a 32-bit kernel => one_of 64-bit kernel | 32-bit kernel
        may | Contoso Server 2022 => one_of Contoso Server 2022
        may | Fabrikam Browser 46 and later => at_least_version Fabrikam Browser 46
        may | You can install the console on a VM => -
        must | Requires Contoso Flow or Fabrikam Flow, and Tailspin Hub => one_of Contoso Flow | Fabrikam Flow, holds
        ",
    );
}

#[test]
fn states() {
    table(
        "
        must | Each broker must be joined to a domain => holds
        must | Install the drivers on every broker => holds
        must | You need to set up the gateway account and the mail relay => holds, holds
        must | Enable the cache role and the audit role on the server => holds, holds
        must | Sensors, gateways, and hubs must be certified => holds, holds, holds
        must | Your account must be a member of the Owners and Auditors groups => holds, holds
        must | The agents must have connectivity to the farm, and access to the Internet => holds, holds
        must | The operator must provide values for the Host, Port, and Name parameters => holds, holds, holds
        should | Use a dedicated adapter for the backup => holds
        must | The audit service must be running on the hub => holds
        must | Ensure that the firewall is enabled on every hub => holds
        must | The user who creates the farm has Create Object permission to the folder => holds
        must_not | Don't uninstall the legacy shell => holds
        must_not | The library can't be a stretched farm => absent
        must_not | Don't install on a domain controller => absent
        must_not | Contoso Express isn't supported => absent
        must_not | The hub doesn't support integration with Contoso Flow or Fabrikam Flow => absent, absent
        must_not | Leading or trailing blanks aren't allowed => absent, absent
        must_not | Don't use port 5985 => absent 5985
        must_not | Don't specify localhost => absent localhost
        must | Remove the old agent and the old console => absent, absent
        must | Disable the guest account => absent
        must | Ensure that the host isn't a domain controller => absent
        must | Ensure that no restarts are pending on the host => absent
        must | The farm must be on a cluster that doesn't use the witness role => holds, absent
        must | Contoso Runtime 3.5 => holds
        must | You must disable and re-enable the replica feature => holds
        should | It's recommended that the hub is installed on its own server => holds
        should_not | We don't recommend use of search or reporting features => absent, absent
        ",
    );
}

#[test]
fn relations() {
    table(
        "
        must | All brokers must be in the same domain => all_equal
        must | The computer must be a member of the same domain and site as the hub => all_equal, all_equal
        should | We recommend that all brokers have the same version of the runtime => all_equal
        must | The port of the console must match the port of the server => all_equal
        must | Adapters, drivers, and firmware must be an exact match => all_equal, all_equal, all_equal
        must | Same number and types of drives in every server => all_equal, all_equal
        must | The replicas must reside on separate hosts => disjoint
        should_not | You shouldn't install the database on the hub cluster => disjoint
        must_not | Installing the client and the server on the same computer isn't supported => disjoint
        should | Run the indexer on a separate machine from the portal => disjoint
        should | Set up a separate server for the indexer => holds
        should | You should set up the database before you deploy the hub => before
        must | The runtime must be installed before you run setup => before
        must | After you change the file, restart the service => before
        must | Before you begin, install the runtime and the tools => holds, holds
        must | Wait until replication has finished before you proceed => before
        must | Ensure you have admin permissions before you run setup => holds
        must | The hub must be in the same domain as the database or in a domain with a two-way trust => any_of(all_equal, holds)
        must | Requires CREATE QUEUE permission, or membership in the owners role => any_of(holds, holds)
        must | You must have either a French edition of the hub or the French language pack for the hub => any_of(holds, holds)
        ",
    );
}

#[test]
fn coordinated_rights_share_the_noun_behind_them() {
    table(
        "
        must | The porter needs to have open as a guest, Close the outer gate, and Count all visitors permissions => holds, holds, holds
        must | The porter needs to have open as a guest and Close the outer gate permissions => holds, holds
        must | The porter requires the open at night, open as a guest, and close on demand privileges => holds, holds, holds
        must | The porter must have the \"Open as a guest\" and \"Act as part of the gate\" rights => holds, holds
        must | The porter must be granted the Open as a guest, Count visitors, and Close a gate for a night rights => holds, holds, holds
        must | Read, Write, and Compare rights for the tree => holds, holds, holds
        must | Read, Write, Compare, and Search permissions to the root => holds, holds, holds, holds
        must | Membership in the Porters group => holds
        ",
    );
}

#[test]
fn kept_apart() {
    table(
        "
        must | The console and the portal require separate labels => disjoint
        must | The portal requires the use of separate labels for these queues => disjoint
        must | The database must be remote from each hub => disjoint
        should | Host the queue on a computer that's remote from both hubs => disjoint
        must_not | The label of a queue must not be the same as its address => disjoint
        must_not | A pool can't be created on the spare hub => absent
        must_not | Tenants running on these hubs can't be served at that rate => absent
        must_not | Roles can't be installed on the spare hub before you add the keeper role => not(before)
        should | Place two keepers on different subnets => disjoint, equals 2 keepers
        ",
    );
}

#[test]
fn what_else_will_do() {
    table(
        "
        should | Use either slow mode without a keeper or fast mode => one_of slow mode without a keeper | fast mode
        must | You must have the Reader role for that group (or another role that includes it) => any_of(holds, holds)
        must | Your relay needs to be able to publish the feed over a wire, or publish it over the air => any_of(holds, holds)
        must | You must either set a second port for the hub or stop the relay => any_of(holds, absent)
        must | Labels must be either printed by the same shop or any public printer => any_of(all_equal, holds)
        must | The label must be either a wildcard or a SAN label => one_of wildcard label | SAN label
        must | Use a centralized or distributed backup => one_of centralized backup | distributed backup
        must | Install, publish, or upgrade the base extension => holds
        must | All hubs require synchronization with Contoso 365 or Fabrikam 365 => holds
        must | Queues can only be created on hubs running Contoso Server 2016 or Contoso Server 2019 => one_of Contoso Server 2016 | Contoso Server 2019
        must | You must be a member of the Farm Keepers group on the hub or a Queue Keeper for the relay => any_of(holds, holds)
        must | You must be a member of the Hub Keepers or Queue Keepers role groups => one_of Hub Keepers | Queue Keepers
        must | You must be a member of the db_keeper role or keeper server role => one_of db_keeper role | keeper server role
        must | Use either a host name or a fully qualified domain name (FQDN) => one_of host name | fully qualified domain name
        must | Use an account that has read access to the hub and write access to the computer used to run X or to read Y => holds, holds
        must | You must be a member of either the Hub Keeper or Queue Keeper role in Contoso Center => one_of Hub Keeper | Queue Keeper
        must | The label must hold the name that relays (or other relays) use => holds
        must | The master must be running Contoso Server 2003 with Service Pack 2 or later => at_least_version Contoso Server 2003 with Service Pack 2
        must_not | Queues aren't supported for versions prior to 2016 => absent
        must | Any hub that must be reached from outside must be set up on the wire => holds
        must | Disable copies in the settings or enable them on the farm => any_of(absent, holds)
        must | The add-in must be taken from either the Contoso 2012 setup or the Contoso 2012 feature page => one_of Contoso 2012 setup | Contoso 2012 feature page
        must | Contoso Server 2012, 2016, or 2019 with Contoso Runtime 4.8 or later => at_least_version Contoso Runtime 4.8, one_of Contoso Server 2012 | Contoso Server 2016 | Contoso Server 2019
        must | The hub requires Fabrikam Online July 2021 patch or later => at_least_version Fabrikam Online July 2021 patch
        must | The portal only supports these roles at the top of the tree => holds
        must | The shell only supports sessions in Contoso builds 14280 and later => at_least_version 14280
        ",
    );
}

#[test]
fn what_is_said_besides() {
    table(
        "
        must | A local account without admin rights on the hub => holds, absent
        must | The relay must use public addresses and no filter or translation => holds, absent, absent
        must | The balancer needs to be configured to listen on ports 80, 443, and 8080 => holds, holds, holds
        must | Each hub should have at least Contoso Framework 3.5 with SP1 installed => at_least_version Contoso Framework 3.5 with SP1
        must | Hubs must have drivers signed by the lab and supplied by the vendor => holds, holds
        must | Restore the copy of the queue specifying the same queue name => holds, all_equal
        must | The adapters must be in pass mode with all caches disabled => holds, absent
        must | You must have a farm with the relay installed => holds
        must | The keepers are online and accessible => holds, holds
        must | Turn off filters for both inner and outer ports => absent, absent
        must_not | Mirrors aren't supported with either slow links or busy links => absent, absent
        must | A label no longer than 15 characters that's unique in the forest => holds, at_most 15 characters
        must | Two sets of shelves, using Contoso racks, Fabrikam racks, or Tailspin racks => equals 2 sets, one_of Contoso racks | Fabrikam racks | Tailspin racks
        must_not | Mirrors not supported => absent
        must | The hub must be on a different network, and routing between them must be disabled => disjoint, absent
        must | Spare disks are required along with fast ones => holds, holds
        must | Each site supports a single keeper that must be installed on the hub => equals 1 keeper, holds
        must | You provide a unique name for the farm of up to 15 characters => holds, at_most 15 characters
        should | Store the queue and the log on a fast disk and not on a tape => holds, holds, absent
        must | Install the Contoso prerequisites => holds
        must | You need gate rules to allow ICMP, SMB (port 445), and WMI traffic between all hubs => holds, holds, holds
        must | The rights assignments of the porter are Open as a guest and Count visitors => holds, holds
        must | The porter must be made a member of the Keepers role for mail to work properly => holds
        must | An operational, on-premises domain => holds
        must_not | Don't copy a queue before you stop it => not(before)
        should | You should avoid using single copies => absent
        must | Each server can see the shelves of its site => holds
        must | Identify and create the accounts => holds
        ",
    );
}

#[test]
fn a_single_one() {
    table(
        "
        must | Only one active backup is supported in a farm => equals 1 backup
        must | Only a single keeper is supported in a farm => equals 1 keeper
        must | You only have one relay => equals 1 relay
        should | You only migrate 150 queues => at_most 150 queues
        should | You should use more than one adapter => at_least 2 adapter
        must | We only support removing the tail from a kite => holds
        should | Guests keep the value of the spare bits (1 through 11) => holds
        must | At least three of the following signs => at_least 3
        ",
    );
}

#[test]
fn nothing_that_a_program_could_decide() {
    table(
        "
        should | Review the best practices for the hub => -
        must | Ensure you meet the system requirements => -
        must | The hub requires a fast disk => -
        must | The hub needs a powerful processor => -
        must | You can use a large disk => -
        should | Read the release notes before you upgrade => -
        must | Network switches must be properly configured => -
        should | Consult the log files => -
        must | The hardware requirements are met => -
        should | Plan the size of the farm => -
        must | Make sure that you understand the limits => -
        ",
    );
}

#[test]
fn a_leaf_says_what_it_is_about() {
    let about = |level, clause: &str| match check_of(&statement(level, clause)) {
        Some(Check::Leaf(leaf)) => (leaf.subject.unwrap_or_default(), leaf.property),
        other => panic!("{clause}: {other:?}"),
    };
    let cases = [
        (
            Level::Must,
            "Each broker must be joined to a domain",
            "Each broker",
            "joined to a domain",
        ),
        (
            Level::Must,
            "Each broker must have a host name that doesn't exceed 15 characters",
            "Each broker",
            "host name",
        ),
        (Level::MustNot, "The queue name must not exceed 15 characters", "queue name", "length"),
        (
            Level::Must,
            "All hosts must be running Contoso Server 2022",
            "All hosts",
            "operating system",
        ),
        (Level::Must, "A farm can have up to 20 workers", "farm", "number of workers"),
        (
            Level::Must,
            "Install the drivers on every broker",
            "drivers",
            "installed on every broker",
        ),
        (
            Level::Must,
            "The gateway account needs to be an administrator",
            "gateway account",
            "administrator",
        ),
    ];
    for (level, clause, subject, property) in cases {
        assert_eq!(about(level, clause), (subject.to_owned(), property.to_owned()), "{clause}");
    }
}

fn cell(header: &str, parts: &[&str], is_subject: bool) -> RowCell {
    RowCell {
        header: header.to_owned(),
        parts: parts.iter().map(|p| (*p).to_owned()).collect(),
        is_subject,
    }
}

fn row(level: Level, cells: &[RowCell]) -> String {
    let clause = cells.iter().map(|c| c.parts.join(" ")).collect::<Vec<_>>().join(": ");
    let mut row = statement(level, &clause);
    row.context.cells = cells.to_vec();
    check_of(&row).map_or_else(|| "-".to_owned(), |check| short(&check))
}

#[test]
fn rows_are_typed_cell_by_cell() {
    let subject = cell("Role", &["Web hub"], true);
    let rows = [
        (
            vec![cell("RAM", &["16 GB"], false), cell("CPU", &["64-bit, 4 cores"], false)],
            "at_least 16 GB, holds, at_least 4 cores",
        ),
        (
            vec![cell("Disk", &["80 GB for system drive", "100 GB for second drive"], false)],
            "at_least 80 GB, at_least 100 GB",
        ),
        (vec![cell("Maximum value", &["500 per hub"], false)], "at_most 500"),
        (vec![cell("Minimum memory (GB)", &["8"], false)], "at_least 8 GB"),
        (
            vec![cell("Limit", &["2,000"], false), cell("Notes", &["Counted daily"], false)],
            "at_most 2000",
        ),
        (vec![cell("Required", &["Yes"], false)], "holds"),
    ];
    for (cells, want) in rows {
        let mut all = vec![subject.clone()];
        all.extend(cells);
        assert_eq!(row(Level::Must, &all), want, "{all:?}");
    }
    let systems = cell(
        "Supported operating systems",
        &["Contoso 2019", "Contoso 2016 (Standard, Data)"],
        false,
    );
    assert_eq!(row(Level::May, &[subject.clone(), systems]), "one_of Contoso 2019 | Contoso 2016");
    let later = cell(
        "Supported operating systems",
        &["Contoso 10 (Pro, Home) Version 1607 or later"],
        false,
    );
    assert_eq!(
        row(Level::May, &[subject.clone(), later]),
        "at_least_version Contoso 10 Version 1607"
    );
    let no = cell("Supported", &["No"], false);
    assert_eq!(row(Level::MustNot, &[subject, no]), "absent");
}

#[test]
fn items_are_the_values_of_their_lead_in() {
    let mut lead_in =
        statement(Level::Must, "The host must run one of the following operating systems");
    lead_in.context.items = vec![
        "A Contoso 2019 Standard (with desktop)".into(),
        "Contoso 2022. This one is newer.".into(),
    ];
    assert_eq!(
        check_of(&lead_in).map(|c| short(&c)).as_deref(),
        Some("one_of Contoso 2019 Standard | Contoso 2022")
    );
}

#[test]
fn conditions() {
    let typed = |text: &str| stated(text).map_or_else(|| "-".to_owned(), |c| short(&c));
    assert_eq!(typed("If you plan to deploy hubs that use queues,"), "holds");
    assert_eq!(typed("If the hub has more than 500 users"), "at_least 500 users");
    assert_eq!(typed("Unless the hub is clustered"), "not(holds)");
    assert_eq!(typed("If the host runs Contoso 2019 or later"), "at_least_version Contoso 2019");
    assert_eq!(typed("during setup"), "-");
}

proptest! {
    #[test]
    fn no_input_panics(clause in "\\PC{0,120}") {
        for level in [Level::Must, Level::MustNot, Level::May] {
            let _ = check_of(&statement(level, &clause));
        }
        let _ = condition_of(&clause);
    }

    #[test]
    fn words_of_the_tables_in_any_order_never_panic(words in prop::collection::vec(prop::sample::select(vec![
        "the", "must", "not", "or", "and", ",", "later", "same", "on", "before", "you", "install", "8", "GB", "(", ")", "only",
        "one", "of", "following", ":", "is", "supported", "Contoso", "2019", "that", "with", "at", "least", "up", "to", "either", "running",
        "minimum", "version", "between", "–", "if", "ensure", "x", "vs", "e.g", "e.g—", "i.e.", "\"7\"", "7\"", "single", "own", "zero", "2-3", "<1", "+", "R2", "requires", "match",
    ]), 0..30)) {
        let clause = words.join(" ");
        for level in [Level::Must, Level::MustNot, Level::May] {
            let _ = check_of(&statement(level, &clause));
        }
    }
}

#[test]
fn long_input_takes_linear_time() {
    // Far beyond what is read of a clause: the time must not grow with the length.
    for unit in
        ["or later ", "8 GB, ", "that is not ", "(", "install and ", "minimum ", "A, ", "before "]
    {
        let clause = unit.repeat(200_000);
        let start = std::time::Instant::now();
        let _ = check_of(&statement(Level::Must, &clause));
        assert!(start.elapsed().as_secs() < 5, "{unit}");
    }
}
