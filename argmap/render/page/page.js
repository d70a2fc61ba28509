// What moves in the page of a map. It works on what `html.py` found: claims and steps, named by
// their numbers, a drawing in which each card leads to its claim, and texts in pieces.
"use strict";
const argmap = (() => {
  const $ = (id) => document.getElementById(id);
  const el = (name, facts = {}, ...within) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(facts)) {
      if (key === "on") for (const [on, run] of Object.entries(value)) made.addEventListener(on, run);
      else if (key === "class") made.className = value;
      else if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
    }
    made.append(...within.filter((each) => each !== undefined && each !== null && each !== ""));
    return made;
  };
  const SVG = "http://www.w3.org/2000/svg";
  const shape = (name, facts, ...within) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(facts)) made.setAttribute(key, value);
    made.append(...within);
    return made;
  };
  const server = document.querySelector('meta[name="argmap-live"]');
  const live = server !== null && !JSON.parse(server.content).readOnly; // with an editor
  document.body.classList.toggle("live", live);
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const stage = $("stage"), map = $("map"), about = $("about"), side = $("side"), desk = $("desk");

  let content; // what html.py found
  let graph; // what leads to and from each claim
  let numbers; // each claim's number by its id
  let cards = new Map(); // of the sheet that is shown: the card of each claim
  let lines = []; // and its steps and contradictions, with what they run between
  let sheet = null; // the claim whose folded reasons are shown; null: the top of the map
  let chosen = []; // the claims that are lit, each with its reasons
  let current = null; // the claim that the keys are at
  let verdicts = null; // while they are shown
  const closed = new Set(), fell = new Set(), stood = new Set();

  // ---- the map as a graph -------------------------------------------------------------

  function graphOf({ claims, steps, contraries }) {
    const lists = (size) => Array.from({ length: size }, () => []);
    const found = {
      into: lists(claims.length), undercuts: lists(steps.length),
      from: lists(claims.length), against: lists(claims.length),
    };
    steps.forEach(([, , premises, target], at) => {
      (target < 0 ? found.undercuts[-1 - target] : found.into[target]).push(at);
      for (const premise of new Set(premises)) found.from[premise].push(at);
    });
    for (const [a, b] of contraries) {
      found.against[a].push(b);
      if (a !== b) found.against[b].push(a);
    }
    return found;
  }

  // The claims and steps beneath some claims, themselves included; not past those in `stop`.
  function beneath(tops, stop = new Set()) {
    const claims = new Set(tops), steps = new Set(), left = [...claims];
    while (left.length) {
      const claim = left.pop();
      if (stop.has(claim)) continue;
      const trail = [...graph.into[claim]];
      while (trail.length) {
        const step = trail.pop();
        if (steps.has(step)) continue;
        steps.add(step);
        trail.push(...graph.undercuts[step]);
        for (const premise of content.steps[step][2])
          if (!claims.has(premise)) { claims.add(premise); left.push(premise); }
      }
    }
    return { claims, steps };
  }

  // Which claims stand, on what is supposed: the well-founded model, by the alternating fixpoint.
  // What must stand grows and what may stand shrinks, each reckoned against the other. See
  // docs/evaluation.md; argmap/evaluation/grounded.py finds the same in another way.
  function evaluate(supposed = { fell, stood }, of = content) {
    const { claims, steps } = of, count = claims.length;
    const graph = graphOf(of);
    const attackers = Array.from({ length: count + steps.length }, (_, node) =>
      node < count
        ? [...graph.into[node].filter((at) => steps[at][1] === "against").map((at) => count + at),
           ...graph.against[node]]
        : graph.undercuts[node - count].map((at) => count + at));
    const reasons = claims.map((_, at) => graph.into[at].filter((step) => steps[step][1] === "for"));
    const stands = (blocked) => {
      const found = new Uint8Array(count + steps.length), queue = [];
      const waits = steps.map((step) => new Set(step[2]).size);
      const free = (node) => !attackers[node].some((other) => blocked[other]);
      const add = (node) => { if (!found[node]) { found[node] = 1; queue.push(node); } };
      claims.forEach((claim, at) => {
        if (supposed.stood.has(at)) add(at);
        else if (!supposed.fell.has(at) && (claim.given || !reasons[at].length) && free(at)) add(at);
      });
      for (const node of queue) {
        if (node < count) {
          for (const step of graph.from[node])
            if (!--waits[step] && free(count + step)) add(count + step);
        } else {
          const [, kind, , target] = steps[node - count];
          if (kind === "for" && target >= 0 && !supposed.fell.has(target) && free(target)) add(target);
        }
      }
      return found;
    };
    let must = new Uint8Array(count + steps.length), may, size = -1;
    for (;;) {
      may = stands(must);
      must = stands(may);
      const now = must.reduce((sum, each) => sum + each, 0);
      if (now === size) break;
      size = now;
    }
    return claims.map((_, at) => (must[at] ? "in" : may[at] ? "undecided" : "out"));
  }

  // ---- the view: where the map is and how large ----------------------------------------

  const view = { x: 0, y: 0, k: 1 };
  let framed = null; // how the map was fitted in, as long as nobody has moved it since
  let moving = 0;
  function place(smooth) {
    framed = null;
    map.classList.toggle("smooth", Boolean(smooth) && !still.matches);
    map.classList.add("moving"); // a layer of its own, as long as it moves
    clearTimeout(moving);
    moving = setTimeout(() => map.classList.remove("moving", "smooth"), smooth ? 400 : 160);
    map.style.transform = `translate(${view.x}px,${view.y}px) scale(${view.k})`;
  }
  const size = () => {
    const box = map.firstElementChild.viewBox.baseVal;
    return [box.width, box.height];
  };
  function zoom(by, x = stage.clientWidth / 2, y = stage.clientHeight / 2, smooth = false) {
    const k = Math.min(4, Math.max(0.02, view.k * by));
    view.x = x - ((x - view.x) * k) / view.k;
    view.y = y - ((y - view.y) * k) / view.k;
    view.k = k;
    place(smooth);
  }
  function fit(smooth) {
    const [wide, high] = size(), pad = 12;
    const w = stage.clientWidth - 2 * pad, h = stage.clientHeight - 2 * pad;
    view.k = Math.min(w / wide, h / high, 1.25);
    view.x = pad + (w - wide * view.k) / 2;
    view.y = pad + Math.max(0, (h - high * view.k) / 2);
    place(smooth);
    framed = fit;
  }
  // At first a map that would be too small to read fills the stage, what it is about in the middle.
  function begin() {
    fit();
    const [wide, high] = size(), pad = 12, w = stage.clientWidth, h = stage.clientHeight;
    const k = Math.min(0.8, Math.max((w - 2 * pad) / wide, (h - 2 * pad) / high));
    framed = begin;
    if (k <= view.k) return;
    const tops = [...cards].filter(([claim, card]) => !graph.from[claim].length && card.getBBox().width).map(([, card]) => card.getBBox());
    const middle = tops.reduce((sum, { x, width }) => sum + x + width / 2, 0) / tops.length || wide / 2;
    const spare = w - wide * k;
    const x = spare > 0 ? spare / 2 : Math.min(pad, Math.max(spare - pad, w / 2 - middle * k));
    Object.assign(view, { k, x, y: Math.max(pad, (h - high * k) / 2) });
    place();
    framed = begin;
  }
  // Where in the stage the middle of a card is.
  function where(claim) {
    const { x, y, width, height } = cards.get(claim).querySelector(".frame").getBBox();
    return [view.x + (x + width / 2) * view.k, view.y + (y + height / 2) * view.k];
  }
  // Bring a card into view, large enough to be read.
  function bring(claim, legible) {
    const card = cards.get(claim);
    if (!card) return;
    const box = card.querySelector(".frame").getBBox();
    const w = stage.clientWidth, h = stage.clientHeight;
    const k = legible ? Math.max(view.k, 0.85) : view.k;
    const x = box.x + box.width / 2, y = box.y + box.height / 2;
    const at = where(claim);
    const half = [(box.width * k) / 2 + 16, (box.height * k) / 2 + 16];
    const hidden = about.hidden ? 0 : about.offsetHeight + 16;
    const inside = at[0] > half[0] && at[0] < w - half[0] && at[1] > half[1] &&
      at[1] < h - half[1] - (at[0] < about.offsetWidth + half[0] ? hidden : 0);
    if (inside && k === view.k) return;
    const free = w / 2 < about.offsetWidth + half[0] ? h - hidden : h;
    Object.assign(view, { k, x: w / 2 - x * k, y: free * 0.45 - y * k });
    place(true);
  }

  // ---- the sheet: a drawing, and what of it is hidden or lit -------------------------------

  let first = map.innerHTML; // stands in the document
  function mount(picture) {
    if (picture) map.innerHTML = picture;
    const svg = map.firstElementChild;
    cards = new Map();
    for (const card of svg.querySelectorAll(".card")) {
      const claim = numbers.get(decodeURIComponent(card.getAttribute("href").slice(1)));
      if (claim === undefined) continue;
      cards.set(claim, card);
      card.setAttribute("tabindex", "-1");
      if (graph.into[claim].length) card.append(toggle(card, claim));
    }
    const steps = new Map(content.steps.map(([id], at) => [id, at]));
    const named = new Map(content.claims.map((claim, at) => [(claim.id ?? "").trim(), at]));
    lines = [...svg.querySelectorAll(".step[data-step],.step[data-to],.step[data-between]")].map((line) => {
      const step = steps.get(line.dataset.step);
      if (step !== undefined) return { line, step, ends: ends(step) };
      const { from, to, between } = line.dataset;
      const ids = between === undefined ? [from, to] : between.split(" ");
      return { line, ends: ids.map((id) => named.get(id)).filter((each) => each !== undefined) };
    });
    current = cards.has(current) ? current : [...cards.keys()][0] ?? null;
    paint();
  }

  // A sheet of its own for what is folded into a claim; null: the top of the map.
  let homes = new Map(), sheets = new Set();
  async function openSheet(claim) {
    let picture = content.picture || first;
    if (claim !== null) {
      const there = $(`sheet-${claim}`);
      if (there) picture = there.textContent;
      else {
        try {
          const answer = await fetch(`/sheet/${claim}`);
          if (!answer.ok) return;
          picture = await answer.text();
        } catch { return; } // the server has gone, which the page says
      }
    }
    sheet = claim;
    if (claim !== null) closed.delete(claim);
    mount(picture);
    begin();
    trail();
    describe();
  }

  function trail() {
    const way = [];
    for (let at = sheet; at !== null && !way.includes(at); at = homes.get(at) ?? null) way.unshift(at);
    const step = (words, to) => el("button", { type: "button", "aria-current": to === sheet ? "page" : false,
                                               on: { click: () => openSheet(to) } }, words);
    $("trail").hidden = !way.length;
    keeping(() => $("trail").replaceChildren(step("Whole map", null), ...way.map((at) => step(few(content.claims[at].text ?? "", 48), at))));
  }

  // What is made anew does not lose the focus: what now stands in its place has it.
  function keeping(make) {
    const had = document.activeElement, box = had?.closest("#about,#trail,#told,[role=tabpanel]");
    const places = () => [...box.querySelectorAll("button,mark")];
    const at = box ? places().indexOf(had) : -1;
    make();
    if (at < 0 || had.checkVisibility()) return;
    const next = places()[at];
    if (next?.checkVisibility()) next.focus({ preventScroll: true });
    else if (current !== null) focusCard(current);
  }

  // The claims that a step runs between.
  function ends(step) {
    const [, , premises, target] = content.steps[step];
    return [...premises, ...(target < 0 ? ends(-1 - target) : [target])];
  }

  // A sign on the corner of a card that folds what is beneath it; the key `c` does the same.
  function toggle(card, claim) {
    const { x, y, width, height } = card.querySelector(".frame").getBBox();
    const made = shape("g", { class: "toggle", "aria-hidden": "true",
                              transform: `translate(${x + width - 1} ${y + height - 1})` });
    made.append(
      shape("rect", { class: "pill", x: -9, y: -9, width: 18, height: 18, rx: 9 }),
      shape("text", { class: "sign", x: 0, y: 4 }));
    made.addEventListener("click", (event) => {
      event.preventDefault();
      event.stopPropagation();
      fold(claim);
    });
    return made;
  }

  function paint() {
    const tops = content.claims.map((_, at) => at).filter((at) => !graph.from[at].length || at === sheet);
    const reached = beneath(tops).claims;
    for (const claim of cards.keys()) // what runs in circles has no top
      if (!reached.has(claim)) { tops.push(claim); for (const each of beneath([claim]).claims) reached.add(each); }
    const shown = closed.size ? beneath(tops, closed).claims : reached;
    if (current !== null && !shown.has(current)) { // the keys must be somewhere in sight
      const had = cards.get(current) === document.activeElement;
      const next = [...above(current), ...cards.keys()].find((claim) => cards.has(claim) && shown.has(claim));
      current = next ?? current;
      if (had) setTimeout(() => focusCard(current));
    }
    const lit = beneath(chosen);
    const svg = map.firstElementChild;
    svg.classList.toggle("picked", chosen.length > 0);
    const now = verdicts && evaluate(), was = verdicts && evaluate({ fell: new Set(), stood: new Set() });
    for (const [claim, card] of cards) {
      card.classList.toggle("away", !shown.has(claim));
      card.classList.toggle("lit", lit.claims.has(claim));
      card.classList.toggle("chosen", chosen.includes(claim));
      card.classList.toggle("closed", closed.has(claim));
      if (chosen.includes(claim)) card.setAttribute("aria-current", "true");
      else card.removeAttribute("aria-current");
      card.setAttribute("tabindex", claim === current ? "0" : "-1");
      const sign = card.querySelector(".toggle .sign");
      if (sign) {
        const hidden = foldedInto(claim) || (closed.has(claim) ? held(claim) : 0);
        sign.textContent = hidden ? `+${hidden}` : closed.has(claim) ? "+" : "−";
        const room = Math.max(18, 8 + 7 * sign.textContent.length);
        const pill = sign.previousSibling;
        pill.setAttribute("width", room);
        pill.setAttribute("x", -room / 2);
      }
      if (now) card.dataset.verdict = now[claim];
      else delete card.dataset.verdict;
      card.classList.toggle("opens", foldedInto(claim) > 0);
      for (const look of ["out", "undecided"]) card.classList.toggle(look, Boolean(now) && now[claim] === look);
      card.classList.toggle("turned", Boolean(now) && now[claim] !== was[claim]);
      card.classList.toggle("supposed", Boolean(now) && (fell.has(claim) || stood.has(claim)));
    }
    for (const { line, step, ends } of lines) {
      line.classList.toggle("away", !ends.every((claim) => shown.has(claim)));
      line.classList.toggle("lit", step !== undefined ? lit.steps.has(step) : ends.every((claim) => lit.claims.has(claim)));
    }
    for (const mark of side.querySelectorAll("mark")) {
      const claims = mark.dataset.claims.split(" ").map(Number);
      mark.classList.toggle("chosen", claims.some((claim) => chosen.includes(claim)));
      mark.classList.toggle("lit", chosen.length > 0 && claims.some((claim) => lit.claims.has(claim)));
    }
    verdicts = now;
    tellSupposed(now, was);
  }

  // How many claims are drawn on the sheet that this claim's card opens.
  const foldedInto = (claim) => claim !== sheet && sheets.has(claim) ? Number(cards.get(claim)?.dataset.folded ?? 0) : 0;

  // How many claims are out of sight because this one is closed.
  function held(claim) {
    const rest = new Set(closed);
    rest.delete(claim);
    const tops = content.claims.map((_, at) => at).filter((at) => !graph.from[at].length);
    const with_ = beneath(tops, rest).claims, without = beneath(tops, closed).claims;
    return with_.size - without.size;
  }

  function fold(claim) {
    if (!graph.into[claim].length) return;
    if (foldedInto(claim)) { openSheet(claim).then(() => focusCard(claim)); return; }
    if (!closed.delete(claim)) closed.add(claim);
    paint();
    describe();
  }

  // ---- choosing ----------------------------------------------------------------------

  // Choose a claim, wherever it is drawn, and put the keys there.
  async function visit(claim) {
    await choose([claim], { go: true });
    focusCard(claim);
  }

  async function choose(claims, { go = false, scroll = true, keep = false } = {}) {
    if (go && claims.length && !cards.has(claims[0])) await openSheet(homes.get(claims[0]) ?? null);
    chosen = claims;
    if (claims.length) {
      current = claims[0];
      reveal(claims);
    }
    paint();
    describe();
    const id = claims.length === 1 ? content.claims[claims[0]].id : "";
    if (!keep) history.replaceState(null, "", id ? `#${encodeURIComponent(id)}` : location.pathname + location.search);
    if (claims.length) bring(claims[0], go);
    if (claims.length && scroll && words() && shownTab() !== "editor") showTab("text");
    document.dispatchEvent(new CustomEvent("chosen", { detail: claims }));
  }

  // The words in the text that the chosen claims were read from, or their reasons.
  const words = () => side.querySelector("mark.chosen") ?? side.querySelector("mark.lit");

  // What a claim bears on, and what that bears on, the nearest first.
  function above(claim) {
    const seen = new Set([claim]);
    for (const each of seen) for (const step of graph.from[each]) for (const end of ends(step)) seen.add(end);
    seen.delete(claim);
    return seen;
  }

  // Open what hides some claims.
  function reveal(claims) {
    for (const claim of claims) {
      if (!closed.size) return;
      for (const each of above(claim)) closed.delete(each);
    }
  }

  const link = (claim) => {
    const { text, part } = content.claims[claim];
    return el("button", { type: "button", class: "to", on: { click: () => visit(claim) } },
      el("span", { class: `kind ${partClass(claim)}` }, part ?? ""), text ?? "", badge(claim));
  };
  const partClass = (claim) => (content.claims[claim].part ?? "").split(" ")[0].toLowerCase();
  const badge = (claim) => verdicts ? el("span", { class: `verdict ${verdicts[claim]}` }, verdicts[claim]) : "";

  const describe = () => keeping(tellAbout);
  function tellAbout() {
    about.hidden = !chosen.length;
    about.replaceChildren();
    if (!chosen.length) return;
    const [claim] = chosen, facts = content.claims[claim];
    const action = (words, run, more = {}) => el("button", { type: "button", ...more, on: { click: run } }, words);
    const close = action("×", () => choose([]), { class: "close", "aria-label": "Close" });
    const relation = (title, claims) => {
      const known = [...new Set(claims)].filter((each) => content.claims[each].text !== undefined);
      return known.length
        ? el("section", {}, el("h3", {}, title), el("ul", {}, ...known.map((each) => el("li", {}, link(each)))))
        : "";
    };
    if (chosen.length > 1)
      return about.append(el("header", {}, el("span", { class: "gap" }), close), relation("Read from these words", chosen));
    const steps = content.steps;
    const beneathIt = (kind) => graph.into[claim].filter((at) => steps[at][1] === kind).flatMap((at) => steps[at][2]);
    const bears = (wanted) => graph.from[claim].filter((at) => wanted(steps[at]))
      .map((at) => { let to = steps[at][3]; while (to < 0) to = steps[-1 - to][3]; return to; });
    const undercut = graph.from[claim].concat(graph.into[claim]).flatMap((at) => graph.undercuts[at]).flatMap((at) => steps[at][2]);
    const verdict = verdicts?.[claim];
    about.append(...[
      el("header", {},
        el("span", { class: `kind ${partClass(claim)}` }, facts.part), facts.name && el("code", {}, facts.name), badge(claim),
        el("span", { class: "gap" }),
        close),
      el("p", { class: "said" }, facts.text),
      facts.by && el("p", { class: "by" }, `— ${facts.by}`),
      ...(facts.quotes ?? []).map(([words, source, state]) =>
        el("blockquote", { class: state }, `“${words}”`, el("cite", {}, ` ${source}`),
          state === "altered" ? el("em", {}, " differs from the text") : state === "absent" ? el("em", {}, " not in the text") : "")),
      facts.note && el("p", { class: "note" }, facts.note),
      facts.tags && el("p", { class: "tags" }, ...facts.tags.map((tag) => el("span", {}, tag))),
      el("p", { class: "actions" },
        graph.into[claim].length && claim !== sheet ? action(foldedInto(claim) ? "Open" : closed.has(claim) ? "Unfold" : "Fold", () => fold(claim)) : "",
        fell.has(claim) || stood.has(claim)
          ? action("As it was", () => suppose(claim))
          : action(verdict && verdict !== "in" ? "What if it stood?" : "What if it fell?", () => suppose(claim), { class: "suppose" }),
        live && facts.at
          ? action("Edit", () => document.dispatchEvent(new CustomEvent("edit", { detail: facts.at })), { class: "edit" }) : ""),
      relation("Supports", bears((step) => step[1] === "for")),
      relation("Speaks against", bears((step) => step[1] === "against")),
      relation("Reasons", beneathIt("for")),
      relation("Rebuttals", beneathIt("against")),
      relation("Undercut by", undercut),
      relation("Contradicts", graph.against[claim]),
    ].filter(Boolean));
  }

  // ---- verdicts and suppositions -------------------------------------------------------

  function showVerdicts(on) {
    verdicts = on ? [] : null;
    if (!on) { fell.clear(); stood.clear(); }
    $("verdicts").setAttribute("aria-pressed", String(on));
    paint();
    describe();
  }

  function suppose(claim) {
    if (!verdicts) showVerdicts(true);
    if (!fell.delete(claim) && !stood.delete(claim)) (verdicts[claim] === "in" ? fell : stood).add(claim);
    paint();
    describe();
  }

  const few = (words, most = 60) => (words.length > most ? `${words.slice(0, most).trimEnd()}…` : words);
  const counted = (number, thing) => `${number.toLocaleString("en")} ${thing}${number === 1 ? "" : "s"}`;

  function tellSupposed(now, was) {
    const bar = $("supposed");
    keeping(() => { bar.hidden = !now; });
    if (!now) return;
    const count = (verdict) => now.filter((each, at) => each === verdict && content.claims[at].text !== undefined).length;
    const said = ["in", "out", "undecided"].filter(count).map((each) =>
      el("span", { class: `verdict ${each}` }, `${count(each).toLocaleString("en")} ${each}`));
    const supposed = [...fell, ...stood];
    if (!supposed.length) return keeping(() => bar.replaceChildren(...said));
    const turned = now.filter((each, at) => each !== was[at] && !fell.has(at) && !stood.has(at)).length;
    const names = supposed.map((each) => `“${few(content.claims[each].text, 40)}” ${fell.has(each) ? "fell" : "stood"}`);
    keeping(() => bar.replaceChildren(
      el("span", {}, `If ${names.join(" and ")}, ${turned ? counted(turned, "other verdict") : "no other verdict"} would be another.`),
      ...said,
      el("button", { type: "button", on: { click: () => { fell.clear(); stood.clear(); paint(); describe(); } } }, "Reset")));
  }

  // ---- search -------------------------------------------------------------------------

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const search = $("search"), hits = $("hits");
  let found = [], at = -1, haystack = null;

  function look() {
    const words = plain(search.value).split(/\s+/).filter(Boolean);
    haystack ??= content.claims.map((claim) => claim.text === undefined ? "" : plain(
      [claim.text, claim.name, claim.by, claim.note, ...(claim.tags ?? []), ...(claim.quotes ?? []).map(([said]) => said)].join(" ")));
    found = words.length ? haystack.flatMap((text, claim) => words.every((word) => text.includes(word)) ? [claim] : []) : [];
    at = -1;
    hits.replaceChildren(...found.slice(0, 40).map((claim, number) =>
      el("li", { role: "option", id: `hit-${number}`, "aria-selected": "false",
                 on: { mousedown: (event) => { event.preventDefault(); take(number); } } },
        el("span", { class: `kind ${partClass(claim)}` }, content.claims[claim].part), content.claims[claim].text)));
    if (words.length && !found.length) hits.append(el("li", { class: "none" }, "No claim has these words."));
    if (found.length > 40) hits.append(el("li", { class: "none" }, `and ${(found.length - 40).toLocaleString("en")} more`));
    $("counted").textContent = !words.length ? "" : found.length ? `${counted(found.length, "claim")} found` : "No claim has these words.";
    open(words.length > 0);
    const all = new Set(found);
    for (const [claim, card] of cards) card.classList.toggle("found", all.has(claim));
  }
  function open(on) {
    hits.hidden = !on;
    search.setAttribute("aria-expanded", String(on));
    if (!on) search.removeAttribute("aria-activedescendant");
  }
  function point(number) {
    hits.children[at]?.setAttribute("aria-selected", "false");
    at = number;
    const hit = hits.children[at];
    hit.setAttribute("aria-selected", "true");
    hit.scrollIntoView({ block: "nearest" });
    search.setAttribute("aria-activedescendant", hit.id);
  }
  function take(number) {
    const claim = found[number];
    open(false);
    visit(claim);
  }
  search.addEventListener("input", look);
  search.addEventListener("focus", () => { if (search.value) look(); });
  search.addEventListener("blur", () => open(false));
  search.addEventListener("keydown", (event) => {
    const count = Math.min(found.length, 40);
    if (event.key === "ArrowDown" && count) point((at + 1) % count);
    else if (event.key === "ArrowUp" && count) point((at + count - 1 + (at < 0)) % count);
    else if (event.key === "Enter" && count) take(Math.max(at, 0));
    else if (event.key === "Escape") { if (hits.hidden) { search.value = ""; look(); search.blur(); } open(false); }
    else return;
    event.preventDefault();
  });

  // ---- the side: tabs and panes ----------------------------------------------------------

  const panes = {};
  function pane(name, title, within, count) {
    const old = panes[name];
    if (old) {
      old.pane.replaceChildren(...within);
      old.tab.replaceChildren(title, count === undefined ? "" : el("span", { class: "count" }, String(count)));
    } else {
      const tab = el("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `pane-${name}`,
                                 "aria-selected": "false", tabindex: "-1", on: { click: () => showTab(name) } },
        title, count === undefined ? "" : el("span", { class: "count" }, String(count)));
      const made = el("div", { role: "tabpanel", id: `pane-${name}`, "aria-labelledby": `tab-${name}`, tabindex: "-1", hidden: true }, ...within);
      panes[name] = { tab, pane: made };
      $("tabs").append(tab);
      $("panes").append(made);
    }
    if (side.hidden) {
      side.hidden = $("split").hidden = false;
      showTab(name);
    }
    return panes[name].pane;
  }
  const shownTab = () => Object.keys(panes).find((name) => !panes[name].pane.hidden);
  function showTab(name) {
    for (const [other, { tab, pane }] of Object.entries(panes)) {
      pane.hidden = other !== name;
      tab.setAttribute("aria-selected", String(other === name));
      tab.setAttribute("tabindex", other === name ? "0" : "-1");
    }
    if (name === "text") words()?.scrollIntoView({ block: "center", behavior: still.matches ? "auto" : "smooth" });
    document.dispatchEvent(new CustomEvent("tab", { detail: name }));
  }
  $("tabs").addEventListener("keydown", (event) => {
    const names = Object.keys(panes), step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const name = names[(names.indexOf(shownTab()) + step + names.length) % names.length];
    showTab(name);
    panes[name].tab.focus();
    event.preventDefault();
  });

  function texts() {
    const made = content.texts.map(({ title, about: more, paragraphs }) =>
      el("article", { class: "source" }, el("h2", {}, title), more && el("p", { class: "by" }, more),
        ...paragraphs.map((pieces, number) =>
          el("p", { "data-number": number + 1 }, ...pieces.map(([words, claims, differs]) =>
            claims && claims.length
              ? el("mark", { role: "button", tabindex: "0", "data-claims": claims.join(" "), class: differs ? "differs" : "",
                             title: claims.map((claim) => content.claims[claim].text ?? "").filter(Boolean).join("\n") }, words)
              : words)))));
    if (made.length) pane("text", made.length > 1 ? "Texts" : "Text", made);
    else if (panes.text) pane("text", "Text", [el("p", { class: "none" }, "The text is not at hand.")]);
  }
  function pick(event) {
    const mark = event.target.closest?.("mark");
    if (!mark && event.type === "click" && event.target.closest(".source") && getSelection().isCollapsed && chosen.length) choose([]);
    if (!mark || (event.type === "keydown" && event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    const claims = mark.dataset.claims.split(" ").map(Number).filter((claim) => content.claims[claim].text !== undefined);
    if (claims.length) choose(claims, { go: true, scroll: false });
  }
  side.addEventListener("click", pick);
  side.addEventListener("keydown", pick);

  function findings() {
    const list = content.findings.map(({ rule, level, message, help, at: [file, line, column], claim }) =>
      el("li", { class: level },
        el("p", {}, el("strong", { class: "level" }, level), ` ${message}`),
        ...help.map((each) => el("p", { class: "hint" }, each)),
        el("p", { class: "where" },
          !live
            ? el("span", {}, `${file}:${line}`)
            : el("button", { type: "button", class: "edit", on: { click: () => document.dispatchEvent(new CustomEvent("edit", { detail: [file, line, column] })) } }, `${file}:${line}`),
          el("code", {}, rule),
          claim === undefined || content.claims[claim]?.text === undefined ? "" : el("button", { type: "button", on: { click: () => visit(claim) } }, "Show"))));
    const none = el("p", { class: "none" }, "Nothing was found.");
    if (list.length || panes.findings || live)
      pane("findings", "Findings", list.length ? [el("ol", {}, ...list)] : [none], list.length || undefined);
  }

  // ---- pointer and keys --------------------------------------------------------------------

  // Over the map, but not of it; what was pressed may be there no longer.
  const over = (event) => event.composedPath().some(({ id }) => id === "about" || id === "told");
  const fingers = new Map();
  let moved = 0, spread = 0;
  stage.addEventListener("pointerdown", (event) => {
    if (event.button || over(event)) return;
    fingers.set(event.pointerId, [event.clientX, event.clientY]);
    moved = 0;
    spread = 0;
  });
  addEventListener("pointermove", (event) => {
    const was = fingers.get(event.pointerId);
    if (!was) return;
    const [dx, dy] = [event.clientX - was[0], event.clientY - was[1]];
    moved += Math.abs(dx) + Math.abs(dy);
    fingers.set(event.pointerId, [event.clientX, event.clientY]);
    if (moved < 5) return;
    stage.classList.add("dragging");
    if (fingers.size === 1) { view.x += dx; view.y += dy; place(); return; }
    const [a, b] = [...fingers.values()], box = stage.getBoundingClientRect();
    const now = Math.hypot(a[0] - b[0], a[1] - b[1]);
    if (spread) zoom(now / spread, (a[0] + b[0]) / 2 - box.left, (a[1] + b[1]) / 2 - box.top);
    spread = now;
  });
  for (const end of ["pointerup", "pointercancel"])
    addEventListener(end, (event) => { fingers.delete(event.pointerId); spread = 0; stage.classList.remove("dragging"); });
  stage.addEventListener("dragstart", (event) => event.preventDefault());
  stage.addEventListener("wheel", (event) => {
    if (event.target.closest("#about")) return;
    event.preventDefault();
    const box = stage.getBoundingClientRect();
    const lines = event.deltaMode === 1 ? 20 : 1;
    if (event.shiftKey) { view.x -= (event.deltaX || event.deltaY) * lines; place(); return; }
    zoom(Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0016)), event.clientX - box.left, event.clientY - box.top);
  }, { passive: false });
  stage.addEventListener("click", (event) => {
    if (over(event)) return;
    const card = event.target.closest("a.card");
    if (!card) { if (moved < 5 && chosen.length) choose([]); return; }
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (moved >= 5) return;
    const claim = [...cards].find(([, each]) => each === card)?.[0];
    if (claim === undefined) return;
    choose(chosen.length === 1 && chosen[0] === claim && event.detail ? [] : [claim]);
    focusCard(claim);
  });
  map.addEventListener("focusin", (event) => {
    const card = event.target.closest("a.card");
    const claim = card && [...cards].find(([, each]) => each === card)?.[0];
    if (claim === null || claim === undefined || claim === current) return;
    cards.get(current)?.setAttribute("tabindex", "-1");
    card.setAttribute("tabindex", "0");
    current = claim;
  });

  function focusCard(claim) {
    const card = cards.get(claim);
    if (!card) return;
    cards.get(current)?.setAttribute("tabindex", "-1");
    current = claim;
    card.setAttribute("tabindex", "0");
    card.focus({ preventScroll: true });
    stage.scrollTo(0, 0);
  }

  // The claim that a key leads to: what this one bears on, its first reason, or the one beside it.
  function neighbour(key) {
    const there = (claim) => cards.has(claim) && !cards.get(claim).classList.contains("away");
    if (key === "ArrowUp") {
      const targets = graph.from[current].map((step) => { let to = content.steps[step][3]; while (to < 0) to = content.steps[-1 - to][3]; return to; });
      return targets.find(there);
    }
    if (key === "ArrowDown")
      return graph.into[current].flatMap((step) => [...content.steps[step][2], ...graph.undercuts[step].flatMap((each) => content.steps[each][2])]).find(there);
    const sign = key === "ArrowRight" ? 1 : -1;
    const middle = (card) => { const box = card.querySelector(".frame").getBBox(); return [box.x + box.width / 2, box.y + box.height / 2]; };
    const [x, y] = middle(cards.get(current));
    let best, least = Infinity;
    for (const [claim, card] of cards) {
      if (claim === current || !there(claim)) continue;
      const [ox, oy] = middle(card), dx = sign * (ox - x);
      const far = dx + 4 * Math.abs(oy - y);
      if (dx > 1 && far < least) [best, least] = [claim, far];
    }
    return best;
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input,textarea,select,dialog,[contenteditable=true]")) return;
    const key = event.key, onMap = stage.contains(document.activeElement) && !about.contains(document.activeElement);
    if (key.startsWith("Arrow")) {
      if (!onMap || current === null) return;
      const next = neighbour(key);
      if (next !== undefined) { focusCard(next); bring(next, false); }
    } else if (key === "c" && current !== null) fold(current);
    else if (key === "x" && current !== null) suppose(current);
    else if (key === "v") showVerdicts(!verdicts);
    else if (key === "/") { search.focus(); search.select(); }
    else if (key === "+" || key === "=") zoom(1.25, undefined, undefined, true);
    else if (key === "-") zoom(0.8, undefined, undefined, true);
    else if (key === "0") fit(true);
    else if (key === "?") $("help").showModal();
    else if (key === "e" && current !== null && live) {
      if (content.claims[current].at) document.dispatchEvent(new CustomEvent("edit", { detail: content.claims[current].at }));
    } else if (key === "Escape") {
      if (chosen.length) choose([]);
      else if (verdicts) showVerdicts(false);
      else return;
    } else return;
    event.preventDefault();
  });

  $("verdicts").addEventListener("click", () => showVerdicts(!verdicts));
  $("in").addEventListener("click", () => zoom(1.25, undefined, undefined, true));
  $("out").addEventListener("click", () => zoom(0.8, undefined, undefined, true));
  $("fit").addEventListener("click", () => fit(true));
  $("keys").addEventListener("click", () => $("help").showModal());

  const split = $("split");
  function widen(wide) {
    const most = desk.clientWidth - 240;
    desk.style.setProperty("--side", `${Math.round(Math.max(260, Math.min(most, wide)))}px`);
    tellWidth();
  }
  function tellWidth() {
    split.setAttribute("aria-valuenow", String(Math.round((100 * side.offsetWidth) / desk.clientWidth)));
  }
  split.addEventListener("pointerdown", (event) => { split.setPointerCapture(event.pointerId); event.preventDefault(); });
  split.addEventListener("pointermove", (event) => {
    if (split.hasPointerCapture(event.pointerId)) widen(desk.getBoundingClientRect().right - event.clientX);
  });
  split.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: 24, ArrowRight: -24 }[event.key];
    if (step) { widen(side.offsetWidth + step); event.preventDefault(); }
  });

  // ---- showing a content -----------------------------------------------------------------

  function show(next) {
    const before = content;
    const ids = (claims) => [...claims].map((claim) => before.claims[claim].id);
    const kept = before && { chosen: ids(chosen), closed: ids(closed), fell: ids(fell), stood: ids(stood), current: current === null ? [] : ids([current]) };
    const had = before && document.activeElement?.closest?.("a.card");
    const spot = before && cards.has(current) ? where(current) : null;
    content = next;
    graph = graphOf(content);
    numbers = new Map(content.claims.flatMap((claim, claim_) => claim.id === undefined ? [] : [[claim.id, claim_]]));
    haystack = null;
    homes = new Map(content.home);
    sheets = new Set(content.sheets);
    const open_ = before && sheet !== null ? numbers.get(before.claims[sheet].id) : undefined;
    sheet = null;
    if (content.picture) first = content.picture;
    if (kept) {
      const again = (list) => list.map((id) => numbers.get(id)).filter((each) => each !== undefined);
      chosen = again(kept.chosen);
      current = again(kept.current)[0] ?? null;
      for (const [set, list] of [[closed, kept.closed], [fell, kept.fell], [stood, kept.stood]]) {
        set.clear();
        for (const claim of again(list)) set.add(claim);
      }
    }
    document.title = content.title;
    keeping(() => { texts(); findings(); });
    const there = current, way = framed, last = { ...view };
    // What nobody has moved is fitted in again; else the claim at hand stays where it was.
    const settle = () => {
      if (way) return way();
      Object.assign(view, last);
      if (spot && cards.has(there)) {
        const now = where(there);
        view.x += spot[0] - now[0];
        view.y += spot[1] - now[1];
      }
      place();
    };
    mount(content.picture);
    if (sheets.has(open_)) {
      openSheet(open_).then(() => {
        if (cards.has(there)) { current = there; paint(); }
        settle();
        if (had) focusCard(current);
      });
    } else if (before) {
      trail();
      settle();
    }
    if (before) {
      describe();
      if (had && current !== null) focusCard(current);
      if (!search.value) return;
      look();
      open(false);
    }
  }

  function followHash() {
    let id;
    try { id = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    const claim = numbers.get(id);
    if (id && claim !== undefined && !(chosen.length === 1 && chosen[0] === claim)) {
      visit(claim);
    }
  }

  show(JSON.parse($("content").textContent));
  begin();
  tellWidth();
  if (content.verdicts) showVerdicts(true);
  followHash();
  addEventListener("hashchange", followHash);
  let wide = stage.clientWidth, high = stage.clientHeight;
  new ResizeObserver(() => { // what stood in the middle stays there, and a map that was fitted in fits
    if (!framed) {
      view.x += (stage.clientWidth - wide) / 2;
      view.y += (stage.clientHeight - high) / 2;
    }
    [wide, high] = [stage.clientWidth, stage.clientHeight];
    tellWidth();
    (framed ?? place)();
  }).observe(stage);

  return { el, show, findings, pane, showTab, shownTab, choose, evaluate,
           get content() { return content; } };
})();
