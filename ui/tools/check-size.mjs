// The widget loads on every page of a shop: its weight is a promise, kept at build time.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT_BYTES = 40 * 1000;
const file = new URL("../dist/widget.js", import.meta.url);
const raw = readFileSync(file);
const compressed = gzipSync(raw, { level: 9 }).length;
const kilobytes = (bytes) => (bytes / 1000).toFixed(1);

console.log(
  `widget.js: ${kilobytes(raw.length)} kB, ${kilobytes(compressed)} kB gzip (limit ${kilobytes(LIMIT_BYTES)} kB)`,
);
if (compressed > LIMIT_BYTES) {
  console.error("widget.js is heavier than its limit.");
  process.exit(1);
}
