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
