import { expect, test } from "vitest";
import { asDeskError, readError } from "../src/api/errors";

test.each([null, "<html>502</html>", 7, [], {}, { error: null }, { error: { code: 3, details: [] } }])(
  "a body that is not the desk's (%j) is an unexpected error",
  (body) => {
    const error = readError(body, new Response(null, { status: 502 }));
    expect(error).toMatchObject({ code: "unexpected", status: 502, details: {}, passing: true });
  },
);

test("the desk's words, details and waiting time are kept", () => {
  const response = new Response(null, { status: 429, headers: { "Retry-After": "42" } });
  const body = { error: { code: "too_many_attempts", message: "Troppi tentativi.", details: { a: 1 } } };
  expect(readError(body, response)).toMatchObject({
    code: "too_many_attempts",
    message: "Troppi tentativi.",
    details: { a: 1 },
    retryAfter: 42,
  });
});

test("a refusal is not passing, an outage is", () => {
  expect(readError({}, new Response(null, { status: 409 })).passing).toBe(false);
  expect(asDeskError(new TypeError("Failed to fetch")).passing).toBe(true);
});
