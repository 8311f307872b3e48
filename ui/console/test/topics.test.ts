import { expect, test } from "vitest";
import { grouped } from "../src/admin/TopicsSelect";

const sizes = { name: "faq/sizes", title: "Taglie", category: "Prodotti" };
const parcel = { name: "parcel_status", title: "Pacco", category: "" };

test("topics stand by title under their category, and those without one with the others", () => {
  expect(grouped([sizes, parcel], [], [], "Altri")).toEqual([
    { group: "Prodotti", items: [{ value: "faq/sizes", label: "Taglie" }] },
    { group: "Altri", items: [{ value: "parcel_status", label: "Pacco" }] },
  ]);
});

test("what is stored and not in the list can be seen, once", () => {
  const families = [{ value: "faq/", label: "Tutte" }];
  expect(grouped([sizes], families, ["faq/sizes", "faq/", "faq/gone"], "Altri").at(-1)).toEqual({
    group: "Altri",
    items: [
      { value: "faq/", label: "Tutte" },
      { value: "faq/gone", label: "faq/gone" },
    ],
  });
});
