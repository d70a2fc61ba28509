// The page while `argmap serve` is behind it: news of the map, and the editor.
import { open } from "/editor.js";

const { token, nonce, readOnly } = JSON.parse(document.querySelector('meta[name="argmap-live"]').content);
const { el } = argmap;
const stage = document.getElementById("stage"), notice = document.getElementById("notice");
let { run, number, files } = argmap.content.live;

// ---- news --------------------------------------------------------------------------------

function tell(away) {
  const { stale, trouble } = argmap.content.live;
  const errors = argmap.content.findings.filter(({ level }) => level === "error").length;
  stage.classList.toggle("stale", stale || away);
  const said = away ? "argmap has stopped. What you see is what it showed last."
    : trouble ? trouble
    : stale ? `The map has ${errors === 1 ? "an error" : `${errors} errors`}: this is the last picture without.` : "";
  notice.hidden = !said;
  notice.replaceChildren(said, said && !away && errors ? el("button", { type: "button", on: { click: () => argmap.showTab("findings") } }, "Show") : "");
}

let asked = 0;
async function refresh() {
  const mine = ++asked;
  let state;
  // Without an answer the next news asks again.
  try { state = await (await fetch("/state")).json(); } catch { return; }
  if (mine !== asked || (state.live.run === run && state.live.number <= number)) return;
  ({ run, number, files } = state.live);
  argmap.show(state);
  tell(false);
  await followFile();
}

function listen() {
  const news = new EventSource("/events");
  news.addEventListener("message", async ({ data }) => {
    const [its, at] = data.split(" ");
    if (its !== run) {
      // Another run: its word for writing is another one. What is unsaved must not be lost.
      if (!editor?.unsaved) location.reload();
      else tell(true);
    } else if (Number(at) > number) await refresh();
    else tell(false);
  });
  news.addEventListener("error", () => tell(true));
}

// ---- the editor ---------------------------------------------------------------------------

let editor = null;

function makeEditor() {
  const name = el("select", { "aria-label": "File", on: { change: () => change(Number(name.value)) } });
  const state = el("span", { class: "state", role: "status" });
  const save = el("button", { type: "button", title: "Save (Ctrl+S)", on: { click: () => store() } }, "Save");
  const clash = el("div", { id: "clash", role: "alert", hidden: true });
  const box = el("div", { class: "box" });
  argmap.pane("editor", "Editor", [
    el("div", { class: "tools" }, name, el("span", { class: "gap" }), state, save), clash, box]);
  const made = { at: -1, hash: "", crlf: false, readOnly: false, unsaved: false, theirs: null, busy: false,
                 name, state, save, clash };
  made.view = open(box, { nonce, save: () => store(), changed: () => { made.unsaved = true; say(); } });
  return made;
}

function say(words) {
  const { readOnly, unsaved, theirs, busy } = editor;
  editor.state.textContent = words ?? (readOnly ? "Read only" : busy ? "Saving…" : unsaved ? "Not saved" : "Saved");
  editor.save.hidden = readOnly;
  editor.save.disabled = !unsaved || busy || theirs !== null;
  editor.name.replaceChildren(...files.map(([file], at) => el("option", { value: at, selected: at === editor.at }, file)));
  editor.name.hidden = files.length < 2;
}

async function fetchFile(at) {
  const answer = await fetch(`/file/${at}`);
  const file = await answer.json();
  if (!answer.ok) throw new Error(file.error);
  return file;
}

const lines = (text) => text.replace(/\r\n?/g, "\n");

async function change(at) {
  if (at === editor.at) return;
  if (editor.unsaved && !confirm("What you have changed in this file is not saved. Leave it?")) return say();
  let file;
  try { file = await fetchFile(at); } catch (error) { return say(error.message); }
  Object.assign(editor, { at, hash: file.hash, crlf: file.content.includes("\r\n"), readOnly: file.readOnly,
                          unsaved: false, theirs: null });
  editor.view.load(lines(file.content), file.readOnly);
  settle();
  mark();
}

// The file may have been changed elsewhere: take that over, unless something here would be lost.
async function followFile() {
  if (!editor || editor.busy) return;
  let file;
  try { file = await fetchFile(Math.max(editor.at, 0)); } catch (error) { return say(error.message); }
  if (editor.busy) return;
  if (file.hash !== editor.hash) {
    if (!editor.unsaved) {
      editor.hash = file.hash;
      editor.crlf = file.content.includes("\r\n");
      editor.view.replace(lines(file.content));
    } else if (lines(file.content) === editor.view.text) {
      Object.assign(editor, { hash: file.hash, unsaved: false });
      settle();
    } else conflict(file);
  }
  say();
  mark();
}

async function store() {
  if (!editor || editor.readOnly || editor.busy || editor.theirs !== null) return;
  const text = editor.view.text;
  Object.assign(editor, { busy: true });
  say();
  try {
    const answer = await fetch(`/file/${editor.at}`, {
      method: "PUT",
      headers: { "content-type": "application/json", "x-argmap-token": token },
      body: JSON.stringify({ content: editor.crlf ? text.replaceAll("\n", "\r\n") : text, hash: editor.hash }),
    });
    const said = await answer.json();
    editor.busy = false;
    if (answer.status === 409) return conflict(said);
    if (!answer.ok) return say(`Not saved: ${said.error}`);
    editor.hash = said.hash;
    editor.unsaved = editor.view.text !== text;
    say();
    await refresh();
  } catch {
    editor.busy = false;
    say("Not saved: argmap does not answer");
  }
}

// Somebody else has written the file since it was read. Both texts stay until one is chosen.
function conflict(file) {
  editor.theirs = file;
  const action = (words, run) => el("button", { type: "button", on: { click: run } }, words);
  const theirs = lines(file.content);
  editor.clash.hidden = false;
  editor.clash.replaceChildren(
    el("p", {}, "The file has been changed elsewhere since you began. Nothing is lost: yours is below, theirs in the file."),
    el("p", { class: "actions" },
      action("Compare", () => editor.view.compare(theirs)),
      action("Keep mine", () => { settle(file.hash); store(); }),
      action("Take theirs", () => {
        editor.view.replace(theirs);
        Object.assign(editor, { unsaved: false, crlf: file.content.includes("\r\n") });
        settle(file.hash);
      })));
  argmap.showTab("editor");
  say();
}

function settle(hash) {
  editor.view.compare(null);
  editor.theirs = null;
  if (hash) editor.hash = hash;
  editor.clash.hidden = true;
  say();
}

function mark() {
  const own = files[editor.at]?.[0];
  editor.view.mark(argmap.content.findings.filter(({ at }) => at[0] === own).map(({ at, level, message, help, rule }) => ({
    from: [at[1], at[2]], to: [at[3], at[4]], severity: level, rule, message: [message, ...help].join("\n"),
  })));
}

document.addEventListener("edit", async ({ detail: [file, line, column] }) => {
  const at = files.findIndex(([name]) => name === file);
  if (at < 0) return;
  argmap.showTab("editor");
  await change(at);
  if (editor.at === at) editor.view.goTo(line, column);
});
document.addEventListener("tab", ({ detail }) => { if (detail === "editor") editor?.view.layOut(); });
addEventListener("beforeunload", (event) => { if (editor?.unsaved) event.preventDefault(); });

if (readOnly) {
  document.body.classList.add("read-only");
} else {
  editor = makeEditor();
  await change(0);
}
tell(false);
listen();
document.body.dataset.ready = "";
