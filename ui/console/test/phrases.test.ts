import { expect, test } from "vitest";
import { momentOf } from "../src/studio/phrases/moment";

test("a phrase is called by when it is said, in the agent's language", () => {
  expect(momentOf("utter_parcel/out_for_delivery", "it")).toBe("Pacco: in consegna oggi");
  expect(momentOf("utter_parcel/out_for_delivery", "en")).toBe("Parcel: out for delivery");
});

test("of a shop's own phrase the name tells what it can", () => {
  expect(momentOf("utter_my_shop/own_one", "it")).toBe("My shop · own one");
});
