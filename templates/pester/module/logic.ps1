function Add-FactScope {
    <#
    .SYNOPSIS
    The scope inside a member of a list.
    .PARAMETER Scope
    The members around it, the innermost first.
    .PARAMETER Member
    The member.
    #>
    [CmdletBinding()]
    [OutputType([System.Collections.Generic.List[object]])]
    param(
        [Parameter(Mandatory = $true)]
        [AllowEmptyCollection()]
        [System.Collections.Generic.List[object]] $Scope,

        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [AllowEmptyCollection()]
        [object] $Member
    )

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
    [CmdletBinding()]
    [OutputType([System.Management.Automation.PSCustomObject])]
    param(
        [Parameter(Mandatory = $true)]
        [AllowEmptyCollection()]
        [object[]] $Verdict,

        [Parameter(Mandatory = $true)]
        [ValidateSet('pass', 'fail')]
        [string] $Decisive
    )

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
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory = $true)]
        [System.Collections.Generic.List[string]] $Reason,

        [Parameter(Mandatory = $true)]
        [string] $Word
    )

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

    $isSome = $Test['test'] -ceq 'some'
    $found = Resolve-FactPath -Context $Context -Scope $Scope -Path $Test['path']
    $verdict = @(foreach ($member in $found.Values) {
            if ($null -eq $Test['then']) {
                ConvertTo-Verdict -State 'pass' -Code 'satisfied' -Reason "there is one at $($Test['path'])"
            } else {
                Resolve-Test -Context $Context -Scope (Add-FactScope -Scope $Scope -Member $member) -Test $Test['then']
            }
        })
    $decisive = 'fail'
    if ($isSome) {
        $decisive = 'pass'
    }
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

    $part = @{ Context = $Context; Scope = $Scope }
    switch -CaseSensitive -Exact ($Test['test']) {
        'count' {
            return Resolve-CountTest @part -Test $Test
        }
        { $script:ValueTest.Contains($_) } {
            return Resolve-ValueTest @part -Test $Test
        }
        { $script:NameTest.Contains($_) } {
            return Resolve-NameTest @part -Test $Test
        }
        { $_ -ceq 'each' -or $_ -ceq 'some' } {
            return Resolve-MemberTest @part -Test $Test
        }
        'any_of' {
            return Join-Verdict -Decisive 'pass' -Verdict @(foreach ($inner in $Test['tests']) { Resolve-Test @part -Test $inner })
        }
        'all_of' {
            return Join-Verdict -Decisive 'fail' -Verdict @(foreach ($inner in $Test['tests']) { Resolve-Test @part -Test $inner })
        }
        'not' {
            return ConvertTo-Opposite -Verdict (Resolve-Test @part -Test $Test['then'])
        }
        'when' {
            $condition = Resolve-Test @part -Test $Test['condition']
            if ($condition.State -ceq 'pass') {
                return Resolve-Test @part -Test $Test['then']
            }
            return ConvertTo-UnmetCondition -Condition $condition
        }
        'suggests' {
            $verdict = Resolve-Test @part -Test $Test['then']
            if ($verdict.State -ceq 'fail') {
                return ConvertTo-Verdict -State 'unknown' -Code 'inconclusive' -Reason "$($verdict.Reason); $($script:GapText['inconclusive'])"
            }
            return $verdict
        }
        'permits' {
            $verdict = Resolve-Test @part -Test $Test['then']
            if ($verdict.State -ceq 'fail') {
                return ConvertTo-Verdict -State 'not_applicable' -Code 'permitted' -Reason "it is permitted, not required; $($verdict.Reason)"
            }
            return $verdict
        }
    }
    throw "unknown test: $(ConvertTo-DisplayText -Value $Test['test'])"
}

function ConvertTo-Opposite {
    <#
    .SYNOPSIS
    Makes a failure of a pass and a pass of a failure.
    .PARAMETER Verdict
    The verdict.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.PSCustomObject])]
    param(
        [Parameter(Mandatory = $true)]
        [object] $Verdict
    )

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
    [CmdletBinding()]
    [OutputType([System.Management.Automation.PSCustomObject])]
    param(
        [Parameter(Mandatory = $true)]
        [object] $Condition
    )

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
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory = $true)]
        [System.Collections.IDictionary] $Test
    )

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
