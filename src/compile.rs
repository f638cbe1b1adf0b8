//! From a project to its graph: reads the files, runs the stages, and nothing more.

mod files;

pub use files::Files;
