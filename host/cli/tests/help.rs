//! The examples of every `--help` are typed as they stand there, and do what stands there.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test ends at the first surprise")]

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_fanlight");

/// A command of an example, and the lines below it that say what it prints.
#[derive(Debug, Default)]
struct Example {
    command: String,
    prints: Vec<String>,
}

fn help(subcommand: &[&str]) -> String {
    let output = Command::new(PROGRAM).args(subcommand).arg("--help").output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

fn subcommands() -> Vec<String> {
    let help = help(&[]);
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = listed.filter_map(|line| line.strip_prefix("  ")?.split(' ').next().filter(|name| !name.is_empty()));
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

/// What stands indented below `Example:`, up to the first line that is not.
fn examples(help: &str, header: &str) -> Vec<Example> {
    let mut found: Vec<Example> = Vec::new();
    let mut goes_on = false;
    let lines = help.lines().skip_while(|line| !line.starts_with(header)).skip(1);
    for line in lines.map_while(|line| line.strip_prefix("  ")) {
        match (goes_on, line.starts_with("fanlight ")) {
            (false, true) => found.push(Example { command: line.to_owned(), prints: Vec::new() }),
            (true, _) => found.last_mut().unwrap().command.push_str(line),
            (false, false) => found.last_mut().unwrap().prints.push(line.trim_end().to_owned()),
        }
        let command = &mut found.last_mut().unwrap().command;
        goes_on = command.ends_with('\\');
        if goes_on {
            command.pop();
        }
    }
    found
}

/// A home with what the examples name: packages in `dist`, notes, an author's folder.
struct Home(TempDir);

impl Home {
    fn new() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
        let home = Self(TempDir::new().unwrap());
        for folder in ["dist", "notes/projects", "my-widget/src", ".zfunc", "bin"] {
            fs::create_dir_all(home.path(folder)).unwrap();
        }
        for folder in [".local/share/bash-completion/completions", ".config/fish/completions"] {
            fs::create_dir_all(home.path(folder)).unwrap();
        }
        fs::write(home.path("notes/projects/boat.md"), "# Boat\n\n- [ ] sand the hull\n").unwrap();
        for package in ["host/assets/packages", "host/assets/guests"] {
            for file in fs::read_dir(root.join(package)).unwrap().map(Result::unwrap) {
                fs::copy(file.path(), home.path("dist").join(file.file_name())).unwrap();
            }
        }
        fs::copy(root.join("sample-widgets/meadow/meadow.tokens.json"), home.path("meadow.tokens.json")).unwrap();
        std::os::unix::fs::symlink(PROGRAM, home.path("bin/fanlight")).unwrap();
        // The clone lies beside the folders that are made here, wherever the program was built.
        std::os::unix::fs::symlink(root, home.path("fanlight")).unwrap();
        home.author(root);
        home
    }

    /// The smallest sample under another name, in a workspace of its own.
    fn author(&self, root: &Path) {
        let sample = root.join("sample-widgets/counter");
        for file in fs::read_dir(sample.join("src")).unwrap().map(Result::unwrap) {
            fs::copy(file.path(), self.path("my-widget/src").join(file.file_name())).unwrap();
        }
        let manifest = fs::read_to_string(sample.join("fanlight.toml")).unwrap();
        fs::write(self.path("my-widget/fanlight.toml"), manifest.replace("name = \"counter\"", "name = \"my-widget\"")).unwrap();
        let sdk = root.join("bridge-api/sdk");
        let cargo = format!(
            "[package]\nname = \"my-widget\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
             [lib]\ncrate-type = [\"cdylib\"]\n\
             [dependencies]\nfanlight-sdk = {{ path = {sdk:?} }}\nserde = {{ version = \"1\", features = [\"derive\"] }}\n[workspace]\n"
        );
        fs::write(self.path("my-widget/Cargo.toml"), cargo).unwrap();
        fs::copy(root.join("sample-widgets/Cargo.lock"), self.path("my-widget/Cargo.lock")).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// A shell that stands there. cargo keeps its own home.
    fn shell(&self, line: &str) -> Command {
        let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
        let own = |name: &str, folder: &str| std::env::var_os(name).unwrap_or_else(|| home.join(folder).into());
        let mut path = vec![self.path("bin")];
        path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
        let mut shell = Command::new("sh");
        shell.args(["-c", line]).current_dir(self.0.path()).env("HOME", self.0.path()).stdin(Stdio::null());
        shell.env("CARGO_HOME", own("CARGO_HOME", ".cargo")).env("RUSTUP_HOME", own("RUSTUP_HOME", ".rustup"));
        shell
            .env("PATH", std::env::join_paths(path).unwrap())
            .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("author"));
        shell
    }

    fn type_in(&self, example: &Example) {
        let command = &example.command;
        if command.starts_with("fanlight serve") {
            return self.serve(command, "fanlight-data");
        }
        if command.starts_with("fanlight dev") {
            return self.serve(command, "my-widget/dist/dev");
        }
        if command.contains("| jq") && Command::new("jq").arg("--version").output().is_err() {
            return;
        }
        // The port of the server that a developer runs beside this test is no fault of the machine.
        let free = if command.starts_with("fanlight doctor") { " --listen 127.0.0.1:0" } else { "" };
        let typed = if free.is_empty() { command.clone() } else { without_port(command) + free };
        let output = self.shell(&typed).output().unwrap();
        let (said, errors) = (text(&output.stdout), text(&output.stderr));
        if command.starts_with("fanlight build") && no_target(&output) {
            return;
        }
        assert!(output.status.success(), "{command}\nended with {:?}: {said}\n{errors}", output.status.code());
        assert!(!errors.contains("gives nothing"), "{command}\n{errors}");
        if !example.prints.is_empty() {
            assert_eq!(read(said.lines()), read(example.prints.iter().map(String::as_str)), "{command}");
        }
        match command.split_once(" > ") {
            Some((_, file)) => {
                let file = file.replace('~', self.0.path().to_str().unwrap());
                assert!(fs::metadata(self.path(&file)).unwrap().len() > 100, "{command} writes something");
            }
            None => assert!(!said.trim().is_empty(), "{command} prints something"),
        }
    }

    /// Serves until the link is there, on a port that is free.
    fn serve(&self, command: &str, data: &str) {
        let mut serving = self
            .shell(&format!("exec {} --listen 127.0.0.1:0", command.replace(":4281", ":0")))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(serving.stdout.take().unwrap()).lines().map_while(Result::ok);
        let link = lines.into_iter().find(|line| line.contains("/sign-in#"));
        serving.kill().unwrap();
        serving.wait().unwrap();
        assert!(link.is_some(), "{command} prints a link");
        assert!(self.path(data).join("fanlight.db").is_file(), "{command} keeps its data where it says");
    }
}

/// Lines as they are meant: the keys of an object have no order.
fn read<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<serde_json::Value> {
    lines.map(|line| serde_json::from_str(line).unwrap_or_else(|_| line.into())).collect()
}

fn without_port(command: &str) -> String {
    command.split(" --listen").next().unwrap().to_owned()
}

/// Where the guests' target is missing, it says so and how to install it.
fn no_target(output: &Output) -> bool {
    output.status.code() == Some(2) && text(&output.stderr).contains("hint: Install it once: rustup target add")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn every_example_does_what_it_says() {
    let home = Home::new();
    for subcommand in subcommands() {
        let found = examples(&help(&[&subcommand]), "Example");
        assert!(!found.is_empty(), "{subcommand} has an example");
        for example in found {
            assert!(
                example.command.starts_with(&format!("fanlight {subcommand} "))
                    || example.command == format!("fanlight {subcommand}")
            );
            home.type_in(&example);
        }
    }
}

/// The first page names five commands, each with a few words about it.
#[test]
fn the_first_page_leads_to_a_first_frame() {
    let page = help(&[]);
    let lines = page.lines().skip_while(|line| *line != "Start here:").skip(1).take_while(|line| !line.is_empty());
    let commands: Vec<_> =
        lines.filter_map(|line| line.trim().strip_prefix("fanlight ")).map(|line| line.split("  ").next().unwrap()).collect();
    assert_eq!(commands, ["serve", "new my-widget", "dev my-widget", "build my-widget", "run my-widget/dist/my-widget.wasm"]);
    let home = Home::new();
    home.serve("fanlight serve", "fanlight-data");
    fs::remove_dir_all(home.path("my-widget")).unwrap();
    let made = home.shell("fanlight new my-widget").output().unwrap();
    assert!(made.status.success(), "{}", text(&made.stderr));
    home.serve("fanlight dev my-widget", "my-widget/dist/dev");
    let built = home.shell("fanlight build my-widget").output().unwrap();
    if no_target(&built) {
        return;
    }
    let ran = home.shell("fanlight run my-widget/dist/my-widget.wasm").output().unwrap();
    assert!(ran.status.success(), "{}", text(&ran.stderr));
    assert!(text(&ran.stdout).contains("\"Count\""), "{}", text(&ran.stdout));
}
