//! What takes long on one core, begun early.

use std::fs::File;
use std::path::PathBuf;
use std::process::Child;

use crate::house::House;

/// The site, built beside the suites that come before its own: linking a module takes minutes of one core, and of the two
/// a small machine has, most suites leave one idle by turns.
pub struct Ahead(Option<(Child, PathBuf)>);

impl Ahead {
    /// Starts it, unless the suite comes first or not at all. `place`: its place among the suites.
    pub fn start(house: &House, place: Option<usize>) -> Result<Ahead, String> {
        if place.unwrap_or_default() == 0 {
            return Ok(Ahead(None));
        }
        let said = house.target.join("site.log");
        let trouble = |error| format!("the site could not be built ahead: {error}");
        let log = File::create(&said).map_err(trouble)?;
        let again = log.try_clone().map_err(trouble)?;
        let program = std::env::current_exe().map_err(trouble)?;
        let child = house.command(program).arg("build").stdout(log).stderr(again).spawn().map_err(trouble)?;
        Ok(Ahead(Some((child, said))))
    }

    /// Waits for it, prints what it said, and tells whether the site is there. Where it is not, the suite builds it and says why.
    pub fn end(&mut self) -> bool {
        let Some((mut child, said)) = self.0.take() else { return false };
        let ended = child.wait();
        print!("{}", std::fs::read_to_string(said).unwrap_or_default());
        ended.is_ok_and(|status| status.success())
    }
}
