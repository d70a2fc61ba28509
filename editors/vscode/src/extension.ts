// The client of `argmap lsp`, and the command that opens a map's page.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/node";

const SETTINGS = "Open Settings";

let client: LanguageClient | undefined;
let output: vscode.LogOutputChannel;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  output = vscode.window.createOutputChannel("argmap", { log: true });
  context.subscriptions.push(
    output,
    vscode.commands.registerCommand("argmap.restart", restart),
    vscode.commands.registerCommand("argmap.openPage", openPage),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("argmap.path")) void restart();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
  );
  if (vscode.workspace.isTrusted) await restart();
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
}

/** Start the language server, anew where it runs already. */
async function restart(): Promise<void> {
  if (!vscode.workspace.isTrusted) return;
  const before = client;
  client = undefined;
  await before?.dispose();
  const command = program();
  const trouble = await whyNot(command);
  if (trouble !== undefined) {
    output.error(`${command}: ${trouble}`);
    const answer = await vscode.window.showErrorMessage(
      `argmap cannot be run as "${command}": ${trouble}. ` +
        'Install it with "pip install argmap", or say where it is.',
      SETTINGS,
    );
    if (answer === SETTINGS) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "argmap.path");
    }
    return;
  }
  client = new LanguageClient(
    "argmap",
    "argmap",
    { command, args: ["lsp"], options: { cwd: folder()?.uri.fsPath } },
    {
      documentSelector: [
        { scheme: "file", language: "arg" },
        { scheme: "untitled", language: "arg" },
      ],
      outputChannel: output,
    },
  );
  await client.start();
}

/** Run `argmap serve` for the map in the editor; the terminal shows what it says, and ends it. */
async function openPage(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== "arg" || document.uri.scheme !== "file") {
    void vscode.window.showInformationMessage("Open a map, a file that ends in .arg.");
    return;
  }
  await document.save();
  const path = document.uri.fsPath;
  const name = `argmap serve ${vscode.workspace.asRelativePath(path)}`;
  for (const terminal of vscode.window.terminals) {
    if (terminal.name === name) terminal.dispose();
  }
  vscode.window.createTerminal({
    name,
    shellPath: program(),
    shellArgs: ["serve", path],
    cwd: folder()?.uri.fsPath,
  }).show(true);
}

/** The folder of the map in the editor, or the first one that is open. */
function folder(): vscode.WorkspaceFolder | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return (uri && vscode.workspace.getWorkspaceFolder(uri)) ?? vscode.workspace.workspaceFolders?.[0];
}

/** The program as the setting names it, or that of the folder's own environment. */
function program(): string {
  const root = folder()?.uri.fsPath ?? "";
  const set = vscode.workspace.getConfiguration("argmap", folder()).get<string>("path", "").trim();
  if (set !== "") return set.replaceAll("${workspaceFolder}", root);
  const windows = process.platform === "win32";
  const own = windows
    ? join(root, ".venv", "Scripts", "argmap.exe")
    : join(root, ".venv", "bin", "argmap");
  return root !== "" && existsSync(own) ? own : "argmap";
}

/** What keeps a program from being run; nothing where it answers. */
function whyNot(command: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(command, ["--version"], { timeout: 30_000 }, (error, _, said) => {
      if (error === null) resolve(undefined);
      else if (error.code === "ENOENT") resolve("there is no such program");
      else resolve(said.trim() || error.message);
    });
  });
}
