// Writes argmap/preview/static/editor.js and the licences of what is in it:
//   npm ci && npm run build        (in tools/editor)
import { readFileSync, writeFileSync, existsSync } from "node:fs";
import { build } from "esbuild";

const out = new URL("../../argmap/preview/static/", import.meta.url);
const { metafile } = await build({
  entryPoints: ["editor.js"],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  banner: { js: "/* CodeMirror and what it needs, under the MIT licence: see editor.LICENSE.txt. Made by tools/editor. */" },
  outfile: new URL("editor.js", out).pathname,
  metafile: true,
});
const packages = new Set(
  Object.keys(metafile.inputs)
    .map((path) => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1])
    .filter(Boolean),
);
const licences = [...packages].sort().map((name) => {
  const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  const file = ["LICENSE", "LICENSE.md", "LICENCE"].find((each) => existsSync(`node_modules/${name}/${each}`));
  if (license !== "MIT" || !file) throw new Error(`${name} is under ${license}, in ${file}`);
  return `${name} ${version}\n\n${readFileSync(`node_modules/${name}/${file}`, "utf8").trim()}\n`;
});
writeFileSync(new URL("editor.LICENSE.txt", out), licences.join(`\n${"-".repeat(80)}\n\n`));
