// The editor in the page of `argmap serve`. The page talks to it by the few functions below.
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, bracketMatching, foldGutter, foldKeymap, foldService, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { unifiedMergeView } from "@codemirror/merge";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, Transaction } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const KEYWORDS = /^(map|thesis|claim|because|but|and|assuming|unless|contradicts|quote|group|source|import)(?![\w-])/;

const language = StreamLanguage.define({
  name: "arg",
  startState: () => ({ text: false }),
  token(stream, state) {
    if (state.text) {
      while (!stream.eol()) {
        const letter = stream.next();
        if (letter === "\\") stream.next();
        else if (letter === '"') { state.text = false; break; }
      }
      return "string";
    }
    if (stream.eatSpace()) return null;
    if (stream.peek() === "#") { stream.skipToEnd(); return "comment"; }
    if (stream.peek() === '"') { stream.next(); state.text = true; return "string"; }
    const first = stream.string.slice(0, stream.start).trim() === "";
    if (first && stream.match(KEYWORDS)) return stream.match(/^:/, false) ? "propertyName" : "keyword";
    if (first && stream.match(/^[\w-]+(?=\s*:)/)) return "propertyName";
    if (stream.match(/^\[[^\]]*\]/)) return "labelName";
    if (stream.match(/^as(?![\w-])/)) return "keyword";
    if (stream.match(/^[\p{L}\p{N}_.-]+/u)) return "variableName";
    stream.next();
    return null;
  },
  languageData: { commentTokens: { line: "#" } },
});

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--claim)", fontWeight: "600" },
  { tag: tags.propertyName, color: "var(--undercuts)" },
  { tag: tags.string, color: "var(--text)" },
  { tag: tags.variableName, color: "var(--supports)" },
  { tag: tags.labelName, color: "var(--evidence)" },
  { tag: tags.comment, color: "var(--muted)", fontStyle: "italic" },
]);

const look = EditorView.theme({
  "&": { height: "100%", fontSize: "13.5px", backgroundColor: "var(--page)", color: "var(--text)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: 'ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace', lineHeight: "1.5" },
  ".cm-gutters": { backgroundColor: "var(--page)", color: "var(--muted)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--area) 70%, transparent)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--area)" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--mark)" },
  ".cm-panels, .cm-tooltip": { backgroundColor: "var(--card)", color: "var(--text)", borderColor: "var(--line)" },
  ".cm-textfield, .cm-button": { backgroundImage: "none", backgroundColor: "var(--page)", color: "var(--text)", border: "1px solid var(--line)", borderRadius: "5px" },
  ".cm-changedLine, .cm-insertedLine": { backgroundColor: "var(--lit)" },
  ".cm-deletedChunk": { backgroundColor: "color-mix(in srgb, var(--rebuts) 14%, var(--page))" },
});

// What is indented beneath a line folds into it.
const beneath = foldService.of((state, start, end) => {
  const indent = (text) => (text.trim() ? text.search(/\S/) : Infinity);
  const line = state.doc.lineAt(start), own = indent(line.text);
  let last = end;
  for (let at = line.number + 1; at <= state.doc.lines; at++) {
    const next = state.doc.line(at), deep = indent(next.text);
    if (deep === Infinity) continue;
    if (deep <= own) break;
    last = next.to;
  }
  return own !== Infinity && last > end ? { from: end, to: last } : null;
});

/** An editor in `parent`; `changed` is told of each edit by the user, `save` of the key for it. */
export function open(parent, { nonce, changed, save }) {
  const own = new Compartment(), merge = new Compartment();
  let quiet = false;
  const extensions = (readOnly) => [
    EditorView.cspNonce.of(nonce),
    lineNumbers(), foldGutter(), lintGutter(), history(), drawSelection(), highlightActiveLine(),
    bracketMatching(), highlightSelectionMatches(), search({ top: true }), EditorView.lineWrapping,
    indentUnit.of("  "), EditorState.tabSize.of(2), language, beneath, syntaxHighlighting(colours), look,
    EditorView.contentAttributes.of({ "aria-label": "The map’s text", spellcheck: "true" }),
    keymap.of([{ key: "Mod-s", run: () => (save(), true), preventDefault: true },
               ...defaultKeymap, ...historyKeymap, ...searchKeymap, ...foldKeymap, indentWithTab]),
    own.of([EditorState.readOnly.of(readOnly), EditorView.editable.of(true)]),
    merge.of([]),
    EditorView.updateListener.of((update) => { if (update.docChanged && !quiet) changed(); }),
  ];
  const view = new EditorView({ parent, state: EditorState.create({ extensions: extensions(false) }) });
  const silently = (run) => { quiet = true; try { run(); } finally { quiet = false; } };
  const offset = (line, column) => { // columns count letters, from 1
    const row = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
    return row.from + [...row.text].slice(0, column - 1).join("").length;
  };
  return {
    /** Another file: nothing of the last one is left to undo. */
    load(text, readOnly) {
      view.setState(EditorState.create({ doc: text, extensions: extensions(readOnly) }));
    },
    /** The same file as it is now elsewhere; what was there can be had back by undoing. */
    replace(text) {
      const old = view.state.doc.toString();
      let from = 0, end = 0;
      while (from < Math.min(old.length, text.length) && old[from] === text[from]) from++;
      while (end < Math.min(old.length, text.length) - from && old.at(-1 - end) === text.at(-1 - end)) end++;
      silently(() => view.dispatch({ changes: { from, to: old.length - end, insert: text.slice(from, text.length - end) },
                                     annotations: Transaction.userEvent.of("input.file") }));
    },
    get text() { return view.state.doc.toString(); },
    /** Show what differs from another text, to be taken or left piece by piece; null: no longer. */
    compare(other) {
      view.dispatch({ effects: merge.reconfigure(other === null ? [] : unifiedMergeView({ original: other, mergeControls: true })) });
    },
    goTo(line, column) {
      const at = offset(line, column);
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
      view.focus();
    },
    mark(findings) {
      view.dispatch(setDiagnostics(view.state, findings.map(({ from, to, severity, message, rule }) => {
        const start = offset(...from);
        return { from: start, to: Math.max(start, offset(...to)), severity, message, source: rule };
      })));
    },
    focus() { view.focus(); },
    layOut() { view.requestMeasure(); },
  };
}
