function ConvertTo-FactScalar {
    <#
    .SYNOPSIS
    A value as a fact of a type, or null; throws when it has another type. Nothing is guessed.
    .PARAMETER Value
    The value.
    .PARAMETER Type
    boolean, integer or text.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [AllowEmptyString()]
        [AllowEmptyCollection()]
        [object] $Value,

        [Parameter(Mandatory = $true)]
        [ValidateSet('boolean', 'integer', 'text')]
        [string] $Type
    )

    if ($null -eq $Value) {
        return $null
    }
    if ($Type -ceq 'boolean' -and $Value -is [bool]) {
        return $Value
    }
    if ($Type -ceq 'integer' -and $script:IntegerType.Contains($Value.GetType())) {
        return [long]$Value
    }
    if ($Type -ceq 'text' -and $Value -is [string]) {
        $text = $Value.Normalize([System.Text.NormalizationForm]::FormC).Trim()
        if ($text.Length -eq 0) {
            return $null
        }
        return $text
    }
    throw "the answer is no $Type"
}

function Get-SubFact {
    <#
    .SYNOPSIS
    The facts directly below a path: name, type and full path. Objects on the way count as type
    object.
    .PARAMETER Path
    The path, with [] for the members of a list.
    #>
    [CmdletBinding()]
    [OutputType([System.Collections.Specialized.OrderedDictionary])]
    param(
        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [string] $Path
    )

    $below = [ordered]@{}
    $prefix = $Path
    if ($prefix.Length -gt 0) {
        $prefix += '.'
    }
    foreach ($fact in $script:FactTable) {
        if (-not $fact['path'].StartsWith($prefix, [System.StringComparison]::Ordinal)) {
            continue
        }
        $rest = $fact['path'].Substring($prefix.Length)
        $name = $rest.Split('.')[0].Replace('[]', '')
        if ($rest.Length -eq $name.Length) {
            $below[$name] = $fact['type']
        } elseif (-not $below.Contains($name)) {
            $below[$name] = 'object'
            if ($rest.Substring($name.Length).StartsWith('[]', [System.StringComparison]::Ordinal)) {
                $below[$name] = 'list'
            }
        }
    }
    return $below
}

function Get-AnswerMember {
    <#
    .SYNOPSIS
    A member of an object or dictionary, or null when it has none of that name.
    .PARAMETER InputObject
    The object.
    .PARAMETER Name
    The name.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [object] $InputObject,

        [Parameter(Mandatory = $true)]
        [string] $Name
    )

    if ($null -eq $InputObject) {
        return $null
    }
    if ($InputObject -is [System.Collections.IDictionary]) {
        return , $InputObject[$Name]
    }
    $property = $InputObject.PSObject.Properties[$Name]
    if ($null -eq $property) {
        return $null
    }
    return , $property.Value
}

function ConvertTo-FactTable {
    <#
    .SYNOPSIS
    An object of an answer as facts: those below its path, and nothing else.
    .PARAMETER Value
    The object.
    .PARAMETER Path
    Its path.
    #>
    [CmdletBinding()]
    [OutputType([System.Collections.Specialized.OrderedDictionary])]
    param(
        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [object] $Value,

        [Parameter(Mandatory = $true)]
        [string] $Path
    )

    $table = [ordered]@{}
    $below = Get-SubFact -Path $Path
    foreach ($name in $below.Keys) {
        $member = Get-AnswerMember -InputObject $Value -Name $name
        $table[$name] = $null
        if ($null -eq $member) {
            continue
        }
        if ($below[$name] -ceq 'object') {
            $table[$name] = ConvertTo-FactTable -Value $member -Path "$Path.$name"
        } elseif ($below[$name] -ceq 'list') {
            $table[$name] = ConvertTo-FactList -Value @($member) -Path "$Path.$name" -Complete $true
        } else {
            $table[$name] = ConvertTo-FactScalar -Value $member -Type $below[$name]
        }
    }
    return $table
}

function ConvertTo-FactList {
    <#
    .SYNOPSIS
    The members of an answer as a list of facts.
    .PARAMETER Value
    The members.
    .PARAMETER Path
    The path of the list.
    .PARAMETER Complete
    Whether they are all.
    .OUTPUTS
    An array when they are texts and all of them are known, else complete and items.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [AllowEmptyCollection()]
        [AllowNull()]
        [object[]] $Value,

        [Parameter(Mandatory = $true)]
        [string] $Path,

        [Parameter(Mandatory = $true)]
        [bool] $Complete
    )

    $scalar = $script:FactTable | Where-Object -FilterScript { $_['path'] -ceq "$Path[]" } | Select-Object -First 1
    $isWhole = $Complete
    $items = @(foreach ($member in $Value) {
            if ($null -eq $member) {
                $isWhole = $false
            } elseif ($null -ne $scalar) {
                ConvertTo-FactScalar -Value $member -Type $scalar['type']
            } else {
                ConvertTo-FactTable -Value $member -Path "$Path[]"
            }
        })
    if ($null -ne $scalar -and $isWhole) {
        return , $items
    }
    return [ordered]@{ complete = $isWhole; items = $items }
}

function Get-FactValue {
    <#
    .SYNOPSIS
    Reads one fact from an answer.
    .PARAMETER Fact
    The fact.
    .PARAMETER Answer
    The answer.
    .PARAMETER With
    Who was asked, the session, and the facts.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [System.Collections.IDictionary] $Fact,

        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [object] $Answer,

        [Parameter(Mandatory = $true)]
        [System.Collections.IDictionary] $With
    )

    if ($Fact.Contains('read')) {
        $given = Read-Answer -Expression $Fact['read'] -Answer $Answer @With
        if ($given.Length -eq 1 -and $null -eq $given[0]) {
            return $null
        }
    } else {
        $name = $Fact['path'].Substring($Fact['path'].LastIndexOf('.') + 1)
        $member = Get-AnswerMember -InputObject $Answer -Name $name
        if ($null -eq $member) {
            return $null
        }
        $given = @($member)
    }
    if ($Fact['type'] -ceq 'list') {
        $complete = $true
        if ($Fact.Contains('complete')) {
            $said = Read-Answer -Expression $Fact['complete'] -Answer $Answer @With
            $complete = $said.Length -eq 1 -and $said[0] -is [bool] -and $said[0]
        }
        return , (ConvertTo-FactList -Value $given -Path $Fact['path'] -Complete $complete)
    }
    if ($given.Length -eq 0) {
        return $null
    }
    if ($given.Length -gt 1) {
        throw 'the answer has several values'
    }
    return ConvertTo-FactScalar -Value $given[0] -Type $Fact['type']
}

function Get-RelativePath {
    <#
    .SYNOPSIS
    The path of a fact inside an item of a list.
    .PARAMETER Path
    The path.
    .PARAMETER List
    The list, or empty for a fact of the environment.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory = $true)]
        [string] $Path,

        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [string] $List
    )

    if ($List.Length -gt 0 -and $Path.StartsWith("$List[].", [System.StringComparison]::Ordinal)) {
        return $Path.Substring($List.Length + 3)
    }
    return $Path
}

function Set-FactValue {
    <#
    .SYNOPSIS
    Puts a value at a path of a table.
    .PARAMETER Table
    The table.
    .PARAMETER Path
    Names joined by dots.
    .PARAMETER Value
    The value.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Changes a table in memory.')]
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [System.Collections.IDictionary] $Table,

        [Parameter(Mandatory = $true)]
        [string] $Path,

        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [AllowEmptyString()]
        [AllowEmptyCollection()]
        [object] $Value
    )

    $names = $Path.Split('.')
    $at = $Table
    for ($index = 0; $index -lt $names.Length - 1; $index++) {
        $at = $at[$names[$index]]
    }
    $at[$names[$names.Length - 1]] = $Value
}

function Get-FactSkeleton {
    <#
    .SYNOPSIS
    A table in which all facts below a path are unknown.
    .PARAMETER Path
    The path; empty for all facts.
    #>
    [CmdletBinding()]
    [OutputType([System.Collections.Specialized.OrderedDictionary])]
    param(
        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [string] $Path
    )

    $table = [ordered]@{}
    $below = Get-SubFact -Path $Path
    foreach ($name in $below.Keys) {
        $table[$name] = $null
        if ($below[$name] -ceq 'object') {
            $inner = $name
            if ($Path.Length -gt 0) {
                $inner = "$Path.$name"
            }
            $table[$name] = Get-FactSkeleton -Path $inner
        }
    }
    return $table
}
