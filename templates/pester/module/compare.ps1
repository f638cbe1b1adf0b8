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
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory = $true)]
        [object] $Context,

        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [string] $Name,

        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [object] $Names
    )

    if ($null -eq $Names) {
        return ConvertTo-ComparisonKey -Text $Name
    }
    $key = ConvertTo-ComparisonKey -Text $Name -DnsName
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
    An object with Keys; Shown, each key's name as it stands; PathGaps; ValueGaps; and Count of
    the values, those that are no names included.
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
        [string] $Path,

        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [object] $Names
    )

    $found = Resolve-FactPath -Context $Context -Scope $Scope -Path $Path
    $keys = [System.Collections.Generic.List[string]]::new()
    $shown = [System.Collections.Generic.List[string]]::new()
    $gaps = [System.Collections.Generic.List[string]]::new()
    for ($index = 0; $index -lt $found.Values.Count; $index++) {
        $value = $found.Values[$index]
        if ($value -isnot [string]) {
            $gaps.Add('type')
            continue
        }
        $key = Resolve-NameKey -Context $Context -Name $value -Names $Names
        if ($null -eq $key) {
            $gaps.Add('value')
            continue
        }
        $keys.Add($key)
        $shown.Add((Get-OffenderText -Owner $found.Owners[$index] -Value $value))
    }
    return [pscustomobject]@{ Keys = $keys; Shown = $shown; PathGaps = $found.Gaps; ValueGaps = $gaps; Count = $found.Values.Count }
}

function Resolve-NameTest {
    <#
    .SYNOPSIS
    Decides a test that compares names with each other: all_equal, disjoint, within.
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

    $path = @($Test['path'], $Test['other'])
    if ($Test['test'] -ceq 'all_equal') {
        $path = @($Test['paths'])
    }
    $side = @(foreach ($entry in $path) {
            Resolve-FactName -Context $Context -Scope $Scope -Path $entry -Names $Test['names']
        })
    $offender = [System.Collections.Generic.List[string]]::new()
    $gap = [System.Collections.Generic.List[string]]::new()
    foreach ($one in $side) {
        $gap.AddRange($one.PathGaps)
    }
    foreach ($one in $side) {
        $gap.AddRange($one.ValueGaps)
    }
    $count = 0
    if ($Test['test'] -ceq 'all_equal') {
        foreach ($one in $side) {
            $count += $one.Count
        }
        Add-UnequalName -Side $side -Offender $offender
    } else {
        $count = [Math]::Min($side[0].Count, $side[1].Count)
        if ($Test['test'] -ceq 'within') {
            $count = $side[0].Count
            $gap = $side[0].PathGaps
            $gap.AddRange($side[0].ValueGaps)
        }
        $known = [System.Collections.Generic.HashSet[string]]::new([System.StringComparer]::Ordinal)
        foreach ($key in $side[1].Keys) {
            [void]$known.Add($key)
        }
        for ($index = 0; $index -lt $side[0].Keys.Count; $index++) {
            $isThere = $known.Contains($side[0].Keys[$index])
            if ($Test['test'] -ceq 'disjoint' -and $isThere) {
                $offender.Add($side[0].Shown[$index])
            } elseif ($Test['test'] -ceq 'within' -and -not $isThere) {
                if ($side[1].PathGaps.Count -gt 0) {
                    $gap.Add($side[1].PathGaps[0])
                } elseif ($side[1].ValueGaps.Count -gt 0) {
                    $gap.Add($side[1].ValueGaps[0])
                } else {
                    $offender.Add($side[0].Shown[$index])
                }
            }
        }
    }
    return Resolve-Judgement -Required (Get-TestText -Test $Test) -Offender $offender -Gap $gap -Count $count
}

function Add-UnequalName {
    <#
    .SYNOPSIS
    Adds one name of each kind to the offenders, when there are several kinds.
    .PARAMETER Side
    The names of each path, as Resolve-FactName returns them.
    .PARAMETER Offender
    What violates.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [object[]] $Side,

        [Parameter(Mandatory = $true)]
        [AllowEmptyCollection()]
        [System.Collections.Generic.List[string]] $Offender
    )

    $seen = [System.Collections.Generic.HashSet[string]]::new([System.StringComparer]::Ordinal)
    $first = [System.Collections.Generic.List[string]]::new()
    foreach ($one in $Side) {
        for ($index = 0; $index -lt $one.Keys.Count; $index++) {
            if ($seen.Add($one.Keys[$index])) {
                $first.Add($one.Shown[$index])
            }
        }
    }
    if ($seen.Count -gt 1) {
        $Offender.AddRange($first)
    }
}
