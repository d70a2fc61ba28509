//! Starts `argmap lsp` for argument maps.

use zed_extension_api::{self as zed, Command, LanguageServerId, Result, Worktree};

struct Argmap;

impl zed::Extension for Argmap {
    fn new() -> Self {
        Argmap
    }

    fn language_server_command(
        &mut self,
        _server: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Command> {
        let command = worktree.which("argmap").ok_or(
            "there is no program `argmap`: install it where programs are found, \
             or name it in the settings, as `lsp.argmap.binary.path`",
        )?;
        Ok(Command {
            command,
            args: vec!["lsp".to_string()],
            env: worktree.shell_env(),
        })
    }
}

zed::register_extension!(Argmap);
