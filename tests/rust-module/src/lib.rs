//! The generated rule module, as a crate of its own.

#[path = "../../../generated/rust/system_center_virtual_machine_manager.rs"]
pub mod rules;

#[cfg(test)]
mod tests;
