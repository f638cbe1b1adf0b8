#Requires -Version 5.1
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.6.0'; MaximumVersion = '6.999.999' }
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', '', Justification = 'Used in BeforeAll.')]
[CmdletBinding()]
param(
    [ValidateNotNullOrEmpty()]
    [string] $FactsPath = (Join-Path -Path $PSScriptRoot -ChildPath 'facts.json'),

    [AllowEmptyString()]
    [string] $AttestationPath = ''
)

BeforeAll {
    Import-Module -Name (Join-Path -Path $PSScriptRoot -ChildPath 'Normative.Pester.psm1') -Force
    $environment = @{
        Path = $FactsPath
        AttestationPath = $AttestationPath
        Product = 'sc-vmm-2022'
        ProductPath = 'vmm.version'
        Reference = @(
            @{
                name = 'host'
                field = 'hostId'
                list = 'hosts'
                key = 'id'
                aliases = @('netbiosName')
            }
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
    }
    $script:Facts = Import-NormativeFact @environment
}

Describe 'plan-ha-vmm (sc-vmm-2022)' -Tag 'Product:sc-vmm-2022' {
    It 'plan-ha-vmm/deploy-vmm-management-server-failover-cluster manual' -Tag 'Id:plan-ha-vmm/deploy-vmm-management-server-failover-cluster', 'Level:may', 'Kind:manual', 'Mode:manual', 'Src:vmm/plan-ha-vmm.md', 'Line:21' {
        $verdict = Get-ManualVerdict -Facts $script:Facts -Id 'plan-ha-vmm/deploy-vmm-management-server-failover-cluster'
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/make-library-server-file-shares-highly-available manual' -Tag 'Id:plan-ha-vmm/make-library-server-file-shares-highly-available', 'Level:may', 'Kind:manual', 'Mode:manual', 'Src:vmm/plan-ha-vmm.md', 'Line:22' {
        $verdict = Get-ManualVerdict -Facts $script:Facts -Id 'plan-ha-vmm/make-library-server-file-shares-highly-available'
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/deploy-sql-server-vmm-database-highly-available manual' -Tag 'Id:plan-ha-vmm/deploy-sql-server-vmm-database-highly-available', 'Level:may', 'Kind:manual', 'Mode:manual', 'Src:vmm/plan-ha-vmm.md', 'Line:23' {
        $verdict = Get-ManualVerdict -Facts $script:Facts -Id 'plan-ha-vmm/deploy-sql-server-vmm-database-highly-available'
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/set-up-sql-server-before-deploy-vmm-management-servers manual' -Tag 'Id:plan-ha-vmm/set-up-sql-server-before-deploy-vmm-management-servers', 'Level:should', 'Kind:before', 'Mode:manual', 'Src:vmm/plan-ha-vmm.md', 'Line:27' {
        $verdict = Get-ManualVerdict -Facts $script:Facts -Id 'plan-ha-vmm/set-up-sql-server-before-deploy-vmm-management-servers'
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/we-recommend-use-highly-available-sql-server-installation holds' -Tag 'Id:plan-ha-vmm/we-recommend-use-highly-available-sql-server-installation', 'Level:should', 'Kind:holds', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:28' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{ test = 'is'; path = 'sql.failoverInstance'; value = $true }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/configure-sql-server-always-availability-groups holds' -Tag 'Id:plan-ha-vmm/configure-sql-server-always-availability-groups', 'Level:should', 'Kind:holds', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:28' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{
            test = 'all_of'
            tests = @(
                @{ test = 'is'; path = 'sql.hadrEnabled'; value = $true }
                @{ test = 'some'; path = 'sql.availabilityGroup.replicas[]' }
            )
        }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/install-sql-server-vmm-cluster disjoint' -Tag 'Id:plan-ha-vmm/install-sql-server-vmm-cluster', 'Level:should_not', 'Kind:disjoint', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:29' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{
            test = 'disjoint'
            path = 'sql.hostIds[]'
            other = 'vmm.cluster.nodes[].hostId'
            names = @{ of = 'host' }
        }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/review-best-practices-failover-cluster-node-prerequisites manual' -Tag 'Id:plan-ha-vmm/review-best-practices-failover-cluster-node-prerequisites', 'Level:should', 'Kind:manual', 'Mode:manual', 'Src:vmm/plan-ha-vmm.md', 'Line:30' {
        $verdict = Get-ManualVerdict -Facts $script:Facts -Id 'plan-ha-vmm/review-best-practices-failover-cluster-node-prerequisites'
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/availability-groups-supported-vmm manual' -Tag 'Id:plan-ha-vmm/availability-groups-supported-vmm', 'Level:may', 'Kind:manual', 'Mode:manual', 'Src:vmm/plan-ha-vmm.md', 'Line:31' {
        $verdict = Get-ManualVerdict -Facts $script:Facts -Id 'plan-ha-vmm/availability-groups-supported-vmm'
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/use-synchronous-commit-higher-protection-more-overhead holds' -Tag 'Id:plan-ha-vmm/use-synchronous-commit-higher-protection-more-overhead', 'Level:should', 'Kind:holds', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:31' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{
            test = 'when'
            condition = @{
                test = 'all_of'
                tests = @(
                    @{ test = 'is'; path = 'sql.hadrEnabled'; value = $true }
                    @{ test = 'some'; path = 'sql.availabilityGroup.replicas[]' }
                )
            }
            then = @{
                test = 'when'
                condition = @{
                    test = 'suggests'
                    then = @{ test = 'is'; path = 'sql.availabilityGroup.distributed'; value = $false }
                }
                then = @{
                    test = 'one_of'
                    path = 'sql.availabilityGroup.replicas[].mode'
                    values = @('SYNCHRONOUS_COMMIT')
                }
            }
        }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/database-server-same-domain-vmm-server-domain-two-way-trust any_of 2 checks' -Tag 'Id:plan-ha-vmm/database-server-same-domain-vmm-server-domain-two-way-trust', 'Level:must', 'Kind:any_of', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:32' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{
            test = 'any_of'
            tests = @(
                @{
                    test = 'all_equal'
                    paths = @('sql.domain', 'vmm.cluster.nodes[].host.domain')
                    names = @{ of = 'adDomain' }
                }
                @{
                    test = 'each'
                    path = 'vmm.cluster.nodes[].host'
                    then = @{
                        test = 'any_of'
                        tests = @(
                            @{
                                test = 'all_equal'
                                paths = @('sql.adDomain.forest', '.adDomain.forest')
                                names = 'dns'
                            }
                            @{
                                test = 'some'
                                path = 'trusts[]'
                                then = @{
                                    test = 'all_of'
                                    tests = @(
                                        @{
                                            test = 'any_of'
                                            tests = @(
                                                @{
                                                    test = 'all_of'
                                                    tests = @(
                                                        @{
                                                            test = 'within'
                                                            path = '.source'
                                                            other = 'sql.domain'
                                                            names = @{ of = 'adDomain' }
                                                        }
                                                        @{
                                                            test = 'within'
                                                            path = '.target'
                                                            other = '^.domain'
                                                            names = @{ of = 'adDomain' }
                                                        }
                                                    )
                                                }
                                                @{
                                                    test = 'all_of'
                                                    tests = @(
                                                        @{
                                                            test = 'within'
                                                            path = '.target'
                                                            other = 'sql.domain'
                                                            names = @{ of = 'adDomain' }
                                                        }
                                                        @{
                                                            test = 'within'
                                                            path = '.source'
                                                            other = '^.domain'
                                                            names = @{ of = 'adDomain' }
                                                        }
                                                    )
                                                }
                                                @{
                                                    test = 'all_of'
                                                    tests = @(
                                                        @{
                                                            test = 'is'
                                                            path = '.transitive'
                                                            value = $true
                                                        }
                                                        @{
                                                            test = 'any_of'
                                                            tests = @(
                                                                @{
                                                                    test = 'all_of'
                                                                    tests = @(
                                                                        @{
                                                                            test = 'within'
                                                                            path = '.source'
                                                                            other = 'sql.adDomain.forest'
                                                                            names = 'dns'
                                                                        }
                                                                        @{
                                                                            test = 'within'
                                                                            path = '.target'
                                                                            other = '^.adDomain.forest'
                                                                            names = 'dns'
                                                                        }
                                                                    )
                                                                }
                                                                @{
                                                                    test = 'all_of'
                                                                    tests = @(
                                                                        @{
                                                                            test = 'within'
                                                                            path = '.target'
                                                                            other = 'sql.adDomain.forest'
                                                                            names = 'dns'
                                                                        }
                                                                        @{
                                                                            test = 'within'
                                                                            path = '.source'
                                                                            other = '^.adDomain.forest'
                                                                            names = 'dns'
                                                                        }
                                                                    )
                                                                }
                                                            )
                                                        }
                                                    )
                                                }
                                            )
                                        }
                                        @{
                                            test = 'one_of'
                                            path = '.direction'
                                            values = @('BiDirectional')
                                        }
                                        @{
                                            test = 'suggests'
                                            then = @{
                                                test = 'is'
                                                path = '.selectiveAuth'
                                                value = $false
                                            }
                                        }
                                    )
                                }
                            }
                        )
                    }
                }
            )
        }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/using-clustered-database-vmm-requires-kerberos holds' -Tag 'Id:plan-ha-vmm/using-clustered-database-vmm-requires-kerberos', 'Level:must', 'Kind:holds', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:33' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{
            test = 'when'
            condition = @{
                test = 'any_of'
                tests = @(
                    @{ test = 'is'; path = 'sql.failoverInstance'; value = $true }
                    @{
                        test = 'all_of'
                        tests = @(
                            @{ test = 'is'; path = 'sql.hadrEnabled'; value = $true }
                            @{ test = 'some'; path = 'sql.availabilityGroup.replicas[]' }
                        )
                    }
                )
            }
            then = @{ test = 'one_of'; path = 'sql.vmmAuthSchemes[]'; values = @('KERBEROS') }
        }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/sql-server-instance-associate-service-principal-name-spn holds' -Tag 'Id:plan-ha-vmm/sql-server-instance-associate-service-principal-name-spn', 'Level:must', 'Kind:holds', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:33' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{
            test = 'all_of'
            tests = @(
                @{ test = 'within'; path = 'sql.requiredSpns[]'; other = 'sql.spns[].spn' }
                @{
                    test = 'each'
                    path = 'sql.spns[]'
                    then = @{
                        test = 'when'
                        condition = @{ test = 'within'; path = '.spn'; other = 'sql.requiredSpns[]' }
                        then = @{ test = 'within'; path = '.account'; other = 'sql.serviceAccounts[]' }
                    }
                }
            )
        }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/dont-install-hyper-v-host-parent-partition absent' -Tag 'Id:plan-ha-vmm/dont-install-hyper-v-host-parent-partition', 'Level:must_not', 'Kind:absent', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:54' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{ test = 'is'; path = 'vmm.cluster.nodes[].host.hyperVRole'; value = $false }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/install-vmm-vm manual' -Tag 'Id:plan-ha-vmm/install-vmm-vm', 'Level:may', 'Kind:manual', 'Mode:manual', 'Src:vmm/plan-ha-vmm.md', 'Line:54' {
        $verdict = Get-ManualVerdict -Facts $script:Facts -Id 'plan-ha-vmm/install-vmm-vm'
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/set-up-vmm-service-account-distributed-key-management all_of 2 checks' -Tag 'Id:plan-ha-vmm/set-up-vmm-service-account-distributed-key-management', 'Level:must', 'Kind:all_of', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:55' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{
            test = 'all_of'
            tests = @(
                @{
                    test = 'none_of'
                    path = 'vmm.serviceAccount'
                    values = @('LocalSystem', 'NT AUTHORITY\SYSTEM')
                }
                @{ test = 'is'; path = 'vmm.dkm.exists'; value = $true }
            )
        }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/only-one-instance-vmm-deployed-failover-cluster-up-16-nodes equals 1 instance' -Tag 'Id:plan-ha-vmm/only-one-instance-vmm-deployed-failover-cluster-up-16-nodes', 'Level:must', 'Kind:equals', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:56' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{ test = 'number'; path = 'vmm.instancesOnCluster'; compare = 'equals'; limit = 1 }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/failover-cluster-up-16-nodes at_most 16 nodes' -Tag 'Id:plan-ha-vmm/failover-cluster-up-16-nodes', 'Level:must', 'Kind:at_most', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:56' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{ test = 'count'; path = 'vmm.cluster.nodes[]'; compare = 'at_most'; limit = 16 }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/user-create-computers-objects-permission-ou-container-where holds' -Tag 'Id:plan-ha-vmm/user-create-computers-objects-permission-ou-container-where', 'Level:must', 'Kind:holds', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:57' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{
            test = 'any_of'
            tests = @(
                @{
                    test = 'each'
                    path = 'vmm.cluster'
                    then = @{
                        test = 'all_of'
                        tests = @(
                            @{ test = 'is'; path = '.cno.exists'; value = $true }
                            @{ test = 'is'; path = '.cno.enabled'; value = $true }
                        )
                    }
                }
                @{
                    test = 'all_of'
                    tests = @(
                        @{
                            test = 'suggests'
                            then = @{
                                test = 'some'
                                path = 'accounts[]'
                                then = @{
                                    test = 'all_of'
                                    tests = @(
                                        @{
                                            test = 'one_of'
                                            path = '.role'
                                            values = @('clusterCreator')
                                        }
                                        @{
                                            test = 'within'
                                            path = '.clusterId'
                                            other = 'vmm.clusterId'
                                            names = @{ of = 'cluster' }
                                        }
                                    )
                                }
                            }
                        }
                        @{
                            test = 'each'
                            path = 'accounts[]'
                            then = @{
                                test = 'when'
                                condition = @{
                                    test = 'all_of'
                                    tests = @(
                                        @{
                                            test = 'one_of'
                                            path = '.role'
                                            values = @('clusterCreator')
                                        }
                                        @{
                                            test = 'within'
                                            path = '.clusterId'
                                            other = 'vmm.clusterId'
                                            names = @{ of = 'cluster' }
                                        }
                                    )
                                }
                                then = @{ test = 'is'; path = '.canCreateComputers'; value = $true }
                            }
                        }
                    )
                }
            )
        }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/ask-domain-admin-pre-stage-cluster-computer-object-cluster holds' -Tag 'Id:plan-ha-vmm/ask-domain-admin-pre-stage-cluster-computer-object-cluster', 'Level:should', 'Kind:holds', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:57' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{
            test = 'when'
            condition = @{
                test = 'some'
                path = 'accounts[]'
                then = @{
                    test = 'all_of'
                    tests = @(
                        @{
                            test = 'all_of'
                            tests = @(
                                @{
                                    test = 'one_of'
                                    path = '.role'
                                    values = @('clusterCreator')
                                }
                                @{
                                    test = 'within'
                                    path = '.clusterId'
                                    other = 'vmm.clusterId'
                                    names = @{ of = 'cluster' }
                                }
                            )
                        }
                        @{ test = 'is'; path = '.canCreateComputers'; value = $false }
                    )
                }
            }
            then = @{ test = 'is'; path = 'vmm.cluster.cno.exists'; value = $true }
        }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/all-cluster-nodes-running-windows-server-2016 one_of 2 values' -Tag 'Id:plan-ha-vmm/all-cluster-nodes-running-windows-server-2016', 'Level:must', 'Kind:one_of', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:74' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{
            test = 'one_of'
            path = 'vmm.cluster.nodes[].host.os.product'
            values = @('Windows Server 2019', 'Windows Server 2022')
        }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/cluster-node-joined-domain holds' -Tag 'Id:plan-ha-vmm/cluster-node-joined-domain', 'Level:must', 'Kind:holds', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:75' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{ test = 'is'; path = 'vmm.cluster.nodes[].host.partOfDomain'; value = $true }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/cluster-node-computer-name-doesnt-exceed-15-characters at_most 15 characters' -Tag 'Id:plan-ha-vmm/cluster-node-computer-name-doesnt-exceed-15-characters', 'Level:must', 'Kind:at_most', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:75' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{
            test = 'length'
            path = 'vmm.cluster.nodes[].host.dnsHostName'
            compare = 'at_most'
            limit = 15
            label = $true
        }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/vmm-service-network-name-exceed-15-characters at_most 15 characters' -Tag 'Id:plan-ha-vmm/vmm-service-network-name-exceed-15-characters', 'Level:must_not', 'Kind:at_most', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:76' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{
            test = 'length'
            path = 'vmm.serviceNetworkName | plan.serviceNetworkName'
            compare = 'at_most'
            limit = 15
            label = $true
        }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/windows-adk-installed-computer holds' -Tag 'Id:plan-ha-vmm/windows-adk-installed-computer', 'Level:must', 'Kind:holds', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:77' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{ test = 'is'; path = 'vmm.cluster.nodes[].host.adk.installed'; value = $true }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/select-deployment-tools-windows-preinstallation-environment all_of 2 checks' -Tag 'Id:plan-ha-vmm/select-deployment-tools-windows-preinstallation-environment', 'Level:must', 'Kind:all_of', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:77' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{
            test = 'all_of'
            tests = @(
                @{
                    test = 'is'
                    path = 'vmm.cluster.nodes[].host.adk.deploymentTools'
                    value = $true
                }
                @{ test = 'is'; path = 'vmm.cluster.nodes[].host.adk.winPe'; value = $true }
            )
        }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/install-related-command-line-utilities-vmm-management-server holds' -Tag 'Id:plan-ha-vmm/install-related-command-line-utilities-vmm-management-server', 'Level:must', 'Kind:holds', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:78' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{
            test = 'when'
            condition = @{ test = 'is'; path = 'plan.usesSqlDacServiceTemplates'; value = $true }
            then = @{
                test = 'is'
                path = 'vmm.cluster.nodes[].host.sqlCommandLineUtilities'
                value = $true
            }
        }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/deploying-highly-available-scvmm-management-server-stretched absent' -Tag 'Id:plan-ha-vmm/deploying-highly-available-scvmm-management-server-stretched', 'Level:must_not', 'Kind:absent', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:81' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{
            test = 'when'
            condition = @{ test = 'is'; path = 'vmm.highlyAvailable'; value = $true }
            then = @{
                test = 'each'
                path = 'vmm.cluster'
                then = @{
                    test = 'all_of'
                    tests = @(
                        @{ test = 'is'; path = '.storageReplica'; value = $false }
                        @{
                            test = 'count'
                            path = '.sites[]'
                            compare = 'at_most'
                            limit = 1
                            only = @{ test = 'some'; path = '.hostIds[]' }
                        }
                        @{
                            test = 'suggests'
                            then = @{ test = 'all_equal'; paths = @('.nodes[].host.adSite') }
                        }
                        @{
                            test = 'suggests'
                            then = @{ test = 'all_equal'; paths = @('.nodes[].host.subnets') }
                        }
                    )
                }
            }
        }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/create-highly-available-library-servers-ensure-file-based manual' -Tag 'Id:plan-ha-vmm/create-highly-available-library-servers-ensure-file-based', 'Level:may', 'Kind:manual', 'Mode:manual', 'Src:vmm/plan-ha-vmm.md', 'Line:100' {
        $verdict = Get-ManualVerdict -Facts $script:Facts -Id 'plan-ha-vmm/create-highly-available-library-servers-ensure-file-based'
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/create-highly-available-library-servers-deploying-library holds' -Tag 'Id:plan-ha-vmm/create-highly-available-library-servers-deploying-library', 'Level:must', 'Kind:holds', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:102' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{ test = 'is'; path = 'library.servers[].isClusterName'; value = $true }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/set-up-file-server-failover-cluster holds' -Tag 'Id:plan-ha-vmm/set-up-file-server-failover-cluster', 'Level:must', 'Kind:holds', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:103' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{
            test = 'each'
            path = 'library.servers[].cluster'
            then = @{
                test = 'some'
                path = '.groups[]'
                then = @{
                    test = 'one_of'
                    path = '.type'
                    values = @('FileServer', 'ScaleoutFileServer')
                }
            }
        }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/deploying-highly-available-library-shares-vmm-cluster disjoint' -Tag 'Id:plan-ha-vmm/deploying-highly-available-library-shares-vmm-cluster', 'Level:must_not', 'Kind:disjoint', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:103' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{
            test = 'disjoint'
            path = 'library.servers[].clusterId'
            other = 'vmm.clusterId'
            names = @{ of = 'cluster' }
        }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/computers-running-windows-server-2012-r2-later at_least_version Windows Server 2012 R2' -Tag 'Id:plan-ha-vmm/computers-running-windows-server-2012-r2-later', 'Level:should', 'Kind:at_least_version', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:104' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{
            test = 'at_least_version'
            path = 'library.servers[].cluster.nodes[].host.os.product'
            minimum = 'Windows Server 2012 R2'
            order = @(
                'Windows Server 2008 R2'
                'Windows Server 2012'
                'Windows Server 2012 R2'
                'Windows Server 2016'
                'Windows Server 2019'
                'Windows Server 2022'
                'Windows Server 2025'
            )
            never = @('Windows client')
        }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/we-recommend-all-nodes-same-version-windows all_equal' -Tag 'Id:plan-ha-vmm/we-recommend-all-nodes-same-version-windows', 'Level:should', 'Kind:all_equal', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:104' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{
            test = 'each'
            path = 'library.servers[].cluster'
            then = @{ test = 'all_equal'; paths = @('.nodes[].host.os.product') }
        }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/all-nodes-same-domain all_equal' -Tag 'Id:plan-ha-vmm/all-nodes-same-domain', 'Level:should', 'Kind:all_equal', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:105' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{
            test = 'each'
            path = 'library.servers[].cluster'
            then = @{
                test = 'all_equal'
                paths = @('.nodes[].host.domain')
                names = @{ of = 'adDomain' }
            }
        }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/ensure-hardware-software-want-use-library-meets-system manual' -Tag 'Id:plan-ha-vmm/ensure-hardware-software-want-use-library-meets-system', 'Level:must', 'Kind:manual', 'Mode:manual', 'Src:vmm/plan-ha-vmm.md', 'Line:106' {
        $verdict = Get-ManualVerdict -Facts $script:Facts -Id 'plan-ha-vmm/ensure-hardware-software-want-use-library-meets-system'
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/user-create-computers-objects-permission-ou-container-where-2 holds' -Tag 'Id:plan-ha-vmm/user-create-computers-objects-permission-ou-container-where-2', 'Level:must', 'Kind:holds', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:107' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{
            test = 'each'
            path = 'library.servers[].cluster'
            then = @{
                test = 'any_of'
                tests = @(
                    @{
                        test = 'all_of'
                        tests = @(
                            @{ test = 'is'; path = '.cno.exists'; value = $true }
                            @{ test = 'is'; path = '.cno.enabled'; value = $true }
                        )
                    }
                    @{
                        test = 'all_of'
                        tests = @(
                            @{
                                test = 'suggests'
                                then = @{
                                    test = 'some'
                                    path = 'accounts[]'
                                    then = @{
                                        test = 'all_of'
                                        tests = @(
                                            @{
                                                test = 'one_of'
                                                path = '.role'
                                                values = @('clusterCreator')
                                            }
                                            @{
                                                test = 'within'
                                                path = '.clusterId'
                                                other = '^.id'
                                                names = @{ of = 'cluster' }
                                            }
                                        )
                                    }
                                }
                            }
                            @{
                                test = 'each'
                                path = 'accounts[]'
                                then = @{
                                    test = 'when'
                                    condition = @{
                                        test = 'all_of'
                                        tests = @(
                                            @{
                                                test = 'one_of'
                                                path = '.role'
                                                values = @('clusterCreator')
                                            }
                                            @{
                                                test = 'within'
                                                path = '.clusterId'
                                                other = '^.id'
                                                names = @{ of = 'cluster' }
                                            }
                                        )
                                    }
                                    then = @{
                                        test = 'is'
                                        path = '.canCreateComputers'
                                        value = $true
                                    }
                                }
                            }
                        )
                    }
                )
            }
        }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/ask-domain-admin-pre-stage-cluster-computer-object-cluster-2 holds' -Tag 'Id:plan-ha-vmm/ask-domain-admin-pre-stage-cluster-computer-object-cluster-2', 'Level:should', 'Kind:holds', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:107' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{
            test = 'when'
            condition = @{
                test = 'some'
                path = 'library.servers[].cluster'
                then = @{
                    test = 'some'
                    path = 'accounts[]'
                    then = @{
                        test = 'all_of'
                        tests = @(
                            @{
                                test = 'all_of'
                                tests = @(
                                    @{
                                        test = 'one_of'
                                        path = '.role'
                                        values = @('clusterCreator')
                                    }
                                    @{
                                        test = 'within'
                                        path = '.clusterId'
                                        other = '^.id'
                                        names = @{ of = 'cluster' }
                                    }
                                )
                            }
                            @{ test = 'is'; path = '.canCreateComputers'; value = $false }
                        )
                    }
                }
            }
            then = @{ test = 'is'; path = 'library.servers[].cluster.cno.exists'; value = $true }
        }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/account-domain-user-all-computers-want-add-file-server-nodes holds' -Tag 'Id:plan-ha-vmm/account-domain-user-all-computers-want-add-file-server-nodes', 'Level:should', 'Kind:holds', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:108' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{
            test = 'each'
            path = 'library.servers[].cluster'
            then = @{
                test = 'all_of'
                tests = @(
                    @{
                        test = 'suggests'
                        then = @{
                            test = 'some'
                            path = 'accounts[]'
                            then = @{
                                test = 'all_of'
                                tests = @(
                                    @{
                                        test = 'one_of'
                                        path = '.role'
                                        values = @('clusterCreator')
                                    }
                                    @{
                                        test = 'within'
                                        path = '.clusterId'
                                        other = '^.id'
                                        names = @{ of = 'cluster' }
                                    }
                                )
                            }
                        }
                    }
                    @{
                        test = 'each'
                        path = 'accounts[]'
                        then = @{
                            test = 'when'
                            condition = @{
                                test = 'all_of'
                                tests = @(
                                    @{
                                        test = 'one_of'
                                        path = '.role'
                                        values = @('clusterCreator')
                                    }
                                    @{
                                        test = 'within'
                                        path = '.clusterId'
                                        other = '^.id'
                                        names = @{ of = 'cluster' }
                                    }
                                )
                            }
                            then = @{ test = 'one_of'; path = '.kind'; values = @('domainUser') }
                        }
                    }
                )
            }
        }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/library-server-scale-out-file-server absent' -Tag 'Id:plan-ha-vmm/library-server-scale-out-file-server', 'Level:must_not', 'Kind:absent', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:109' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{
            test = 'none_of'
            path = 'library.servers[].roleType'
            values = @('ScaleoutFileServer', 'InfrastructureFileServer')
        }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/failover-cluster-doesnt-use-sofs-cluster-role all_of 2 checks' -Tag 'Id:plan-ha-vmm/failover-cluster-doesnt-use-sofs-cluster-role', 'Level:must', 'Kind:all_of', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:109' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{
            test = 'all_of'
            tests = @(
                @{ test = 'none_of'; path = 'library.servers[].roleType'; values = @('None') }
                @{
                    test = 'none_of'
                    path = 'library.servers[].cluster.groups[].type'
                    values = @('ScaleoutFileServer', 'InfrastructureFileServer')
                }
            )
        }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/use-storage-sofs-creating-shares manual' -Tag 'Id:plan-ha-vmm/use-storage-sofs-creating-shares', 'Level:may', 'Kind:manual', 'Mode:manual', 'Src:vmm/plan-ha-vmm.md', 'Line:109' {
        $verdict = Get-ManualVerdict -Facts $script:Facts -Id 'plan-ha-vmm/use-storage-sofs-creating-shares'
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/deploy-library-shares-cluster-physical-nodes-guest-cluster manual' -Tag 'Id:plan-ha-vmm/deploy-library-shares-cluster-physical-nodes-guest-cluster', 'Level:may', 'Kind:manual', 'Mode:manual', 'Src:vmm/plan-ha-vmm.md', 'Line:110' {
        $verdict = Get-ManualVerdict -Facts $script:Facts -Id 'plan-ha-vmm/deploy-library-shares-cluster-physical-nodes-guest-cluster'
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/ensure-all-computers-access-storage holds' -Tag 'Id:plan-ha-vmm/ensure-all-computers-access-storage', 'Level:must', 'Kind:holds', 'Mode:auto', 'Src:vmm/plan-ha-vmm.md', 'Line:111' {
        $verdict = Resolve-Requirement -Facts $script:Facts -Test @{
            test = 'when'
            condition = @{ test = 'some'; path = 'library.servers[].cluster.sharedDisks[]' }
            then = @{
                test = 'each'
                path = 'library.servers[].cluster'
                then = @{
                    test = 'when'
                    condition = @{ test = 'some'; path = '.sharedDisks[]' }
                    then = @{
                        test = 'each'
                        path = '.sharedDisks[]'
                        then = @{
                            test = 'within'
                            path = '^.nodes[].hostId'
                            other = '.possibleOwners[]'
                            names = @{ of = 'host' }
                        }
                    }
                }
            }
        }
        Assert-Verdict -Verdict $verdict
    }

    It 'plan-ha-vmm/set-up-scheduled-copy-between-two-library-shares manual' -Tag 'Id:plan-ha-vmm/set-up-scheduled-copy-between-two-library-shares', 'Level:must', 'Kind:holds', 'Mode:manual', 'Src:vmm/plan-ha-vmm.md', 'Line:112' {
        $verdict = Get-ManualVerdict -Facts $script:Facts -Id 'plan-ha-vmm/set-up-scheduled-copy-between-two-library-shares'
        Assert-Verdict -Verdict $verdict
    }
}
