"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const { figures, findings, names, words } = JSON.parse($("data").textContent);
  const panes = [$("prose"), $("tables")];
  const small = matchMedia("(max-width: 760px)");

  // where each key ("f3" a figure, "e7" words of a finding, "c5-2-1" a cell) is shown
  const shown = new Map();
  for (const el of document.querySelectorAll("[data-m]"))
    for (const key of el.dataset.m.split(" ")) shown.has(key) ? shown.get(key).push(el) : shown.set(key, [el]);
  const at = (key) => shown.get(key) || [];
  // which figures and findings speak of a key
  const ofKey = new Map();
  const note = (key, kind, n) => {
    if (!ofKey.has(key)) ofKey.set(key, { figures: [], findings: [] });
    ofKey.get(key)[kind].push(n);
  };
  figures.forEach((f, n) => [`f${n}`, ...f.t].forEach((key) => note(key, "figures", n)));
  findings.forEach((keys, n) => new Set(keys).forEach((key) => note(key, "findings", n)));

  let picked = []; // keys that are picked, the first one leading
  let hovered = [];

  const paint = (cls, keys) => {
    for (const el of document.querySelectorAll(`.${cls}[data-m]`)) el.classList.remove(cls);
    for (const key of keys) for (const el of at(key)) el.classList.add(cls);
  };

  function view(name) {
    document.body.dataset.view = name;
    for (const b of $("tabs").children) b.setAttribute("aria-current", b.dataset.view === name);
  }
  const paneOf = (el) => panes.find((p) => p.contains(el));

  function bring(key, pulse) {
    const el = at(key)[0];
    if (!el) return;
    const go = () => el.scrollIntoView({ block: small.matches ? "start" : "center", inline: "center" });
    go();
    requestAnimationFrame(() => { go(); draw(); }); // what came into view may have got its real height
    if (pulse) { el.classList.remove("pulse"); void el.offsetWidth; el.classList.add("pulse"); }
  }

  // bring one place of each pane into view: the leading key's pane first on a phone
  function reveal(keys) {
    const seen = new Set();
    for (const key of keys) {
      const pane = at(key)[0] && paneOf(at(key)[0]);
      if (!pane || seen.has(pane)) continue;
      if (small.matches) { if (!seen.size) { view(pane.id); bring(key, true); } }
      else bring(key, true);
      seen.add(pane);
    }
  }

  function pick(keys, finding) {
    picked = keys;
    hovered = [];
    paint("near", []);
    paint("on", keys);
    for (const el of document.querySelectorAll(".finding.on")) el.classList.remove("on");
    if (finding !== undefined) {
      const el = document.querySelector(`[data-finding="${finding}"]`);
      el.classList.add("on");
      if (!small.matches) el.scrollIntoView({ block: "nearest" });
      history.replaceState(null, "", `#${el.id}`);
    }
    draw();
  }

  const toFinding = (n) => { $("card").hidden = true; pick(findings[n], n); reveal(findings[n]); if (small.matches) cardOfFinding(n); };
  function toKey(key) {
    const of = ofKey.get(key) || { figures: [], findings: [] };
    const keys = [key];
    for (const n of of.figures) keys.push(`f${n}`, ...(key[0] === "f" ? figures[n].t : []));
    const finding = of.findings[0];
    pick([...new Set(keys)], undefined);
    if (finding !== undefined) document.querySelector(`[data-finding="${finding}"]`).classList.add("on");
    if (!small.matches) reveal(picked.slice(1).filter((k) => at(k)[0] && paneOf(at(k)[0]) !== paneOf(at(key)[0])));
    card(key, of);
  }

  function element(tag, text, cls) {
    const el = document.createElement(tag);
    if (text) el.textContent = text;
    if (cls) el.className = cls;
    return el;
  }
  function opener(label, key) {
    const b = element("button", label, "place");
    b.type = "button";
    b.dataset.go = key;
    b.disabled = !at(key).length;
    return b;
  }
  function emptyCard() {
    const box = $("card");
    box.replaceChildren();
    const close = element("button", "×", "close");
    close.type = "button";
    close.ariaLabel = words.close;
    close.onclick = clear;
    box.append(close);
    box.hidden = false;
    return box;
  }
  function card(key, of) {
    const box = emptyCard();
    const own = key[0] === "f" ? [Number(key.slice(1))] : of.figures;
    for (const n of own.slice(0, 6)) {
      const f = figures[n];
      const p = element("p");
      p.append(element("b", `${f.k} ${f.q}`, f.s), element("small", ` ${words[f.s]}${f.w ? "（" + words.weak + "）" : ""}${f.v ? " · " + words.resolution + " " + f.v : ""}${f.a ? " · " + f.a : ""}${f.r ? "：" + f.r : ""}`));
      box.append(p);
      if (key[0] === "f") f.t.forEach((t, i) => box.append(opener(f.l[i], t)));
      else box.append(opener(words.prose, `f${n}`));
    }
    for (const n of of.findings) {
      const b = element("button", names[n], "place");
      b.type = "button";
      b.dataset.open = n;
      box.append(b);
    }
    if (box.children.length === 1) box.append(element("p", words.alone));
  }
  function cardOfFinding(n) {
    const box = emptyCard();
    box.append(element("p", names[n]));
    for (const b of document.querySelectorAll(`[data-finding="${n}"] .place`)) box.append(b.cloneNode(true));
  }
  function clear() {
    $("card").hidden = true;
    pick([]);
    history.replaceState(null, "", location.pathname + location.search);
  }

  // links from the leading place to all others
  function draw() {
    const svg = $("links");
    svg.replaceChildren();
    const keys = hovered.length ? hovered : picked;
    if (small.matches || keys.length < 2) return;
    const from = at(keys[0])[0];
    if (!from) return;
    const drawn = new Set([from]);
    for (const key of keys.slice(1, 25)) {
      const to = at(key)[0];
      if (!to || drawn.has(to)) continue;
      drawn.add(to);
      link(svg, spot(from), spot(to));
    }
  }
  function spot(el) {
    const r = el.getBoundingClientRect(), b = paneOf(el).getBoundingClientRect();
    const clamp = (v, low, high) => Math.min(Math.max(v, low), high);
    const y = (r.top + r.bottom) / 2, top = clamp(y, b.top + 6, b.bottom - 6);
    const left = clamp(r.left, b.left, b.right), right = clamp(r.right, b.left, b.right);
    const outside = r.right < b.left || r.left > b.right || (!r.width && !r.height);
    return { left, right, y: top, away: Math.abs(top - y) > 1 || outside };
  }
  function link(svg, a, b) {
    const rightwards = b.left > a.right, leftwards = b.right < a.left;
    const x1 = rightwards ? a.right : a.left, x2 = rightwards ? b.left : leftwards ? b.right : b.left;
    const bend = rightwards || leftwards ? Math.max(30, Math.abs(x2 - x1) / 2) : 40;
    const d1 = rightwards ? bend : -bend, d2 = rightwards ? -bend : leftwards ? bend : -bend;
    const ns = "http://www.w3.org/2000/svg";
    const path = document.createElementNS(ns, "path");
    path.setAttribute("d", `M${x1},${a.y} C${x1 + d1},${a.y} ${x2 + d2},${b.y} ${x2},${b.y}`);
    if (a.away || b.away) path.setAttribute("class", "away");
    svg.append(path);
    for (const [x, p] of [[x1, a], [x2, b]]) {
      if (p.away) continue;
      const dot = document.createElementNS(ns, "circle");
      dot.setAttribute("cx", x); dot.setAttribute("cy", p.y); dot.setAttribute("r", 3.5);
      svg.append(dot);
    }
  }
  let waiting = false;
  const redraw = () => { if (!waiting) { waiting = true; requestAnimationFrame(() => { waiting = false; draw(); }); } };
  addEventListener("scroll", redraw, { capture: true, passive: true });
  addEventListener("resize", redraw);

  // filters
  function filter() {
    const on = new Set([...document.querySelectorAll("[name=severity]:checked")].map((c) => c.value));
    const text = $("search").value.trim().toLowerCase(), code = $("code").value;
    let left = 0;
    for (const el of document.querySelectorAll(".finding")) {
      el.hidden = !on.has(el.dataset.severity) || (code && el.dataset.code !== code) || (text && !el.textContent.toLowerCase().includes(text));
      left += !el.hidden;
    }
    $("none").hidden = left > 0;
  }
  $("filters").addEventListener("input", filter);
  $("filters").addEventListener("submit", (e) => e.preventDefault());

  // stepping with keys
  function stepFinding(by) {
    const list = [...document.querySelectorAll(".finding")].filter((el) => !el.hidden);
    if (!list.length) return;
    const now = list.findIndex((el) => el.classList.contains("on"));
    const next = list[now < 0 ? (by > 0 ? 0 : list.length - 1) : (now + by + list.length) % list.length];
    next.querySelector(".head").focus({ preventScroll: true });
    toFinding(Number(next.dataset.finding));
  }
  let last = -1;
  function stepFigure(by, status) {
    for (let i = 1; i <= figures.length; i++) {
      const n = (last + by * i + figures.length * 2) % figures.length;
      if ((!status || figures[n].s === status || (status === "weak" && figures[n].w)) && at(`f${n}`).length) {
        last = n;
        if (small.matches) view("prose");
        bring(`f${n}`, true);
        toKey(`f${n}`);
        return;
      }
    }
  }

  document.addEventListener("click", (e) => {
    const b = e.target.closest("button, [data-m]");
    if (!b) return;
    if (b.dataset.view) view(b.dataset.view);
    else if (b.dataset.step) stepFigure(1, b.dataset.step);
    else if (b.dataset.open !== undefined) toFinding(Number(b.dataset.open));
    else if (b.dataset.go) { if (small.matches) view(paneOf(at(b.dataset.go)[0]).id); bring(b.dataset.go, true); }
    else if (b.classList.contains("head")) toFinding(Number(b.parentElement.dataset.finding));
    else if (b.dataset.m) toKey(b.dataset.m.split(" ").sort((x, y) => "fce".indexOf(x[0]) - "fce".indexOf(y[0]))[0]);
  });
  document.addEventListener("mouseover", (e) => {
    const el = e.target.closest("[data-m]");
    const keys = el ? el.dataset.m.split(" ") : [];
    const near = new Set(keys);
    for (const key of keys) {
      const of = ofKey.get(key);
      if (of) for (const n of of.figures) { near.add(`f${n}`); if (key[0] === "f") for (const t of figures[n].t) near.add(t); }
    }
    const next = near.size > 1 ? [...near] : [];
    if (next.join() === hovered.join()) return;
    hovered = next;
    paint("near", hovered);
    draw();
  });

  const help = () => { const d = $("keys"); d.open ? d.close() : d.showModal(); };
  $("help").onclick = help;
  $("ticks").onclick = () => { const on = document.body.classList.toggle("ticks"); $("ticks").setAttribute("aria-pressed", on); };
  $("theme").onclick = () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  };
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.target.matches("[type=search], select")) { if (e.key === "Escape") e.target.blur(); return; }
    const act = {
      j: () => stepFinding(1), k: () => stepFinding(-1), ArrowDown: () => stepFinding(1), ArrowUp: () => stepFinding(-1),
      n: () => stepFigure(1), p: () => stepFigure(-1), u: () => stepFigure(1, "unchecked"),
      t: () => $("ticks").click(), "/": () => { if (small.matches) view("findings"); $("search").focus(); }, "?": help, Escape: clear,
    }[e.key];
    if (!act || (e.key.startsWith("Arrow") && e.target.closest("#prose, #tables"))) return;
    e.preventDefault();
    act();
  });

  view("findings");
  const asked = location.hash && document.querySelector(`[id="${CSS.escape(location.hash.slice(1))}"]`);
  if (asked && asked.dataset.finding !== undefined) toFinding(Number(asked.dataset.finding));
})();
