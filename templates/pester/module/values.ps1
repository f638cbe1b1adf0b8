function Get-OffenderText {
    <#
    .SYNOPSIS
    A value, with the member of the list that it belongs to, ready to be shown.
    .PARAMETER Owner
    The member, or null.
    .PARAMETER Value
    The value.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [AllowEmptyString()]
        [AllowEmptyCollection()]
        [object] $Owner,

        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [AllowEmptyCollection()]
        [object] $Value
    )

    $text = ConvertTo-DisplayText -Value $Value
    if ($null -eq $Owner -or [object]::ReferenceEquals($Owner, $Value) -or -not (Test-JsonObject -Value $Owner)) {
        return $text
    }
    foreach ($name in $script:OwnerName) {
        $label = Get-JsonMember -InputObject $Owner -Name $name
        if ($label -is [string]) {
            return "$text of $(ConvertTo-DisplayText -Value $label)"
        }
    }
    return $text
}

function Test-Comparison {
    <#
    .SYNOPSIS
    Says whether a number compares with a limit as asked. All bounds are inclusive.
    .PARAMETER Compare
    at_most, at_least or equals.
    .PARAMETER Number
    The number.
    .PARAMETER Limit
    The limit.
    #>
    [CmdletBinding()]
    [OutputType([bool])]
    param(
        [Parameter(Mandatory = $true)]
        [ValidateSet('at_most', 'at_least', 'equals')]
        [string] $Compare,

        [Parameter(Mandatory = $true)]
        [long] $Number,

        [Parameter(Mandatory = $true)]
        [long] $Limit
    )

    if ($Compare -ceq 'at_most') {
        return $Number -le $Limit
    }
    if ($Compare -ceq 'at_least') {
        return $Number -ge $Limit
    }
    return $Number -eq $Limit
}

function Get-KeyRank {
    <#
    .SYNOPSIS
    Folded texts, each with its place in the list, from 0. The first of equal ones counts.
    .PARAMETER Text
    The texts.
    #>
    [CmdletBinding()]
    [OutputType([System.Collections.Generic.Dictionary[string, object]])]
    param(
        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [AllowEmptyCollection()]
        [AllowEmptyString()]
        [string[]] $Text
    )

    $rank = [System.Collections.Generic.Dictionary[string,object]]::new([System.StringComparer]::Ordinal)
    foreach ($entry in $Text) {
        $key = ConvertTo-ComparisonKey -Text $entry
        if (-not $rank.ContainsKey($key)) {
            $rank.Add($key, $rank.Count)
        }
    }
    return , $rank
}

function Resolve-ValueTest {
    <#
    .SYNOPSIS
    Decides a test that judges the values of a path one by one: number, length, one_of, none_of,
    at_least_version, is.
    .PARAMETER Context
    The facts.
    .PARAMETER Scope
    The members around the test, the innermost first.
    .PARAMETER Test
    The test.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.PSCustomObject])]
    param(
        [Parameter(Mandatory = $true)]
        [object] $Context,

        [Parameter(Mandatory = $true)]
        [AllowEmptyCollection()]
        [System.Collections.Generic.List[object]] $Scope,

        [Parameter(Mandatory = $true)]
        [System.Collections.IDictionary] $Test
    )

    $found = Resolve-FactPath -Context $Context -Scope $Scope -Path $Test['path']
    $offender = [System.Collections.Generic.List[string]]::new()
    $rank = @{}
    foreach ($name in 'values', 'order', 'never') {
        if ($Test.Contains($name)) {
            $rank[$name] = Get-KeyRank -Text $Test[$name]
        }
    }
    for ($index = 0; $index -lt $found.Values.Count; $index++) {
        $judgement = Get-ValueJudgement -Test $Test -Rank $rank -Value $found.Values[$index]
        if ($judgement -ceq 'violated') {
            $offender.Add((Get-OffenderText -Owner $found.Owners[$index] -Value $found.Values[$index]))
        } elseif ($judgement -cne 'good') {
            $found.Gaps.Add($judgement)
        }
    }
    return Resolve-Judgement -Required (Get-TestText -Test $Test) -Offender $offender -Gap $found.Gaps -Count $found.Values.Count
}

function Get-ValueJudgement {
    <#
    .SYNOPSIS
    Judges one value: good, violated, or the gap that it is.
    .PARAMETER Test
    The test.
    .PARAMETER Rank
    The texts of the test, folded.
    .PARAMETER Value
    The value.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory = $true)]
        [System.Collections.IDictionary] $Test,

        [Parameter(Mandatory = $true)]
        [System.Collections.IDictionary] $Rank,

        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [AllowEmptyCollection()]
        [object] $Value
    )

    $kind = $Test['test']
    $isGood = $false
    if ($kind -ceq 'is') {
        if ($Value -isnot [bool]) {
            return 'type'
        }
        $isGood = $Value -eq $Test['value']
    } elseif ($kind -ceq 'number') {
        if (-not (Test-JsonInteger -Value $Value)) {
            return 'type'
        }
        $isGood = Test-Comparison -Compare $Test['compare'] -Number $Value -Limit $Test['limit']
    } elseif ($Value -isnot [string]) {
        return 'type'
    } elseif ($kind -ceq 'length') {
        $length = $Value.Length
        if ($Test['label'] -and $Value.IndexOf([char]'.') -ge 0) {
            $length = $Value.IndexOf([char]'.')
        }
        if ($length -eq 0) {
            return 'value'
        }
        $isGood = Test-Comparison -Compare $Test['compare'] -Number $length -Limit $Test['limit']
    } else {
        $key = ConvertTo-ComparisonKey -Text $Value
        if ($kind -ceq 'one_of') {
            $isGood = $Rank['values'].ContainsKey($key)
        } elseif ($kind -ceq 'none_of') {
            $isGood = -not $Rank['values'].ContainsKey($key)
        } elseif ($Rank.ContainsKey('never') -and $Rank['never'].ContainsKey($key)) {
            $isGood = $false
        } else {
            $minimum = ConvertTo-ComparisonKey -Text $Test['minimum']
            if (-not $Rank['order'].ContainsKey($key) -or -not $Rank['order'].ContainsKey($minimum)) {
                return 'value'
            }
            $isGood = $Rank['order'][$key] -ge $Rank['order'][$minimum]
        }
    }
    if ($isGood) {
        return 'good'
    }
    return 'violated'
}

function Resolve-CountTest {
    <#
    .SYNOPSIS
    Decides a test that counts the members of each list at a path.
    .PARAMETER Context
    The facts.
    .PARAMETER Scope
    The members around the test, the innermost first.
    .PARAMETER Test
    The test.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.PSCustomObject])]
    param(
        [Parameter(Mandatory = $true)]
        [object] $Context,

        [Parameter(Mandatory = $true)]
        [AllowEmptyCollection()]
        [System.Collections.Generic.List[object]] $Scope,

        [Parameter(Mandatory = $true)]
        [System.Collections.IDictionary] $Test
    )

    $found = Resolve-FactPath -Context $Context -Scope $Scope -Path $Test['path'] -AsList
    $offender = [System.Collections.Generic.List[string]]::new()
    for ($index = 0; $index -lt $found.Values.Count; $index++) {
        $counted = Measure-FactList -Context $Context -Scope $Scope -Only $Test['only'] -Value $found.Values[$index]
        $shown = Get-OffenderText -Owner $found.Owners[$index] -Value ([long]$counted.Count)
        $limit = $Test['limit']
        if ($Test['compare'] -cne 'at_least' -and $counted.Count -gt $limit) {
            $offender.Add($shown)
        } elseif ($Test['compare'] -ceq 'at_least' -and $counted.Count -ge $limit) {
            continue
        } elseif ($null -ne $counted.Gap) {
            $found.Gaps.Add($counted.Gap)
        } elseif ($Test['compare'] -cne 'at_most' -and $counted.Count -lt $limit) {
            $offender.Add($shown)
        }
    }
    return Resolve-Judgement -Required (Get-TestText -Test $Test) -Offender $offender -Gap $found.Gaps -Count $found.Values.Count
}

function Measure-FactList {
    <#
    .SYNOPSIS
    Counts the members of one list, and says what is in the way of counting all.
    .PARAMETER Context
    The facts.
    .PARAMETER Scope
    The members around the test, the innermost first.
    .PARAMETER Only
    Which members count: a test in the scope of the member, or null.
    .PARAMETER Value
    The list.
    .OUTPUTS
    An object with Count and Gap, the first one or null.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.PSCustomObject])]
    param(
        [Parameter(Mandatory = $true)]
        [object] $Context,

        [Parameter(Mandatory = $true)]
        [AllowEmptyCollection()]
        [System.Collections.Generic.List[object]] $Scope,

        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [System.Collections.IDictionary] $Only,

        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [AllowEmptyCollection()]
        [object] $Value
    )

    $list = Get-FactList -Value $Value
    $counted = [pscustomobject]@{ Count = 0; Gap = $list.Gap }
    foreach ($item in $list.Items) {
        $gap = $null
        if ($null -eq $item) {
            $gap = 'missing'
        } elseif ($null -eq $Only) {
            $counted.Count++
        } else {
            $verdict = Resolve-Test -Context $Context -Scope (Add-FactScope -Scope $Scope -Member $item) -Test $Only
            if ($verdict.State -ceq 'pass') {
                $counted.Count++
            } elseif ($verdict.State -ceq 'unknown') {
                $gap = $verdict.Code
            }
        }
        if ($null -eq $counted.Gap) {
            $counted.Gap = $gap
        }
    }
    if ($null -eq $Only -and $null -eq $counted.Gap -and $counted.Count -eq 0) {
        $counted.Gap = 'no_subject'
    }
    return $counted
}
