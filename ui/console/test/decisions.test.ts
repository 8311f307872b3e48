import { beforeEach, expect, test } from "vitest";
import {
  chooseGroups,
  forget,
  forgetAll,
  toggleGroup,
  toggleMessage,
  useChoice,
} from "../src/studio/inbox/choice";
import {
  begin,
  beginUndo,
  confirm,
  countDecided,
  decisionOf,
  emptyBook,
  lastKept,
  refuse,
  refuseUndo,
  splitDecisionOf,
  undone,
} from "../src/studio/inbox/decisions";

const accept = { id: 1, groups: ["a", "b"], messages: [], verdict: "accept", home: null } as const;
const split = { id: 2, groups: ["c"], messages: ["c-1"], verdict: "dismiss", home: null } as const;
const added = { added: [{ topic: "faq/sizes", text: "che taglia?" }], dismissed: 0, created: [] };

test("a decision shows at once, and as not yet saved", () => {
  const book = begin(emptyBook, accept);
  expect(decisionOf(book, "a")?.phase).toBe("saving");
  expect(decisionOf(book, "c")).toBeNull();
  expect(lastKept(book)).toBeNull();
  expect(countDecided(book, ["a", "b"])).toBe(0);
});

test("what the desk kept can be undone, the last first", () => {
  const book = confirm(begin(confirm(begin(emptyBook, accept), 1, added), split), 2, { ...added, added: [] });
  expect(lastKept(book)?.id).toBe(2);
  expect(lastKept(beginUndo(book, 2))?.id).toBe(1);
  expect(countDecided(book, ["a", "b", "c"])).toBe(2);
});

test("a colleague who was quicker leaves nothing to be done", () => {
  const book = confirm(begin(emptyBook, accept), 1, { added: [], dismissed: 0, created: [] });
  expect(decisionOf(book, "a")?.done).toBe(0);
});

test("a refused decision brings every group back, each with the reason", () => {
  const book = refuse(begin(emptyBook, accept), 1, "Questo argomento non c’è più.");
  expect(decisionOf(book, "a")).toBeNull();
  expect(book.troubles).toEqual({ a: "Questo argomento non c’è più.", b: "Questo argomento non c’è più." });
  expect(begin(book, accept).troubles).toEqual({});
});

test("what could not be undone stays decided", () => {
  const kept = confirm(begin(emptyBook, accept), 1, added);
  const book = refuseUndo(beginUndo(kept, 1), 1, "Non risponde.");
  expect(decisionOf(book, "b")?.phase).toBe("done");
  expect(book.troubles.b).toBe("Non risponde.");
});

test("a message that is split off is decided by itself; undoing opens its whole group", () => {
  const book = confirm(begin(emptyBook, split), 2, { added: [], dismissed: 1, created: [] });
  expect(decisionOf(book, "c")).toBeNull();
  expect(splitDecisionOf(book, "c-1")?.verdict).toBe("dismiss");
  const rest = confirm(begin(book, { ...accept, id: 3, groups: ["c"] }), 3, added);
  expect(undone(rest, 2).decisions).toEqual([]);
});

beforeEach(forgetAll);

test("messages are split off one group at a time", () => {
  toggleMessage("a-1", "a");
  toggleMessage("a-2", "a");
  toggleMessage("b-1", "b");
  expect(useChoice.getState().messages).toEqual({ "b-1": "b" });
  toggleMessage("b-1", "b");
  expect(useChoice.getState().messages).toEqual({});
});

test("what is decided is no longer selected", () => {
  chooseGroups(["a", "b"]);
  toggleGroup("c");
  toggleGroup("a");
  toggleMessage("c-1", "c");
  forget(["c"]);
  expect(useChoice.getState()).toEqual({ groups: ["b"], messages: {} });
});
