"use strict";
// Search in the pages written as files: pairs of characters lead to items, whose texts then tell. No server, no network.
(() => {
  const page = document.getElementById("offline-search");
  const SHARDS = Number(page.dataset.shards), CHUNK = Number(page.dataset.chunk), MOST = 200;
  const BEFORE = 24, LONGEST = 160;
  const loaded = new Map();

  // A file:// page may run scripts that stand beside it, but not read data: so data come as scripts that call these.
  window.kaoheSearch = (name, content) => loaded.get(name).done(content);

  const load = name => {
    if (!loaded.has(name)) {
      const entry = {};
      entry.promise = new Promise((done, fail) => {
        entry.done = done;
        const script = document.createElement("script");
        script.src = `${name}.js`;
        script.onerror = () => fail(new Error(name));
        document.head.append(script);
      });
      loaded.set(name, entry);
    }
    return loaded.get(name).promise;
  };

  const fold = text => text.normalize("NFKC").toLowerCase();
  const runs = text => fold(text).match(/[\p{L}\p{N}]+/gu) || [];
  const shard = character => `pairs-${character.codePointAt(0) % SHARDS}`;

  const withPair = async pair => (await load(shard(pair)))[pair] || [];
  const withRun = async run => {
    const characters = [...run];
    if (characters.length === 1) {
      const all = await load(shard(run));
      const begin = Object.keys(all).filter(pair => pair.startsWith(run));
      return [...new Set(begin.flatMap(pair => all[pair]))].sort((a, b) => a - b);
    }
    const lists = await Promise.all(characters.slice(1).map((c, n) => withPair(characters[n] + c)));
    return lists.reduce((kept, list) => { const there = new Set(list); return kept.filter(n => there.has(n)); });
  };

  const item = async number => (await load(`items-${Math.floor(number / CHUNK)}`))[number % CHUNK];

  const marked = (text, words, whole) => {
    const parts = document.createDocumentFragment();
    const folded = fold(text), same = folded.length === text.length;
    const hits = same ? words.flatMap(word => {
      const found = [];
      for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) found.push([at, at + word.length]);
      return found;
    }).sort((a, b) => a[0] - b[0]) : [];
    const start = !whole && hits.length && hits[0][0] > 2 * BEFORE ? hits[0][0] - BEFORE : 0;
    const end = whole ? text.length : Math.min(start + LONGEST, text.length);
    let at = start;
    if (start) parts.append("…");
    for (const [left, right] of hits) {
      if (left < at || right > end) continue;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(left, right);
      parts.append(text.slice(at, left), mark);
      at = right;
    }
    parts.append(text.slice(at, end), end < text.length ? "…" : "");
    return parts;
  };

  const shown = ([address, title, about, text], words) => {
    const line = document.createElement("li"), heading = document.createElement("h2"), link = document.createElement("a");
    link.href = address;
    link.append(marked(title, words, true));
    heading.append(link);
    const facts = document.createElement("p"), snippet = document.createElement("p");
    facts.className = "quiet";
    facts.textContent = about;
    snippet.className = "snippet";
    snippet.append(marked(text, words, false));
    line.append(heading, facts, snippet);
    return line;
  };

  const say = text => { document.getElementById("offline-status").textContent = text; };

  const search = async () => {
    const asked = new URLSearchParams(location.search);
    const q = (asked.get("q") || "").slice(0, 200), topic = asked.get("topic") || "", words = runs(q);
    for (const input of document.querySelectorAll("input[name=q]")) input.value = q;
    if (!words.length && !topic) return;
    const lists = await Promise.all(words.map(withRun));
    if (topic) lists.push((await load("topics"))[topic] || []);
    const candidates = lists.reduce((kept, list) => { const there = new Set(list); return kept.filter(n => there.has(n)); });
    const results = document.getElementById("offline-results");
    let found = 0;
    for (const number of candidates) {
      const one = await item(number);
      const all = fold([one[1], one[3], one[4]].join("\n"));
      if (!words.every(word => all.includes(word))) continue;
      if (++found > MOST) break;
      results.append(shown(one, words));
    }
    const name = topic ? `${page.dataset.topic} ${topic}：` : "";
    say(name + (found > MOST ? page.dataset.many : found ? page.dataset.found : page.dataset.none).replace("{n}", Math.min(found, MOST)));
  };

  search().catch(error => say(`${page.dataset.broken}（${error.message}）`));
})();
