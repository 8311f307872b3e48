import { readFile } from "node:fs/promises";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const desk = process.env.SPORTELLO_DEV_DESK ?? "http://127.0.0.1:8000";

const EMOJI = ["it", "en"].flatMap((language) => [`${language}/data.json`, `${language}/messages.json`]);

/** Puts the names of emoji beside the console: the picker would fetch them from a stranger's server. */
function emoji(): Plugin {
  const read = (file: string) => readFile(new URL(`node_modules/emojibase-data/${file}`, import.meta.url));
  return {
    name: "emoji",
    configureServer({ middlewares }) {
      middlewares.use("/console/emoji", async (request, response, next) => {
        const file = EMOJI.find((known) => request.url?.startsWith(`/${known}`));
        if (!file) return next();
        response.setHeader("Content-Type", "application/json").end(await read(file));
      });
    },
    async generateBundle() {
      for (const file of EMOJI) {
        this.emitFile({ type: "asset", fileName: `emoji/${file}`, source: await read(file) });
      }
    },
  };
}

/** What every page needs, and what changes seldom: after an update of the desk it is still in the browser. */
const LIBRARIES =
  /node_modules\/(react|react-dom|scheduler|i18next|react-i18next|@tanstack|wouter|zustand|socket\.io|engine\.io)[^/]*\//;

/** The agents' console, served by the desk at `/console/`. */
export default defineConfig({
  root: "console",
  base: "/console/",
  plugins: [react(), emoji()],
  server: {
    port: 5176,
    proxy: { "/api": desk, "/socket.io": { target: desk, ws: true } },
  },
  build: {
    outDir: "../dist/console",
    emptyOutDir: true,
    target: "es2022",
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "libraries", test: LIBRARIES }] } } },
  },
});
