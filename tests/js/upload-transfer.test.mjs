import assert from "node:assert/strict";
import { test } from "node:test";

import { Cancelled, Transfer } from "../../static/js/upload/transfer.js";

globalThis.document = { querySelector: () => null };

test("who gives up while a part is being hashed is not followed by that part", async (t) => {
  const told = [];
  globalThis.fetch = async (url, { method }) => {
    told.push(`${method} ${url}`);
    return new Response(method === "DELETE" ? null : JSON.stringify({ upload_id: "u", part_size: 4, parts: 2, missing: [1, 2] }), {
      status: method === "DELETE" ? 204 : 201,
      headers: { "Content-Type": "application/json" },
    });
  };
  globalThis.XMLHttpRequest = class {
    constructor() {
      told.push("a part");
    }
  };
  /** @type {(value: ArrayBuffer) => void} */
  let hashed = () => {};
  t.mock.method(crypto.subtle, "digest", () => new Promise((resolve) => (hashed = resolve)));
  const transfer = new Transfer(new File(["12345678"], "a.pdf"), () => {});
  await transfer.begin("/uploads", {}, null);
  const sending = transfer.send(false);
  // The hash of the first part is asked for once its bytes are read.
  while (!crypto.subtle.digest.mock.callCount()) await new Promise((resolve) => setTimeout(resolve));
  await transfer.cancel();
  hashed(new ArrayBuffer(32));
  await assert.rejects(sending, Cancelled);
  assert.deepEqual(told, ["POST /api/v1/uploads", "DELETE /api/v1/uploads/u"]);
});
