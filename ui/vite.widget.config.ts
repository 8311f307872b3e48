import { defineConfig } from "vite";

/** One file for one `<script>` tag: everything, styles included, is in `dist/widget.js`. */
export default defineConfig({
  root: "widget",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  define: { "process.env.NODE_ENV": JSON.stringify("production") },
  server: { port: 5174 },
  build: {
    outDir: "../dist",
    // The shop and the console live in folders beside it.
    emptyOutDir: false,
    target: "es2022",
    lib: { entry: "src/main.ts", formats: ["iife"], name: "Sportello", fileName: () => "widget.js" },
  },
});
