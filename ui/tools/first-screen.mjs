// What a browser loads before an agent sees anything, of a console that was built.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const folder = new URL("../dist/console/", import.meta.url);
const page = readFileSync(new URL("index.html", folder), "utf8");
const named = [...page.matchAll(/(?:src|href)="\/console\/(assets\/[^"]+)"/g)].map(([, file]) => file);
// The page's language is asked for by the program, not by the page.
const words = readdirSync(new URL("assets/", folder)).filter((file) => file.startsWith("italian-"));
const files = [...named, ...words.map((file) => `assets/${file}`)];

const total = { raw: 0, gzip: 0 };
const kilobytes = (bytes) => (bytes / 1000).toFixed(1).padStart(7);
const line = (name, { raw, gzip }) => console.log(`${kilobytes(raw)} kB ${kilobytes(gzip)} kB gzip  ${name}`);

for (const file of files) {
  const content = readFileSync(new URL(file, folder));
  const size = { raw: content.length, gzip: gzipSync(content, { level: 9 }).length };
  total.raw += size.raw;
  total.gzip += size.gzip;
  line(file, size);
}
line(`${files.length} files`, total);
