function Resolve-NameKey {
    <#
    .SYNOPSIS
    What two names are compared by, or null when a name can't be told.
    .PARAMETER Context
    The facts.
    .PARAMETER Name
    The name.
    .PARAMETER Names
    How names are told from each other: null as text, dns, or a dictionary whose of names a
    reference.
    #>
    param([object] $Context, [string] $Name, [object] $Names)

    if ($null -eq $Names) {
        return ConvertTo-ComparisonKey -Text $Name
    }
    $key = ConvertTo-NameKey -Text $Name
    if ($Names -is [string]) {
        if ($key.Length -eq 0) {
            return $null
        }
        return $key
    }
    $reference = $null
    if (-not $Context.Reference.TryGetValue($Names['of'], [ref]$reference)) {
        return $null
    }
    $index = Get-ReferenceIndex -Context $Context -Reference $reference
    $entry = Find-ReferencedItem -Index $index -Name $Name
    if ($null -ne $entry) {
        return $entry.Key
    }
    if ($reference['open'] -and $key.Contains('.')) {
        return $key
    }
    return $null
}

function Resolve-FactName {
    <#
    .SYNOPSIS
    Resolves a path to the names there, ready to be compared.
    .PARAMETER Context
    The facts.
    .PARAMETER Scope
    The members around the test, the innermost first.
    .PARAMETER Path
    The path.
    .PARAMETER Names
    How names are told from each other.
    .OUTPUTS
    An object with Values, Owners and Gaps of the path; Keys, one for each value, null for one
    that is no name; and ValueGaps, why those are none.
    #>
    param([object] $Context, [object] $Scope, [string] $Path, [object] $Names)

    $found = Resolve-FactPath -Context $Context -Scope $Scope -Path $Path
    $keys = [System.Collections.Generic.List[object]]::new()
    $gaps = [System.Collections.Generic.List[string]]::new()
    foreach ($value in $found.Values) {
        $key = $null
        if ($value -isnot [string]) {
            $gaps.Add('type')
        } else {
            $key = Resolve-NameKey -Context $Context -Name $value -Names $Names
            if ($null -eq $key) {
                $gaps.Add('value')
            }
        }
        $keys.Add($key)
    }
    return [pscustomobject]@{ Values = $found.Values; Owners = $found.Owners; Gaps = $found.Gaps; Keys = $keys; ValueGaps = $gaps }
}

function Resolve-AllEqualTest {
    <#
    .SYNOPSIS
    Decides whether all names at some paths are the same.
    .PARAMETER Context
    The facts.
    .PARAMETER Scope
    The members around the test, the innermost first.
    .PARAMETER Test
    The test.
    #>
    param([object] $Context, [object] $Scope, [object] $Test)

    $part = @('Values', 'Owners', 'Gaps', 'Keys', 'ValueGaps')
    $all = [pscustomobject]@{ Values = $null; Owners = $null; Gaps = $null; Keys = $null; ValueGaps = $null }
    foreach ($path in $Test['paths']) {
        $one = Resolve-FactName -Context $Context -Scope $Scope -Path $path -Names $Test['names']
        foreach ($name in $part) {
            if ($null -eq $all.$name) {
                $all.$name = [System.Collections.Generic.List[object]]::new()
            }
            foreach ($entry in $one.$name) {
                $all.$name.Add($entry)
            }
        }
    }
    $all.Gaps.AddRange($all.ValueGaps)
    $seen = [System.Collections.Generic.HashSet[string]]::new([System.StringComparer]::Ordinal)
    $first = [System.Collections.Generic.List[int]]::new()
    for ($index = 0; $index -lt $all.Keys.Count; $index++) {
        if ($null -ne $all.Keys[$index] -and $seen.Add($all.Keys[$index])) {
            $first.Add($index)
        }
    }
    if ($first.Count -eq 1) {
        $first.Clear()
    }
    return Resolve-Judgement -Test $Test -Found $all -Offender $first
}

function Resolve-SetTest {
    <#
    .SYNOPSIS
    Decides whether names stand apart from others (disjoint), or all among them (within).
    .PARAMETER Context
    The facts.
    .PARAMETER Scope
    The members around the test, the innermost first.
    .PARAMETER Test
    The test.
    #>
    param([object] $Context, [object] $Scope, [object] $Test)

    $own = Resolve-FactName -Context $Context -Scope $Scope -Path $Test['path'] -Names $Test['names']
    $other = Resolve-FactName -Context $Context -Scope $Scope -Path $Test['other'] -Names $Test['names']
    $isWithin = $Test['test'] -ceq 'within'
    $known = [System.Collections.Generic.HashSet[string]]::new([System.StringComparer]::Ordinal)
    foreach ($key in $other.Keys) {
        if ($null -ne $key) {
            [void]$known.Add($key)
        }
    }
    $otherGap = [System.Collections.Generic.List[string]]::new($other.Gaps)
    $otherGap.AddRange($other.ValueGaps)
    $offender = [System.Collections.Generic.List[int]]::new()
    $valueGap = 0
    if (-not $isWithin) {
        $own.Gaps.AddRange($other.Gaps)
        $own.Gaps.AddRange($own.ValueGaps)
        $own.Gaps.AddRange($other.ValueGaps)
    }
    for ($index = 0; $index -lt $own.Keys.Count; $index++) {
        if ($null -eq $own.Keys[$index]) {
            if ($isWithin) {
                $own.Gaps.Add($own.ValueGaps[$valueGap])
            }
            $valueGap++
        } elseif ($known.Contains($own.Keys[$index]) -ne $isWithin) {
            if ($isWithin -and $otherGap.Count -gt 0) {
                $own.Gaps.Add($otherGap[0])
            } else {
                $offender.Add($index)
            }
        }
    }
    $found = $own
    if (-not $isWithin -and $other.Values.Count -eq 0) {
        $found = [pscustomobject]@{ Values = $other.Values; Owners = $other.Owners; Gaps = $own.Gaps }
    }
    return Resolve-Judgement -Test $Test -Found $found -Offender $offender
}
