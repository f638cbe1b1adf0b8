function Assert-Vector {
    <#
    .SYNOPSIS
    Compares the verdicts of this module with those of a set of vectors. Must be the last command
    of a test.
    .PARAMETER Path
    The file of vectors.
    .PARAMETER Name
    The set.
    .PARAMETER Count
    How many verdicts the set has.
    .EXAMPLE
    Assert-Vector -Path vectors.json -Name language -Count 360
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [ValidateNotNullOrEmpty()]
        [string] $Path,

        [Parameter(Mandatory = $true)]
        [ValidateNotNullOrEmpty()]
        [string] $Name,

        [Parameter(Mandatory = $true)]
        [int] $Count
    )

    $compared = 0
    $wrong = [System.Collections.Generic.List[string]]::new()
    foreach ($set in (Read-JsonFile -Path $Path).sets) {
        if ($set.name -cne $Name) {
            continue
        }
        $references = ConvertTo-TestTable -Value $set.references
        $tests = ConvertTo-TestTable -Value $set.tests
        for ($number = 0; $number -lt $set.facts.Length; $number++) {
            $facts = ConvertTo-FactContext -Root $set.facts[$number] -Reference $references
            for ($at = 0; $at -lt $tests.Length; $at++) {
                $verdict = Resolve-Requirement -Facts $facts -Test $tests[$at]
                $compared++
                if ("$($verdict.State) $($verdict.Code)" -cne $set.expected[$number][$at]) {
                    $wrong.Add("test $at on facts ${number}: $($verdict.State) $($verdict.Code), not $($set.expected[$number][$at])")
                }
            }
        }
    }
    if ($wrong.Count -gt $script:MaximumShown) {
        $wrong = $wrong.GetRange(0, $script:MaximumShown)
    }
    $compared -eq $Count -and $wrong.Count -eq 0 | Should -BeTrue -Because "$compared of $Count verdicts were compared; $([string]::Join('; ', $wrong))"
}
