#Requires -Version 5.1
# The evaluator of the checks, in PowerShell. The same file in every folder: what differs
# stands in the suites and in requirements.json.
Set-StrictMode -Version Latest

$script:FactSchema = 'normative.facts/1'
$script:AttestationSchema = 'normative.attestations/1'
$script:MaximumByte = 64MB
$script:AsciiText = [regex]::new('\A[\x00-\x7F]*\z', 'CultureInvariant')
$script:PlainText = [regex]::new('\A[A-Za-z0-9 ._\\/@()-]{0,190}\z', 'CultureInvariant')
$script:DeletedText = [regex]::new('because ', 'IgnoreCase, CultureInvariant')
$script:DateText = [regex]::new('\A[0-9]{4}-[0-9]{2}-[0-9]{2}\z', 'CultureInvariant')
$script:MaximumShown = 10

# Why a fact is not known, or can't be judged. The words of the verdicts' codes.
$script:GapText = @{
    missing      = 'a fact is missing'
    type         = 'a fact is of the wrong type'
    partial      = 'a list is not complete'
    value        = 'a value that cannot be judged'
    no_subject   = 'there is nothing to check'
    inconclusive = 'the facts are a sign and no proof'
}

# Paths that were read before, and texts that were folded before.
$script:Route = [System.Collections.Hashtable]::new([System.StringComparer]::Ordinal)
$script:Folded = [System.Collections.Hashtable]::new([System.StringComparer]::Ordinal)
$script:MaximumFolded = 10000

# The members by which a member of a list is shown, the best first.
$script:OwnerName = @('id', 'dns', 'name', 'hostId', 'clusterId', 'server', 'spn')

# The tests that judge values one by one, and the verdict that decides a combination.
$script:ValueTest = @('is', 'one_of', 'none_of', 'number', 'length', 'at_least_version')
$script:Decisive = @{ any_of = 'pass'; all_of = 'fail' }

# What a person can answer for a manual requirement.
$script:Answer = @('yes', 'no', 'not-applicable')

# Without DateKind, PowerShell 7 turns text that looks like a time into a date.
$script:JsonOption = @{ ErrorAction = 'Stop' }
if ((Get-Command -Name ConvertFrom-Json).Parameters.ContainsKey('DateKind')) {
    $script:JsonOption['DateKind'] = 'String'
}
