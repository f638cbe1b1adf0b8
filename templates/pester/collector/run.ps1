function Get-ReferredKey {
    <#
    .SYNOPSIS
    The keys by which a table refers to items of a list, folded; hostId and hostIds, for a
    reference by hostId.
    .PARAMETER Value
    The table, or a part of it.
    .PARAMETER Field
    The member that holds a key.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [AllowEmptyString()]
        [AllowEmptyCollection()]
        [object] $Value,

        [Parameter(Mandatory = $true)]
        [string] $Field
    )

    if ($Value -is [System.Collections.IDictionary]) {
        foreach ($name in @($Value.Keys)) {
            if ($name -ceq $Field -or $name -ceq "${Field}s") {
                $keys = $Value[$name]
                if ($keys -is [System.Collections.IDictionary]) {
                    $keys = $keys['items']
                }
                foreach ($key in @($keys)) {
                    if ($key -is [string]) {
                        $key.TrimEnd('.').ToLowerInvariant()
                    }
                }
            } else {
                Get-ReferredKey -Value $Value[$name] -Field $Field
            }
        }
    } elseif ($Value -is [array]) {
        foreach ($item in $Value) {
            Get-ReferredKey -Value $item -Field $Field
        }
    }
}

function Add-ReferredItem {
    <#
    .SYNOPSIS
    Adds an item for each key that the facts refer to and a list doesn't have.
    .PARAMETER Document
    The facts.
    .PARAMETER List
    The list.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [System.Collections.IDictionary] $Document,

        [Parameter(Mandatory = $true)]
        [string] $List
    )

    $known = [System.Collections.Generic.HashSet[string]]::new([System.StringComparer]::Ordinal)
    foreach ($reference in $script:ReferenceTable) {
        if ($reference['list'] -cne $List) {
            continue
        }
        foreach ($item in $Document[$List]['items']) {
            [void]$known.Add($item[$reference['key']])
        }
        foreach ($key in @(Get-ReferredKey -Value $Document -Field $reference['field'])) {
            if ($known.Count -lt $script:MaximumItem -and $known.Add($key)) {
                $item = Get-FactSkeleton -Path "$List[]"
                $item[$reference['key']] = $key
                $Document[$List]['items'] = @($Document[$List]['items']) + @($item)
            }
        }
    }
}

function Set-DerivedFact {
    <#
    .SYNOPSIS
    Fills in the facts that follow from those beside them, by the first row that fits.
    .PARAMETER Table
    The item, or the facts as a whole.
    .PARAMETER Path
    The path of the fact in it.
    .PARAMETER Row
    The rows.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Changes a table in memory.')]
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [System.Collections.IDictionary] $Table,

        [Parameter(Mandatory = $true)]
        [string] $Path,

        [Parameter(Mandatory = $true)]
        [object[]] $Row
    )

    $names = $Path.Split('.')
    $beside = $Table
    for ($index = 0; $index -lt $names.Length - 1; $index++) {
        $beside = $beside[$names[$index]]
    }
    foreach ($one in $Row) {
        $fits = $true
        foreach ($condition in $one['when']) {
            $value = $beside[$condition['name']]
            if ($condition.Contains('prefix')) {
                $fits = $fits -and $value -is [string] -and $value.StartsWith($condition['prefix'], [System.StringComparison]::Ordinal)
            } elseif ($condition['value'] -is [string]) {
                $fits = $fits -and $value -is [string] -and [string]::Equals($value, $condition['value'], [System.StringComparison]::Ordinal)
            } else {
                $fits = $fits -and $value -is [long] -and $value -eq $condition['value']
            }
        }
        if ($fits) {
            $beside[$names[$names.Length - 1]] = $one['is']
            return
        }
    }
}

function Get-CollectorDescription {
    <#
    .SYNOPSIS
    Who collected, where and when.
    #>
    [CmdletBinding()]
    [OutputType([System.Collections.Specialized.OrderedDictionary])]
    param()

    $elevated = try {
        $identity = [System.Security.Principal.WindowsIdentity]::GetCurrent()
        [System.Security.Principal.WindowsPrincipal]::new($identity).IsInRole([System.Security.Principal.WindowsBuiltInRole]::Administrator)
    } catch {
        $null
    }
    $epoch = [datetime]::new(1970, 1, 1, 0, 0, 0, [System.DateTimeKind]::Utc)
    return [ordered]@{
        at        = [long][Math]::Floor(([datetime]::UtcNow - $epoch).TotalSeconds)
        tool      = $script:Tool
        host      = [System.Net.Dns]::GetHostName()
        account   = [Environment]::UserDomainName + '\' + [Environment]::UserName
        elevated  = $elevated
        psVersion = [string]$PSVersionTable.PSVersion
        culture   = [cultureinfo]::CurrentCulture.Name
    }
}

function Invoke-Collection {
    <#
    .SYNOPSIS
    Asks every question to everyone it concerns, as long as answers name somebody new.
    .PARAMETER Probe
    The questions.
    .PARAMETER Document
    The facts, all unknown. They are filled in.
    .OUTPUTS
    Rows of the list probes.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [AllowEmptyCollection()]
        [object[]] $Probe,

        [Parameter(Mandatory = $true)]
        [System.Collections.IDictionary] $Document
    )

    $asked = [System.Collections.Generic.HashSet[string]]::new([System.StringComparer]::Ordinal)
    for ($round = 0; $round -lt $script:MaximumRound; $round++) {
        $before = $asked.Count
        foreach ($one in $Probe) {
            $list = $one['target']
            if ($list.Length -eq 0) {
                if ($round -eq 0) {
                    Invoke-Probe -Probe $one -Target '' -Table $Document -Document $Document
                }
                continue
            }
            Add-ReferredItem -Document $Document -List $list
            foreach ($item in @($Document[$list]['items'])) {
                $key = $item[(Get-ListKey -List $list)]
                if ($asked.Add($one['id'] + ' ' + $key)) {
                    Invoke-Probe -Probe $one -Target $key -Table $item -Document $Document
                }
            }
        }
        if ($asked.Count -eq $before) {
            break
        }
    }
    foreach ($one in $Probe) {
        if ($one['target'].Length -gt 0 -and @($Document[$one['target']]['items']).Count -eq 0) {
            ConvertTo-ProbeRow -Id $one['id'] -Target '' -Status 'not_attempted' -Detail "no item of $($one['target']) is known"
        }
    }
}

function Get-ListKey {
    <#
    .SYNOPSIS
    The member that is the key of a list's items.
    .PARAMETER List
    The list.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory = $true)]
        [string] $List
    )

    foreach ($reference in $script:ReferenceTable) {
        if ($reference['list'] -ceq $List) {
            return $reference['key']
        }
    }
    throw "nothing refers to $List"
}

function Get-WantedProbe {
    <#
    .SYNOPSIS
    The questions that the user wants asked; with -WhatIf none, and each is shown.
    .PARAMETER Cmdlet
    The script, which knows about -WhatIf and -Confirm.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [System.Management.Automation.PSCmdlet] $Cmdlet
    )

    foreach ($probe in $script:ProbeTable) {
        $whom = 'the environment'
        if ($probe['target'].Length -gt 0) {
            $whom = 'each of ' + $probe['target']
        }
        if ($Cmdlet.ShouldProcess($whom, "Ask $($probe['id']) (needs $($probe['needs']))")) {
            $probe
        }
    }
}

function Get-Collection {
    <#
    .SYNOPSIS
    The facts file: asks, and fills in what follows from the answers.
    .PARAMETER Probe
    The questions.
    #>
    [CmdletBinding()]
    [OutputType([System.Collections.Specialized.OrderedDictionary])]
    param(
        [Parameter(Mandatory = $true)]
        [AllowEmptyCollection()]
        [object[]] $Probe
    )

    $facts = Get-FactSkeleton -Path ''
    foreach ($one in $script:ProbeTable) {
        if ($one['target'].Length -gt 0) {
            $facts[$one['target']] = [ordered]@{ complete = $false; items = @() }
        }
    }
    $document = [ordered]@{ schema = 'normative.facts/1'; collected = Get-CollectorDescription; probes = @() }
    $document['probes'] = @(Invoke-Collection -Probe $Probe -Document $facts)
    foreach ($derivation in $script:DerivationTable) {
        $list = $derivation['fact'].Split('.')[0]
        if (-not $list.EndsWith('[]', [System.StringComparison]::Ordinal)) {
            Set-DerivedFact -Table $facts -Path $derivation['fact'] -Row $derivation['rows']
            continue
        }
        $list = $list.Substring(0, $list.Length - 2)
        foreach ($item in @($facts[$list]['items'])) {
            Set-DerivedFact -Table $item -Path (Get-RelativePath -Path $derivation['fact'] -List $list) -Row $derivation['rows']
        }
    }
    foreach ($name in @($facts.Keys)) {
        $document[$name] = $facts[$name]
    }
    return $document
}

$script:MaximumRound = 10
$script:MaximumItem = 10000
$script:Session = @{}
$script:Module = @{}
$script:IntegerType = @([byte], [sbyte], [int16], [uint16], [int], [uint32], [long])
$script:ErrorStatus = @{
    '-2147024891' = 'denied'
    '-2147023174' = 'unreachable'
    '-2147023436' = 'timeout'
    '-2147024843' = 'unreachable'
    '-2144108526' = 'unreachable'
    '-2144108250' = 'unreachable'
    '-2144108103' = 'unreachable'
    'sql 229'     = 'denied'
    'sql 297'     = 'denied'
    'sql 300'     = 'denied'
    'sql 18456'   = 'denied'
    'sql -2'      = 'timeout'
    'sql -1'      = 'unreachable'
    'sql 2'       = 'unreachable'
    'sql 53'      = 'unreachable'
    'sql 10060'   = 'unreachable'
    'sql 11001'   = 'unreachable'
}

$wanted = @(Get-WantedProbe -Cmdlet $PSCmdlet)
if (-not $WhatIfPreference) {
    $document = Get-Collection -Probe $wanted
    # Windows PowerShell may otherwise write an array as an object with value and Count.
    Remove-TypeData -TypeName System.Array -ErrorAction Ignore
    $json = ConvertTo-Json -InputObject $document -Depth 20
    $file = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($OutputPath)
    [System.IO.File]::WriteAllText($file, $json, [System.Text.UTF8Encoding]::new($false))
    $document['probes']
}
