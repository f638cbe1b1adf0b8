// What follows is the same in every module: the evaluator.

/// The schema that a facts file must name.
pub const SCHEMA: &str = "normative.facts/1";

const SCHEMA_KEY: &str = "schema";

/// The largest facts file that is read, in bytes.
const MAX_SIZE: usize = 64 * 1024 * 1024;

/// Facts about one environment.
#[derive(Debug, Clone)]
pub struct Facts {
    root: Value,
    directories: Vec<Directory>,
}

/// Why a file isn't facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactsError(String);

impl fmt::Display for FactsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for FactsError {}

impl Facts {
    /// Reads the bytes of a facts file: JSON in UTF-8, with or without a byte order mark, in which
    /// no key is empty or stands twice, whatever its case.
    ///
    /// # Errors
    ///
    /// When it isn't facts of this [`SCHEMA`].
    pub fn from_slice(bytes: &[u8]) -> Result<Self, FactsError> {
        let refuse = |why: String| Err(FactsError(why));
        if bytes.len() > MAX_SIZE {
            return refuse(format!("larger than {MAX_SIZE} bytes"));
        }
        if matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
            return refuse("saved as UTF-16; save it again as UTF-8".to_owned());
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let mut reader = serde_json::Deserializer::from_slice(bytes);
        let read = Strict.deserialize(&mut reader).and_then(|root| reader.end().map(|()| root));
        match read {
            Ok(root) => Self::from_value(root),
            Err(error) => refuse(format!("not JSON in UTF-8: {error}")),
        }
    }

    /// Facts that are JSON already.
    ///
    /// # Errors
    ///
    /// When they are no object, or of another schema.
    pub fn from_value(root: Value) -> Result<Self, FactsError> {
        if !root.is_object() {
            return Err(FactsError("the top level is not an object".to_owned()));
        }
        match root.get(SCHEMA_KEY).and_then(Value::as_str) {
            Some(SCHEMA) => Ok(Self::new(root)),
            _ => Err(FactsError(format!("the schema is not `{SCHEMA}`"))),
        }
    }

    fn new(root: Value) -> Self {
        let directories = REFERENCES.iter().map(|reference| Directory::new(reference, &root));
        let directories = directories.collect();
        Self { root, directories }
    }

    /// Refuses facts about another version. Facts that don't say are not refused.
    ///
    /// # Errors
    ///
    /// When they say another version.
    pub fn require_version(&self, version: Version) -> Result<(), FactsError> {
        let mut value = &self.root;
        for name in VERSION_PATH.split('.') {
            match value.get(name) {
                Some(member) => value = member,
                None => return Ok(()),
            }
        }
        if value.is_null() || value.as_str() == Some(version.as_str()) {
            return Ok(());
        }
        let found = value.as_str().map_or("another version".to_owned(), shown);
        Err(FactsError(format!("the facts are about {found}, not about {}", version.as_str())))
    }

    /// The facts as JSON.
    pub fn as_value(&self) -> &Value {
        &self.root
    }
}

/// Reads JSON and refuses a key that is empty or stands twice, whatever its case.
struct Strict;

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        // `-0` is an integer, which serde_json reads as a fraction.
        let is_nothing = value == 0.0 && value.is_sign_negative();
        Ok(if is_nothing { Value::from(0) } else { Value::from(value) })
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element_seed(Strict)? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        let mut seen = BTreeSet::new();
        while let Some(key) = access.next_key::<String>()? {
            if key.is_empty() || !seen.insert(capitals(&key)) {
                return Err(A::Error::custom("a key is empty, or stands twice"));
            }
            let value = access.next_value_seed(Strict)?;
            members.insert(key, value);
        }
        Ok(Value::Object(members))
    }
}

/// A text in capitals, character by character.
fn capitals(text: &str) -> String {
    let capital = |c: char| {
        let mut all = c.to_uppercase();
        let first = all.next().filter(|_| all.next().is_none());
        first.unwrap_or(c)
    };
    text.chars().map(capital).collect()
}
