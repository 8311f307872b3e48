import { MantineProvider } from "@mantine/core";
import { cleanup, configure, render, screen } from "@testing-library/react";
import { createElement } from "react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { Loading } from "../src/loading/Loading";
import { lazily } from "../src/loading/lazily";
import { startWords } from "../src/words";

// The look follows the system; here is none.
vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
// A slow machine is no fault of the page's.
configure({ asyncUtilTimeout: 60_000 });
vi.setConfig({ testTimeout: 120_000 });
beforeAll(() => startWords("en"), 120_000);
afterEach(cleanup);

const shown = (load: Parameters<typeof lazily>[0]) =>
  render(createElement(MantineProvider, null, createElement(Loading, null, createElement(lazily(load)))));

test("a part that is on its way says so, and is shown when it has come", async () => {
  let arrive = (_: { default: () => string }) => {};
  shown(() => new Promise((resolve) => (arrive = resolve)));
  expect(screen.getByRole("status")).toBeTruthy();
  arrive({ default: () => "the page" });
  expect(await screen.findByText("the page")).toBeTruthy();
});

test("a part that the desk no longer has offers to load the page anew", async () => {
  vi.spyOn(console, "error").mockReturnValue();
  shown(() => Promise.reject(new TypeError("Failed to fetch dynamically imported module")));
  expect((await screen.findByRole("alert")).textContent).toContain("updated meanwhile");
  expect(screen.getByRole("button", { name: "Reload the page" })).toBeTruthy();
});
