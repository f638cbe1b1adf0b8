function ConvertTo-DisplayText {
    <#
    .SYNOPSIS
    Makes a value from a facts file safe to show in messages, reports and logs.
    .DESCRIPTION
    Everything outside printable ASCII becomes a visible escape. So do the second character
    of the marks of CI logging commands, and the blank after the word that Pester deletes
    from reasons.
    .PARAMETER Value
    The value. Text is shown in brackets, a number or boolean as it is, the rest by its kind.
    .OUTPUTS
    System.String, at most 200 characters and never blank.
    #>
    param([object] $Value)

    if ($null -eq $Value) {
        return 'null'
    }
    if ($Value -is [bool]) {
        return ([string]$Value).ToLowerInvariant()
    }
    if (Test-JsonInteger -Value $Value) {
        return $Value.ToString([cultureinfo]::InvariantCulture)
    }
    if ($Value -isnot [string]) {
        return '(not text)'
    }
    if ($script:PlainText.IsMatch($Value) -and -not $script:DeletedText.IsMatch($Value)) {
        return '[' + $Value + ']'
    }
    $builder = [System.Text.StringBuilder]::new()
    $before = 0
    for ($index = 0; $index -lt $Value.Length; $index++) {
        if ($builder.Length -ge 188) {
            [void]$builder.Append('...')
            break
        }
        $code = [int]$Value[$index]
        $isMark = $code -eq $before -and ($code -eq 0x23 -or $code -eq 0x3A)
        $isDeleted = $code -eq 0x20 -and $index -ge 7 -and
            [string]::Equals($Value.Substring($index - 7, 7), 'because', [System.StringComparison]::OrdinalIgnoreCase)
        if ($isMark -or $isDeleted -or $code -lt 0x20 -or $code -gt 0x7E) {
            [void]$builder.Append('\u').Append($code.ToString('x4', [cultureinfo]::InvariantCulture))
            $before = 0
        } else {
            [void]$builder.Append($Value[$index])
            $before = $code
        }
    }
    return '[' + $builder.ToString() + ']'
}

function ConvertTo-ComparisonKey {
    <#
    .SYNOPSIS
    Folds ASCII capitals, and nothing else, so that keys can be compared ordinally.
    .PARAMETER Text
    The text to fold.
    .OUTPUTS
    System.String
    #>
    param([string] $Text)

    $key = $script:Folded[$Text]
    if ($null -ne $key) {
        return $key
    }
    if ($script:AsciiText.IsMatch($Text)) {
        $key = $Text.ToLowerInvariant()
    } else {
        $character = $Text.ToCharArray()
        for ($index = 0; $index -lt $character.Length; $index++) {
            $code = [int]$character[$index]
            if ($code -ge 0x41 -and $code -le 0x5A) {
                $character[$index] = [char]($code + 0x20)
            }
        }
        $key = [string]::new($character)
    }
    if ($script:Folded.Count -ge $script:MaximumFolded) {
        $script:Folded.Clear()
    }
    $script:Folded[$Text] = $key
    return $key
}

function ConvertTo-NameKey {
    <#
    .SYNOPSIS
    Folds ASCII capitals and drops one trailing dot: what DNS names are compared by.
    .PARAMETER Text
    The name.
    .OUTPUTS
    System.String
    #>
    param([string] $Text)

    $key = $script:Folded[$Text]
    if ($null -eq $key) {
        $key = ConvertTo-ComparisonKey -Text $Text
    }
    if ($key.EndsWith('.', [System.StringComparison]::Ordinal)) {
        return $key.Substring(0, $key.Length - 1)
    }
    return $key
}
