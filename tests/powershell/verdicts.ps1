# Runs the bodies of generated suites on many facts files in one process, without Pester: one JSON
# line for each test and facts file, {"file":0,"id":"...","state":"...","code":"..."}, where file
# counts the lines of -List, from 0. Facts that are refused give {"file":0,"refused":"why"}.
param([string] $Folder, [string] $List, [string] $Output)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Import-Module -Name Pester -MinimumVersion '5.6.0'
Import-Module -Name (Join-Path -Path $Folder -ChildPath 'Normative.Pester.psm1') -Force

# What the suites call, in the place of Pester and of what only matters under it.
$tests = New-Object -TypeName 'System.Collections.Generic.List[object]'
function Import-Module { }
function BeforeAll { param([scriptblock] $Setup) $script:setup = $Setup }
function Describe { param([string] $Name, [string[]] $Tag, [scriptblock] $Body) . $Body }
function It {
    param([string] $Name, [string[]] $Tag, [scriptblock] $Body)
    $id = @($Tag | Where-Object -FilterScript { $_.StartsWith('Id:', [System.StringComparison]::Ordinal) })[0].Substring(3)
    $tests.Add([pscustomobject]@{ Id = $id; Setup = $script:setup; Body = $Body })
}
function Assert-Verdict { param($Verdict) $Verdict }

foreach ($suite in Get-ChildItem -LiteralPath $Folder -Filter '*.Tests.ps1' | Where-Object -FilterScript { $_.Name -cne 'Selftest.Tests.ps1' }) {
    . $suite.FullName
}
$writer = New-Object -TypeName System.IO.StreamWriter -ArgumentList $Output, $false, (New-Object -TypeName System.Text.UTF8Encoding -ArgumentList $false)
$AttestationPath = ''
$number = 0
foreach ($FactsPath in [System.IO.File]::ReadAllLines($List)) {
    $ready = $null
    foreach ($entry in $tests) {
        if (-not [object]::ReferenceEquals($ready, $entry.Setup)) {
            try {
                . $entry.Setup
            } catch {
                $writer.WriteLine((ConvertTo-Json -Compress -InputObject ([ordered]@{ file = $number; refused = $_.Exception.Message })))
                break
            }
            $ready = $entry.Setup
        }
        $verdict = & $entry.Body
        if ($verdict.Reason.Trim().Length -eq 0) {
            throw "$($entry.Id): a blank reason"
        }
        $writer.WriteLine('{"file":' + $number + ',"id":"' + $entry.Id + '","state":"' + $verdict.State + '","code":"' + $verdict.Code + '"}')
    }
    $number++
}
$writer.Dispose()
