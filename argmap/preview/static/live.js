// The page while `argmap serve` is behind it: news of the map, and the editor.
import { open } from "/editor.js";

const told = (page) => JSON.parse(page.querySelector('meta[name="argmap-live"]').content);
const { nonce, readOnly } = told(document);
let { token } = told(document);
const { el } = argmap;
const stage = document.getElementById("stage"), notice = document.getElementById("notice");
let { run, number, files } = argmap.content.live;

// ---- news --------------------------------------------------------------------------------

const AWAY = "argmap has stopped. What you see is what it showed last.";
const OTHER = "Another map is served here now. Copy what you have not saved before you load the page again.";
function tell(away = "") {
  const { stale, trouble } = argmap.content.live;
  const errors = argmap.content.findings.filter(({ level }) => level === "error").length;
  stage.classList.toggle("stale", stale || Boolean(away));
  const said = away ? away
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
  tell();
  await followFile();
}

// Another run has another word for writing. What is unsaved here must not be lost.
async function renew() {
  if (!editor || !unsaved()) return location.reload();
  let page, state;
  try {
    state = await (await fetch("/state")).json();
    page = new DOMParser().parseFromString(await (await fetch("/")).text(), "text/html");
  } catch { return; }
  if (!state.live.files.some(([at, name]) => at === editor.at && name === editor.file)) return tell(OTHER);
  ({ token } = told(page));
  await refresh();
}

// Only a page that is seen listens: a browser has few connections to one server for all its pages.
let news = null;
function listen() {
  if (document.hidden) {
    news?.close();
    news = null;
  } else if (!news) {
    news = new EventSource("/events");
    news.addEventListener("message", async ({ data }) => {
      const [its, at] = data.split(" ");
      if (its !== run) await renew();
      else if (Number(at) > number) await refresh();
      else tell();
    });
    news.addEventListener("error", () => tell(AWAY));
  }
}
document.addEventListener("visibilitychange", listen);

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
  const made = { at: -1, file: "", hash: "", content: "", saved: "", readOnly: false, theirs: null,
                 busy: false, again: false, name, state, save, clash };
  made.view = open(box, { nonce, save: () => store(), changed: () => say() });
  return made;
}

const GONE = "gone"; // what the server says for the hash of a file that is not there
const lines = (text) => text.replace(/\r\n?/g, "\n");
const unsaved = () => !editor.readOnly && editor.view.text !== editor.saved;

// The file as it is now, whether or not the editor shows the same.
function adopt({ hash, content }) {
  const gone = hash === GONE;
  Object.assign(editor, { hash, content: gone ? editor.content : content, saved: gone ? null : lines(content), theirs: null });
  editor.view.compare(null);
  editor.clash.hidden = true;
}

// A text with the line ends that the file had; a new line's is the usual one.
function withEnds(text, before) {
  const ends = before.match(/\r\n?|\n/g) ?? [], was = lines(before).split("\n"), now = text.split("\n");
  const usual = 2 * ends.filter((end) => end === "\r\n").length > ends.length ? "\r\n" : "\n";
  const more = was.length - now.length, most = Math.min(was.length, now.length) - 1;
  let first = 0, last = 0;
  while (first < most && was[first] === now[first]) first++;
  while (last < most - first && was.at(-1 - last) === now.at(-1 - last)) last++;
  const end = (at) => at < first || !more ? ends[at] : at >= now.length - 1 - last ? ends[at + more] : usual;
  return now.map((line, at) => (at < now.length - 1 ? line + (end(at) ?? usual) : line)).join("");
}

function say(words) {
  const { readOnly, theirs, busy, hash } = editor, open = unsaved();
  editor.state.textContent = words ?? (readOnly ? "Read only" : busy ? "Saving…"
    : open && hash === GONE ? "Not saved: the file is gone" : open ? "Not saved" : "Saved");
  editor.save.hidden = readOnly;
  editor.save.disabled = !open || busy || theirs !== null;
  editor.name.replaceChildren(...files.map(([at, file]) => el("option", { value: at, selected: at === editor.at }, file)));
  editor.name.hidden = files.length < 2;
}

async function fetchFile(at) {
  const answer = await fetch(`/file/${at}`);
  const file = await answer.json();
  if (!answer.ok) throw new Error(file.error);
  return file;
}

async function change(at) {
  if (at === editor.at) return;
  if (unsaved() && !confirm("What you have changed in this file is not saved. Leave it?")) return say();
  let file;
  try { file = await fetchFile(at); } catch (error) { return say(error.message); }
  Object.assign(editor, { at, file: files.find(([each]) => each === at)[1], readOnly: file.readOnly });
  editor.view.load(lines(file.content), file.readOnly);
  adopt(file);
  say();
  mark();
}

// The file may have been changed elsewhere: take that over, unless something here would be lost.
async function followFile() {
  if (!editor || editor.busy) return;
  let file;
  try { file = await fetchFile(Math.max(editor.at, 0)); } catch (error) { return say(error.message); }
  if (editor.busy) return;
  const theirs = lines(file.content);
  if (file.hash === editor.hash || file.hash === GONE || theirs === editor.view.text) {
    if (file.hash !== editor.hash || editor.theirs) adopt(file);
  } else if (unsaved()) conflict(file);
  else {
    if (file.readOnly === editor.readOnly) editor.view.replace(theirs);
    else editor.view.load(theirs, file.readOnly);
    editor.readOnly = file.readOnly;
    adopt(file);
  }
  say();
  mark();
}

async function store() {
  if (!editor || editor.theirs || !unsaved()) return;
  editor.again = editor.busy; // what is written while it is being saved is saved next
  if (editor.busy) return;
  editor.busy = true;
  say();
  const content = withEnds(editor.view.text, editor.content);
  let trouble;
  try {
    const answer = await fetch(`/file/${editor.at}`, {
      method: "PUT",
      headers: { "content-type": "application/json", "x-argmap-token": token },
      body: JSON.stringify({ content, hash: editor.hash }),
    });
    const said = await answer.json();
    if (answer.ok) adopt({ hash: said.hash, content });
    else if (answer.status !== 409) trouble = `Not saved: ${said.error}`;
    else if (said.hash === GONE) adopt(said);
    else conflict(said);
  } catch {
    trouble = "Not saved: argmap does not answer";
  }
  editor.busy = false;
  say(trouble);
  if (editor.again && !trouble) await store();
}

// Somebody else has written the file since it was read. Both texts stay until one is chosen.
function conflict(file) {
  if (editor.theirs?.hash === file.hash) return; // it is told already, and perhaps being compared
  const first = !editor.theirs, theirs = lines(file.content);
  editor.theirs = file;
  const action = (words, run) => el("button", { type: "button", on: { click: run } }, words);
  editor.view.compare(null);
  editor.clash.hidden = false;
  editor.clash.replaceChildren(
    el("p", {}, "The file has been changed elsewhere since you began. Nothing is lost: yours is below, theirs in the file."),
    el("p", { class: "actions" },
      action("Compare", () => editor.view.compare(theirs)),
      action("Keep mine", () => { adopt(file); say(); store(); editor.view.focus(); }),
      action("Take theirs", () => {
        editor.view.replace(theirs);
        adopt(file);
        say();
        editor.view.focus();
      })));
  if (first) argmap.showTab("editor");
  say();
}

function mark() {
  const own = editor.file;
  editor.view.mark(argmap.content.findings.filter(({ at }) => at[0] === own).map(({ at, level, message, help, rule }) => ({
    from: [at[1], at[2]], to: [at[3], at[4]], severity: level, rule, message: [message, ...help].join("\n"),
  })));
}

document.addEventListener("edit", async ({ detail: [file, line, column] }) => {
  const at = files.find(([, name]) => name === file)?.[0];
  if (at === undefined) return;
  argmap.showTab("editor");
  await change(at);
  if (editor.at === at) editor.view.goTo(line, column);
});
document.addEventListener("tab", ({ detail }) => { if (detail === "editor") editor?.view.layOut(); });
addEventListener("beforeunload", (event) => { if (editor && unsaved()) event.preventDefault(); });

if (readOnly) {
  document.body.classList.add("read-only");
} else {
  editor = makeEditor();
  await change(0);
}
tell();
listen();
document.body.dataset.ready = "";
