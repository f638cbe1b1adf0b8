#Requires -Version 5.1
<#
.SYNOPSIS
Checks an environment against the requirements of this folder.
.DESCRIPTION
Runs the suites of this folder with Pester on a facts file, compares what ran with
requirements.json, writes results.json, results.nunit3.xml and results.junit.xml, and ends
with one of these exit codes:

0  nothing violated
1  a must or must_not is violated (with -FailOn should: also a should or should_not)
2  with -Strict: nothing violated, but something is unknown or left to a person
3  the check itself failed: the facts, a suite, Pester, or the count of tests

Needs Pester 5.6.0 or newer: Install-Module Pester -MinimumVersion 5.6.0 -Force -SkipPublisherCheck
.PARAMETER FactsPath
The facts file. Without it, and without -Collect, facts.json beside this script.
.PARAMETER Collect
Collects the facts first, with Collect-NormativeFact.ps1 beside this script, and keeps them
as facts.json in the output folder.
.PARAMETER CollectParameter
What the collector can't find by itself, by the names of its parameters.
.PARAMETER OutputPath
The folder for the results. It is made when it doesn't exist.
.PARAMETER Attestation
A file of what people answered for manual requirements: who, when, until when, and why.
Answers that have expired are shown and don't count.
.PARAMETER FailOn
The lowest level that counts as violated.
.PARAMETER Strict
Also ends with an error when something is unknown or left to a person.
.PARAMETER MaximumAgeDay
Warns when the facts are older than that many days. 0 never warns.
.EXAMPLE
./Invoke-Normative.ps1 -FactsPath facts.json -OutputPath results -Strict
.EXAMPLE
./Invoke-Normative.ps1 -Collect -CollectParameter @{ ComputerName = 'vmm1.contoso.com' }
#>
[CmdletBinding(DefaultParameterSetName = 'Offline')]
param(
    [Parameter(ParameterSetName = 'Offline')]
    [ValidateNotNullOrEmpty()]
    [string] $FactsPath = (Join-Path -Path $PSScriptRoot -ChildPath 'facts.json'),

    [Parameter(ParameterSetName = 'Live')]
    [switch] $Collect,

    [Parameter(ParameterSetName = 'Live')]
    [hashtable] $CollectParameter = @{},

    [ValidateNotNullOrEmpty()]
    [string] $OutputPath = (Join-Path -Path $PSScriptRoot -ChildPath 'results'),

    [ValidateNotNullOrEmpty()]
    [string] $Attestation,

    [ValidateSet('must', 'should')]
    [string] $FailOn = 'must',

    [switch] $Strict,

    [ValidateRange(0, 36500)]
    [int] $MaximumAgeDay = 7
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

function Get-TestId {
    <#
    .SYNOPSIS
    The id in the tags of a test.
    .PARAMETER Test
    The test.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param([Parameter(Mandatory = $true)] [object] $Test)

    foreach ($tag in $Test.Tag) {
        if ($tag.StartsWith('Id:', [System.StringComparison]::Ordinal)) {
            return $tag.Substring(3)
        }
    }
    return ''
}

function Get-TestVerdict {
    <#
    .SYNOPSIS
    The verdict that a test wrote to its output, or null when it wrote none or several.
    .PARAMETER Test
    The test.
    #>
    [CmdletBinding()]
    param([Parameter(Mandatory = $true)] [object] $Test)

    $verdict = $null
    foreach ($output in @($Test.StandardOutput)) {
        if ($null -eq $output -or $null -eq $output.PSObject.Properties['State'] -or $null -eq $output.PSObject.Properties['Code']) {
            continue
        }
        if ($null -ne $verdict) {
            return $null
        }
        $verdict = $output
    }
    return $verdict
}

function Get-ErrorText {
    <#
    .SYNOPSIS
    The first error of a container, block or test, safe to show.
    .PARAMETER Item
    The container, block or test.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param([Parameter(Mandatory = $true)] [object] $Item)

    foreach ($record in @($Item.ErrorRecord)) {
        if ($null -ne $record) {
            return ConvertTo-DisplayText -Value $record.Exception.Message
        }
    }
    return '(no message)'
}

function Get-SetupProblem {
    <#
    .SYNOPSIS
    Files and blocks that failed before their tests could run.
    .PARAMETER Run
    What Invoke-Pester returned.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param([Parameter(Mandatory = $true)] [object] $Run)

    foreach ($container in $Run.Containers) {
        if (@($container.ErrorRecord | Where-Object -FilterScript { $null -ne $_ }).Count -gt 0) {
            "$([System.IO.Path]::GetFileName([string]$container.Item)): $(Get-ErrorText -Item $container)"
        }
    }
    foreach ($block in $Run.FailedBlocks) {
        "$(ConvertTo-DisplayText -Value ([string]$block.ExpandedPath)): $(Get-ErrorText -Item $block)"
    }
    if ($Run.FailedContainersCount -gt 0 -and $Run.FailedBlocksCount -eq 0 -and $Run.TotalCount -eq 0) {
        "$($Run.FailedContainersCount) files failed before their tests were found"
    }
}

function Get-IdProblem {
    <#
    .SYNOPSIS
    Tests lost, added, doubled or not executed, against the catalogue.
    .PARAMETER Run
    What Invoke-Pester returned.
    .PARAMETER Requirement
    The requirements of the catalogue.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory = $true)] [object] $Run,
        [Parameter(Mandatory = $true)] [AllowEmptyCollection()] [object[]] $Requirement
    )

    $expected = [System.Collections.Generic.HashSet[string]]::new([System.StringComparer]::Ordinal)
    foreach ($entry in $Requirement) {
        if (-not $expected.Add($entry.id)) {
            "requirements.json has twice: $($entry.id)"
        }
    }
    $count = @($Run.Tests).Count
    if ($count -ne $Requirement.Count) {
        "$count tests for $($Requirement.Count) requirements"
    }
    foreach ($test in $Run.Tests) {
        $id = Get-TestId -Test $test
        if (-not $expected.Remove($id)) {
            "a test without a requirement of its own: $(ConvertTo-DisplayText -Value $id)"
        }
        if (-not $test.Executed) {
            "not executed: $(ConvertTo-DisplayText -Value $id)"
        }
    }
    foreach ($entry in $Requirement) {
        if ($expected.Contains($entry.id)) {
            "a requirement without a test: $($entry.id)"
        }
    }
}

function Get-Outcome {
    <#
    .SYNOPSIS
    Pairs each requirement with the verdict of its test, or throws when a test has none that fits
    its result: a test that failed without a verdict is no violation.
    .PARAMETER Run
    What Invoke-Pester returned.
    .PARAMETER Requirement
    The requirements of the catalogue.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.PSCustomObject])]
    param(
        [Parameter(Mandatory = $true)] [object] $Run,
        [Parameter(Mandatory = $true)] [AllowEmptyCollection()] [object[]] $Requirement
    )

    $result = @{ pass = 'Passed'; fail = 'Failed'; unknown = 'Inconclusive'; manual = 'Inconclusive'; not_applicable = 'Skipped' }
    $tests = [System.Collections.Generic.Dictionary[string,object]]::new([System.StringComparer]::Ordinal)
    foreach ($test in $Run.Tests) {
        $tests.Add((Get-TestId -Test $test), $test)
    }
    foreach ($entry in $Requirement) {
        $test = $tests[$entry.id]
        $verdict = Get-TestVerdict -Test $test
        if ($null -eq $verdict -or [string]$test.Result -cne $result[$verdict.State]) {
            throw "$($entry.id): the test is $($test.Result) without such a verdict: $(Get-ErrorText -Item $test)"
        }
        [pscustomobject][ordered]@{
            id     = $entry.id
            level  = $entry.level
            mode   = $entry.mode
            path   = $entry.path
            line   = $entry.line
            state  = $verdict.State
            code   = $verdict.Code
            reason = $verdict.Reason
        }
    }
}

function Get-FactFile {
    <#
    .SYNOPSIS
    The facts file: the one given, or one that the collector makes in the output folder.
    .PARAMETER Folder
    The output folder.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param([Parameter(Mandatory = $true)] [string] $Folder)

    if (-not $Collect) {
        return (Get-Item -LiteralPath $FactsPath -Force).FullName
    }
    $file = Join-Path -Path $Folder -ChildPath 'facts.json'
    $parameter = $CollectParameter.Clone()
    $parameter['OutputPath'] = $file
    $null = & (Join-Path -Path $PSScriptRoot -ChildPath 'Collect-NormativeFact.ps1') @parameter
    return (Get-Item -LiteralPath $file -Force).FullName
}

function Invoke-Suite {
    <#
    .SYNOPSIS
    Runs the suites with Pester, without its reports and its exit code.
    .PARAMETER Catalogue
    The catalogue.
    .PARAMETER File
    The facts file.
    .PARAMETER AttestationFile
    The file of attestations, or empty.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)] [object] $Catalogue,
        [Parameter(Mandatory = $true)] [string] $File,
        [Parameter(Mandatory = $true)] [AllowEmptyString()] [string] $AttestationFile
    )

    $data = @{ FactsPath = $File; AttestationPath = $AttestationFile }
    $configuration = New-PesterConfiguration
    $configuration.Run.Container = @(foreach ($suite in $Catalogue.suites) {
            New-PesterContainer -Path (Join-Path -Path $PSScriptRoot -ChildPath $suite) -Data $data
        })
    $configuration.Run.PassThru = $true
    $configuration.Run.Exit = $false
    $configuration.Output.Verbosity = 'Detailed'
    $configuration.Output.CIFormat = 'None'
    $configuration.TestResult.Enabled = $false
    $configuration.TestResult.TestSuiteName = "normative $($Catalogue.product)"
    $run = @(Invoke-Pester -Configuration $configuration)
    if ($run.Count -ne 1 -or $null -eq $run[0]) {
        throw 'Pester returned no result.'
    }
    return $run[0]
}

function Write-Result {
    <#
    .SYNOPSIS
    Writes results.json, and then the reports of Pester.
    .PARAMETER Folder
    The output folder.
    .PARAMETER Document
    What results.json holds.
    .PARAMETER Run
    What Invoke-Pester returned.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)] [string] $Folder,
        [Parameter(Mandatory = $true)] [object] $Document,
        [Parameter(Mandatory = $true)] [object] $Run
    )

    $json = ConvertTo-Json -InputObject $Document -Depth 20
    $encoding = [System.Text.UTF8Encoding]::new($false)
    [System.IO.File]::WriteAllText((Join-Path -Path $Folder -ChildPath 'results.json'), $json, $encoding)
    Export-NUnitReport -Result $Run -Path (Join-Path -Path $Folder -ChildPath 'results.nunit3.xml') -Format 'NUnit3'
    Export-JUnitReport -Result $Run -Path (Join-Path -Path $Folder -ChildPath 'results.junit.xml')
}

function Write-AgeWarning {
    <#
    .SYNOPSIS
    Warns when the facts are old, or don't say how old they are.
    .PARAMETER File
    The facts file.
    #>
    [CmdletBinding()]
    param([Parameter(Mandatory = $true)] [string] $File)

    if ($MaximumAgeDay -eq 0) {
        return
    }
    $root = Read-JsonFile -Path $File
    $at = $null
    if ($null -ne $root.PSObject.Properties['collected'] -and $null -ne $root.collected -and $null -ne $root.collected.PSObject.Properties['at']) {
        $at = $root.collected.at
    }
    if ($at -isnot [int] -and $at -isnot [long]) {
        Write-Warning -Message 'The facts do not say when they were collected.'
        return
    }
    $epoch = [datetime]::new(1970, 1, 1, 0, 0, 0, [System.DateTimeKind]::Utc)
    $age = [Math]::Floor(([datetime]::UtcNow - $epoch).TotalDays - $at / 86400)
    if ($age -gt $MaximumAgeDay) {
        Write-Warning -Message "The facts are $age days old."
    }
}

function Write-Summary {
    <#
    .SYNOPSIS
    Says how many requirements are in which state, and names those that are not met.
    .PARAMETER Outcome
    The outcomes.
    .PARAMETER Expired
    Attestations that don't count.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory = $true)] [AllowEmptyCollection()] [object[]] $Outcome,
        [Parameter(Mandatory = $true)] [AllowEmptyCollection()] [object[]] $Expired
    )

    foreach ($state in 'fail', 'unknown', 'manual') {
        foreach ($entry in $Outcome) {
            if ($entry.state -ceq $state) {
                "$state $($entry.level) $($entry.id): $($entry.reason)"
            }
        }
    }
    foreach ($entry in $Expired) {
        "$($entry.Status) attestation, not counted: $(ConvertTo-DisplayText -Value $entry.Requirement) by $(ConvertTo-DisplayText -Value $entry.By), $($entry.At) to $($entry.Until)"
    }
    $count = @(foreach ($state in 'pass', 'fail', 'unknown', 'manual', 'not_applicable') {
            "$(@($Outcome | Where-Object -FilterScript { $_.state -ceq $state }).Count) $state"
        })
    [string]::Join(', ', $count)
}

function Get-ExitCode {
    <#
    .SYNOPSIS
    The exit code for the outcomes.
    .PARAMETER Outcome
    The outcomes.
    #>
    [CmdletBinding()]
    [OutputType([int])]
    param([Parameter(Mandatory = $true)] [AllowEmptyCollection()] [object[]] $Outcome)

    $level = @('must', 'must_not')
    # Any case is accepted.
    if ([string]::Equals($FailOn, 'should', [System.StringComparison]::OrdinalIgnoreCase)) {
        $level += @('should', 'should_not')
    }
    $code = 0
    foreach ($entry in $Outcome) {
        if ($entry.state -ceq 'fail' -and $level.Contains($entry.level)) {
            return 1
        }
        if ($Strict -and ($entry.state -ceq 'unknown' -or $entry.state -ceq 'manual')) {
            $code = 2
        }
    }
    return $code
}

function Invoke-Check {
    <#
    .SYNOPSIS
    Runs the suites, writes the results, says what came out, and puts the exit code last.
    #>
    [CmdletBinding()]
    param()

    Import-Module -Name Pester -MinimumVersion '5.6.0' -MaximumVersion '6.999.999'
    Import-Module -Name (Join-Path -Path $PSScriptRoot -ChildPath 'Normative.Pester.psm1') -Force
    $catalogue = Read-JsonFile -Path (Join-Path -Path $PSScriptRoot -ChildPath 'requirements.json')
    $requirement = @($catalogue.requirements)
    $null = New-Item -Path $OutputPath -ItemType Directory -Force
    $folder = (Get-Item -LiteralPath $OutputPath -Force).FullName

    # Before Pester starts, for the message: Pester 6.1 hides what a BeforeAll threw.
    $file = Get-FactFile -Folder $folder
    $environment = @{
        Path        = $file
        Product     = $catalogue.product
        ProductPath = $catalogue.environment.product_path
        Reference   = ConvertTo-TestTable -Value $catalogue.environment.references
    }
    $null = Import-NormativeFact @environment
    Write-AgeWarning -File $file
    $attested = @()
    $attestationFile = ''
    if ($Attestation) {
        $attestationFile = (Get-Item -LiteralPath $Attestation -Force).FullName
        $attested = @(Import-NormativeAttestation -Path $attestationFile)
    }

    $run = Invoke-Suite -Catalogue $catalogue -File $file -AttestationFile $attestationFile
    $problem = @(Get-SetupProblem -Run $run)
    if ($problem.Count -eq 0) {
        $problem = @(Get-IdProblem -Run $run -Requirement $requirement)
    }
    if ($problem.Count -gt 0) {
        throw [string]::Join([Environment]::NewLine, $problem)
    }
    $outcome = @(Get-Outcome -Run $run -Requirement $requirement)
    $document = [ordered]@{
        schema       = 'normative.results/1'
        product      = $catalogue.product
        facts        = [ordered]@{
            name   = [System.IO.Path]::GetFileName($file)
            sha256 = (Get-FileHash -LiteralPath $file -Algorithm SHA256).Hash.ToLowerInvariant()
        }
        pester       = [string]$run.Version
        powershell   = [string]$PSVersionTable.PSVersion
        culture      = [cultureinfo]::CurrentCulture.Name
        requirements = $outcome
        attestations = $attested
    }
    Write-Result -Folder $folder -Document $document -Run $run
    Write-Summary -Outcome $outcome -Expired @($attested | Where-Object -FilterScript { $_.Status -cne 'valid' })
    Get-ExitCode -Outcome $outcome
}

try {
    $output = @(Invoke-Check)
    $code = $output[-1]
    $output[0..($output.Length - 2)]
} catch {
    [Console]::Error.WriteLine("error: $($_.Exception.Message)")
    $code = 3
}
exit $code
