function Resolve-Requirement {
    <#
    .SYNOPSIS
    Decides a requirement by its test.
    .PARAMETER Facts
    The facts, as Import-NormativeFact returns them.
    .PARAMETER Test
    The test: its name under test, the rest as the name asks.
    .OUTPUTS
    An object with State, Code and Reason.
    .EXAMPLE
    Resolve-Requirement -Facts $facts -Test @{ test = 'is'; path = 'vmm.dkm.exists'; value = $true }
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.PSCustomObject])]
    param(
        [Parameter(Mandatory = $true)]
        [object] $Facts,

        [Parameter(Mandatory = $true)]
        [System.Collections.IDictionary] $Test
    )

    return Resolve-Test -Context $Facts -Scope ([System.Collections.Generic.List[object]]::new()) -Test $Test
}

function Get-ManualVerdict {
    <#
    .SYNOPSIS
    The verdict that people gave for a requirement, or manual when nobody did or they disagree.
    .PARAMETER Facts
    The facts.
    .PARAMETER Id
    The id of the requirement.
    .EXAMPLE
    Get-ManualVerdict -Facts $facts -Id 'page/requirement'
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.PSCustomObject])]
    param(
        [Parameter(Mandatory = $true)]
        [object] $Facts,

        [Parameter(Mandatory = $true)]
        [ValidateNotNullOrEmpty()]
        [string] $Id
    )

    $given = $null
    foreach ($entry in $Facts.Attestation) {
        if (-not [string]::Equals($entry.Requirement, $Id, [System.StringComparison]::Ordinal)) {
            continue
        }
        if ($null -ne $given -and -not [string]::Equals($given.Answer, $entry.Answer, [System.StringComparison]::Ordinal)) {
            return ConvertTo-Verdict -State 'manual' -Code 'manual' -Reason 'a person has to check this: the answers given so far contradict each other'
        }
        $given = $entry
    }
    if ($null -eq $given -or -not $script:Answer.Contains($given.Answer)) {
        return ConvertTo-Verdict -State 'manual' -Code 'manual' -Reason 'a person has to check this'
    }
    $who = ConvertTo-DisplayText -Value $given.By
    switch -CaseSensitive -Exact ($given.Answer) {
        'yes' {
            return ConvertTo-Verdict -State 'pass' -Code 'attested' -Reason "attested as met by $who"
        }
        'no' {
            return ConvertTo-Verdict -State 'fail' -Code 'attested' -Reason "attested as not met by $who"
        }
    }
    return ConvertTo-Verdict -State 'not_applicable' -Code 'attested' -Reason "attested as not applicable by $who"
}

function Import-CatalogueTest {
    <#
    .SYNOPSIS
    Reads the tests of requirements.json, for those that a suite can't spell in plain ASCII.
    .PARAMETER Path
    The catalogue.
    .OUTPUTS
    A dictionary: id to test.
    #>
    [CmdletBinding()]
    [OutputType([System.Collections.Generic.Dictionary[string, object]])]
    param(
        [Parameter(Mandatory = $true)]
        [ValidateNotNullOrEmpty()]
        [string] $Path
    )

    $tests = [System.Collections.Generic.Dictionary[string,object]]::new([System.StringComparer]::Ordinal)
    foreach ($entry in (Read-JsonFile -Path $Path).requirements) {
        $test = Get-JsonMember -InputObject $entry -Name 'test'
        if ($null -ne $test) {
            $tests.Add($entry.id, (ConvertTo-TestTable -Value $test))
        }
    }
    return , $tests
}

function ConvertTo-TestTable {
    <#
    .SYNOPSIS
    Makes of a test in JSON the table that Resolve-Requirement takes.
    .PARAMETER Value
    The test, or a part of it.
    #>
    [CmdletBinding()]
    [OutputType([System.Collections.Hashtable])]
    param(
        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [AllowEmptyString()]
        [AllowEmptyCollection()]
        [object] $Value
    )

    if (Test-JsonObject -Value $Value) {
        $table = @{}
        foreach ($property in $Value.PSObject.Properties) {
            $table[$property.Name] = ConvertTo-TestTable -Value $property.Value
        }
        return $table
    }
    if ($Value -is [array]) {
        $list = @(foreach ($entry in $Value) { ConvertTo-TestTable -Value $entry })
        return , $list
    }
    return $Value
}

function Assert-Verdict {
    <#
    .SYNOPSIS
    Turns a verdict into the result of the running test. Must be the last command of a test.
    .DESCRIPTION
    Also writes the verdict to the output: Pester keeps it as StandardOutput of the test,
    where the runner reads it. No message has to be parsed.
    .PARAMETER Verdict
    The verdict.
    .EXAMPLE
    Assert-Verdict -Verdict (Get-ManualVerdict -Facts $facts -Id 'page/requirement')
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.PSCustomObject])]
    param(
        [Parameter(Mandatory = $true)]
        [object] $Verdict
    )

    $Verdict
    if ($Verdict.State -ceq 'not_applicable') {
        Set-ItResult -Skipped -Because "not_applicable: $($Verdict.Reason)"
    } elseif ($Verdict.State -ceq 'unknown' -or $Verdict.State -ceq 'manual') {
        Set-ItResult -Inconclusive -Because "$($Verdict.State): $($Verdict.Reason)"
    } else {
        $Verdict.State -ceq 'pass' | Should -BeTrue -Because $Verdict.Reason
    }
}
