"use strict";
// Checks this page on the device of the reader, without asking anybody (RFC 9162, c2sp.org).
// It takes records, proofs and checkpoint from the page, and the key from the reader.
(() => {
  const find = (id) => document.getElementById(id);
  const bytes = (base64) => Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
  const hex = (octets) => Array.from(octets, (one) => one.toString(16).padStart(2, "0")).join("");
  const utf8 = (text) => new TextEncoder().encode(text);
  const joined = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
  const hash = async (...parts) =>
    new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));

  // Ed25519 keys of small order, without the bit of the sign: anybody could sign with these.
  const zeros = (first) => first.padEnd(64, "0");
  const ones = (first) => first.padEnd(62, "f") + "7f";
  const SMALL = [
    zeros("00"), zeros("01"), ones("ec"), ones("ed"), ones("ee"),
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  ];
  const isSmall = (key) => SMALL.includes(hex([...key.slice(0, 31), key[31] & 127]));

  // Whether a leaf stands at its place in the tree of the size that has this root.
  const included = async (leaf, place, path, size, root) => {
    const odd = [leaf, root, ...path].some((one) => one.length !== 32);
    if (odd || !(place >= 0 && place < size)) return false;
    let [first, last, found] = [place, size - 1, leaf];
    const half = () => ([first, last] = [Math.floor(first / 2), Math.floor(last / 2)]);
    for (const node of path) {
      if (last === 0) return false;
      if (first % 2 || first === last) {
        found = await hash([1], node, found);
        while (first % 2 === 0 && first !== 0) half();
      } else {
        found = await hash([1], found, node);
      }
      half();
    }
    return last === 0 && hex(found) === hex(root);
  };

  // Origin, size and root of a checkpoint, the text that is signed, and the lines of signatures.
  const opened = (note) => {
    const end = note.lastIndexOf("\n\n");
    const text = note.slice(0, end + 1);
    const [origin, size, root] = text.split("\n");
    if (end < 0 || !/^(0|[1-9][0-9]*)$/.test(size)) throw new Error("note");
    return { text, origin, size: Number(size), root: bytes(root), below: note.slice(end + 2) };
  };

  // What the signature under the checkpoint is worth by a key: the name of a sentence.
  const judged = async (note, written) => {
    const parts = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(written);
    if (!parts) return "noKey";
    const [, name, id, encoded] = parts;
    const key = bytes(encoded);
    const own = hex((await hash(utf8(`${name}\n`), key)).slice(0, 4));
    if (key.length !== 33 || key[0] !== 1 || own !== id) return "noKey";
    if (isSmall(key.slice(1))) return "weakKey";
    const lines = note.below.split("\n").map((line) => line.split(" "));
    const line = lines.find(([dash, who, what]) =>
      dash === "\u2014" && who === name && hex(bytes(what).slice(0, 4)) === id);
    if (name !== note.origin || !line) return "otherKey";
    const signature = bytes(line[2]).slice(4);
    let kept;
    try {
      kept = await crypto.subtle.importKey("raw", key.slice(1), "Ed25519", false, ["verify"]);
    } catch {
      return "noEd25519";
    }
    const holds = await crypto.subtle.verify("Ed25519", kept, signature, utf8(note.text));
    return holds ? "signed" : "forged";
  };

  // How many texts on the page are said to be of records, and of how many that is not so.
  const quoted = (records) => {
    const says = new Map(records.map(([place, entry]) => [String(place), JSON.parse(entry)]));
    const texts = [...document.querySelectorAll("[data-record]")];
    const others = texts.filter(({ textContent, dataset }) =>
      says.get(dataset.record)?.[dataset.field] !== textContent);
    return [texts.length, others.length];
  };

  const check = async (data, key, say) => {
    const note = data.note ? opened(data.note) : { size: data.size, root: bytes(data.root) };
    if (!data.records.length) throw new Error("records");
    const hashes = data.hashes.map(bytes);
    const missing = [];
    for (const [place, entry, path] of data.records) {
      const nodes = path.map((number) => hashes[number]);
      const leaf = await hash([0], utf8(entry));
      if (!(await included(leaf, place, nodes, note.size, note.root))) missing.push(place);
    }
    say(missing.length ? "notIncluded" : "included", missing.length || data.records.length);
    const [texts, others] = quoted(data.records);
    if (others) say("otherWords", others);
    else say(texts ? "sameWords" : "noWords", texts);
    if (!data.note) say("unsigned");
    else if (!key) say("noKeyYet");
    else say(await judged(note, key));
  };

  const data = JSON.parse(find("proof-data").textContent);
  const [button, result] = [find("check"), find("result")];
  const say = (name, count) => {
    const [state, text] = data.says[name];
    const item = document.createElement("li");
    item.className = state;
    item.dataset.says = name;
    item.textContent = text.replace("{count}", count);
    result.append(item);
  };
  find("verification").hidden = false;
  button.addEventListener("click", async () => {
    result.replaceChildren();
    button.disabled = true;
    try {
      if (globalThis.crypto?.subtle) await check(data, find("key").value.trim(), say);
      else say("noCrypto");
    } catch {
      say("unreadable");
    }
    button.disabled = false;
    result.dataset.done = "yes";
  });
})();
