#Requires -Version 5.1
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.6.0'; MaximumVersion = '6.999.999' }
# Proves that this PowerShell decides tests as the generator does: state and code of every verdict
# in vectors.json. Run it with Invoke-Pester; it needs no facts and asks nothing.
[CmdletBinding()]
param()

BeforeAll {
    Import-Module -Name (Join-Path -Path $PSScriptRoot -ChildPath 'Normative.Pester.psm1') -Force
    $script:Vector = Join-Path -Path $PSScriptRoot -ChildPath 'vectors.json'
}

Describe 'selftest (sc-vmm-2025)' -Tag 'Product:sc-vmm-2025' {
    It 'the language of tests' -Tag 'Set:language' {
        Assert-Vector -Path $script:Vector -Name 'language' -Count 360
    }

    It 'the requirements of this version' -Tag 'Set:requirements' {
        Assert-Vector -Path $script:Vector -Name 'requirements' -Count 396
    }
}
