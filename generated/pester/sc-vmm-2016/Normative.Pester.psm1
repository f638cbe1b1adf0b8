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

function ConvertTo-DisplayText {
    <#
    .SYNOPSIS
    Makes a value from a facts file safe to show in messages, reports and logs.
    .DESCRIPTION
    Everything outside printable ASCII becomes a visible escape. So do the second character
    of the marks of CI logging commands, and the blank after the word that Pester deletes
    from reasons.
    .PARAMETER Value
    The value. Text is shown in brackets, a number or boolean as it is, the rest by its kind.
    .OUTPUTS
    System.String, at most 200 characters and never blank.
    #>
    param([object] $Value)

    if ($null -eq $Value) {
        return 'null'
    }
    if ($Value -is [bool]) {
        return ([string]$Value).ToLowerInvariant()
    }
    if (Test-JsonInteger -Value $Value) {
        return $Value.ToString([cultureinfo]::InvariantCulture)
    }
    if ($Value -isnot [string]) {
        return '(not text)'
    }
    if ($script:PlainText.IsMatch($Value) -and -not $script:DeletedText.IsMatch($Value)) {
        return '[' + $Value + ']'
    }
    $builder = [System.Text.StringBuilder]::new()
    $before = 0
    for ($index = 0; $index -lt $Value.Length; $index++) {
        if ($builder.Length -ge 188) {
            [void]$builder.Append('...')
            break
        }
        $code = [int]$Value[$index]
        $isMark = $code -eq $before -and ($code -eq 0x23 -or $code -eq 0x3A)
        $isDeleted = $code -eq 0x20 -and $index -ge 7 -and
            [string]::Equals($Value.Substring($index - 7, 7), 'because', [System.StringComparison]::OrdinalIgnoreCase)
        if ($isMark -or $isDeleted -or $code -lt 0x20 -or $code -gt 0x7E) {
            [void]$builder.Append('\u').Append($code.ToString('x4', [cultureinfo]::InvariantCulture))
            $before = 0
        } else {
            [void]$builder.Append($Value[$index])
            $before = $code
        }
    }
    return '[' + $builder.ToString() + ']'
}

function ConvertTo-ComparisonKey {
    <#
    .SYNOPSIS
    Folds ASCII capitals, and nothing else, so that keys can be compared ordinally.
    .PARAMETER Text
    The text to fold.
    .OUTPUTS
    System.String
    #>
    param([string] $Text)

    $key = $script:Folded[$Text]
    if ($null -ne $key) {
        return $key
    }
    if ($script:AsciiText.IsMatch($Text)) {
        $key = $Text.ToLowerInvariant()
    } else {
        $character = $Text.ToCharArray()
        for ($index = 0; $index -lt $character.Length; $index++) {
            $code = [int]$character[$index]
            if ($code -ge 0x41 -and $code -le 0x5A) {
                $character[$index] = [char]($code + 0x20)
            }
        }
        $key = [string]::new($character)
    }
    if ($script:Folded.Count -ge $script:MaximumFolded) {
        $script:Folded.Clear()
    }
    $script:Folded[$Text] = $key
    return $key
}

function ConvertTo-NameKey {
    <#
    .SYNOPSIS
    Folds ASCII capitals and drops one trailing dot: what DNS names are compared by.
    .PARAMETER Text
    The name.
    .OUTPUTS
    System.String
    #>
    param([string] $Text)

    $key = $script:Folded[$Text]
    if ($null -eq $key) {
        $key = ConvertTo-ComparisonKey -Text $Text
    }
    if ($key.EndsWith('.', [System.StringComparison]::Ordinal)) {
        return $key.Substring(0, $key.Length - 1)
    }
    return $key
}

function Test-JsonObject {
    <#
    .SYNOPSIS
    Says whether a value was a JSON object.
    .PARAMETER Value
    The value.
    #>
    param([object] $Value)

    return $Value -is [System.Management.Automation.PSCustomObject]
}

function Test-JsonInteger {
    <#
    .SYNOPSIS
    Says whether a value was a JSON number without fraction and exponent that fits 64 bits.
    .PARAMETER Value
    The value.
    #>
    param([object] $Value)

    return $Value -is [int] -or $Value -is [long]
}

function Get-JsonMember {
    <#
    .SYNOPSIS
    Reads one member of a JSON object: its value, or null when it is absent.
    .DESCRIPTION
    JSON names are case-sensitive, PowerShell members are not: the name found is compared.
    .PARAMETER InputObject
    The object.
    .PARAMETER Name
    The exact name.
    #>
    param([object] $InputObject, [string] $Name)

    $property = $InputObject.PSObject.Properties[$Name]
    if ($null -eq $property -or -not [string]::Equals($property.Name, $Name, [System.StringComparison]::Ordinal)) {
        return $null
    }
    return , $property.Value
}

function Read-JsonFile {
    <#
    .SYNOPSIS
    Reads a JSON object in UTF-8, or throws an error that names the file and what is wrong.
    .PARAMETER Path
    The file.
    .OUTPUTS
    System.Management.Automation.PSCustomObject
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.PSCustomObject])]
    param(
        [Parameter(Mandatory = $true)]
        [ValidateNotNullOrEmpty()]
        [string] $Path
    )

    $file = Get-Item -LiteralPath $Path -Force -ErrorAction Stop
    if ($file -isnot [System.IO.FileInfo]) {
        throw "${Path}: not a file."
    }
    if ($file.Length -gt $script:MaximumByte) {
        throw "$($file.FullName): larger than 64 MB."
    }
    $byte = [System.IO.File]::ReadAllBytes($file.FullName)
    if ($byte.Length -ge 2 -and (($byte[0] -eq 0xFF -and $byte[1] -eq 0xFE) -or ($byte[0] -eq 0xFE -and $byte[1] -eq 0xFF))) {
        throw "$($file.FullName): saved as UTF-16. Save it again as UTF-8."
    }
    $option = $script:JsonOption
    try {
        $text = [System.Text.UTF8Encoding]::new($false, $true).GetString($byte)
        if ($text.Length -gt 0 -and [int]$text[0] -eq 0xFEFF) {
            $text = $text.Substring(1)
        }
        # An array of one object would come back as that object.
        $isObject = $text.TrimStart([char]0x20, [char]0x09, [char]0x0A, [char]0x0D).StartsWith('{', [System.StringComparison]::Ordinal)
        $value = ConvertFrom-Json -InputObject $text @option
    } catch {
        throw "$($file.FullName): not JSON in UTF-8. $($_.Exception.Message)"
    }
    if (-not $isObject -or -not (Test-JsonObject -Value $value)) {
        throw "$($file.FullName): the top level is not an object."
    }
    return $value
}

function Get-FactList {
    <#
    .SYNOPSIS
    Reads a list of facts: an array, or an object with complete and items.
    .PARAMETER Value
    The value.
    .OUTPUTS
    An object with IsList; Items; and Gap, null or the reason why they may not be all.
    #>
    param([object] $Value)

    $list = [pscustomobject]@{ IsList = $false; Items = @(); Gap = $null }
    if ($Value -is [array]) {
        $list.IsList = $true
        $list.Items = $Value
        return $list
    }
    if ($null -eq $Value) {
        $list.Gap = 'missing'
        return $list
    }
    if (-not (Test-JsonObject -Value $Value)) {
        $list.Gap = 'type'
        return $list
    }
    $items = Get-JsonMember -InputObject $Value -Name 'items'
    if ($items -isnot [array]) {
        $list.Gap = 'type'
        if ($null -eq $items) {
            $list.Gap = 'missing'
        }
        return $list
    }
    $list.IsList = $true
    $list.Items = $items
    $complete = Get-JsonMember -InputObject $Value -Name 'complete'
    if ($null -eq $complete) {
        $list.Gap = 'partial'
    } elseif ($complete -isnot [bool]) {
        $list.Gap = 'type'
    } elseif (-not $complete) {
        $list.Gap = 'partial'
    }
    return $list
}

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

function ConvertTo-Verdict {
    <#
    .SYNOPSIS
    Builds a verdict.
    .PARAMETER State
    pass, fail, unknown, not_applicable or manual.
    .PARAMETER Code
    The reason as one word of a closed list. Compared with the other evaluators.
    .PARAMETER Reason
    The reason as a sentence. Never compared, never blank.
    #>
    param([string] $State, [string] $Code, [string] $Reason)

    return [pscustomobject]@{ State = $State; Code = $Code; Reason = $Reason }
}

function Resolve-Judgement {
    <#
    .SYNOPSIS
    Decides what is judged one by one, in Kleene logic: an offender fails, else the first gap
    leaves it unknown, else nothing to judge does, else it passes.
    .PARAMETER Test
    The test.
    .PARAMETER Found
    The values, their owners, and what could not be seen or judged.
    .PARAMETER Offender
    The places among the values of those that violate.
    .PARAMETER Shown
    What to show in the place of the values, or null.
    #>
    param([object] $Test, [object] $Found, [object] $Offender, [object] $Shown = $null)

    $count = $Found.Values.Count
    if ($Offender.Count -gt 0) {
        $required = Get-TestText -Test $Test
        $observed = Get-OffenderText -Found $Found -Offender $Offender -Shown $Shown
        return [pscustomobject]@{ State = 'fail'; Code = 'violated'; Reason = "required: $required; observed: $observed" }
    }
    $gap = 'no_subject'
    if ($Found.Gaps.Count -gt 0) {
        $gap = $Found.Gaps[0]
    } elseif ($count -gt 0) {
        return [pscustomobject]@{ State = 'pass'; Code = 'satisfied'; Reason = "met: observed $count" }
    }
    $required = Get-TestText -Test $Test
    return [pscustomobject]@{ State = 'unknown'; Code = $gap; Reason = "required: $required; not known: $($script:GapText[$gap])" }
}

function Get-OffenderText {
    <#
    .SYNOPSIS
    The values that violate, each with the member of the list that it belongs to, ready to be
    shown: the first few of them.
    .PARAMETER Found
    The values and their owners.
    .PARAMETER Offender
    The places among the values of those that violate.
    .PARAMETER Shown
    What to show in the place of the values, or null.
    #>
    param([object] $Found, [object] $Offender, [object] $Shown)

    $text = [System.Collections.Generic.List[string]]::new()
    foreach ($at in $Offender) {
        if ($text.Count -eq $script:MaximumShown) {
            $text.Add("and $($Offender.Count - $script:MaximumShown) more")
            break
        }
        $value = $Found.Values[$at]
        if ($null -ne $Shown) {
            $value = $Shown[$at]
        }
        $one = ConvertTo-DisplayText -Value $value
        $owner = Get-OwnerName -Owner $Found.Owners[$at]
        if ($null -ne $owner) {
            $one += ' of ' + (ConvertTo-DisplayText -Value $owner)
        }
        $text.Add($one)
    }
    return [string]::Join(', ', $text)
}

function Get-OwnerName {
    <#
    .SYNOPSIS
    The name by which a member of a list is shown, or null when it has none.
    .PARAMETER Owner
    The member.
    #>
    param([object] $Owner)

    if (Test-JsonObject -Value $Owner) {
        foreach ($name in $script:OwnerName) {
            $label = Get-JsonMember -InputObject $Owner -Name $name
            if ($label -is [string]) {
                return $label
            }
        }
    }
    return $null
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

function Add-FactScope {
    <#
    .SYNOPSIS
    The scope inside a member of a list.
    .PARAMETER Scope
    The members around it, the innermost first.
    .PARAMETER Member
    The member.
    #>
    param([object] $Scope, [object] $Member)

    $inner = [System.Collections.Generic.List[object]]::new()
    $inner.Add($Member)
    $inner.AddRange($Scope)
    return , $inner
}

function Join-Verdict {
    <#
    .SYNOPSIS
    Joins verdicts in Kleene logic. Those that are not applicable stand aside.
    .PARAMETER Verdict
    The verdicts. When there is none, that is no_subject.
    .PARAMETER Decisive
    fail: one failure fails all (all_of). pass: one pass is enough (any_of).
    #>
    param([object[]] $Verdict, [string] $Decisive)

    if ($Verdict.Length -eq 0) {
        return ConvertTo-Verdict -State 'unknown' -Code 'no_subject' -Reason $script:GapText['no_subject']
    }
    $unknown = $null
    $applies = $false
    $reasons = [System.Collections.Generic.List[string]]::new()
    foreach ($one in $Verdict) {
        if ($one.State -ceq $Decisive -and $Decisive -ceq 'pass') {
            return $one
        }
        if ($one.State -ceq 'unknown' -and $null -eq $unknown) {
            $unknown = $one
        }
        if ($one.State -cne 'not_applicable') {
            $applies = $true
        }
        if ($one.State -ceq 'fail') {
            $reasons.Add($one.Reason)
        }
    }
    if ($Decisive -ceq 'fail' -and $reasons.Count -gt 0) {
        return ConvertTo-Verdict -State 'fail' -Code 'violated' -Reason (Join-Reason -Reason $reasons -Word 'and')
    }
    if ($null -ne $unknown) {
        return $unknown
    }
    if (-not $applies) {
        return $Verdict[0]
    }
    if ($Decisive -ceq 'fail') {
        return ConvertTo-Verdict -State 'pass' -Code 'satisfied' -Reason 'all parts of it are met'
    }
    return ConvertTo-Verdict -State 'fail' -Code 'violated' -Reason (Join-Reason -Reason $reasons -Word 'or')
}

function Join-Reason {
    <#
    .SYNOPSIS
    Joins reasons into one, the first few of them.
    .PARAMETER Reason
    The reasons.
    .PARAMETER Word
    The word between them.
    #>
    param([object] $Reason, [string] $Word)

    $shown = $Reason
    $more = ''
    if ($Reason.Count -gt $script:MaximumShown) {
        $shown = $Reason.GetRange(0, $script:MaximumShown)
        $more = "; $Word $($Reason.Count - $script:MaximumShown) more"
    }
    return [string]::Join("; $Word ", $shown) + $more
}

function Resolve-MemberTest {
    <#
    .SYNOPSIS
    Decides a test of the members of a list, each in its own scope: each, some.
    .PARAMETER Context
    The facts.
    .PARAMETER Scope
    The members around the test, the innermost first.
    .PARAMETER Test
    The test.
    #>
    param([object] $Context, [object] $Scope, [object] $Test)

    $isSome = $Test['test'] -ceq 'some'
    $found = Resolve-FactPath -Context $Context -Scope $Scope -Path $Test['path']
    $decisive = 'fail'
    if ($isSome) {
        $decisive = 'pass'
    }
    $verdict = @(foreach ($member in $found.Values) {
            if ($null -eq $Test['then']) {
                ConvertTo-Verdict -State 'pass' -Code 'satisfied' -Reason "there is one at $($Test['path'])"
                break
            }
            $one = Resolve-Test -Context $Context -Scope (Add-FactScope -Scope $Scope -Member $member) -Test $Test['then']
            $one
            # One that passes is enough. Of failures, all are wanted.
            if ($isSome -and $one.State -ceq 'pass') {
                break
            }
        })
    $joined = $null
    if ($verdict.Length -gt 0) {
        $joined = Join-Verdict -Verdict $verdict -Decisive $decisive
        if ($joined.State -ceq $decisive) {
            return $joined
        }
    }
    if ($found.Gaps.Count -gt 0) {
        $code = $found.Gaps[0]
        return ConvertTo-Verdict -State 'unknown' -Code $code -Reason "not known at $($Test['path']): $($script:GapText[$code])"
    }
    if ($null -ne $joined -and ($joined.State -ceq 'unknown' -or -not $isSome)) {
        return $joined
    }
    if ($isSome) {
        return ConvertTo-Verdict -State 'fail' -Code 'violated' -Reason "required: $(Get-TestText -Test $Test); observed: none of $($found.Values.Count)"
    }
    return ConvertTo-Verdict -State 'unknown' -Code 'no_subject' -Reason "at $($Test['path']) $($script:GapText['no_subject'])"
}

function Resolve-Test {
    <#
    .SYNOPSIS
    Decides a test: reads facts, and says pass, fail, unknown or not applicable, and why.
    .PARAMETER Context
    The facts, as Import-NormativeFact returns them.
    .PARAMETER Scope
    The members around the test, the innermost first.
    .PARAMETER Test
    The test: its name under test, the rest as the name asks.
    #>
    param([object] $Context, [object] $Scope, [object] $Test)

    $kind = $Test['test']
    if ($script:ValueTest.Contains($kind)) {
        return Resolve-ValueTest -Context $Context -Scope $Scope -Test $Test
    }
    if ($kind -ceq 'any_of' -or $kind -ceq 'all_of') {
        $decisive = $script:Decisive[$kind]
        $verdict = @(foreach ($inner in $Test['tests']) {
                $one = Resolve-Test -Context $Context -Scope $Scope -Test $inner
                $one
                if ($decisive -ceq 'pass' -and $one.State -ceq 'pass') {
                    break
                }
            })
        return Join-Verdict -Verdict $verdict -Decisive $decisive
    }
    if ($kind -ceq 'each' -or $kind -ceq 'some') {
        return Resolve-MemberTest -Context $Context -Scope $Scope -Test $Test
    }
    if ($kind -ceq 'disjoint' -or $kind -ceq 'within') {
        return Resolve-SetTest -Context $Context -Scope $Scope -Test $Test
    }
    if ($kind -ceq 'all_equal') {
        return Resolve-AllEqualTest -Context $Context -Scope $Scope -Test $Test
    }
    if ($kind -ceq 'count') {
        return Resolve-CountTest -Context $Context -Scope $Scope -Test $Test
    }
    return Resolve-TurnedTest -Context $Context -Scope $Scope -Test $Test
}

function Resolve-TurnedTest {
    <#
    .SYNOPSIS
    Decides a test that makes another verdict of one: when, not, suggests, permits.
    .PARAMETER Context
    The facts.
    .PARAMETER Scope
    The members around the test, the innermost first.
    .PARAMETER Test
    The test.
    #>
    param([object] $Context, [object] $Scope, [object] $Test)

    $kind = $Test['test']
    if ($kind -ceq 'when') {
        $condition = Resolve-Test -Context $Context -Scope $Scope -Test $Test['condition']
        if ($condition.State -cne 'pass') {
            return ConvertTo-UnmetCondition -Condition $condition
        }
    } elseif ($kind -cne 'not' -and $kind -cne 'suggests' -and $kind -cne 'permits') {
        throw "unknown test: $(ConvertTo-DisplayText -Value $kind)"
    }
    $verdict = Resolve-Test -Context $Context -Scope $Scope -Test $Test['then']
    if ($kind -ceq 'not') {
        return ConvertTo-Opposite -Verdict $verdict
    }
    if ($kind -ceq 'suggests' -and $verdict.State -ceq 'fail') {
        return ConvertTo-Verdict -State 'unknown' -Code 'inconclusive' -Reason "$($verdict.Reason); $($script:GapText['inconclusive'])"
    }
    if ($kind -ceq 'permits' -and $verdict.State -ceq 'fail') {
        return ConvertTo-Verdict -State 'not_applicable' -Code 'permitted' -Reason "it is permitted, not required; $($verdict.Reason)"
    }
    return $verdict
}

function ConvertTo-Opposite {
    <#
    .SYNOPSIS
    Makes a failure of a pass and a pass of a failure.
    .PARAMETER Verdict
    The verdict.
    #>
    param([object] $Verdict)

    if ($Verdict.State -ceq 'pass') {
        return ConvertTo-Verdict -State 'fail' -Code 'violated' -Reason "must not be so: $($Verdict.Reason)"
    }
    if ($Verdict.State -ceq 'fail') {
        return ConvertTo-Verdict -State 'pass' -Code 'satisfied' -Reason "is not so: $($Verdict.Reason)"
    }
    return $Verdict
}

function ConvertTo-UnmetCondition {
    <#
    .SYNOPSIS
    The verdict behind a condition that does not pass: false is not applicable, unknown is unknown.
    .PARAMETER Condition
    The verdict of the condition.
    #>
    param([object] $Condition)

    if ($Condition.State -ceq 'unknown') {
        return ConvertTo-Verdict -State 'unknown' -Code $Condition.Code -Reason "whether it applies is not known; $($Condition.Reason)"
    }
    return ConvertTo-Verdict -State 'not_applicable' -Code 'condition' -Reason "it does not apply; $($Condition.Reason)"
}

function Get-TestText {
    <#
    .SYNOPSIS
    What a test requires, in a few words.
    .PARAMETER Test
    The test.
    #>
    param([object] $Test)

    $kind = $Test['test']
    $path = $Test['path']
    if ($Test.Contains('limit')) {
        return "$kind of $path $($Test['compare']) $($Test['limit'])"
    }
    if ($Test.Contains('values')) {
        $value = @(foreach ($text in $Test['values']) { ConvertTo-DisplayText -Value $text })
        return "$path $kind $([string]::Join(', ', $value))"
    }
    if ($kind -ceq 'at_least_version') {
        return "$path $kind $(ConvertTo-DisplayText -Value $Test['minimum'])"
    }
    if ($kind -ceq 'is') {
        return "$path is $(ConvertTo-DisplayText -Value $Test['value'])"
    }
    if ($kind -ceq 'all_equal') {
        return "$([string]::Join(' and ', @($Test['paths']))) all_equal"
    }
    if ($Test.Contains('other')) {
        return "$path $kind $($Test['other'])"
    }
    return "$kind of $path"
}

function Import-NormativeFact {
    <#
    .SYNOPSIS
    Reads a facts file, or throws an error that names the file and what is wrong with it.
    .PARAMETER Path
    The facts file: JSON in UTF-8.
    .PARAMETER Product
    The version that the suite was generated for. Facts about another one are refused.
    .PARAMETER ProductPath
    Where the facts say which version they are about. Empty when they don't.
    .PARAMETER Reference
    The lists whose items others refer to, as the vocabulary declares them.
    .PARAMETER AttestationPath
    A file of what people answered for manual requirements. Empty for none.
    .OUTPUTS
    The facts, for Resolve-Requirement.
    .EXAMPLE
    $facts = Import-NormativeFact -Path facts.json -Product sc-vmm-2022 -Reference @()
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.PSCustomObject])]
    param(
        [Parameter(Mandatory = $true)]
        [ValidateNotNullOrEmpty()]
        [string] $Path,

        [Parameter(Mandatory = $true)]
        [ValidateNotNullOrEmpty()]
        [string] $Product,

        [AllowEmptyString()]
        [string] $ProductPath = '',

        [Parameter(Mandatory = $true)]
        [AllowEmptyCollection()]
        [System.Collections.IDictionary[]] $Reference,

        [AllowEmptyString()]
        [string] $AttestationPath = ''
    )

    $root = Read-JsonFile -Path $Path
    $schema = Get-JsonMember -InputObject $root -Name 'schema'
    if ($schema -isnot [string] -or -not [string]::Equals($schema, $script:FactSchema, [System.StringComparison]::Ordinal)) {
        throw "${Path}: the schema is $(ConvertTo-DisplayText -Value $schema), not $script:FactSchema."
    }
    $context = ConvertTo-FactContext -Root $root -Reference $Reference
    if ($ProductPath.Length -gt 0) {
        $found = Resolve-FactPath -Context $context -Scope ([System.Collections.Generic.List[object]]::new()) -Path $ProductPath
        foreach ($version in $found.Values) {
            if ($version -isnot [string] -or -not [string]::Equals($version, $Product, [System.StringComparison]::Ordinal)) {
                throw "${Path}: the facts are about $(ConvertTo-DisplayText -Value $version), the suite is about $Product."
            }
        }
    }
    $context.Attestation = @(Get-FactAttestation -Context $context)
    if ($AttestationPath.Length -gt 0) {
        $context.Attestation += @(Import-NormativeAttestation -Path $AttestationPath | Where-Object -FilterScript { $_.Status -ceq 'valid' })
    }
    return $context
}

function ConvertTo-FactContext {
    <#
    .SYNOPSIS
    The facts as the evaluator takes them.
    .PARAMETER Root
    The facts: a JSON object.
    .PARAMETER Reference
    The lists whose items others refer to.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.PSCustomObject])]
    param(
        [Parameter(Mandatory = $true)]
        [object] $Root,

        [Parameter(Mandatory = $true)]
        [AllowEmptyCollection()]
        [System.Collections.IDictionary[]] $Reference
    )

    $context = [pscustomobject]@{
        Root        = $Root
        Reference   = [System.Collections.Generic.Dictionary[string,object]]::new([System.StringComparer]::Ordinal)
        Index       = [System.Collections.Generic.Dictionary[string,object]]::new([System.StringComparer]::Ordinal)
        Found       = [System.Collections.Hashtable]::new([System.StringComparer]::Ordinal)
        Attestation = @()
    }
    foreach ($entry in $Reference) {
        $context.Reference.Add($entry['name'], $entry)
    }
    return $context
}

function Get-FactAttestation {
    <#
    .SYNOPSIS
    What the facts file itself attests: requirement and answer.
    .PARAMETER Context
    The facts.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.PSCustomObject])]
    param(
        [Parameter(Mandatory = $true)]
        [object] $Context
    )

    $list = Get-FactList -Value (Get-JsonMember -InputObject $Context.Root -Name 'attest')
    foreach ($entry in $list.Items) {
        if (-not (Test-JsonObject -Value $entry)) {
            continue
        }
        $requirement = Get-JsonMember -InputObject $entry -Name 'requirement'
        $answer = Get-JsonMember -InputObject $entry -Name 'answer'
        if ($requirement -is [string] -and $answer -is [string]) {
            [pscustomobject]@{ Requirement = $requirement; Answer = $answer; By = Get-JsonMember -InputObject $entry -Name 'by' }
        }
    }
}

function Import-NormativeAttestation {
    <#
    .SYNOPSIS
    Reads a file of attestations: who answered for which manual requirement, when, until when,
    and why.
    .DESCRIPTION
    The file is an object with schema normative.attestations/1 and the list attestations, of
    objects with requirement, answer (yes, no, not-applicable), by, at, until, why. All are
    text and none may be blank; at and until are days, 2026-01-31, and until is still valid.
    .PARAMETER Path
    The file: JSON in UTF-8.
    .PARAMETER Today
    The day on which they must be valid, in UTC. Today when not given.
    .OUTPUTS
    Objects with Requirement, Answer, By, At, Until, Why and Status: valid, expired or future.
    .EXAMPLE
    Import-NormativeAttestation -Path attestations.json
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.PSCustomObject])]
    param(
        [Parameter(Mandatory = $true)]
        [ValidateNotNullOrEmpty()]
        [string] $Path,

        [datetime] $Today = [datetime]::UtcNow
    )

    $root = Read-JsonFile -Path $Path
    $schema = Get-JsonMember -InputObject $root -Name 'schema'
    if ($schema -isnot [string] -or -not [string]::Equals($schema, $script:AttestationSchema, [System.StringComparison]::Ordinal)) {
        throw "${Path}: the schema is $(ConvertTo-DisplayText -Value $schema), not $script:AttestationSchema."
    }
    $list = Get-FactList -Value (Get-JsonMember -InputObject $root -Name 'attestations')
    if (-not $list.IsList) {
        throw "${Path}: attestations is not a list."
    }
    $day = $Today.Date.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)
    for ($index = 0; $index -lt $list.Items.Length; $index++) {
        $where = "${Path}: attestation $($index + 1)"
        $entry = ConvertTo-Attestation -Value $list.Items[$index] -Where $where
        $status = 'valid'
        if ([string]::CompareOrdinal($day, $entry.Until) -gt 0) {
            $status = 'expired'
        } elseif ([string]::CompareOrdinal($day, $entry.At) -lt 0) {
            $status = 'future'
        }
        $entry | Add-Member -MemberType NoteProperty -Name 'Status' -Value $status
        $entry
    }
}

function ConvertTo-Attestation {
    <#
    .SYNOPSIS
    Reads one attestation, or throws an error that says what is wrong with it.
    .PARAMETER Value
    The attestation.
    .PARAMETER Where
    Where it stands, for the error.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.PSCustomObject])]
    param(
        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [AllowEmptyString()]
        [AllowEmptyCollection()]
        [object] $Value,

        [Parameter(Mandatory = $true)]
        [string] $Where
    )

    if (-not (Test-JsonObject -Value $Value)) {
        throw "${Where}: not an object."
    }
    $entry = [ordered]@{}
    foreach ($name in 'requirement', 'answer', 'by', 'at', 'until', 'why') {
        $text = Get-JsonMember -InputObject $Value -Name $name
        if ($text -isnot [string] -or $text.Trim().Length -eq 0) {
            throw "${Where}: $name is not a text."
        }
        $entry[$name.Substring(0, 1).ToUpperInvariant() + $name.Substring(1)] = $text
    }
    if (-not $script:Answer.Contains($entry['Answer'])) {
        throw "${Where}: answer is $(ConvertTo-DisplayText -Value $entry['Answer']), not one of $([string]::Join(', ', $script:Answer))."
    }
    foreach ($name in 'At', 'Until') {
        $time = [datetime]::MinValue
        $isDay = $script:DateText.IsMatch($entry[$name]) -and
            [datetime]::TryParseExact($entry[$name], 'yyyy-MM-dd', [cultureinfo]::InvariantCulture, [System.Globalization.DateTimeStyles]::None, [ref]$time)
        if (-not $isDay) {
            throw "${Where}: $($name.ToLowerInvariant()) is $(ConvertTo-DisplayText -Value $entry[$name]), not a day such as 2026-01-31."
        }
    }
    return [pscustomobject]$entry
}

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

Export-ModuleMember -Function 'Import-NormativeFact', 'Import-NormativeAttestation', 'Import-CatalogueTest', 'ConvertTo-TestTable', 'Resolve-Requirement', 'Get-ManualVerdict', 'Assert-Verdict', 'Assert-Vector', 'Read-JsonFile', 'ConvertTo-DisplayText'
