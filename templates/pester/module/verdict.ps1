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
