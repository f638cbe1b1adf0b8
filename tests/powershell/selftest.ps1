# Runs the generated self-test: one JSON line with the culture, the states of its tests, and their
# messages.
param([string] $Folder)

Set-StrictMode -Version Latest
$configuration = New-PesterConfiguration
$configuration.Run.Path = Join-Path -Path $Folder -ChildPath 'Selftest.Tests.ps1'
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'None'
$run = Invoke-Pester -Configuration $configuration
ConvertTo-Json -Compress -Depth 4 -InputObject ([ordered]@{
        culture  = [cultureinfo]::CurrentCulture.Name
        results  = @($run.Tests | ForEach-Object -Process { [string]$_.Result })
        messages = @($run.Tests | ForEach-Object -Process { $_.ErrorRecord } | ForEach-Object -Process { $_.Exception.Message })
    })
