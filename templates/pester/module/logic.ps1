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
