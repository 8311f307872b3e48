import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
        test: {
          name: "widget",
          root: "widget",
          environment: "jsdom",
          include: ["test/**/*.test.{ts,tsx}"],
          // One worker of each project at a time: tests share small machines with everything else.
          maxWorkers: 1,
        },
      },
      {
        test: {
          name: "console",
          root: "console",
          environment: "jsdom",
          include: ["test/**/*.test.{ts,tsx}"],
          maxWorkers: 1,
        },
      },
    ],
  },
});
