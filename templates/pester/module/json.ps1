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
