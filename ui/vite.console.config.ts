import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const desk = process.env.SPORTELLO_DEV_DESK ?? "http://127.0.0.1:8000";

/** The agents' console, served by the desk at `/console/`. */
export default defineConfig({
  root: "console",
  base: "/console/",
  plugins: [react()],
  server: {
    port: 5176,
    proxy: { "/api": desk, "/socket.io": { target: desk, ws: true } },
  },
  build: { outDir: "../dist/console", emptyOutDir: true, target: "es2022" },
});
