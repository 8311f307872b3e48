import { defineConfig } from "vite";

const desk = process.env.SPORTELLO_DEV_DESK ?? "http://127.0.0.1:8000";

/** The demo shop, served by the desk at `/`; its assets at `/shop/`. */
export default defineConfig({
  root: "shop",
  base: "/shop/",
  server: {
    port: 5175,
    proxy: { "/widget.js": desk, "/socket.io": { target: desk, ws: true } },
  },
  build: { outDir: "../dist/shop", emptyOutDir: true, target: "es2022" },
});
