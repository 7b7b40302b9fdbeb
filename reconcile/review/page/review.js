"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  const { base, findings, numbers } = data;
  let status = data.status;
  let here = null; // the item that is shown: {kind: finding | number | figure, n}
  const narrow = matchMedia("(max-width: 760px)");
  const items = [...document.querySelectorAll(".item")];
  const itemOf = new Map(items.map((el) => [el.dataset.s, el]));

  // ---- talking to the server -------------------------------------------------------------------------------------
  async function post(name, content) {
    const body = JSON.stringify({ seen: data.seen, person: $("person").value.trim(), role: $("role").value, ...content });
    try {
      const answer = await fetch(base + name, { method: "POST", body, headers: { "content-type": "application/json" } });
      const told = await answer.json();
      if (!answer.ok) { say(told.error, true); return null; }
      say("");
      if (told.states) take(told);
      return told;
    } catch { say("服务没有回应，这一步没有保存。请回到终端看看 reconcile review 是否还在运行。", true); return null; }
  }
  function say(text, bad, label, act) {
    const box = $("banner");
    box.hidden = !text;
    box.className = bad ? "refused" : "";
    box.textContent = text || "";
    if (label) { const b = document.createElement("button"); b.type = "button"; b.textContent = label; b.onclick = act; box.append(b); }
  }
  function take(told) {
    status = told;
    for (const el of items) {
      const s = told.states[el.dataset.s];
      const chip = el.querySelector(".chip");
      const word = !s ? "" : s.state === "again" ? "须重看" : s.label;
      chip.textContent = word + (s && s.edit ? " · 已更正" : "");
      chip.className = `chip ${!s ? "" : s.state === "again" ? "again" : s.decision}`;
      el.classList.toggle("settled", !!s && s.settled);
    }
    $("left-findings").textContent = `${told.done}/${told.all}`;
    $("left-numbers").textContent = told.numbers_left;
    $("meter").style.width = `${told.all ? (100 * told.done) / told.all : 100}%`;
    const signed = told.signatures.map((s) => `${s.who} ${s.time} 签署${s.stale ? "（之后有改动）" : ""}`).join("；");
    $("foot").textContent = [`复核记录 ${told.record}`, signed].filter(Boolean).join(" · ");
    if (!told.current) say("文件已经改动，这里显示的是改动前的内容。", false, "重新核对", recheck);
    else if (told.damaged.length) say(`复核记录中有残缺：${told.damaged.join("；")}`, true);
    filter();
  }
  async function recheck() { say("正在重新核对…"); if (await post("recheck", {})) location.reload(); }
  async function poll() {
    if (document.hidden) return;
    try {
      const answer = await fetch(base + "state");
      const told = await answer.json();
      const changed = JSON.stringify(told) !== JSON.stringify(status);
      if (changed) { take(told); if (here && here.kind !== "figure") show(here, false); }
    } catch { /* the next act will say it */ }
  }
  setInterval(poll, 5000);
  addEventListener("focus", poll);

  // ---- the queue -------------------------------------------------------------------------------------------------
  const kind = () => ($("numbers").hidden ? "finding" : "number");
  const listed = () => items.filter((el) => el.dataset.kind === kind() && !el.hidden);
  const current = () => here && here.kind !== "figure" && $(`${here.kind[0]}-${here.kind === "finding" ? findings[here.n].s : here.n}`);
  function queue(name) {
    for (const b of document.querySelectorAll("[data-queue]")) b.setAttribute("aria-selected", b.dataset.queue === name);
    $("findings").hidden = name !== "findings";
    $("numbers").hidden = name !== "numbers";
    filter();
  }
  function filter() {
    const text = $("search").value.trim().toLowerCase(), only = $("filter").value;
    for (const el of items) {
      const s = status.states[el.dataset.s];
      const fits = !only || (only === "left" ? !s || !s.settled : only === "again" ? s && s.state === "again" : s && s.settled);
      const group = el.closest(".group");
      el.hidden = el !== current() && (!fits || (text && !(group.firstElementChild.textContent + el.textContent).toLowerCase().includes(text)));
    }
    for (const g of document.querySelectorAll(".group")) g.hidden = ![...g.querySelectorAll(".item")].some((el) => !el.hidden);
  }
  $("search").oninput = $("filter").oninput = filter;
  function step(by, left) {
    const list = listed();
    const now = list.indexOf(current());
    for (let i = 1; i <= list.length; i++) {
      const at = now < 0 ? (by > 0 ? i - 1 : list.length - i) : now + by * i;
      const el = list[left ? (at + list.length) % list.length : at];
      if (!el) return;
      const s = status.states[el.dataset.s];
      if (!left || !s || !s.settled) { choose(el); return; }
    }
  }
  function choose(el) {
    show({ kind: el.dataset.kind, n: Number(el.dataset.n) }, true);
    el.scrollIntoView({ block: "nearest" });
  }

  // ---- the right side --------------------------------------------------------------------------------------------
  let loading = Promise.resolve(); // until the right side shows what was chosen
  const show = (what, go) => (loading = load(what, go));
  async function load(what, go) {
    here = what;
    for (const el of document.querySelectorAll(".item.on")) el.classList.remove("on");
    const el = current();
    if (el) { el.classList.add("on"); history.replaceState(null, "", `${location.pathname}#${el.id}`); }
    if (go) { mark(); if (narrow.matches) view("detail"); }
    const answer = await fetch(`${base}${what.kind === "finding" ? "finding" : "number"}/${what.n}`);
    const text = await answer.text();
    if (here !== what) return;
    $("detail").innerHTML = text; // made by the server's templates, which escape everything
    if (go) $("detail").scrollTop = 0;
  }
  const keysOf = (what) => (what.kind === "finding" ? findings[what.n].k.filter(Boolean) : [`f${what.n}`]);

  // ---- the middle: the text view ---------------------------------------------------------------------------------
  const shown = new Map();
  for (const el of $("text").querySelectorAll("[data-m]"))
    for (const key of el.dataset.m.split(" ")) shown.has(key) ? shown.get(key).push(el) : shown.set(key, [el]);
  function mark() {
    for (const el of document.querySelectorAll("[data-m].on, .box.on")) el.classList.remove("on", "lead");
    if (!here) return;
    const keys = keysOf(here);
    for (const key of keys) for (const el of shown.get(key) || []) el.classList.add("on");
    boxesOf(here).forEach((place, i) => place.forEach((b) => { const el = boxAt(b); el.classList.add("on"); if (!i) el.classList.add("lead"); }));
    bring(keys[0], boxesOf(here).find((p) => p.length));
  }
  function bring(key, place) {
    if (document.body.dataset.middle === "original") {
      if (place && place.length) scrollToBox(place[0]);
      else if (key && shown.get(key)) note("这一处在原件上没有找到位置，按 v 看文字");
    } else {
      const el = key && shown.get(key)?.[0];
      if (el) { const to = () => el.scrollIntoView({ block: "center", inline: "center" }); to(); requestAnimationFrame(to); }
    }
  }
  let noted;
  function note(text) { $("where").textContent = text; clearTimeout(noted); noted = setTimeout(where, 4000); }
  function middle(name) {
    if (name === "original" && document.querySelector("[data-middle=original]:disabled")) return;
    document.body.dataset.middle = name;
    layOut();
    if (here) mark();
  }

  // ---- the middle: the original pages ----------------------------------------------------------------------------
  let pages = null, sheets = [], zoom = 1; // zoom 1 fits each page to the width
  let room = 0; // the width of the pane, read once for all pages
  const fit = (n) => Math.min(2, Math.max(0.3, (room - 36) / pages.pages[n - 1][0]));
  const boxes = new Map();
  const boxesOf = (what) => (!pages ? [] : what.kind === "finding" ? pages.findings[what.n] : [pages.numbers[what.n]]);
  async function original() {
    if (data.original === "none") return;
    const told = await (await fetch(base + "original")).json();
    if (told.state === "working") { setTimeout(original, 700); return; }
    if (told.state === "none") {
      const b = document.querySelector(".seg [data-middle=original]");
      b.disabled = true;
      b.title = told.message;
      middle("text");
      note(told.message);
      return;
    }
    pages = told;
    $("original").replaceChildren(...told.pages.map(([w, h], i) => {
      const el = document.createElement("figure");
      el.className = "sheet";
      el.dataset.page = i + 1;
      el.style.cssText = `--w:${w};--h:${h}`;
      const no = document.createElement("span");
      no.className = "no";
      no.textContent = told.names[i] || i + 1;
      el.append(no);
      return el;
    }));
    sheets = [...$("original").children];
    layOut();
    for (const el of sheets) watcher.observe(el);
    if (here) mark();
  }
  const watcher = new IntersectionObserver((found) => { for (const f of found) if (f.isIntersecting) draw(f.target); }, { root: $("original"), rootMargin: "600px 0px" });
  function draw(el) {
    const n = Number(el.dataset.page), scale = Math.min(4, fit(n) * zoom * devicePixelRatio);
    const wanted = [0.5, 1, 1.5, 2, 3, 4].find((s) => s >= scale - 0.05) || 4;
    if (Number(el.dataset.scale || 0) !== wanted) {
      el.dataset.scale = wanted;
      const img = new Image();
      img.alt = `第 ${n} 页`;
      img.onload = () => { const old = el.querySelector("img"); if (old) old.replaceWith(img); else el.prepend(img); };
      img.src = `${base}page/${n}?scale=${wanted}&v=${data.seen.slice(0, 12)}`;
    }
    if (!el.dataset.boxes) {
      el.dataset.boxes = 1;
      pages.numbers.forEach((list, i) => list.forEach((b) => { if (b[0] === n) boxAt(b, `num ${pages.status[i]}`, { kind: "figure", n: i }); }));
      pages.findings.forEach((places, i) => {
        const item = itemOf.get(findings[i].s);
        const severity = item ? item.closest(".group").classList[1] : "";
        if (severity) places.forEach((list) => list.forEach((b) => { if (b[0] === n) boxAt(b, `hit ${severity}`, { kind: "finding", n: i }); }));
      });
    }
  }
  function boxAt(b, classes, what) {
    const key = b.join();
    let el = boxes.get(key);
    if (!el) {
      const sheet = sheets[b[0] - 1];
      if (!sheet) return document.createElement("i");
      const [w, h] = pages.pages[b[0] - 1];
      el = document.createElement("div");
      el.className = "box";
      el.style.cssText = `left:${(100 * b[1]) / w}%;top:${(100 * b[2]) / h}%;width:${(100 * (b[3] - b[1])) / w}%;height:${(100 * (b[4] - b[2])) / h}%`;
      sheet.append(el);
      boxes.set(key, el);
    }
    if (classes) { el.classList.add(...classes.split(" ")); el.what = what; }
    return el;
  }
  function scrollToBox(b) {
    const sheet = sheets[b[0] - 1], pane = $("original");
    if (!sheet) return;
    const [w, h] = pages.pages[b[0] - 1];
    pane.scrollTo({
      top: sheet.offsetTop - pane.offsetTop + (b[2] / h) * sheet.offsetHeight - pane.clientHeight / 3,
      left: Math.max(0, sheet.offsetLeft - pane.offsetLeft + (b[1] / w) * sheet.offsetWidth - pane.clientWidth / 3),
    });
  }
  function layOut() {
    if (!pages) return;
    room = $("original").clientWidth;
    $("original").style.setProperty("--zoom", zoom);
    sheets.forEach((el, i) => el.style.setProperty("--fit", fit(i + 1)));
    const near = $("original").clientHeight;
    for (const el of sheets) if (el.dataset.scale) { const r = el.getBoundingClientRect(); if (r.bottom > -near && r.top < 2 * near) draw(el); else delete el.dataset.scale; }
    where();
  }
  function zoomBy(factor) {
    const pane = $("original"), share = (pane.scrollTop + pane.clientHeight / 2) / pane.scrollHeight;
    zoom = factor ? Math.min(5, Math.max(0.3, zoom * factor)) : 1;
    layOut();
    pane.scrollTop = share * pane.scrollHeight - pane.clientHeight / 2;
  }
  function where() {
    if (!pages || document.body.dataset.middle !== "original") { $("where").textContent = ""; return; }
    const pane = $("original"), line = pane.scrollTop + pane.clientHeight / 3;
    let low = 0, high = sheets.length - 1;
    while (low < high) { const mid = (low + high + 1) >> 1; if (sheets[mid].offsetTop - pane.offsetTop <= line) low = mid; else high = mid - 1; }
    $("where").textContent = pages.names[low] || `第 ${low + 1} / ${sheets.length} 页`;
  }
  let waiting = false;
  $("original").addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(() => { waiting = false; where(); }); } }, { passive: true });
  addEventListener("resize", layOut);

  // ---- deciding --------------------------------------------------------------------------------------------------
  const WORDS = { finding: { a: "true", d: "false_alarm", q: "ask" }, number: { a: "checked", d: "wrong", q: "ask_number" } };
  const NAMES = { finding: { a: "属实", d: "误报", q: "待询问" }, number: { a: "核对无误", d: "有误", q: "待询问" } };
  async function decide(letter, subjects, reason) {
    const what = here;
    const told = await post("decide", { subjects, decision: WORDS[kind()][letter], reason: reason || "" });
    if (!told) return;
    if (subjects.length === 1 && here === what) { step(1, true); if (here === what) show(here, false); }
    else if (here) show(here, false);
  }
  function act(letter, group) {
    const el = current();
    if (!el) { note("先选一条（j）"); return; }
    const subjects = group ? left(el.closest(".group")) : [el.dataset.s];
    if (!subjects.length) { note("这一组都处理过了"); return; }
    if (letter === "c") ask("说明", "", [], (text) => post("comment", { subjects, reason: text }).then((t) => t && show(here, false)));
    else if (letter === "d" && kind() === "finding") ask("误报的理由", subjects.length > 1 ? `用于本组 ${subjects.length} 条` : "", true, (text) => decide("d", subjects, text));
    else decide(letter, subjects);
  }
  const left = (group) => [...group.querySelectorAll(".item")].filter((i) => !i.hidden).map((i) => i.dataset.s).filter((s) => !status.states[s] || !status.states[s].settled);
  let answered = null;
  function ask(title, about, listed, then) {
    $("reasons-title").textContent = title;
    $("reasons-about").textContent = about;
    document.querySelector("#reasons .list").hidden = listed !== true;
    $("reason").value = "";
    answered = then;
    $("reasons").showModal();
    if (listed !== true) $("reason").focus();
  }
  function answer(text) { if (!text.trim()) { $("reason").focus(); return; } $("reasons").close(); const then = answered; answered = null; if (then) then(text.trim()); }
  $("reason-ok").onclick = () => answer($("reason").value);
  $("reasons").addEventListener("keydown", (e) => {
    const picks = [...document.querySelectorAll("#reasons [data-reason]")];
    if (e.target === $("reason")) { if (e.key === "Enter" && !e.shiftKey && !e.isComposing) { e.preventDefault(); answer($("reason").value); } }
    else if (/^[1-9]$/.test(e.key) && picks[e.key - 1] && picks[0].offsetParent) { e.preventDefault(); answer(picks[e.key - 1].dataset.reason); }
  });
  function group(id) {
    const g = document.querySelector(`[data-group="${CSS.escape(id)}"]`);
    const subjects = left(g);
    $("group-title").textContent = g.firstElementChild.firstElementChild?.textContent ? g.firstElementChild.textContent.replace(/整组.*$/, "") : "";
    $("group-about").textContent = subjects.length ? `其中 ${subjects.length} 条还没有结论，一并处理：` : "这一组都处理过了。";
    const box = $("group-buttons");
    box.replaceChildren();
    if (subjects.length) for (const letter of ["a", "d", "q"]) {
      const b = document.createElement("button");
      b.type = "button";
      b.textContent = NAMES[kind()][letter];
      b.onclick = () => {
        $("group").close();
        if (letter === "d" && kind() === "finding") ask("误报的理由", `用于本组 ${subjects.length} 条`, true, (text) => decide("d", subjects, text));
        else decide(letter, subjects);
      };
      box.append(b, " ");
    }
    $("group").showModal();
  }
  async function undo() {
    const told = await post("undo", {});
    if (!told) return;
    const el = itemOf.get(told.undone);
    if (el) { queue(el.dataset.kind === "finding" ? "findings" : "numbers"); choose(el); } else if (here) show(here, false);
  }
  async function correct() {
    await loading;
    const input = document.querySelector(".correct input");
    if (!input) { note("这一条没有可以更正的正文"); return; }
    if (await post("correct", { subjects: [current().dataset.s], new: input.value })) show(here, false);
  }
  async function sign() {
    $("signing").innerHTML = await (await fetch(base + "signing")).text();
    $("signing").showModal();
    $("sign-ok").onclick = async () => {
      const acknowledged = [...document.querySelectorAll("[name=ack]:checked")].map((c) => c.value);
      const error = $("sign-error");
      const all = document.querySelectorAll("[name=ack]").length;
      if (acknowledged.length < all) { error.textContent = `还有 ${all - acknowledged.length} 项没有确认`; error.hidden = false; return; }
      const told = await post("sign", { acknowledged });
      if (told) $("signing").close();
      else { error.textContent = $("banner").textContent; error.hidden = false; }
    };
  }

  // ---- clicks and keys -------------------------------------------------------------------------------------------
  function view(name) { document.body.dataset.view = name; if (name === "middle") { layOut(); if (here) mark(); } }
  function go(key) {
    const figure = key[0] === "f" ? Number(key.slice(1)) : -1;
    if (narrow.matches) view("middle");
    if (document.body.dataset.middle === "original" && pages) {
      const place = figure >= 0 ? pages.numbers[figure] : boxesOf(here)[findings[here.n]?.k.indexOf(key)];
      if (place && place.length) { scrollToBox(place[0]); pulse(boxAt(place[0])); return; }
      middle("text");
    }
    bring(key);
    for (const el of shown.get(key) || []) pulse(el);
  }
  function pulse(el) { el.animate([{ boxShadow: "0 0 0 12px #6b2fb388" }, { boxShadow: "0 0 0 0 #6b2fb300" }], 800); }
  document.addEventListener("click", (e) => {
    if (!e.target.closest("#out summary")) $("out").open = false;
    const b = e.target.closest("button, [data-m], .box");
    if (!b) return;
    if (b.matches(".item > button")) choose(b.parentElement);
    else if (b.dataset.act) act(b.dataset.act);
    else if (b.dataset.go) go(b.dataset.go);
    else if (b.dataset.all) group(b.dataset.all);
    else if (b.dataset.queue) queue(b.dataset.queue);
    else if (b.dataset.reason) answer(b.dataset.reason);
    else if (b.dataset.close !== undefined) b.closest("dialog").close();
    else if (b.dataset.middle) middle(b.dataset.middle);
    else if (b.dataset.view) view(b.dataset.view);
    else if (b.classList.contains("box")) { if (b.what) pickBox(b.what); }
    else if (b.dataset.m) pickKey(b.dataset.m.split(" "));
  });
  function pickBox(what) {
    if (what.kind === "finding") { queue("findings"); choose(itemOf.get(findings[what.n].s)); }
    else if (numbers[what.n]) { queue("numbers"); choose($(`n-${what.n}`)); }
    else show(what, true);
  }
  function pickKey(keys) {
    const n = findings.findIndex((f) => f.k.some((k) => keys.includes(k)) && itemOf.get(f.s));
    if (n >= 0) pickBox({ kind: "finding", n });
    else { const f = keys.find((k) => k[0] === "f"); if (f) pickBox({ kind: "figure", n: Number(f.slice(1)) }); }
  }
  document.addEventListener("submit", (e) => { e.preventDefault(); if (e.target.dataset.form === "correct") correct(); if (e.target.method === "dialog") e.target.closest("dialog")?.close(); });
  const help = () => { const d = $("keys"); d.open ? d.close() : d.showModal(); };
  const ticks = () => $("ticks").setAttribute("aria-pressed", document.body.classList.toggle("show-ticks"));
  $("help").onclick = help;
  $("ticks").onclick = ticks;
  $("undo").onclick = undo;
  $("sign").onclick = sign;
  $("smaller").onclick = () => zoomBy(1 / 1.25);
  $("larger").onclick = () => zoomBy(1.25);
  $("fit").onclick = () => zoomBy(0);
  $("theme").onclick = () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  };
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
    if (e.key === "?" && $("keys").open) { e.preventDefault(); help(); return; }
    if (document.querySelector("dialog[open]")) return;
    if (e.target.matches("input, textarea, select")) { if (e.key === "Escape") e.target.blur(); return; }
    const acts = {
      j: () => step(1), k: () => step(-1), a: () => act("a"), d: () => act("d"), q: () => act("q"), c: () => act("c"),
      A: () => act("a", true), D: () => act("d", true), Q: () => act("q", true), x: correct, u: undo,
      n: () => { queue($("numbers").hidden ? "numbers" : "findings"); step(1, true); },
      v: () => middle(document.body.dataset.middle === "original" ? "text" : "original"), t: ticks,
      "+": () => zoomBy(1.25), "=": () => zoomBy(1.25), "-": () => zoomBy(1 / 1.25), 0: () => zoomBy(0),
      "/": () => { if (narrow.matches) view("queue"); $("search").focus(); }, "?": help, Escape: () => { $("out").open = false; },
    };
    if (!acts[e.key]) return;
    e.preventDefault();
    acts[e.key]();
  });

  take(status);
  original();
  const asked = location.hash && $(decodeURIComponent(location.hash.slice(1)));
  if (asked && asked.classList.contains("item")) { queue(asked.dataset.kind === "finding" ? "findings" : "numbers"); choose(asked); }
})();
