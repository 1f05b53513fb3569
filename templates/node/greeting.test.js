import assert from "node:assert/strict";
import { test } from "node:test";
import { greeting } from "./greeting.js";

test("greets by name", () => {
  assert.equal(greeting("Ada").message, "Hello, Ada!");
});

test("greets the world when nobody gives a name", () => {
  assert.equal(greeting("").message, "Hello, world!");
});
