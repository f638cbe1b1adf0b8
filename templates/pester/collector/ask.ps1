function ConvertTo-DetailText {
    <#
    .SYNOPSIS
    A message in one line of at most 200 characters.
    .PARAMETER Text
    The message.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [string] $Text
    )

    $line = [regex]::Replace($Text, '[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+', ' ').Trim()
    if ($line.Length -gt 200) {
        return $line.Substring(0, 197) + '...'
    }
    return $line
}

function Get-ExceptionStatus {
    <#
    .SYNOPSIS
    The status that an exception stands for, or empty when it says nothing.
    .PARAMETER Exception
    The exception.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory = $true)]
        [System.Exception] $Exception
    )

    if ($Exception -is [System.UnauthorizedAccessException] -or $Exception -is [System.Security.SecurityException]) {
        return 'denied'
    }
    if ($Exception -is [System.Management.Automation.CommandNotFoundException]) {
        return 'module_missing'
    }
    if ($Exception -is [System.TimeoutException]) {
        return 'timeout'
    }
    if ($Exception -is [System.Net.Sockets.SocketException]) {
        return 'unreachable'
    }
    # By number, since messages are in the language of the machine: HRESULT and, for a database,
    # the number of the error.
    $number = [string]$Exception.HResult
    if ($null -ne $Exception.PSObject.Properties['Number']) {
        $number = 'sql ' + [string]$Exception.Number
    }
    if ($script:ErrorStatus.Contains($number)) {
        return $script:ErrorStatus[$number]
    }
    if ($null -ne $Exception.PSObject.Properties['NativeErrorCode']) {
        $code = [string]$Exception.NativeErrorCode
        if ($code -ceq 'AccessDenied') {
            return 'denied'
        }
        if ($code -ceq 'ServerLimitsExceeded') {
            return 'timeout'
        }
    }
    if ($Exception.GetType().Name -ceq 'ADServerDownException') {
        return 'unreachable'
    }
    return ''
}

function ConvertTo-ProbeResult {
    <#
    .SYNOPSIS
    The status and detail of an error.
    .DESCRIPTION
    A question that knows why it can't be asked throws the status, a colon and the detail:
    not_applicable: the service is not clustered.
    .PARAMETER Record
    The error.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.PSCustomObject])]
    param(
        [Parameter(Mandatory = $true)]
        [System.Management.Automation.ErrorRecord] $Record
    )

    $message = $Record.Exception.Message
    foreach ($status in 'denied', 'unreachable', 'timeout', 'module_missing', 'not_applicable', 'not_attempted') {
        if ($message.StartsWith("${status}: ", [System.StringComparison]::Ordinal)) {
            return [pscustomobject]@{ Status = $status; Detail = ConvertTo-DetailText -Text $message.Substring($status.Length + 2) }
        }
    }
    $detail = ConvertTo-DetailText -Text $message
    $exception = $Record.Exception
    while ($null -ne $exception) {
        $status = Get-ExceptionStatus -Exception $exception
        if ($status.Length -gt 0) {
            return [pscustomobject]@{ Status = $status; Detail = $detail }
        }
        $exception = $exception.InnerException
    }
    return [pscustomobject]@{ Status = 'error'; Detail = $detail }
}

function Get-HostSession {
    <#
    .SYNOPSIS
    A CIM session to a host: over WinRM, else over DCOM. One for each host; so is a failure.
    .PARAMETER Name
    The host.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [string] $Name
    )

    if (-not $script:Session.Contains($Name)) {
        $script:Session[$Name] = try {
            try {
                New-CimSession -ComputerName $Name -OperationTimeoutSec 30 -ErrorAction Stop
            } catch [System.Management.Automation.CommandNotFoundException] {
                throw
            } catch {
                $option = New-CimSessionOption -Protocol Dcom
                New-CimSession -ComputerName $Name -OperationTimeoutSec 30 -SessionOption $option -ErrorAction Stop
            }
        } catch {
            $_
        }
    }
    if ($script:Session[$Name] -is [System.Management.Automation.ErrorRecord]) {
        throw $script:Session[$Name]
    }
    return $script:Session[$Name]
}

function Read-Answer {
    <#
    .SYNOPSIS
    Runs an expression over an answer.
    .PARAMETER Expression
    The expression.
    .PARAMETER Answer
    What the question gave.
    .PARAMETER Target
    Who was asked.
    .PARAMETER Session
    The CIM session to it.
    .PARAMETER Facts
    What has been collected so far.
    .OUTPUTS
    An array of what the expression gave: none, one, or several.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', '', Justification = 'Read by the expression.')]
    [CmdletBinding()]
    [OutputType([object[]])]
    param(
        [Parameter(Mandatory = $true)]
        [scriptblock] $Expression,

        [AllowNull()]
        [object] $Answer,

        [AllowEmptyString()]
        [string] $Target,

        [AllowNull()]
        [object] $Session,

        [Parameter(Mandatory = $true)]
        [object] $Facts
    )

    $given = @(& $Expression)
    return , $given
}

function Invoke-Probe {
    <#
    .SYNOPSIS
    Asks one question, and keeps what it answers.
    .PARAMETER Probe
    The question.
    .PARAMETER Target
    Who is asked: the key of an item, or empty for the environment.
    .PARAMETER Table
    Where its facts belong: the item, or the facts as a whole.
    .PARAMETER Document
    The facts as a whole.
    .OUTPUTS
    Rows of the list probes.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [System.Collections.IDictionary] $Probe,

        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [string] $Target,

        [Parameter(Mandatory = $true)]
        [System.Collections.IDictionary] $Table,

        [Parameter(Mandatory = $true)]
        [System.Collections.IDictionary] $Document
    )

    foreach ($module in $Probe['modules']) {
        if (-not $script:Module.Contains($module)) {
            $script:Module[$module] = @(Get-Module -ListAvailable -Name $module).Count -gt 0
        }
        if (-not $script:Module[$module]) {
            return ConvertTo-ProbeRow -Id $Probe['id'] -Target $Target -Status 'module_missing' -Detail "the module $module is not installed"
        }
    }
    $with = @{ Target = $Target; Session = $null; Facts = $Document }
    try {
        if ($Probe['target'] -ceq 'hosts') {
            $with['Session'] = Get-HostSession -Name $Target
        }
        $given = Read-Answer -Expression $Probe['ask'] -Answer $null @with
    } catch {
        $result = ConvertTo-ProbeResult -Record $_
        return ConvertTo-ProbeRow -Id $Probe['id'] -Target $Target -Status $result.Status -Detail $result.Detail
    }
    $answer = $given
    if ($given.Length -eq 0) {
        $answer = [System.Management.Automation.Internal.AutomationNull]::Value
    } elseif ($given.Length -eq 1) {
        $answer = $given[0]
    }
    ConvertTo-ProbeRow -Id $Probe['id'] -Target $Target -Status 'ok' -Detail ''
    foreach ($fact in $script:FactTable) {
        if ($fact['probe'] -cne $Probe['id']) {
            continue
        }
        try {
            Set-FactValue -Table $Table -Path (Get-RelativePath -Path $fact['path'] -List $Probe['target']) -Value (Get-FactValue -Fact $fact -Answer $answer -With $with)
        } catch {
            $result = ConvertTo-ProbeResult -Record $_
            ConvertTo-ProbeRow -Id $fact['path'] -Target $Target -Status $result.Status -Detail $result.Detail
        }
    }
}

function ConvertTo-ProbeRow {
    <#
    .SYNOPSIS
    A row of the list probes.
    .PARAMETER Id
    The question, or the fact that could not be read from its answer.
    .PARAMETER Target
    Who was asked.
    .PARAMETER Status
    ok, denied, unreachable, timeout, module_missing, not_applicable, error or not_attempted.
    .PARAMETER Detail
    The reason.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.PSCustomObject])]
    param(
        [Parameter(Mandatory = $true)]
        [string] $Id,

        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [string] $Target,

        [Parameter(Mandatory = $true)]
        [ValidateSet('ok', 'denied', 'unreachable', 'timeout', 'module_missing', 'not_applicable', 'error', 'not_attempted')]
        [string] $Status,

        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [string] $Detail
    )

    return [pscustomobject][ordered]@{ id = $Id; target = $Target; status = $Status; detail = $Detail }
}
