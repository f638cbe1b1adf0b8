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
    param([string] $Compare, [long] $Number, [long] $Limit)

    if ($Compare -ceq 'at_most') {
        return $Number -le $Limit
    }
    if ($Compare -ceq 'at_least') {
        return $Number -ge $Limit
    }
    return $Number -eq $Limit
}

function Get-TextRank {
    <#
    .SYNOPSIS
    The place of a text in a list, ASCII letter case aside, from 0; -1 when it is not in it.
    .PARAMETER Text
    The text.
    .PARAMETER List
    The list, or null.
    #>
    param([string] $Text, [object] $List)

    $key = ConvertTo-ComparisonKey -Text $Text
    for ($index = 0; $index -lt $List.Length; $index++) {
        if ([string]::Equals($key, (ConvertTo-ComparisonKey -Text $List[$index]), [System.StringComparison]::Ordinal)) {
            return $index
        }
    }
    return -1
}

function Get-ValueJudgement {
    <#
    .SYNOPSIS
    Judges one value: good, violated, or the gap that it is.
    .PARAMETER Test
    The test: number, length, one_of, none_of, at_least_version or is.
    .PARAMETER Value
    The value.
    #>
    param([object] $Test, [object] $Value)

    $kind = $Test['test']
    $isGood = $false
    if ($kind -ceq 'is') {
        if ($Value -isnot [bool]) {
            return 'type'
        }
        $isGood = $Value -eq $Test['value']
    } elseif ($kind -ceq 'number') {
        # Some readers make -0 a fraction.
        $isNothing = $Value -is [double] -and $Value -eq 0 -and [double]::IsNegativeInfinity(1 / $Value)
        if ($Value -isnot [int] -and $Value -isnot [long] -and -not $isNothing) {
            return 'type'
        }
        $isGood = Test-Comparison -Compare $Test['compare'] -Number $Value -Limit $Test['limit']
    } elseif ($Value -isnot [string]) {
        return 'type'
    } elseif ($kind -ceq 'one_of') {
        $isGood = (Get-TextRank -Text $Value -List $Test['values']) -ge 0
    } elseif ($kind -ceq 'none_of') {
        $isGood = (Get-TextRank -Text $Value -List $Test['values']) -lt 0
    } elseif ($kind -ceq 'length') {
        $length = $Value.Length
        if ($Test['label'] -and $Value.IndexOf([char]'.') -ge 0) {
            $length = $Value.IndexOf([char]'.')
        }
        if ($length -eq 0) {
            return 'value'
        }
        $isGood = Test-Comparison -Compare $Test['compare'] -Number $length -Limit $Test['limit']
    } elseif ($null -eq $Test['never'] -or (Get-TextRank -Text $Value -List $Test['never']) -lt 0) {
        $rank = Get-TextRank -Text $Value -List $Test['order']
        $minimum = Get-TextRank -Text $Test['minimum'] -List $Test['order']
        if ($rank -lt 0 -or $minimum -lt 0) {
            return 'value'
        }
        $isGood = $rank -ge $minimum
    }
    if ($isGood) {
        return 'good'
    }
    return 'violated'
}

function Resolve-ValueTest {
    <#
    .SYNOPSIS
    Decides a test that judges the values of a path one by one.
    .PARAMETER Context
    The facts.
    .PARAMETER Scope
    The members around the test, the innermost first.
    .PARAMETER Test
    The test.
    #>
    param([object] $Context, [object] $Scope, [object] $Test)

    $found = Resolve-FactPath -Context $Context -Scope $Scope -Path $Test['path']
    $offender = [System.Collections.Generic.List[int]]::new()
    for ($index = 0; $index -lt $found.Values.Count; $index++) {
        $judgement = Get-ValueJudgement -Test $Test -Value $found.Values[$index]
        if ($judgement -ceq 'violated') {
            $offender.Add($index)
        } elseif ($judgement -cne 'good') {
            $found.Gaps.Add($judgement)
        }
    }
    return Resolve-Judgement -Test $Test -Found $found -Offender $offender
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
    param([object] $Context, [object] $Scope, [object] $Test)

    $found = Resolve-FactPath -Context $Context -Scope $Scope -Path $Test['path'] -AsList $true
    $offender = [System.Collections.Generic.List[int]]::new()
    $shown = [System.Collections.Generic.List[object]]::new()
    for ($index = 0; $index -lt $found.Values.Count; $index++) {
        $counted = Measure-FactList -Context $Context -Scope $Scope -Only $Test['only'] -Value $found.Values[$index]
        $shown.Add($counted.Count)
        $limit = $Test['limit']
        if ($Test['compare'] -cne 'at_least' -and $counted.Count -gt $limit) {
            $offender.Add($index)
        } elseif ($Test['compare'] -ceq 'at_least' -and $counted.Count -ge $limit) {
            continue
        } elseif ($null -ne $counted.Gap) {
            $found.Gaps.Add($counted.Gap)
        } elseif ($Test['compare'] -cne 'at_most' -and $counted.Count -lt $limit) {
            $offender.Add($index)
        }
    }
    return Resolve-Judgement -Test $Test -Found $found -Offender $offender -Shown $shown
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
    param([object] $Context, [object] $Scope, [object] $Only, [object] $Value)

    $list = Get-FactList -Value $Value
    $counted = [pscustomobject]@{ Count = [long]0; Gap = $list.Gap }
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
