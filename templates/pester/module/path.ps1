function Get-FactRoute {
    <#
    .SYNOPSIS
    Reads a path of facts: one route, or two with a fallback.
    .DESCRIPTION
    vmm.cluster.nodes[].host starts at the facts; .host at the member that a test looks at, ^.host at
    the one around it. A name that ends in [] stands for each member of a list. Behind a bar
    stands a second route, for when nothing is known on the first. What it leads to can show a
    violation, but proves nothing.
    .PARAMETER Path
    The path, as the generator checked it.
    .OUTPUTS
    Objects with Scope, null or a number, and Segment, objects with Name and Each.
    #>
    [CmdletBinding()]
    [OutputType([object[]])]
    param(
        [Parameter(Mandatory = $true)]
        [ValidateNotNullOrEmpty()]
        [string] $Path
    )

    $route = @(foreach ($part in $Path.Replace(' | ', '|').Split('|')) {
            $name = $part.TrimStart('^')
            $scope = $null
            if ($name.Length -gt 0 -and [int]$name[0] -eq 0x2E) {
                $scope = $part.Length - $name.Length
                $name = $name.Substring(1)
            }
            $segment = @()
            if ($name.Length -gt 0) {
                $segment = @(foreach ($word in $name.Split('.')) {
                        $bare = $word.Replace('[]', '')
                        [pscustomobject]@{ Name = $bare; Each = $bare.Length -lt $word.Length }
                    })
            }
            [pscustomobject]@{ Scope = $scope; Segment = $segment }
        })
    return $route
}

function Get-ReferenceIndex {
    <#
    .SYNOPSIS
    The items of a list that others refer to, by their folded key and by their aliases.
    .PARAMETER Context
    The facts, as Import-NormativeFact returns them.
    .PARAMETER Reference
    The description of the reference.
    .OUTPUTS
    An object with Gap: null, missing or type; and Key and Alias: text to an object with Key
    and Item. An alias of items with different keys stands for none of them.
    #>
    param([object] $Context, [object] $Reference)

    $index = $null
    if ($Context.Index.TryGetValue($Reference['name'], [ref]$index)) {
        return $index
    }
    $index = [pscustomobject]@{
        Gap   = $null
        Key   = [System.Collections.Generic.Dictionary[string,object]]::new([System.StringComparer]::Ordinal)
        Alias = [System.Collections.Generic.Dictionary[string,object]]::new([System.StringComparer]::Ordinal)
    }
    $Context.Index[$Reference['name']] = $index
    $list = Get-FactList -Value (Get-JsonMember -InputObject $Context.Root -Name $Reference['list'])
    if (-not $list.IsList) {
        $index.Gap = $list.Gap
    }
    foreach ($item in $list.Items) {
        if (-not (Test-JsonObject -Value $item)) {
            continue
        }
        $key = Get-JsonMember -InputObject $item -Name $Reference['key']
        if ($key -isnot [string]) {
            continue
        }
        $entry = [pscustomobject]@{ Key = ConvertTo-NameKey -Text $key; Item = $item }
        if (-not $index.Key.ContainsKey($entry.Key)) {
            $index.Key.Add($entry.Key, $entry)
        }
        foreach ($alias in $Reference['aliases']) {
            $name = Get-JsonMember -InputObject $item -Name $alias
            if ($name -isnot [string]) {
                continue
            }
            $name = ConvertTo-NameKey -Text $name
            $other = $null
            if (-not $index.Alias.TryGetValue($name, [ref]$other)) {
                $index.Alias.Add($name, $entry)
            } elseif ($null -ne $other -and -not [string]::Equals($other.Key, $entry.Key, [System.StringComparison]::Ordinal)) {
                $index.Alias[$name] = $null
            }
        }
    }
    return $index
}

function Find-ReferencedItem {
    <#
    .SYNOPSIS
    The item of a referenced list that has a name, or null.
    .PARAMETER Index
    The index of the list.
    .PARAMETER Name
    The name.
    .OUTPUTS
    An object with Key, the folded key, and Item.
    #>
    param([object] $Index, [string] $Name)

    $key = ConvertTo-NameKey -Text $Name
    $entry = $null
    if (-not $Index.Key.TryGetValue($key, [ref]$entry)) {
        $null = $Index.Alias.TryGetValue($key, [ref]$entry)
    }
    return $entry
}

function Resolve-FactReference {
    <#
    .SYNOPSIS
    Follows a reference: from the key in an object to the item of the list that has it.
    .PARAMETER Context
    The facts.
    .PARAMETER InputObject
    The object that has the key.
    .PARAMETER Name
    The name of the reference.
    .OUTPUTS
    The item; or text, the gap in the way: missing or type. No item is text.
    #>
    param([object] $Context, [object] $InputObject, [string] $Name)

    $reference = $null
    if (-not $Context.Reference.TryGetValue($Name, [ref]$reference)) {
        return 'missing'
    }
    $key = Get-JsonMember -InputObject $InputObject -Name $reference['field']
    if ($null -eq $key) {
        return 'missing'
    }
    if ($key -isnot [string]) {
        return 'type'
    }
    $index = Get-ReferenceIndex -Context $Context -Reference $reference
    if ($null -ne $index.Gap) {
        return $index.Gap
    }
    $entry = Find-ReferencedItem -Index $index -Name $key
    if ($null -eq $entry) {
        return 'missing'
    }
    return $entry.Item
}

function Resolve-FactRoute {
    <#
    .SYNOPSIS
    Collects what stands at a route, and what is in the way of seeing all of it.
    .PARAMETER Context
    The facts.
    .PARAMETER Scope
    The members around the test, the innermost first.
    .PARAMETER Route
    The route.
    .PARAMETER AsList
    Stops before the [] at the end: the lists are wanted, not their members.
    .OUTPUTS
    An object with Values, Owners (of each value the last member of a list on the way to it)
    and Gaps.
    #>
    param([object] $Context, [object] $Scope, [object] $Route, [bool] $AsList)

    $gaps = [System.Collections.Generic.List[string]]::new()
    $values = [System.Collections.Generic.List[object]]::new()
    $owners = [System.Collections.Generic.List[object]]::new()
    if ($null -eq $Route.Scope) {
        $values.Add($Context.Root)
        $owners.Add($null)
    } elseif ($Route.Scope -lt $Scope.Count) {
        $values.Add($Scope[$Route.Scope])
        $owners.Add($Scope[$Route.Scope])
    } else {
        $gaps.Add('missing')
    }
    $last = $Route.Segment.Length - 1
    for ($at = 0; $at -le $last; $at++) {
        $segment = $Route.Segment[$at]
        $from = $values
        $fromOwners = $owners
        $values = [System.Collections.Generic.List[object]]::new()
        $owners = [System.Collections.Generic.List[object]]::new()
        for ($index = 0; $index -lt $from.Count; $index++) {
            $node = $from[$index]
            if ($node -isnot [System.Management.Automation.PSCustomObject]) {
                $gaps.Add('type')
                continue
            }
            # As in Get-JsonMember. Not called: this is where the time goes.
            $property = $node.PSObject.Properties[$segment.Name]
            $value = $null
            if ($null -ne $property -and [string]::Equals($property.Name, $segment.Name, [System.StringComparison]::Ordinal)) {
                $value = $property.Value
            }
            if ($null -eq $value) {
                $value = Resolve-FactReference -Context $Context -InputObject $node -Name $segment.Name
                if ($value -is [string]) {
                    $gaps.Add($value)
                    continue
                }
            }
            if (-not $segment.Each -or ($AsList -and $at -eq $last)) {
                $values.Add($value)
                $owners.Add($fromOwners[$index])
                continue
            }
            $items = $value
            if ($value -isnot [array]) {
                $list = Get-FactList -Value $value
                $items = $list.Items
                if ($null -ne $list.Gap) {
                    $gaps.Add($list.Gap)
                }
            }
            foreach ($item in $items) {
                if ($null -eq $item) {
                    $gaps.Add('missing')
                } else {
                    $values.Add($item)
                    $owners.Add($item)
                }
            }
        }
    }
    return [pscustomobject]@{ Values = $values; Owners = $owners; Gaps = $gaps }
}

function Resolve-FactPath {
    <#
    .SYNOPSIS
    Collects what stands at a path. What was found from the facts as a whole is remembered.
    .PARAMETER Context
    The facts.
    .PARAMETER Scope
    The members around the test, the innermost first.
    .PARAMETER Path
    The path.
    .PARAMETER AsList
    Stops before the [] at the end: the lists are wanted, not their members.
    .OUTPUTS
    An object with Values, Owners and Gaps. Only Gaps may be changed.
    #>
    param([object] $Context, [object] $Scope, [string] $Path, [bool] $AsList = $false)

    $route = $script:Route[$Path]
    if ($null -eq $route) {
        $route = @(Get-FactRoute -Path $Path)
        $script:Route[$Path] = $route
    }
    if ($route.Length -eq 1 -and $null -ne $route[0].Scope) {
        return Resolve-FactRoute -Context $Context -Scope $Scope -Route $route[0] -AsList $AsList
    }
    foreach ($one in $route) {
        if ($null -ne $one.Scope) {
            return Resolve-FactFallback -Context $Context -Scope $Scope -Route $route -AsList $AsList
        }
    }
    $key = $Path
    if ($AsList) {
        $key = "$Path as list"
    }
    $known = $Context.Found[$key]
    if ($null -eq $known) {
        $known = Resolve-FactFallback -Context $Context -Scope $Scope -Route $route -AsList $AsList
        $Context.Found[$key] = $known
    }
    return [pscustomobject]@{ Values = $known.Values; Owners = $known.Owners; Gaps = [System.Collections.Generic.List[string]]::new($known.Gaps) }
}

function Resolve-FactFallback {
    <#
    .SYNOPSIS
    Collects what stands at the first route, or at the second when nothing is known on the first.
    .PARAMETER Context
    The facts.
    .PARAMETER Scope
    The members around the test, the innermost first.
    .PARAMETER Route
    One route or two.
    .PARAMETER AsList
    Stops before the [] at the end: the lists are wanted, not their members.
    #>
    param([object] $Context, [object] $Scope, [object] $Route, [bool] $AsList)

    $used = $Route[0]
    if ($Route.Length -eq 2) {
        $found = Resolve-FactRoute -Context $Context -Scope $Scope -Route $used -AsList $false
        if (Test-NothingKnown -Found $found) {
            $found = Resolve-FactRoute -Context $Context -Scope $Scope -Route $Route[1] -AsList $AsList
            $found.Gaps.Add('inconclusive')
            return $found
        }
    }
    return Resolve-FactRoute -Context $Context -Scope $Scope -Route $used -AsList $AsList
}

function Test-NothingKnown {
    <#
    .SYNOPSIS
    Says whether a route leads to no value, only because facts are missing.
    .PARAMETER Found
    What Resolve-FactRoute found.
    #>
    param([object] $Found)

    if ($Found.Values.Count -gt 0 -or $Found.Gaps.Count -eq 0) {
        return $false
    }
    foreach ($gap in $Found.Gaps) {
        if ($gap -cne 'missing') {
            return $false
        }
    }
    return $true
}
