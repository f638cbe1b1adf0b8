//! `normative.toml`: which pages there are, of which product, and where the outputs go.
//!
//! A mistake in it is an error, not a remark: [`open`] yields a complete [`Project`] or says
//! everything that is wrong, with file, line and column.

mod file;
mod limits;
mod walk;

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use toml::Spanned;

use self::file::{ConfigFile, LimitsTable, MonikerList, ProductTable};
use self::limits::{FILE_SIZE, INCLUDE_DEPTH, NESTING};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, SourceSet, Span, shown};
use crate::version::{
    Catalog, DefinedProduct, DefinitionError, MonikerSet, RangeError, nearest, read_definition,
};

pub use self::file::describe_toml_error;
pub use self::limits::Limits;

/// What is wrong with a configuration; never empty. The places are in the [`SourceSet`] that
/// [`open`] was given.
#[derive(Debug)]
pub struct ConfigError(pub Vec<Diagnostic>);

impl std::fmt::Display for ConfigError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let messages = self.0.iter().map(|diagnostic| diagnostic.message.as_str());
        f.write_str(&messages.collect::<Vec<_>>().join("; "))
    }
}

impl std::error::Error for ConfigError {}

/// A configuration that can be used.
#[derive(Debug)]
pub struct Project {
    /// The docs root: the folder of `normative.toml`.
    pub root: PathBuf,
    /// The folder of the outputs.
    pub output: PathBuf,
    /// The folder whose templates replace the embedded ones; relative to the docs root.
    pub templates: Option<String>,
    /// Where the report page links a line of a document to, with `{path}`, `{line}` and
    /// `{end_line}`: `https://example.org/docs/{path}#L{line}`.
    pub source_url: Option<String>,
    /// How much of a page is read.
    pub limits: Limits,
    /// The products, in the order of the file. Their numbers are the first of the catalog.
    pub products: Vec<Product>,
    /// The monikers of the products, then those of other products in definition files.
    pub catalog: Catalog,
    /// The pages, by path.
    pub pages: Vec<PagePath>,
    /// What has the name of a page and can't be read as one.
    pub remarks: Vec<Diagnostic>,
    /// `normative.toml` itself.
    pub file: FileId,
}

/// Where a page is and what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagePath {
    /// Relative to the docs root, with `/`.
    pub path: String,
    /// Its product: an index into [`Project::products`], the first whose globs match it.
    pub product: usize,
}

/// One product and its pages.
#[derive(Debug)]
pub struct Product {
    /// Its name.
    pub name: String,
    /// All its versions.
    pub monikers: MonikerSet,
    /// The globs of its pages, relative to the docs root.
    pub docs: Vec<DocsGlob>,
    /// Its vocabulary, when it has one.
    pub vocabulary: Option<PathBuf>,
    /// docfx's groups: pages and the versions that they are about. The last match wins.
    pub ranges: Vec<(GlobMatcher, MonikerSet)>,
}

/// A glob of pages.
#[derive(Debug)]
pub struct DocsGlob {
    /// The glob.
    pub matcher: GlobMatcher,
    /// Where it stands in `normative.toml`.
    pub span: Span,
}

impl Product {
    /// The versions that a page is about, before its own `monikerRange`.
    pub fn monikers_of(&self, page: &str) -> MonikerSet {
        match self.ranges.iter().rev().find(|(glob, _)| glob.is_match(page)) {
            Some((_, group)) => self.monikers.intersection(group),
            None => self.monikers.clone(),
        }
    }
}

/// Reads a configuration and what it refers to. Relative paths in it are relative to its folder.
///
/// `sources` gets the files that were read, so that the errors can be shown in place.
///
/// # Errors
/// Everything that is wrong with it.
pub fn open(path: &Path, sources: &mut SourceSet) -> Result<Project, ConfigError> {
    let root = path.parent().unwrap_or(Path::new("")).to_path_buf();
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    sources.root = sources.store.shown_root(&root);
    let file = read(sources, &root, &name).map_err(|error| ConfigError(vec![error]))?;
    let text = sources.file(file).text.clone();
    let parsed: ConfigFile = toml::from_str(&text)
        .map_err(|error| ConfigError(vec![describe_toml_error(file, &text, &error)]))?;
    let mut reader = Reader { sources, root, file, errors: Vec::new() };
    let mut project = reader.project(parsed);
    if reader.errors.is_empty() {
        let walk::Found { pages, idle, remarks } = walk::find_pages(&project, reader.sources);
        for glob in idle {
            let message = format!("no page matches `{}`", glob.matcher.glob());
            reader.refuse("N003", glob.span, message);
        }
        project.pages = pages;
        project.remarks = remarks;
    }
    match reader.errors {
        errors if errors.is_empty() => Ok(project),
        errors => Err(ConfigError(errors)),
    }
}

/// Adds a file of the docs root to the sources.
fn read(sources: &mut SourceSet, root: &Path, name: &str) -> Result<FileId, Diagnostic> {
    let file = sources.store.read(name, &root.join(name)).map_err(|error| {
        Diagnostic::error("N001", format!("cannot read `{}`: {error}", shown(&sources.root, name)))
    })?;
    Ok(sources.add(file))
}

/// Turns what the file says into what it means, and collects what is wrong.
struct Reader<'a> {
    sources: &'a mut SourceSet,
    root: PathBuf,
    file: FileId,
    errors: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn refuse(&mut self, code: &'static str, span: Span, message: String) {
        self.errors.push(Diagnostic::error(code, message).at(self.file, span));
    }

    fn project(&mut self, parsed: ConfigFile) -> Project {
        let templates = parsed.templates.clone();
        let source_url = parsed.source_url.clone();
        let limits = self.limits(&parsed.limits);
        let output = self.root.join(parsed.output.as_deref().unwrap_or("generated"));
        if parsed.product.is_empty() {
            let message = "no product: a `[[product]]` table is missing".to_owned();
            self.refuse("N002", Span { start: 0, end: 0 }, message);
        }
        let mut catalog = Catalog::default();
        let mut further = Vec::new();
        for product in &parsed.product {
            let monikers = self.monikers(product, &mut further);
            self.add_product(&mut catalog, product, &monikers);
        }
        add_further(&mut catalog, further);
        let products =
            (0..).zip(parsed.product).map(|(at, table)| self.product(table, at, &catalog));
        let products = products.collect();
        let (root, file) = (self.root.clone(), self.file);
        let (pages, remarks) = (Vec::new(), Vec::new());
        Project {
            root,
            output,
            templates,
            source_url,
            limits,
            products,
            catalog,
            pages,
            remarks,
            file,
        }
    }

    fn limits(&mut self, table: &LimitsTable) -> Limits {
        let default = Limits::default();
        let mut limit =
            |key, given: &Option<Spanned<usize>>, default, bounds: RangeInclusive<_>| {
                let Some(given) = given else { return default };
                if !bounds.contains(given.get_ref()) {
                    let (least, most) = bounds.into_inner();
                    let message = format!("`{key}` has to be from {least} to {most}");
                    self.refuse("N002", Span::of(given.span()), message);
                }
                *given.get_ref()
            };
        Limits {
            file_size: limit("file_size", &table.file_size, default.file_size, FILE_SIZE),
            include_depth: limit(
                "include_depth",
                &table.include_depth,
                default.include_depth,
                INCLUDE_DEPTH,
            ),
            nesting: limit("nesting", &table.nesting, default.nesting, NESTING),
        }
    }

    fn add_product(
        &mut self,
        catalog: &mut Catalog,
        table: &ProductTable,
        monikers: &[(String, u32)],
    ) {
        for (at, (moniker, _)) in monikers.iter().enumerate() {
            let again = monikers[..at].iter().any(|known| known.0.eq_ignore_ascii_case(moniker));
            if again || catalog.find(moniker).is_some() {
                let span = table.monikers.span_of(at);
                self.refuse("N004", span, format!("moniker `{moniker}` is listed twice"));
            }
        }
        if catalog.products.iter().any(|known| known == table.name.get_ref()) {
            let message = format!("product `{}` is listed twice", table.name.get_ref());
            self.refuse("N002", Span::of(table.name.span()), message);
        }
        let monikers = monikers.iter().map(|(name, order)| (name.as_str(), *order));
        catalog.add_product(table.name.get_ref(), monikers);
    }

    /// The monikers of a product with their order. What else a definition file defines goes to
    /// `further`.
    fn monikers(
        &mut self,
        table: &ProductTable,
        further: &mut Vec<DefinedProduct>,
    ) -> Vec<(String, u32)> {
        match &table.monikers {
            MonikerList::Listed(list) => {
                if list.is_empty() {
                    let message = format!("product `{}` has no monikers", table.name.get_ref());
                    self.refuse("N004", Span::of(table.name.span()), message);
                }
                (0..).zip(list).map(|(at, name)| (name.get_ref().clone(), at)).collect()
            }
            MonikerList::Definition(path) => {
                let defined = self.definition(path);
                self.pick_product(table, path, defined, further)
            }
        }
    }

    fn definition(&mut self, path: &Spanned<String>) -> Vec<DefinedProduct> {
        let file = match read(self.sources, &self.root, path.get_ref()) {
            Ok(file) => file,
            Err(error) => {
                self.errors.push(error.at(self.file, Span::of(path.span())));
                return Vec::new();
            }
        };
        match read_definition(&self.sources.file(file).text) {
            Ok(defined) => defined,
            Err(error) => {
                self.errors.push(describe_definition_error(self.sources, file, &error));
                Vec::new()
            }
        }
    }

    fn pick_product(
        &mut self,
        table: &ProductTable,
        path: &Spanned<String>,
        mut defined: Vec<DefinedProduct>,
        further: &mut Vec<DefinedProduct>,
    ) -> Vec<(String, u32)> {
        let name = table.name.get_ref();
        let only = (defined.len() == 1).then_some(0);
        let Some(at) = defined.iter().position(|known| known.name == *name).or(only) else {
            if !defined.is_empty() {
                let message = format!("`{}` defines no product `{name}`", path.get_ref());
                let known = nearest(name, defined.iter().map(|known| known.name.as_str()));
                let help = known.map(|known| format!("the nearest product there is `{known}`"));
                let span = Span::of(table.name.span());
                self.errors.push(Diagnostic::error("N004", message).at(self.file, span).help(help));
            }
            return Vec::new();
        };
        let own = defined.remove(at);
        further.extend(defined);
        own.monikers
    }

    fn product(&mut self, table: ProductTable, number: u32, catalog: &Catalog) -> Product {
        if table.docs.is_empty() {
            let message = format!("product `{}` has no docs", table.name.get_ref());
            self.refuse("N003", Span::of(table.name.span()), message);
        }
        let docs = table.docs.iter().filter_map(|glob| {
            let matcher = self.glob(glob)?;
            Some(DocsGlob { matcher, span: Span::of(glob.span()) })
        });
        let docs = docs.collect();
        let ranges = table.ranges.0.iter().filter_map(|(glob, range)| {
            let (glob, range) = (self.glob(glob), self.range(range, catalog));
            Some((glob?, range?))
        });
        let ranges = ranges.collect();
        Product {
            name: table.name.into_inner(),
            monikers: catalog.of_product(number),
            docs,
            vocabulary: table.vocabulary.map(|path| self.root.join(path)),
            ranges,
        }
    }

    fn glob(&mut self, glob: &Spanned<String>) -> Option<GlobMatcher> {
        let pattern = glob.get_ref().strip_prefix("./").unwrap_or(glob.get_ref());
        // A lone `*` stays within its folder, as it does in a shell and in docfx.
        match GlobBuilder::new(pattern).literal_separator(true).build() {
            Ok(built) => Some(built.compile_matcher()),
            Err(error) => {
                self.refuse("N003", Span::of(glob.span()), error.to_string());
                None
            }
        }
    }

    fn range(&mut self, range: &Spanned<String>, catalog: &Catalog) -> Option<MonikerSet> {
        match catalog.select(range.get_ref()) {
            Ok(set) => Some(set),
            Err(error) => {
                // One byte behind the quote, and as the author wrote it: no escapes in monikers.
                let start = range.span().start + 1;
                self.errors.push(describe_range_error(self.file, start, &error));
                None
            }
        }
    }
}

/// Other products of definition files: known, so that a range may name them, but without pages.
fn add_further(catalog: &mut Catalog, further: Vec<DefinedProduct>) {
    for DefinedProduct { name, monikers } in further {
        let unknown = monikers.iter().filter(|known| catalog.find(&known.0).is_none());
        let unknown: Vec<_> = unknown.map(|(name, order)| (name.as_str(), *order)).collect();
        if !unknown.is_empty() && !catalog.products.contains(&name) {
            catalog.add_product(&name, unknown);
        }
    }
}

/// A range that is wrong, at its place; the range starts at `start` of the file.
pub fn describe_range_error(file: FileId, start: usize, error: &RangeError) -> Diagnostic {
    let code = if matches!(error, RangeError::UnknownMoniker { .. }) { "N012" } else { "N011" };
    let place = error.place();
    let span = Span { start: start + place.start, end: start + place.end };
    Diagnostic::error(code, error.to_string()).at(file, span).help(error.help())
}

/// What is wrong with a definition of monikers, at its place.
pub fn describe_definition_error(
    sources: &SourceSet,
    file: FileId,
    error: &DefinitionError,
) -> Diagnostic {
    let source = sources.file(file);
    let start = match error {
        DefinitionError::Shape { line, column, .. } => {
            let line = source.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
            (line + column.saturating_sub(1)).min(source.text.len())
        }
        DefinitionError::Twice { moniker } => {
            source.text.rfind(&format!("\"{moniker}\"")).map_or(0, |at| at + 1)
        }
    };
    Diagnostic::error("N004", error.to_string()).at(file, Span { start, end: start })
}
