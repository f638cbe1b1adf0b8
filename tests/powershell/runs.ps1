# Calls scripts one after the other in one process: one JSON line for each line of -List, which is
# {"script": "...", "arguments": {...}}, with the exit code and what was said.
param([string] $List)

Set-StrictMode -Version Latest
foreach ($line in [System.IO.File]::ReadAllLines($List)) {
    $call = ConvertFrom-Json -InputObject $line
    $arguments = @{}
    foreach ($property in $call.arguments.PSObject.Properties) {
        $arguments[$property.Name] = $property.Value
    }
    $said = New-Object -TypeName System.IO.StringWriter
    $before = [Console]::Error
    [Console]::SetError($said)
    $global:LASTEXITCODE = -1
    try {
        $output = & $call.script @arguments 6>&1 3>&1 | ForEach-Object -Process { [string]$_ }
    } finally {
        [Console]::SetError($before)
    }
    $line = ConvertTo-Json -Compress -InputObject ([ordered]@{ code = $global:LASTEXITCODE; output = [string]::Join("`n", @($output)); error = $said.ToString() })
    [Console]::Out.WriteLine('result ' + $line)
}
