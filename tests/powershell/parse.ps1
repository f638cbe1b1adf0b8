# Reads PowerShell files with PowerShell's own parser: one JSON line a file, with its errors, the
# kinds of its tokens, and its syntax tree without the values of constants.
param([string] $Folder)

Set-StrictMode -Version Latest
foreach ($file in Get-ChildItem -LiteralPath $Folder -Recurse -File | Where-Object -FilterScript { $_.Name -match '\.psm?1$' }) {
    $tokens = $null
    $errors = $null
    $tree = [System.Management.Automation.Language.Parser]::ParseFile($file.FullName, [ref]$tokens, [ref]$errors)
    $shape = New-Object -TypeName System.Text.StringBuilder
    foreach ($node in $tree.FindAll({ $true }, $true)) {
        [void]$shape.Append($node.GetType().Name).Append(';')
        if ($node -is [System.Management.Automation.Language.CommandParameterAst]) {
            [void]$shape.Append($node.ParameterName).Append(';')
        } elseif ($node -is [System.Management.Automation.Language.VariableExpressionAst]) {
            [void]$shape.Append($node.VariablePath.UserPath).Append(';')
        } elseif ($node -is [System.Management.Automation.Language.StringConstantExpressionAst] -and $node.StringConstantType -eq 'BareWord') {
            [void]$shape.Append($node.Value).Append(';')
        }
    }
    ConvertTo-Json -Compress -Depth 3 -InputObject ([ordered]@{
            file   = $file.FullName.Substring($Folder.Length)
            errors = @($errors | ForEach-Object -Process { "$($_.Extent.StartLineNumber): $($_.Message)" })
            tokens = @($tokens | ForEach-Object -Process { [string]$_.Kind } | Sort-Object -Unique)
            shape  = $shape.ToString()
        })
}
