//! A headless Chromium that opens a page, lets a script act on it, and reads what it found.

use std::path::PathBuf;
use std::process::Command;

/// Runs before the page's own script: collects everything that goes wrong on the page.
const BEFORE: &str = "<script>window.problems=[];window.began=performance.now();\
    addEventListener('error',function(e){problems.push('error: '+e.message)});\
    addEventListener('securitypolicyviolation',function(e){problems.push('blocked: '+e.blockedURI)});\
    ['error','warn'].forEach(function(k){console[k]=function(){problems.push(k+': '+[].join.call(arguments,' '))}});\
    </script>";

/// Around a test's script: `check(condition, what)` notes a failure, `wait(ms)` lets timers run.
const AROUND: &str = "(async function(){\
    var check=function(ok,what){if(!ok){problems.push(what)}};\
    var wait=function(ms){return new Promise(function(done){setTimeout(done,ms)})};\
    var $=function(s){return document.querySelector(s)},all=function(s){return Array.from(document.querySelectorAll(s))};\
    var key=function(k){(document.activeElement||document.body).dispatchEvent(new KeyboardEvent('keydown',{key:k,bubbles:true,cancelable:true}))};\
    var choose=function(id,value){var s=$('#'+id);s.value=value;s.dispatchEvent(new Event('change',{bubbles:true}))};\
    var type=async function(text){$('#q').value=text;$('#q').dispatchEvent(new Event('input',{bubbles:true}));await wait(100)};\
    try{";
const AFTER: &str = "}catch(e){problems.push('threw: '+e.message+' '+e.stack)}\
    check(performance.getEntriesByType('resource').length===0,'the page asked for '+performance.getEntriesByType('resource').map(function(r){return r.name}));\
    var out=document.createElement('pre');out.id='outcome';out.textContent='[['+(problems.join(' ;; ')||'fine')+']]';document.body.prepend(out);}());";

/// Which time the page lives in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clock {
    /// Timers run at once, and no time passes while a script works.
    Virtual,
    /// The time that a reader waits. The script may not wait.
    Real,
}

/// The browser.
pub(crate) struct Chromium(PathBuf);

impl Chromium {
    /// The one that `NORMATIVE_CHROMIUM` names, else the first on the path.
    pub(crate) fn find() -> Option<Self> {
        if let Some(named) = std::env::var_os("NORMATIVE_CHROMIUM") {
            return Some(Self(named.into()));
        }
        let path = std::env::var_os("PATH")?;
        let names = ["chromium", "chromium-browser", "google-chrome"];
        let mut candidates = std::env::split_paths(&path)
            .flat_map(|folder| names.map(|name| folder.join(name)).into_iter());
        candidates.find(|candidate| candidate.is_file()).map(Self)
    }

    /// Opens the page, runs the script on it, and fails with everything that went wrong.
    pub(crate) fn run(
        &self,
        page: &str,
        script: &str,
        window: (u32, u32),
        clock: Clock,
    ) -> Result<(), String> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let file = folder.path().join("page.html");
        let page = page.replacen("<style>", &format!("{BEFORE}<style>"), 1);
        let body = format!("<script>{AROUND}{script}{AFTER}</script></body>");
        let at = page.rfind("</body>").ok_or("the page has no end")?;
        let page = format!("{}{body}{}", &page[..at], &page[at + "</body>".len()..]);
        std::fs::write(&file, page).map_err(|error| error.to_string())?;
        let output = Command::new(&self.0)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"])
            .args(["--disable-background-networking", "--disable-component-update"])
            .args(["--disable-sync", "--disable-dev-shm-usage"])
            .args((clock == Clock::Virtual).then_some("--virtual-time-budget=20000"))
            .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
            .arg(format!("--window-size={},{}", window.0, window.1))
            .arg("--dump-dom")
            .arg(format!("file://{}", file.display()))
            .output()
            .map_err(|error| error.to_string())?;
        let dom = String::from_utf8_lossy(&output.stdout);
        let found = dom.split("id=\"outcome\">[[").nth(1).and_then(|rest| rest.split("]]").next());
        match found {
            Some("fine") => Ok(()),
            Some(problems) => Err(problems.to_owned()),
            None => Err(format!("no outcome\n{}", String::from_utf8_lossy(&output.stderr))),
        }
    }
}
