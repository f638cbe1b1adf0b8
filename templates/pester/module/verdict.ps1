function ConvertTo-Verdict {
    <#
    .SYNOPSIS
    Builds a verdict.
    .PARAMETER State
    pass, fail, unknown, not_applicable or manual.
    .PARAMETER Code
    The reason as one word of a closed list. Compared with the other evaluators.
    .PARAMETER Reason
    The reason as a sentence. Never compared.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.PSCustomObject])]
    param(
        [Parameter(Mandatory = $true)]
        [ValidateSet('pass', 'fail', 'unknown', 'not_applicable', 'manual')]
        [string] $State,

        [Parameter(Mandatory = $true)]
        [ValidateNotNullOrEmpty()]
        [string] $Code,

        [Parameter(Mandatory = $true)]
        [ValidateNotNullOrEmpty()]
        [string] $Reason
    )

    return [pscustomobject]@{ State = $State; Code = $Code; Reason = $Reason }
}

function Resolve-Judgement {
    <#
    .SYNOPSIS
    Decides what is judged one by one, in Kleene logic: an offender fails, else the first gap
    leaves it unknown, else nothing to judge does, else it passes.
    .PARAMETER Required
    What is required, in the words of the generator.
    .PARAMETER Offender
    What violates, ready to be shown.
    .PARAMETER Gap
    What could not be seen or judged.
    .PARAMETER Count
    How many values there were.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.PSCustomObject])]
    param(
        [Parameter(Mandatory = $true)]
        [string] $Required,

        [Parameter(Mandatory = $true)]
        [AllowEmptyCollection()]
        [System.Collections.Generic.List[string]] $Offender,

        [Parameter(Mandatory = $true)]
        [AllowEmptyCollection()]
        [System.Collections.Generic.List[string]] $Gap,

        [Parameter(Mandatory = $true)]
        [int] $Count
    )

    if ($Offender.Count -gt 0) {
        $shown = $Offender
        $more = ''
        if ($Offender.Count -gt $script:MaximumShown) {
            $shown = $Offender.GetRange(0, $script:MaximumShown)
            $more = " and $($Offender.Count - $script:MaximumShown) more"
        }
        $observed = [string]::Join(', ', $shown) + $more
        return ConvertTo-Verdict -State 'fail' -Code 'violated' -Reason "required: $Required; observed: $observed"
    }
    if ($Gap.Count -gt 0) {
        return ConvertTo-Verdict -State 'unknown' -Code $Gap[0] -Reason "required: $Required; not known: $($script:GapText[$Gap[0]])"
    }
    if ($Count -eq 0) {
        return ConvertTo-Verdict -State 'unknown' -Code 'no_subject' -Reason "required: $Required; $($script:GapText['no_subject'])"
    }
    return ConvertTo-Verdict -State 'pass' -Code 'satisfied' -Reason "required: $Required; observed of all $Count"
}
