#Requires -Version 5.1
<#
.SYNOPSIS
Collects the facts that the requirements of this folder are checked against.
.DESCRIPTION
Asks each question of the vocabulary, and writes the answers as one JSON file. What can't be
asked or answered stays unknown: the list probes in the file says which question, to whom, and
why not. A list is complete only when its question says that all of it was seen.

Run it elevated in Windows PowerShell 5.1 on a management computer that has the modules of the
products. Where they are missing it runs all the same, and what they would answer stays unknown.
.PARAMETER OutputPath
The facts file to write.
.EXAMPLE
./Collect-NormativeFact.ps1 -WhatIf

Lists the questions and the privilege that each of them needs, and asks and writes nothing.
.OUTPUTS
One object for each question that was asked: id, target, status, detail.
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', '', Justification = 'Read by the questions.')]
[CmdletBinding(SupportsShouldProcess = $true)]
param(
    [ValidateNotNullOrEmpty()]
    [string] $OutputPath = (Join-Path -Path $PSScriptRoot -ChildPath 'facts.json'),

    [Parameter(HelpMessage = 'the VMM management server, or the service network name of a highly available one')]
    [AllowEmptyString()]
    [string] $VmmServer = '',

    [Parameter(HelpMessage = 'the distinguished name of the container for distributed key management')]
    [AllowEmptyString()]
    [string] $DkmContainer = '',

    [Parameter(HelpMessage = 'the user who creates the VMM cluster, as DOMAIN\name')]
    [AllowEmptyString()]
    [string] $ClusterCreator = '',

    [Parameter(HelpMessage = 'the user who creates the file server cluster, as DOMAIN\name')]
    [AllowEmptyString()]
    [string] $LibraryClusterCreator = '',

    [Parameter(HelpMessage = 'whether VMM services will use SQL Server data-tier applications: true or false')]
    [AllowEmptyString()]
    [string] $UsesSqlDacServiceTemplates = '',

    [Parameter(HelpMessage = 'the service network name that is planned, before VMM is deployed')]
    [AllowEmptyString()]
    [string] $ServiceNetworkName = ''
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$Parameter = [ordered]@{
    VmmServer = $VmmServer
    DkmContainer = $DkmContainer
    ClusterCreator = $ClusterCreator
    LibraryClusterCreator = $LibraryClusterCreator
    UsesSqlDacServiceTemplates = $UsesSqlDacServiceTemplates
    ServiceNetworkName = $ServiceNetworkName
}
$script:ReferenceTable = @(
    @{ name = 'host'; field = 'hostId'; list = 'hosts'; key = 'id'; aliases = @('netbiosName') }
    @{
        name = 'cluster'
        field = 'clusterId'
        list = 'clusters'
        key = 'id'
        aliases = @('name')
    }
    @{
        name = 'adDomain'
        field = 'domain'
        list = 'domains'
        key = 'dns'
        aliases = @('netbios')
        open = $true
    }
)
$script:DerivationTable = @(
    @{
        fact = 'hosts[].os.product'
        rows = @(
            @{ when = @(@{ name = 'productType'; value = 1 }); is = 'Windows client' }
            @{ when = @(@{ name = 'sku'; value = 406 }); is = 'Azure Stack HCI' }
            @{
                when = @(@{ name = 'build'; value = 25398 })
                is = 'Windows Server, version 23H2'
            }
            @{ when = @(@{ name = 'build'; value = 7600 }); is = 'Windows Server 2008 R2' }
            @{ when = @(@{ name = 'build'; value = 7601 }); is = 'Windows Server 2008 R2' }
            @{ when = @(@{ name = 'build'; value = 9200 }); is = 'Windows Server 2012' }
            @{ when = @(@{ name = 'build'; value = 9600 }); is = 'Windows Server 2012 R2' }
            @{ when = @(@{ name = 'build'; value = 14393 }); is = 'Windows Server 2016' }
            @{ when = @(@{ name = 'build'; value = 17763 }); is = 'Windows Server 2019' }
            @{ when = @(@{ name = 'build'; value = 20348 }); is = 'Windows Server 2022' }
            @{ when = @(@{ name = 'build'; value = 26100 }); is = 'Windows Server 2025' }
        )
    }
    @{
        fact = 'vmm.version'
        rows = @(
            @{ when = @(@{ name = 'productVersion'; prefix = '4.0.' }); is = 'sc-vmm-2016' }
            @{ when = @(@{ name = 'productVersion'; prefix = '10.19.' }); is = 'sc-vmm-2019' }
            @{ when = @(@{ name = 'productVersion'; prefix = '10.22.' }); is = 'sc-vmm-2022' }
            @{ when = @(@{ name = 'productVersion'; prefix = '10.25.' }); is = 'sc-vmm-2025' }
        )
    }
)
$script:Tool = 'normative-collect 0.1.0'

# What the questions share.
# The full name of a computer, folded: the id of a host.
function Resolve-HostId {
    param([string] $Name)
    [System.Net.Dns]::GetHostEntry($Name).HostName.TrimEnd('.').ToLowerInvariant()
}

# The value of a registry entry on a host, in the 64-bit view; null when there is none.
function Get-RegistryText {
    param([object] $Session, [string] $Key, [string] $Name)
    $argument = @{ hDefKey = [uint32] 2147483650; sSubKeyName = $Key; sValueName = $Name }
    $answer = Invoke-CimMethod -CimSession $Session -Namespace 'root/default' -ClassName 'StdRegProv' -MethodName 'GetStringValue' -Arguments $argument -ErrorAction Stop
    if ($answer.ReturnValue -eq 0) { $answer.sValue }
}

# The names of the keys below a registry key on a host; none when there is no such key.
function Get-RegistryKeyName {
    param([object] $Session, [string] $Key)
    $argument = @{ hDefKey = [uint32] 2147483650; sSubKeyName = $Key }
    $answer = Invoke-CimMethod -CimSession $Session -Namespace 'root/default' -ClassName 'StdRegProv' -MethodName 'EnumKey' -Arguments $argument -ErrorAction Stop
    if ($answer.ReturnValue -eq 5) { throw 'denied: access to the registry is denied' }
    if ($answer.ReturnValue -eq 0) { $answer.sNames }
}

# What is installed on a host, by its uninstall entries in both views: name and version.
function Get-InstalledProduct {
    param([object] $Session)
    foreach ($root in 'SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall', 'SOFTWARE\WOW6432Node\Microsoft\Windows\CurrentVersion\Uninstall') {
        foreach ($key in (Get-RegistryKeyName -Session $Session -Key $root)) {
            [pscustomobject]@{
                Name = Get-RegistryText -Session $Session -Key "$root\$key" -Name 'DisplayName'
                Version = Get-RegistryText -Session $Session -Key "$root\$key" -Name 'DisplayVersion'
            }
        }
    }
}

# The rows of a query, each a dictionary. Values are given as parameters, never in the text.
function Invoke-SqlQuery {
    param([string] $Server, [string] $Database = 'master', [string] $Query, [hashtable] $Value = @{})
    $builder = New-Object -TypeName System.Data.SqlClient.SqlConnectionStringBuilder
    $builder['Data Source'] = $Server
    $builder['Initial Catalog'] = $Database
    $builder['Integrated Security'] = $true
    $builder['Connect Timeout'] = 15
    $connection = New-Object -TypeName System.Data.SqlClient.SqlConnection -ArgumentList $builder.ConnectionString
    try {
        $connection.Open()
        $command = $connection.CreateCommand()
        $command.CommandText = $Query
        foreach ($name in $Value.Keys) { [void] $command.Parameters.AddWithValue($name, $Value[$name]) }
        $reader = $command.ExecuteReader()
        while ($reader.Read()) {
            $row = @{}
            for ($at = 0; $at -lt $reader.FieldCount; $at++) {
                $row[$reader.GetName($at)] = if ($reader.IsDBNull($at)) { $null } else { $reader.GetValue($at) }
            }
            $row
        }
    } finally {
        $connection.Dispose()
    }
}
# The questions, in the order in which they are asked.
$script:ProbeTable = @(
    @{
        id = 'plan'
        target = ''
        needs = 'nothing: taken from the collector''s parameters'
        modules = @()
        ask = {
            $Parameter
        }
    }
    @{
        id = 'vmm.server'
        target = ''
        needs = 'any VMM role, Read-Only Administrator included; port 8100; Windows PowerShell 5.1'
        modules = @('VirtualMachineManager')
        ask = {
            Get-SCVMMServer -ComputerName $Parameter.VmmServer -ErrorAction Stop
        }
    }
    @{
        id = 'vmm.cluster'
        target = ''
        needs = 'read access to the cluster (Grant-ClusterAccess -ReadOnly), or administrator of a node'
        modules = @('VirtualMachineManager', 'FailoverClusters')
        ask = {
            $server = Get-SCVMMServer -ComputerName $Parameter.VmmServer -ErrorAction Stop
            if (-not $server.IsHighlyAvailable) { throw 'not_applicable: VMM is not highly available' }
            $cluster = Get-Cluster -Name $server.ActiveVMMNode -ErrorAction Stop
            $service = @(Get-ClusterResource -Cluster $cluster.Name -ErrorAction Stop | Where-Object -FilterScript {
                    [string] $_.ResourceType -ceq 'Generic Service' -and
                    [string] (Get-ClusterParameter -InputObject $_ -Name ServiceName -ErrorAction Stop).Value -ceq 'SCVMMService'
                })
            $group = @($service | ForEach-Object -Process { [string] $_.OwnerGroup } | Sort-Object -Unique)
            $name = if ($group.Count -eq 1) {
                Get-ClusterResource -Cluster $cluster.Name -ErrorAction Stop |
                    Where-Object -FilterScript { [string] $_.OwnerGroup -ceq $group[0] -and [string] $_.ResourceType -ceq 'Network Name' } |
                    Get-ClusterParameter -Name DnsName -ErrorAction Stop
            }
            [pscustomobject]@{
                clusterId = Resolve-HostId -Name $cluster.Name
                instancesOnCluster = if ($group.Count -gt 0) { $group.Count }
                serviceNetworkName = if ($name) { [string] @($name)[0].Value }
            }
        }
    }
    @{
        id = 'vmm.dkm'
        target = ''
        needs = 'read access to the container'
        modules = @('ActiveDirectory')
        ask = {
            if (-not $Parameter.DkmContainer) { throw 'not_attempted: the parameter DkmContainer is not given' }
            Get-ADObject -Identity $Parameter.DkmContainer -ErrorAction Stop
        }
    }
    @{
        id = 'library.servers'
        target = ''
        needs = 'any VMM role, Read-Only Administrator included; administrator of the file servers'
        modules = @('VirtualMachineManager', 'FailoverClusters', 'SmbShare')
        ask = {
            $server = Get-SCVMMServer -ComputerName $Parameter.VmmServer -ErrorAction Stop
            foreach ($library in (Get-SCLibraryServer -VMMServer $server -ErrorAction Stop)) {
                $cluster = try { Get-Cluster -Name $library.FQDN -ErrorAction Stop } catch { $null }
                $group = if ($cluster) {
                    Get-ClusterGroup -Cluster $cluster.Name -ErrorAction Stop |
                        Where-Object -FilterScript { [string]::Equals([string] $_.Name, ([string] $library.FQDN).Split('.')[0], [System.StringComparison]::OrdinalIgnoreCase) }
                }
                $share = try {
                    $node = if ($group) { [string] $group.OwnerNode } else { [string] $library.FQDN }
                    $session = New-CimSession -ComputerName $node -OperationTimeoutSec 30 -ErrorAction Stop
                    Get-SCLibraryShare -VMMServer $server -ErrorAction Stop |
                        Where-Object -FilterScript { [string] $_.LibraryServer.FQDN -ceq [string] $library.FQDN } |
                        ForEach-Object -Process {
                            $smb = Get-SmbShare -CimSession $session -Name $_.Name -ErrorAction Stop | Select-Object -First 1
                            [ordered]@{ name = [string] $_.Name; availabilityType = [string] $smb.AvailabilityType }
                        }
                } catch { $null }
                [ordered]@{
                    name = ([string] $library.FQDN).TrimEnd('.')
                    clusterId = if ($cluster) { Resolve-HostId -Name $cluster.Name }
                    roleType = if ($group) { [string] $group.GroupType }
                    isClusterName = [bool] $library.IsVirtualClusterName
                    shares = if ($null -ne $share) { @($share) }
                }
            }
        }
    }
    @{
        id = 'sql.connection'
        target = ''
        needs = 'administrator of a VMM management server'
        modules = @('VirtualMachineManager')
        ask = {
            $server = Get-SCVMMServer -ComputerName $Parameter.VmmServer -ErrorAction Stop
            $session = New-CimSession -ComputerName $(if ($server.IsHighlyAvailable) { $server.ActiveVMMNode } else { $server.FQDN }) -OperationTimeoutSec 30 -ErrorAction Stop
            $key = 'SOFTWARE\Microsoft\Microsoft System Center Virtual Machine Manager Server\Settings\Sql'
            [pscustomobject]@{
                server = (Get-RegistryText -Session $session -Key $key -Name 'MachineFQDN')
                database = (Get-RegistryText -Session $session -Key $key -Name 'DatabaseName')
            }
        }
    }
    @{
        id = 'sql.instance'
        target = ''
        needs = 'VIEW SERVER STATE (from SQL Server 2022: VIEW SERVER PERFORMANCE STATE and VIEW SERVER SECURITY STATE)'
        modules = @()
        ask = {
            if (-not $Facts.sql.server) { throw 'not_attempted: the database server is not known' }
            $may = @(Invoke-SqlQuery -Server $Facts.sql.server -Query "SELECT HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') AS may")[0].may
            if ($may -ne 1) { throw 'denied: VIEW SERVER STATE is denied' }
            $property = @(Invoke-SqlQuery -Server $Facts.sql.server -Query "SELECT CONVERT(int, SERVERPROPERTY('IsClustered')) AS clustered, CONVERT(int, SERVERPROPERTY('IsHadrEnabled')) AS hadr, DEFAULT_DOMAIN() AS domain, (SELECT cluster_name FROM sys.dm_hadr_cluster) AS cluster")[0]
            $node = @(Invoke-SqlQuery -Server $Facts.sql.server -Query "SELECT NodeName AS name FROM sys.dm_os_cluster_nodes UNION SELECT replica_server_name FROM sys.availability_replicas" | ForEach-Object -Process { ([string] $_.name).Split('\')[0] })
            if ($node.Count -eq 0) { $node = @(@(Invoke-SqlQuery -Server $Facts.sql.server -Query "SELECT CONVERT(nvarchar(128), SERVERPROPERTY('ComputerNamePhysicalNetBIOS')) AS name")[0].name) }
            $service = @(Invoke-SqlQuery -Server $Facts.sql.server -Query "SELECT service_account AS account FROM sys.dm_server_services WHERE servicename LIKE 'SQL Server (%'" | ForEach-Object -Process { [string] $_.account })
            $hostId = @($node | ForEach-Object -Process { Resolve-HostId -Name $_ })
            [pscustomobject]@{
                hostIds = $hostId
                domain = if ($hostId.Count -gt 0 -and $hostId[0].Contains('.')) { $hostId[0].Substring($hostId[0].IndexOf('.') + 1) }
                clusterId = if ($property.cluster) { Resolve-HostId -Name $property.cluster }
                failoverInstance = if ($null -ne $property.clustered) { $property.clustered -eq 1 }
                hadrEnabled = if ($null -ne $property.hadr) { $property.hadr -eq 1 }
                serviceAccounts = $service
            }
        }
    }
    @{
        id = 'sql.availabilityGroup'
        target = ''
        needs = 'VIEW ANY DEFINITION and VIEW SERVER STATE, on the primary replica'
        modules = @()
        ask = {
            if (-not $Facts.sql.server -or -not $Facts.sql.database) { throw 'not_attempted: the VMM database is not known' }
            $may = @(Invoke-SqlQuery -Server $Facts.sql.server -Query "SELECT HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW ANY DEFINITION') AS may")[0].may
            $row = @(Invoke-SqlQuery -Server $Facts.sql.server -Value @{ '@database' = $Facts.sql.database } -Query @'
SELECT g.name, g.is_distributed, r.replica_server_name, r.availability_mode_desc, s.synchronization_health_desc,
       (SELECT TOP 1 l.dns_name FROM sys.availability_group_listeners l WHERE l.group_id = g.group_id) AS listener
FROM sys.availability_databases_cluster d
JOIN sys.availability_groups g ON g.group_id = d.group_id
JOIN sys.availability_replicas r ON r.group_id = g.group_id
LEFT JOIN sys.dm_hadr_availability_replica_states s ON s.replica_id = r.replica_id
WHERE d.database_name = @database
ORDER BY r.replica_server_name
'@)
            [pscustomobject]@{
                name = if ($row.Count -gt 0) { [string] $row[0].name }
                listener = if ($row.Count -gt 0 -and $row[0].listener) { [string] $row[0].listener }
                distributed = if ($row.Count -gt 0) { [bool] $row[0].is_distributed }
                replicas = @($row | ForEach-Object -Process { [ordered]@{ server = [string] $_.replica_server_name; mode = [string] $_.availability_mode_desc; sync = if ($_.synchronization_health_desc) { [string] $_.synchronization_health_desc } } })
                sees = $may -eq 1
            }
        }
    }
    @{
        id = 'sql.authentication'
        target = ''
        needs = 'VIEW SERVER STATE; VMM must be connected'
        modules = @()
        ask = {
            if (-not $Facts.sql.server -or -not $Facts.vmm.serviceAccount) { throw 'not_attempted: the database server or the VMM service account is not known' }
            $row = @(Invoke-SqlQuery -Server $Facts.sql.server -Value @{ '@account' = $Facts.vmm.serviceAccount } -Query @'
SELECT DISTINCT c.auth_scheme FROM sys.dm_exec_connections c
JOIN sys.dm_exec_sessions s ON s.session_id = c.session_id
WHERE s.login_name = @account
'@)
            if ($row.Count -eq 0) { throw 'not_attempted: VMM has no session on the database server' }
            $row | ForEach-Object -Process { [string] $_.auth_scheme }
        }
    }
    @{
        id = 'sql.spns'
        target = ''
        needs = 'any domain user; a global catalog in every forest'
        modules = @('ActiveDirectory')
        ask = {
            if (-not $Facts.sql.server -or -not $Facts.sql.hostIds) { throw 'not_attempted: the database server is not known' }
            $endpoint = @(Invoke-SqlQuery -Server $Facts.sql.server -Query "SELECT DISTINCT local_tcp_port AS port FROM sys.dm_exec_connections WHERE net_transport = 'TCP' AND local_tcp_port IS NOT NULL")
            $name = @(@($Facts.sql.hostIds) + @($Facts.sql.server) + @($Facts.sql.availabilityGroup.listener) | Where-Object -FilterScript { $_ } | ForEach-Object -Process { Resolve-HostId -Name $_ } | Select-Object -Unique)
            $required = @(foreach ($one in $name) { foreach ($port in $endpoint) { 'MSSQLSvc/{0}:{1}' -f $one, [string] $port.port } })
            $catalog = [string] (Get-ADDomainController -Discover -Service GlobalCatalog -ErrorAction Stop).HostName[0]
            $found = @(foreach ($one in $name) {
                    Get-ADObject -Server "${catalog}:3268" -LDAPFilter "(servicePrincipalName=MSSQLSvc/$one*)" -Properties servicePrincipalName, sAMAccountName, msDS-PrincipalName -ErrorAction Stop |
                        ForEach-Object -Process {
                            $account = [string] $_.'msDS-PrincipalName'
                            foreach ($spn in $_.servicePrincipalName) { [ordered]@{ spn = [string] $spn; account = $account } }
                        }
                })
            [pscustomobject]@{ requiredSpns = $required; spns = $found }
        }
    }
    @{
        id = 'cluster'
        target = 'clusters'
        needs = 'read access to the cluster (Grant-ClusterAccess -ReadOnly), or administrator of a node'
        modules = @('FailoverClusters')
        ask = {
            $cluster = Get-Cluster -Name $Target -ErrorAction Stop
            $node = @(Get-ClusterNode -Cluster $cluster.Name -ErrorAction Stop)
            [pscustomobject]@{
                name = [string] $cluster.Name
                accessPoint = [string] $cluster.AdministrativeAccessPoint
                nodes = @($node | ForEach-Object -Process { [ordered]@{ hostId = Resolve-HostId -Name $_.Name; state = [string] $_.State } })
                groups = @(Get-ClusterGroup -Cluster $cluster.Name -ErrorAction Stop | ForEach-Object -Process { [ordered]@{ name = [string] $_.Name; type = [string] $_.GroupType } })
                sharedDisks = @(Get-ClusterResource -Cluster $cluster.Name -ErrorAction Stop | Where-Object -FilterScript { [string] $_.ResourceType -ceq 'Physical Disk' } | ForEach-Object -Process {
                        $owner = Get-ClusterOwnerNode -InputObject $_ -ErrorAction Stop
                        [ordered]@{ name = [string] $_.Name; possibleOwners = @($owner.OwnerNodes | ForEach-Object -Process { Resolve-HostId -Name $_.Name }) }
                    })
            }
        }
    }
    @{
        id = 'cluster.sites'
        target = 'clusters'
        needs = 'read access to the cluster; Windows Server 2016 or later'
        modules = @('FailoverClusters')
        ask = {
            $session = New-CimSession -ComputerName $Target -OperationTimeoutSec 30 -ErrorAction Stop
            $site = @(Get-ClusterFaultDomain -CimSession $session -Type Site -ErrorAction Stop)
            $node = @(Get-ClusterFaultDomain -CimSession $session -Type Node -ErrorAction Stop)
            $parent = @{}
            foreach ($domain in @(Get-ClusterFaultDomain -CimSession $session -ErrorAction Stop)) { $parent[[string] $domain.Name] = [string] $domain.ParentName }
            [pscustomobject]@{
                sites = @($site | ForEach-Object -Process {
                        $name = [string] $_.Name
                        $inside = @($node | Where-Object -FilterScript {
                                $at = [string] $_.Name
                                for ($step = 0; $step -lt 8 -and $at -and $at -cne $name; $step++) { $at = $parent[$at] }
                                $at -ceq $name
                            })
                        [ordered]@{ name = $name; hostIds = @($inside | ForEach-Object -Process { Resolve-HostId -Name $_.Name }) }
                    })
            }
        }
    }
    @{
        id = 'cluster.replication'
        target = 'clusters'
        needs = 'read access to the cluster'
        modules = @('FailoverClusters')
        ask = {
            $group = @(Get-ClusterGroup -Cluster $Target -ErrorAction Stop | ForEach-Object -Process { [string] $_.GroupType })
            [pscustomobject]@{ storageReplica = $group -ccontains 'StorageReplica' }
        }
    }
    @{
        id = 'cluster.cno'
        target = 'clusters'
        needs = 'any domain user'
        modules = @('ActiveDirectory')
        ask = {
            $name = $Target.Split('.')[0]
            $domain = $Target.Substring($Target.IndexOf('.') + 1)
            $escaped = $name.Replace('\', '\5c').Replace('*', '\2a').Replace('(', '\28').Replace(')', '\29')
            $found = @(Get-ADComputer -Server $domain -LDAPFilter "(sAMAccountName=$escaped`$)" -ErrorAction Stop)
            [pscustomobject]@{
                dn = if ($found.Count -eq 1) { [string] $found[0].DistinguishedName }
                exists = $found.Count -eq 1
                enabled = if ($found.Count -eq 1) { [bool] $found[0].Enabled }
            }
        }
    }
    @{
        id = 'host.computer'
        target = 'hosts'
        needs = 'local administrator (CIM over WinRM or DCOM)'
        modules = @()
        ask = {
            Get-CimInstance -ClassName Win32_ComputerSystem -CimSession $Session -ErrorAction Stop
        }
    }
    @{
        id = 'host.os'
        target = 'hosts'
        needs = 'local administrator (CIM over WinRM or DCOM)'
        modules = @()
        ask = {
            Get-CimInstance -ClassName Win32_OperatingSystem -CimSession $Session -ErrorAction Stop
        }
    }
    @{
        id = 'host.edition'
        target = 'hosts'
        needs = 'local administrator (CIM over WinRM or DCOM)'
        modules = @()
        ask = {
            $key = 'SOFTWARE\Microsoft\Windows NT\CurrentVersion'
            [pscustomobject]@{
                edition = (Get-RegistryText -Session $Session -Key $key -Name 'EditionID')
                installType = (Get-RegistryText -Session $Session -Key $key -Name 'InstallationType')
            }
        }
    }
    @{
        id = 'host.hyperV'
        target = 'hosts'
        needs = 'local administrator; the ServerManager module of Windows Server or RSAT'
        modules = @('ServerManager')
        ask = {
            Get-WindowsFeature -Name Hyper-V -ComputerName $Target -ErrorAction Stop
        }
    }
    @{
        id = 'host.adSite'
        target = 'hosts'
        needs = 'local administrator (CIM over WinRM or DCOM)'
        modules = @()
        ask = {
            $site = Get-RegistryText -Session $Session -Key 'SYSTEM\CurrentControlSet\Services\Netlogon\Parameters' -Name 'DynamicSiteName'
            $adapter = @(Get-CimInstance -ClassName Win32_NetworkAdapterConfiguration -Filter 'IPEnabled = TRUE' -CimSession $Session -ErrorAction Stop)
            $subnet = @(foreach ($one in $adapter) {
                    for ($at = 0; $at -lt $one.IPAddress.Count; $at++) {
                        $mask = $null
                        if ([System.Net.IPAddress]::TryParse($one.IPSubnet[$at], [ref] $mask) -and $mask.GetAddressBytes().Length -eq 4 -and $one.IPAddress[$at].Contains('.')) {
                            $byte = ([System.Net.IPAddress] $one.IPAddress[$at]).GetAddressBytes()
                            $bits = $mask.GetAddressBytes()
                            for ($index = 0; $index -lt 4; $index++) { $byte[$index] = $byte[$index] -band $bits[$index] }
                            (New-Object -TypeName System.Net.IPAddress -ArgumentList (, $byte)).ToString() + '/' + $mask.ToString()
                        }
                    }
                })
            [pscustomobject]@{
                adSite = if ($site) { $site.TrimEnd([char] 0) }
                subnets = if ($subnet.Count -gt 0) { [string]::Join(' ', @($subnet | Sort-Object -Unique)) }
            }
        }
    }
    @{
        id = 'host.adk'
        target = 'hosts'
        needs = 'local administrator (CIM and the administrative shares)'
        modules = @()
        ask = {
            $root = $null
            foreach ($key in 'SOFTWARE\Microsoft\Windows Kits\Installed Roots', 'SOFTWARE\WOW6432Node\Microsoft\Windows Kits\Installed Roots') {
                if (-not $root) { $root = Get-RegistryText -Session $Session -Key $key -Name 'KitsRoot10' }
            }
            $product = @(Get-InstalledProduct -Session $Session)
            $kit = @($product | Where-Object -FilterScript { [string] $_.Name -clike 'Windows Assessment and Deployment Kit*' -and [string] $_.Name -cnotlike '*Preinstallation*' })
            $file = {
                param([string] $Path)
                if (-not $root) { return $false }
                $share = '\\{0}\{1}$\{2}Assessment and Deployment Kit\{3}' -f $Target, $root.Substring(0, 1), $root.Substring(3), $Path
                Test-Path -LiteralPath $share -ErrorAction Stop
            }
            [pscustomobject]@{
                root = $root
                installed = $kit.Count -gt 0
                version = if ($kit.Count -gt 0) { [string] $kit[0].Version }
                deploymentTools = & $file 'Deployment Tools\amd64\DISM\dism.exe'
                winPe = & $file 'Windows Preinstallation Environment\amd64\en-us\winpe.wim'
            }
        }
    }
    @{
        id = 'host.sqlTools'
        target = 'hosts'
        needs = 'local administrator (CIM over WinRM or DCOM)'
        modules = @()
        ask = {
            $product = @(Get-InstalledProduct -Session $Session)
            @($product | Where-Object -FilterScript { [string] $_.Name -clike 'Microsoft Command Line Utilities * for SQL Server*' }).Count -gt 0
        }
    }
    @{
        id = 'directory.domains'
        target = ''
        needs = 'any domain user'
        modules = @('ActiveDirectory')
        ask = {
            $name = @(@($Facts.hosts.items | ForEach-Object -Process { $_.domain }) + @($Facts.sql.domain) | Where-Object -FilterScript { $_ } | Select-Object -Unique)
            $seen = @{}
            $complete = $true
            foreach ($one in $name) {
                try {
                    $forest = Get-ADForest -Server $one -ErrorAction Stop
                    foreach ($member in $forest.Domains) {
                        if (-not $seen.ContainsKey([string] $member)) {
                            $domain = Get-ADDomain -Server $member -ErrorAction Stop
                            $seen[[string] $member] = [ordered]@{ dns = [string] $domain.DNSRoot; netbios = [string] $domain.NetBIOSName; forest = [string] $domain.Forest }
                        }
                    }
                } catch {
                    $complete = $false
                }
            }
            [pscustomobject]@{ domains = @($seen.Keys | Sort-Object | ForEach-Object -Process { $seen[$_] }); complete = $complete }
        }
    }
    @{
        id = 'directory.trusts'
        target = ''
        needs = 'any domain user; a domain controller of each domain'
        modules = @('ActiveDirectory')
        ask = {
            $complete = [bool] $Facts.domains.complete
            $trust = @(foreach ($domain in $Facts.domains.items) {
                    try {
                        Get-ADTrust -Filter * -Server $domain.dns -ErrorAction Stop | ForEach-Object -Process {
                            [ordered]@{
                                source = [string] $domain.dns
                                target = [string] $_.Target
                                direction = [string] $_.Direction
                                transitive = [bool] $_.ForestTransitive
                                selectiveAuth = [bool] $_.SelectiveAuthentication
                            }
                        }
                    } catch {
                        $complete = $false
                    }
                })
            [pscustomobject]@{ trusts = $trust; complete = $complete }
        }
    }
    @{
        id = 'directory.creators'
        target = ''
        needs = 'read permissions on the container'
        modules = @('ActiveDirectory')
        ask = {
            if (-not $Parameter.ClusterCreator -and -not $Parameter.LibraryClusterCreator) { throw 'not_attempted: the parameters ClusterCreator and LibraryClusterCreator are not given' }
            $who = @(
                [pscustomobject]@{ Name = $Parameter.ClusterCreator; ClusterId = @($Facts.vmm.clusterId) }
                [pscustomobject]@{ Name = $Parameter.LibraryClusterCreator; ClusterId = @($Facts.library.servers.items | ForEach-Object -Process { $_.clusterId }) }
            )
            $schema = [guid] 'bf967a86-0de6-11d0-a285-00aa003049e2'
            foreach ($one in $who) {
                if (-not $one.Name) { continue }
                foreach ($clusterId in @($one.ClusterId | Where-Object -FilterScript { $_ } | Select-Object -Unique)) {
                    $node = @(@($Facts.clusters.items | Where-Object -FilterScript { $_.id -ceq $clusterId }).nodes.items)
                    $container = @($node | ForEach-Object -Process { (Get-ADComputer -Identity $_.hostId.Split('.')[0] -ErrorAction Stop).DistinguishedName -replace '^CN=[^,]+,', '' } | Select-Object -Unique)
                    $short = $one.Name.Split('\')[-1]
                    $escaped = $short.Replace('\', '\5c').Replace('*', '\2a').Replace('(', '\28').Replace(')', '\29')
                    $user = Get-ADUser -LDAPFilter "(sAMAccountName=$escaped)" -ErrorAction Stop
                    $token = @((Get-ADUser -Identity $user.DistinguishedName -Properties tokenGroups -ErrorAction Stop).tokenGroups | ForEach-Object -Process { $_.Value }) + @($user.SID.Value)
                    $may = if ($container.Count -eq 1) {
                        $rule = @((Get-Acl -LiteralPath "AD:\$($container[0])" -ErrorAction Stop).GetAccessRules($true, $true, [System.Security.Principal.SecurityIdentifier]) | Where-Object -FilterScript {
                                $token -ccontains $_.IdentityReference.Value -and
                                ($_.ObjectType -eq $schema -or $_.ObjectType -eq [guid]::Empty) -and
                                -not ($_.PropagationFlags -band [System.Security.AccessControl.PropagationFlags]::InheritOnly) -and
                                ($_.ActiveDirectoryRights -band [System.DirectoryServices.ActiveDirectoryRights]::CreateChild)
                            })
                        $deny = @($rule | Where-Object -FilterScript { [string] $_.AccessControlType -ceq 'Deny' })
                        $deny.Count -eq 0 -and $rule.Count -gt 0
                    }
                    [ordered]@{
                        role = 'clusterCreator'
                        clusterId = [string] $clusterId
                        name = [string] $one.Name
                        kind = if ($user) { 'domainUser' }
                        ouDn = if ($container.Count -eq 1) { [string] $container[0] }
                        canCreateComputers = $may
                    }
                }
            }
        }
    }
)

# What is read from the answers.
$script:FactTable = @(
    @{
        path = 'plan.usesSqlDacServiceTemplates'
        type = 'boolean'
        probe = 'plan'
        read = {
            if ($Answer.UsesSqlDacServiceTemplates -ceq 'true') { $true } elseif ($Answer.UsesSqlDacServiceTemplates -ceq 'false') { $false }
        }
    }
    @{
        path = 'plan.serviceNetworkName'
        type = 'text'
        probe = 'plan'
        read = {
            if ($Answer.ServiceNetworkName) { $Answer.ServiceNetworkName }
        }
    }
    @{
        path = 'vmm.productVersion'
        type = 'text'
        probe = 'vmm.server'
        read = {
            [string] $Answer.ProductVersion
        }
    }
    @{
        path = 'vmm.version'
        type = 'text'
        probe = ''
    }
    @{
        path = 'vmm.highlyAvailable'
        type = 'boolean'
        probe = 'vmm.server'
        read = {
            [bool] $Answer.IsHighlyAvailable
        }
    }
    @{
        path = 'vmm.serviceAccount'
        type = 'text'
        probe = 'vmm.server'
        read = {
            [string] $Answer.VMMServiceAccount
        }
    }
    @{
        path = 'vmm.clusterId'
        type = 'text'
        probe = 'vmm.cluster'
    }
    @{
        path = 'vmm.instancesOnCluster'
        type = 'integer'
        probe = 'vmm.cluster'
    }
    @{
        path = 'vmm.serviceNetworkName'
        type = 'text'
        probe = 'vmm.cluster'
    }
    @{
        path = 'vmm.dkm.containerDn'
        type = 'text'
        probe = 'vmm.dkm'
        read = {
            $Answer.DistinguishedName
        }
    }
    @{
        path = 'vmm.dkm.exists'
        type = 'boolean'
        probe = 'vmm.dkm'
        read = {
            $true
        }
    }
    @{
        path = 'library.servers'
        type = 'list'
        probe = 'library.servers'
        read = {
            $Answer
        }
    }
    @{
        path = 'library.servers[].name'
        type = 'text'
        probe = ''
    }
    @{
        path = 'library.servers[].clusterId'
        type = 'text'
        probe = ''
    }
    @{
        path = 'library.servers[].roleType'
        type = 'text'
        probe = ''
    }
    @{
        path = 'library.servers[].isClusterName'
        type = 'boolean'
        probe = ''
    }
    @{
        path = 'library.servers[].shares'
        type = 'list'
        probe = ''
    }
    @{
        path = 'library.servers[].shares[].name'
        type = 'text'
        probe = ''
    }
    @{
        path = 'library.servers[].shares[].availabilityType'
        type = 'text'
        probe = ''
    }
    @{
        path = 'sql.server'
        type = 'text'
        probe = 'sql.connection'
    }
    @{
        path = 'sql.database'
        type = 'text'
        probe = 'sql.connection'
    }
    @{
        path = 'sql.hostIds'
        type = 'list'
        probe = 'sql.instance'
    }
    @{
        path = 'sql.hostIds[]'
        type = 'text'
        probe = ''
    }
    @{
        path = 'sql.domain'
        type = 'text'
        probe = 'sql.instance'
    }
    @{
        path = 'sql.clusterId'
        type = 'text'
        probe = 'sql.instance'
    }
    @{
        path = 'sql.failoverInstance'
        type = 'boolean'
        probe = 'sql.instance'
    }
    @{
        path = 'sql.hadrEnabled'
        type = 'boolean'
        probe = 'sql.instance'
    }
    @{
        path = 'sql.serviceAccounts'
        type = 'list'
        probe = 'sql.instance'
    }
    @{
        path = 'sql.serviceAccounts[]'
        type = 'text'
        probe = ''
    }
    @{
        path = 'sql.availabilityGroup.name'
        type = 'text'
        probe = 'sql.availabilityGroup'
    }
    @{
        path = 'sql.availabilityGroup.listener'
        type = 'text'
        probe = 'sql.availabilityGroup'
    }
    @{
        path = 'sql.availabilityGroup.distributed'
        type = 'boolean'
        probe = 'sql.availabilityGroup'
    }
    @{
        path = 'sql.availabilityGroup.replicas'
        type = 'list'
        probe = 'sql.availabilityGroup'
        complete = {
            $Answer.sees
        }
    }
    @{
        path = 'sql.availabilityGroup.replicas[].server'
        type = 'text'
        probe = ''
    }
    @{
        path = 'sql.availabilityGroup.replicas[].mode'
        type = 'text'
        probe = ''
    }
    @{
        path = 'sql.availabilityGroup.replicas[].sync'
        type = 'text'
        probe = ''
    }
    @{
        path = 'sql.vmmAuthSchemes'
        type = 'list'
        probe = 'sql.authentication'
        read = {
            $Answer
        }
    }
    @{
        path = 'sql.vmmAuthSchemes[]'
        type = 'text'
        probe = ''
    }
    @{
        path = 'sql.requiredSpns'
        type = 'list'
        probe = 'sql.spns'
    }
    @{
        path = 'sql.requiredSpns[]'
        type = 'text'
        probe = ''
    }
    @{
        path = 'sql.spns'
        type = 'list'
        probe = 'sql.spns'
    }
    @{
        path = 'sql.spns[].spn'
        type = 'text'
        probe = ''
    }
    @{
        path = 'sql.spns[].account'
        type = 'text'
        probe = ''
    }
    @{
        path = 'clusters[].id'
        type = 'text'
        probe = ''
    }
    @{
        path = 'clusters[].name'
        type = 'text'
        probe = 'cluster'
    }
    @{
        path = 'clusters[].accessPoint'
        type = 'text'
        probe = 'cluster'
    }
    @{
        path = 'clusters[].nodes'
        type = 'list'
        probe = 'cluster'
    }
    @{
        path = 'clusters[].nodes[].hostId'
        type = 'text'
        probe = ''
    }
    @{
        path = 'clusters[].nodes[].state'
        type = 'text'
        probe = ''
    }
    @{
        path = 'clusters[].groups'
        type = 'list'
        probe = 'cluster'
    }
    @{
        path = 'clusters[].groups[].name'
        type = 'text'
        probe = ''
    }
    @{
        path = 'clusters[].groups[].type'
        type = 'text'
        probe = ''
    }
    @{
        path = 'clusters[].sharedDisks'
        type = 'list'
        probe = 'cluster'
    }
    @{
        path = 'clusters[].sharedDisks[].name'
        type = 'text'
        probe = ''
    }
    @{
        path = 'clusters[].sharedDisks[].possibleOwners'
        type = 'list'
        probe = ''
    }
    @{
        path = 'clusters[].sharedDisks[].possibleOwners[]'
        type = 'text'
        probe = ''
    }
    @{
        path = 'clusters[].sites'
        type = 'list'
        probe = 'cluster.sites'
    }
    @{
        path = 'clusters[].sites[].name'
        type = 'text'
        probe = ''
    }
    @{
        path = 'clusters[].sites[].hostIds'
        type = 'list'
        probe = ''
    }
    @{
        path = 'clusters[].sites[].hostIds[]'
        type = 'text'
        probe = ''
    }
    @{
        path = 'clusters[].storageReplica'
        type = 'boolean'
        probe = 'cluster.replication'
    }
    @{
        path = 'clusters[].cno.dn'
        type = 'text'
        probe = 'cluster.cno'
    }
    @{
        path = 'clusters[].cno.exists'
        type = 'boolean'
        probe = 'cluster.cno'
    }
    @{
        path = 'clusters[].cno.enabled'
        type = 'boolean'
        probe = 'cluster.cno'
    }
    @{
        path = 'hosts[].id'
        type = 'text'
        probe = ''
    }
    @{
        path = 'hosts[].reachable'
        type = 'boolean'
        probe = 'host.computer'
        read = {
            $true
        }
    }
    @{
        path = 'hosts[].dnsHostName'
        type = 'text'
        probe = 'host.computer'
        read = {
            [string] $Answer.DNSHostName
        }
    }
    @{
        path = 'hosts[].netbiosName'
        type = 'text'
        probe = 'host.computer'
        read = {
            [string] $Answer.Name
        }
    }
    @{
        path = 'hosts[].partOfDomain'
        type = 'boolean'
        probe = 'host.computer'
        read = {
            [bool] $Answer.PartOfDomain
        }
    }
    @{
        path = 'hosts[].domain'
        type = 'text'
        probe = 'host.computer'
        read = {
            if ($Answer.PartOfDomain) { ([string] $Answer.Domain).TrimEnd('.') }
        }
    }
    @{
        path = 'hosts[].isVirtual'
        type = 'boolean'
        probe = 'host.computer'
        read = {
            if ($Answer.Model) { [regex]::IsMatch([string] $Answer.Model + ' ' + [string] $Answer.Manufacturer, 'Virtual|VMware|QEMU|KVM|Xen', 'IgnoreCase, CultureInvariant') }
        }
    }
    @{
        path = 'hosts[].os.caption'
        type = 'text'
        probe = 'host.os'
        read = {
            [string] $Answer.Caption
        }
    }
    @{
        path = 'hosts[].os.build'
        type = 'integer'
        probe = 'host.os'
        read = {
            [int] $Answer.BuildNumber
        }
    }
    @{
        path = 'hosts[].os.productType'
        type = 'integer'
        probe = 'host.os'
        read = {
            [int] $Answer.ProductType
        }
    }
    @{
        path = 'hosts[].os.sku'
        type = 'integer'
        probe = 'host.os'
        read = {
            [int] $Answer.OperatingSystemSKU
        }
    }
    @{
        path = 'hosts[].os.product'
        type = 'text'
        probe = ''
    }
    @{
        path = 'hosts[].os.edition'
        type = 'text'
        probe = 'host.edition'
        read = {
            $Answer.edition
        }
    }
    @{
        path = 'hosts[].os.installType'
        type = 'text'
        probe = 'host.edition'
        read = {
            $Answer.installType
        }
    }
    @{
        path = 'hosts[].hyperVRole'
        type = 'boolean'
        probe = 'host.hyperV'
        read = {
            if ([string] $Answer.InstallState -ceq 'Installed') { $true } elseif ([string] $Answer.InstallState -ceq 'Available' -or [string] $Answer.InstallState -ceq 'Removed') { $false }
        }
    }
    @{
        path = 'hosts[].adSite'
        type = 'text'
        probe = 'host.adSite'
    }
    @{
        path = 'hosts[].subnets'
        type = 'text'
        probe = 'host.adSite'
    }
    @{
        path = 'hosts[].adk.root'
        type = 'text'
        probe = 'host.adk'
    }
    @{
        path = 'hosts[].adk.installed'
        type = 'boolean'
        probe = 'host.adk'
    }
    @{
        path = 'hosts[].adk.version'
        type = 'text'
        probe = 'host.adk'
    }
    @{
        path = 'hosts[].adk.deploymentTools'
        type = 'boolean'
        probe = 'host.adk'
    }
    @{
        path = 'hosts[].adk.winPe'
        type = 'boolean'
        probe = 'host.adk'
    }
    @{
        path = 'hosts[].sqlCommandLineUtilities'
        type = 'boolean'
        probe = 'host.sqlTools'
        read = {
            [bool] $Answer
        }
    }
    @{
        path = 'domains'
        type = 'list'
        probe = 'directory.domains'
        complete = {
            $Answer.complete
        }
    }
    @{
        path = 'domains[].dns'
        type = 'text'
        probe = ''
    }
    @{
        path = 'domains[].netbios'
        type = 'text'
        probe = ''
    }
    @{
        path = 'domains[].forest'
        type = 'text'
        probe = ''
    }
    @{
        path = 'trusts'
        type = 'list'
        probe = 'directory.trusts'
        complete = {
            $Answer.complete
        }
    }
    @{
        path = 'trusts[].source'
        type = 'text'
        probe = ''
    }
    @{
        path = 'trusts[].target'
        type = 'text'
        probe = ''
    }
    @{
        path = 'trusts[].direction'
        type = 'text'
        probe = ''
    }
    @{
        path = 'trusts[].transitive'
        type = 'boolean'
        probe = ''
    }
    @{
        path = 'trusts[].selectiveAuth'
        type = 'boolean'
        probe = ''
    }
    @{
        path = 'accounts'
        type = 'list'
        probe = 'directory.creators'
        read = {
            $Answer
        }
        complete = {
            [bool] ($Parameter.ClusterCreator -and $Parameter.LibraryClusterCreator)
        }
    }
    @{
        path = 'accounts[].role'
        type = 'text'
        probe = ''
    }
    @{
        path = 'accounts[].clusterId'
        type = 'text'
        probe = ''
    }
    @{
        path = 'accounts[].name'
        type = 'text'
        probe = ''
    }
    @{
        path = 'accounts[].kind'
        type = 'text'
        probe = ''
    }
    @{
        path = 'accounts[].ouDn'
        type = 'text'
        probe = ''
    }
    @{
        path = 'accounts[].canCreateComputers'
        type = 'boolean'
        probe = ''
    }
)

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

function ConvertTo-FactScalar {
    <#
    .SYNOPSIS
    A value as a fact of a type, or null; throws when it has another type. Nothing is guessed.
    .PARAMETER Value
    The value.
    .PARAMETER Type
    boolean, integer or text.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [AllowEmptyString()]
        [AllowEmptyCollection()]
        [object] $Value,

        [Parameter(Mandatory = $true)]
        [ValidateSet('boolean', 'integer', 'text')]
        [string] $Type
    )

    if ($null -eq $Value) {
        return $null
    }
    if ($Type -ceq 'boolean' -and $Value -is [bool]) {
        return $Value
    }
    if ($Type -ceq 'integer' -and $script:IntegerType.Contains($Value.GetType())) {
        return [long]$Value
    }
    if ($Type -ceq 'text' -and $Value -is [string]) {
        $text = $Value.Normalize([System.Text.NormalizationForm]::FormC).Trim()
        if ($text.Length -eq 0) {
            return $null
        }
        return $text
    }
    throw "the answer is no $Type"
}

function Get-SubFact {
    <#
    .SYNOPSIS
    The facts directly below a path: name, type and full path. Objects on the way count as type
    object.
    .PARAMETER Path
    The path, with [] for the members of a list.
    #>
    [CmdletBinding()]
    [OutputType([System.Collections.Specialized.OrderedDictionary])]
    param(
        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [string] $Path
    )

    $below = [ordered]@{}
    $prefix = $Path
    if ($prefix.Length -gt 0) {
        $prefix += '.'
    }
    foreach ($fact in $script:FactTable) {
        if (-not $fact['path'].StartsWith($prefix, [System.StringComparison]::Ordinal)) {
            continue
        }
        $rest = $fact['path'].Substring($prefix.Length)
        $name = $rest.Split('.')[0].Replace('[]', '')
        if ($rest.Length -eq $name.Length) {
            $below[$name] = $fact['type']
        } elseif (-not $below.Contains($name)) {
            $below[$name] = 'object'
            if ($rest.Substring($name.Length).StartsWith('[]', [System.StringComparison]::Ordinal)) {
                $below[$name] = 'list'
            }
        }
    }
    return $below
}

function Get-AnswerMember {
    <#
    .SYNOPSIS
    A member of an object or dictionary, or null when it has none of that name.
    .PARAMETER InputObject
    The object.
    .PARAMETER Name
    The name.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [object] $InputObject,

        [Parameter(Mandatory = $true)]
        [string] $Name
    )

    if ($null -eq $InputObject) {
        return $null
    }
    if ($InputObject -is [System.Collections.IDictionary]) {
        return , $InputObject[$Name]
    }
    $property = $InputObject.PSObject.Properties[$Name]
    if ($null -eq $property) {
        return $null
    }
    return , $property.Value
}

function ConvertTo-FactTable {
    <#
    .SYNOPSIS
    An object of an answer as facts: those below its path, and nothing else.
    .PARAMETER Value
    The object.
    .PARAMETER Path
    Its path.
    #>
    [CmdletBinding()]
    [OutputType([System.Collections.Specialized.OrderedDictionary])]
    param(
        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [object] $Value,

        [Parameter(Mandatory = $true)]
        [string] $Path
    )

    $table = [ordered]@{}
    $below = Get-SubFact -Path $Path
    foreach ($name in $below.Keys) {
        $member = Get-AnswerMember -InputObject $Value -Name $name
        $table[$name] = $null
        if ($null -eq $member) {
            continue
        }
        if ($below[$name] -ceq 'object') {
            $table[$name] = ConvertTo-FactTable -Value $member -Path "$Path.$name"
        } elseif ($below[$name] -ceq 'list') {
            $table[$name] = ConvertTo-FactList -Value @($member) -Path "$Path.$name" -Complete $true
        } else {
            $table[$name] = ConvertTo-FactScalar -Value $member -Type $below[$name]
        }
    }
    return $table
}

function ConvertTo-FactList {
    <#
    .SYNOPSIS
    The members of an answer as a list of facts.
    .PARAMETER Value
    The members.
    .PARAMETER Path
    The path of the list.
    .PARAMETER Complete
    Whether they are all.
    .OUTPUTS
    An array when they are texts and all of them are known, else complete and items.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [AllowEmptyCollection()]
        [AllowNull()]
        [object[]] $Value,

        [Parameter(Mandatory = $true)]
        [string] $Path,

        [Parameter(Mandatory = $true)]
        [bool] $Complete
    )

    $scalar = $script:FactTable | Where-Object -FilterScript { $_['path'] -ceq "$Path[]" } | Select-Object -First 1
    $isWhole = $Complete
    $items = @(foreach ($member in $Value) {
            if ($null -eq $member) {
                $isWhole = $false
            } elseif ($null -ne $scalar) {
                ConvertTo-FactScalar -Value $member -Type $scalar['type']
            } else {
                ConvertTo-FactTable -Value $member -Path "$Path[]"
            }
        })
    if ($null -ne $scalar -and $isWhole) {
        return , $items
    }
    return [ordered]@{ complete = $isWhole; items = $items }
}

function Get-FactValue {
    <#
    .SYNOPSIS
    Reads one fact from an answer.
    .PARAMETER Fact
    The fact.
    .PARAMETER Answer
    The answer.
    .PARAMETER With
    Who was asked, the session, and the facts.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [System.Collections.IDictionary] $Fact,

        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [object] $Answer,

        [Parameter(Mandatory = $true)]
        [System.Collections.IDictionary] $With
    )

    if ($Fact.Contains('read')) {
        $given = Read-Answer -Expression $Fact['read'] -Answer $Answer @With
        if ($given.Length -eq 1 -and $null -eq $given[0]) {
            return $null
        }
    } else {
        $name = $Fact['path'].Substring($Fact['path'].LastIndexOf('.') + 1)
        $member = Get-AnswerMember -InputObject $Answer -Name $name
        if ($null -eq $member) {
            return $null
        }
        $given = @($member)
    }
    if ($Fact['type'] -ceq 'list') {
        $complete = $true
        if ($Fact.Contains('complete')) {
            $said = Read-Answer -Expression $Fact['complete'] -Answer $Answer @With
            $complete = $said.Length -eq 1 -and $said[0] -is [bool] -and $said[0]
        }
        return , (ConvertTo-FactList -Value $given -Path $Fact['path'] -Complete $complete)
    }
    if ($given.Length -eq 0) {
        return $null
    }
    if ($given.Length -gt 1) {
        throw 'the answer has several values'
    }
    return ConvertTo-FactScalar -Value $given[0] -Type $Fact['type']
}

function Get-RelativePath {
    <#
    .SYNOPSIS
    The path of a fact inside an item of a list.
    .PARAMETER Path
    The path.
    .PARAMETER List
    The list, or empty for a fact of the environment.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory = $true)]
        [string] $Path,

        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [string] $List
    )

    if ($List.Length -gt 0 -and $Path.StartsWith("$List[].", [System.StringComparison]::Ordinal)) {
        return $Path.Substring($List.Length + 3)
    }
    return $Path
}

function Set-FactValue {
    <#
    .SYNOPSIS
    Puts a value at a path of a table.
    .PARAMETER Table
    The table.
    .PARAMETER Path
    Names joined by dots.
    .PARAMETER Value
    The value.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Changes a table in memory.')]
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [System.Collections.IDictionary] $Table,

        [Parameter(Mandatory = $true)]
        [string] $Path,

        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [AllowEmptyString()]
        [AllowEmptyCollection()]
        [object] $Value
    )

    $names = $Path.Split('.')
    $at = $Table
    for ($index = 0; $index -lt $names.Length - 1; $index++) {
        $at = $at[$names[$index]]
    }
    $at[$names[$names.Length - 1]] = $Value
}

function Get-FactSkeleton {
    <#
    .SYNOPSIS
    A table in which all facts below a path are unknown.
    .PARAMETER Path
    The path; empty for all facts.
    #>
    [CmdletBinding()]
    [OutputType([System.Collections.Specialized.OrderedDictionary])]
    param(
        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [string] $Path
    )

    $table = [ordered]@{}
    $below = Get-SubFact -Path $Path
    foreach ($name in $below.Keys) {
        $table[$name] = $null
        if ($below[$name] -ceq 'object') {
            $inner = $name
            if ($Path.Length -gt 0) {
                $inner = "$Path.$name"
            }
            $table[$name] = Get-FactSkeleton -Path $inner
        }
    }
    return $table
}

function Get-ReferredKey {
    <#
    .SYNOPSIS
    The keys by which a table refers to items of a list, folded; hostId and hostIds, for a
    reference by hostId.
    .PARAMETER Value
    The table, or a part of it.
    .PARAMETER Field
    The member that holds a key.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory = $true)]
        [AllowNull()]
        [AllowEmptyString()]
        [AllowEmptyCollection()]
        [object] $Value,

        [Parameter(Mandatory = $true)]
        [string] $Field
    )

    if ($Value -is [System.Collections.IDictionary]) {
        foreach ($name in @($Value.Keys)) {
            if ($name -ceq $Field -or $name -ceq "${Field}s") {
                $keys = $Value[$name]
                if ($keys -is [System.Collections.IDictionary]) {
                    $keys = $keys['items']
                }
                foreach ($key in @($keys)) {
                    if ($key -is [string]) {
                        $key.TrimEnd('.').ToLowerInvariant()
                    }
                }
            } else {
                Get-ReferredKey -Value $Value[$name] -Field $Field
            }
        }
    } elseif ($Value -is [array]) {
        foreach ($item in $Value) {
            Get-ReferredKey -Value $item -Field $Field
        }
    }
}

function Add-ReferredItem {
    <#
    .SYNOPSIS
    Adds an item for each key that the facts refer to and a list doesn't have.
    .PARAMETER Document
    The facts.
    .PARAMETER List
    The list.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [System.Collections.IDictionary] $Document,

        [Parameter(Mandatory = $true)]
        [string] $List
    )

    $known = [System.Collections.Generic.HashSet[string]]::new([System.StringComparer]::Ordinal)
    foreach ($reference in $script:ReferenceTable) {
        if ($reference['list'] -cne $List) {
            continue
        }
        foreach ($item in $Document[$List]['items']) {
            [void]$known.Add($item[$reference['key']])
        }
        foreach ($key in @(Get-ReferredKey -Value $Document -Field $reference['field'])) {
            if ($known.Count -lt $script:MaximumItem -and $known.Add($key)) {
                $item = Get-FactSkeleton -Path "$List[]"
                $item[$reference['key']] = $key
                $Document[$List]['items'] = @($Document[$List]['items']) + @($item)
            }
        }
    }
}

function Set-DerivedFact {
    <#
    .SYNOPSIS
    Fills in the facts that follow from those beside them, by the first row that fits.
    .PARAMETER Table
    The item, or the facts as a whole.
    .PARAMETER Path
    The path of the fact in it.
    .PARAMETER Row
    The rows.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Changes a table in memory.')]
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [System.Collections.IDictionary] $Table,

        [Parameter(Mandatory = $true)]
        [string] $Path,

        [Parameter(Mandatory = $true)]
        [object[]] $Row
    )

    $names = $Path.Split('.')
    $beside = $Table
    for ($index = 0; $index -lt $names.Length - 1; $index++) {
        $beside = $beside[$names[$index]]
    }
    foreach ($one in $Row) {
        $fits = $true
        foreach ($condition in $one['when']) {
            $value = $beside[$condition['name']]
            if ($condition.Contains('prefix')) {
                $fits = $fits -and $value -is [string] -and $value.StartsWith($condition['prefix'], [System.StringComparison]::Ordinal)
            } elseif ($condition['value'] -is [string]) {
                $fits = $fits -and $value -is [string] -and [string]::Equals($value, $condition['value'], [System.StringComparison]::Ordinal)
            } else {
                $fits = $fits -and $value -is [long] -and $value -eq $condition['value']
            }
        }
        if ($fits) {
            $beside[$names[$names.Length - 1]] = $one['is']
            return
        }
    }
}

function Get-CollectorDescription {
    <#
    .SYNOPSIS
    Who collected, where and when.
    #>
    [CmdletBinding()]
    [OutputType([System.Collections.Specialized.OrderedDictionary])]
    param()

    $elevated = try {
        $identity = [System.Security.Principal.WindowsIdentity]::GetCurrent()
        [System.Security.Principal.WindowsPrincipal]::new($identity).IsInRole([System.Security.Principal.WindowsBuiltInRole]::Administrator)
    } catch {
        $null
    }
    $epoch = [datetime]::new(1970, 1, 1, 0, 0, 0, [System.DateTimeKind]::Utc)
    return [ordered]@{
        at        = [long][Math]::Floor(([datetime]::UtcNow - $epoch).TotalSeconds)
        tool      = $script:Tool
        host      = [System.Net.Dns]::GetHostName()
        account   = [Environment]::UserDomainName + '\' + [Environment]::UserName
        elevated  = $elevated
        psVersion = [string]$PSVersionTable.PSVersion
        culture   = [cultureinfo]::CurrentCulture.Name
    }
}

function Invoke-Collection {
    <#
    .SYNOPSIS
    Asks every question to everyone it concerns, as long as answers name somebody new.
    .PARAMETER Probe
    The questions.
    .PARAMETER Document
    The facts, all unknown. They are filled in.
    .OUTPUTS
    Rows of the list probes.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [AllowEmptyCollection()]
        [object[]] $Probe,

        [Parameter(Mandatory = $true)]
        [System.Collections.IDictionary] $Document
    )

    $asked = [System.Collections.Generic.HashSet[string]]::new([System.StringComparer]::Ordinal)
    for ($round = 0; $round -lt $script:MaximumRound; $round++) {
        $before = $asked.Count
        foreach ($one in $Probe) {
            $list = $one['target']
            if ($list.Length -eq 0) {
                if ($round -eq 0) {
                    Invoke-Probe -Probe $one -Target '' -Table $Document -Document $Document
                }
                continue
            }
            Add-ReferredItem -Document $Document -List $list
            foreach ($item in @($Document[$list]['items'])) {
                $key = $item[(Get-ListKey -List $list)]
                if ($asked.Add($one['id'] + ' ' + $key)) {
                    Invoke-Probe -Probe $one -Target $key -Table $item -Document $Document
                }
            }
        }
        if ($asked.Count -eq $before) {
            break
        }
    }
    foreach ($one in $Probe) {
        if ($one['target'].Length -gt 0 -and @($Document[$one['target']]['items']).Count -eq 0) {
            ConvertTo-ProbeRow -Id $one['id'] -Target '' -Status 'not_attempted' -Detail "no item of $($one['target']) is known"
        }
    }
}

function Get-ListKey {
    <#
    .SYNOPSIS
    The member that is the key of a list's items.
    .PARAMETER List
    The list.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory = $true)]
        [string] $List
    )

    foreach ($reference in $script:ReferenceTable) {
        if ($reference['list'] -ceq $List) {
            return $reference['key']
        }
    }
    throw "nothing refers to $List"
}

function Get-WantedProbe {
    <#
    .SYNOPSIS
    The questions that the user wants asked; with -WhatIf none, and each is shown.
    .PARAMETER Cmdlet
    The script, which knows about -WhatIf and -Confirm.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [System.Management.Automation.PSCmdlet] $Cmdlet
    )

    foreach ($probe in $script:ProbeTable) {
        $whom = 'the environment'
        if ($probe['target'].Length -gt 0) {
            $whom = 'each of ' + $probe['target']
        }
        if ($Cmdlet.ShouldProcess($whom, "Ask $($probe['id']) (needs $($probe['needs']))")) {
            $probe
        }
    }
}

function Get-Collection {
    <#
    .SYNOPSIS
    The facts file: asks, and fills in what follows from the answers.
    .PARAMETER Probe
    The questions.
    #>
    [CmdletBinding()]
    [OutputType([System.Collections.Specialized.OrderedDictionary])]
    param(
        [Parameter(Mandatory = $true)]
        [AllowEmptyCollection()]
        [object[]] $Probe
    )

    $facts = Get-FactSkeleton -Path ''
    foreach ($one in $script:ProbeTable) {
        if ($one['target'].Length -gt 0) {
            $facts[$one['target']] = [ordered]@{ complete = $false; items = @() }
        }
    }
    $document = [ordered]@{ schema = 'normative.facts/1'; collected = Get-CollectorDescription; probes = @() }
    $document['probes'] = @(Invoke-Collection -Probe $Probe -Document $facts)
    foreach ($derivation in $script:DerivationTable) {
        $list = $derivation['fact'].Split('.')[0]
        if (-not $list.EndsWith('[]', [System.StringComparison]::Ordinal)) {
            Set-DerivedFact -Table $facts -Path $derivation['fact'] -Row $derivation['rows']
            continue
        }
        $list = $list.Substring(0, $list.Length - 2)
        foreach ($item in @($facts[$list]['items'])) {
            Set-DerivedFact -Table $item -Path (Get-RelativePath -Path $derivation['fact'] -List $list) -Row $derivation['rows']
        }
    }
    foreach ($name in @($facts.Keys)) {
        $document[$name] = $facts[$name]
    }
    return $document
}

$script:MaximumRound = 10
$script:MaximumItem = 10000
$script:Session = @{}
$script:Module = @{}
$script:IntegerType = @([byte], [sbyte], [int16], [uint16], [int], [uint32], [long])
$script:ErrorStatus = @{
    '-2147024891' = 'denied'
    '-2147023174' = 'unreachable'
    '-2147023436' = 'timeout'
    '-2147024843' = 'unreachable'
    '-2144108526' = 'unreachable'
    '-2144108250' = 'unreachable'
    '-2144108103' = 'unreachable'
    'sql 229'     = 'denied'
    'sql 297'     = 'denied'
    'sql 300'     = 'denied'
    'sql 18456'   = 'denied'
    'sql -2'      = 'timeout'
    'sql -1'      = 'unreachable'
    'sql 2'       = 'unreachable'
    'sql 53'      = 'unreachable'
    'sql 10060'   = 'unreachable'
    'sql 11001'   = 'unreachable'
}

$wanted = @(Get-WantedProbe -Cmdlet $PSCmdlet)
if (-not $WhatIfPreference) {
    $document = Get-Collection -Probe $wanted
    # Windows PowerShell may otherwise write an array as an object with value and Count.
    Remove-TypeData -TypeName System.Array -ErrorAction Ignore
    $json = ConvertTo-Json -InputObject $document -Depth 20
    $file = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($OutputPath)
    [System.IO.File]::WriteAllText($file, $json, [System.Text.UTF8Encoding]::new($false))
    $document['probes']
}
