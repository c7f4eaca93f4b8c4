"""What a browser is asked in tests of offline reading: scripts, since it alone knows."""

# Everything the browser holds of ours: each record of each base, each cached answer, as text.
INSIDE = """async () => {
  const texts = [];
  const text = (bytes) => {
    texts.push(new TextDecoder("utf-8").decode(bytes));
    texts.push(new TextDecoder("utf-16le").decode(bytes.slice(0, bytes.byteLength & ~1)));
  };
  const flat = async (value) => {
    if (value instanceof ArrayBuffer) text(value);
    else if (ArrayBuffer.isView(value)) text(value.buffer);
    else if (value instanceof Blob) text(await value.arrayBuffer());
    else if (value instanceof CryptoKey) texts.push(value.extractable ? "EXTRACTABLE" : "");
    else if (value && typeof value === "object") {
      for (const [name, part] of Object.entries(value)) {
        texts.push(name);
        await flat(part);
      }
    } else texts.push(String(value));
  };
  const wait = (request) => new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  let [records, cached] = [0, 0];
  for (const { name } of await indexedDB.databases()) {
    const base = await wait(indexedDB.open(name));
    for (const store of base.objectStoreNames) {
      const all = await wait(base.transaction(store).objectStore(store).getAll());
      records += all.length;
      for (const value of all) await flat(value);
    }
    base.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const path = new URL(request.url).pathname;
      if (path.startsWith("/static/")) continue;
      cached += 1;
      texts.push(path, await (await cache.match(request)).text());
    }
  }
  for (const storage of [localStorage, sessionStorage]) texts.push(JSON.stringify(storage));
  return { records, cached, text: texts.join("\\n") };
}"""

# Whether so many marks stand on the shelf.
SHELVED = """(count) => new Promise((done) => {
  const asked = indexedDB.open("ecabinet-marks");
  asked.onsuccess = () => {
    const counted = asked.result.transaction("ops").objectStore("ops").count();
    counted.onsuccess = () => {
      asked.result.close();
      done(counted.result === count);
    };
  };
})"""

# What the pen hands to the outbox after each stroke, so many times; answers what is unsent.
DRAW = """async ([version, count]) => {
  const { src } = document.querySelector("script[type=module]");
  const { deskOf } = await import(src.replace("app.js", "modules/paper.js"));
  const desk = deskOf(document.querySelector(".paper-desk"));
  for (let n = 0; n < count; n += 1) {
    const [x, y] = [60 + Math.floor(n / 100) * 90, 60 + (n % 100) * 7];
    const annotation = {
      id: crypto.randomUUID(), layer: "personal", unit_id: null, kind: "ink", page: 1,
      color: "#c8102e", opacity: 1, width: 2, strokes: [[[x, y], [x + 30, y + 3], [x + 60, y]]],
      author: desk.person.author, revision: 0, text: "", created_at: new Date().toISOString(),
    };
    desk.outbox.push(version, { type: "added", annotation });
  }
  return desk.outbox.unsent;
}"""

# How many things of a version are kept.
HELD = """async (version) => {
  const wait = (request) => new Promise((done) => {
    request.onsuccess = () => done(request.result);
  });
  const base = await wait(indexedDB.open("ecabinet-kept"));
  const all = await wait(base.transaction("abouts").objectStore("abouts").getAll());
  base.close();
  return all.filter((about) => about.version === version).length;
}"""
