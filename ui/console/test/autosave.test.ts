import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DeskError } from "../src/api/errors";
import { Autosave } from "../src/studio/saving/autosave";

const start = { revision: 3, at: "2026-11-22T10:00:00Z", value: "prima" };
const later = "2026-11-22T12:04:00Z";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function opened(put: (revision: number, value: string) => Promise<void>) {
  let revision = 3;
  const asked: [number, string][] = [];
  const save = new Autosave<string>({
    start,
    quiet: 100,
    patience: 1_000,
    put: async (based, value) => {
      asked.push([based, value]);
      await put(based, value);
      revision += 1;
      return { revision, at: later, value };
    },
  });
  return { save, asked };
}

test("what is typed quickly leaves once, and the desk's time is shown", async () => {
  const { save, asked } = opened(async () => undefined);
  save.edit(() => "d");
  save.edit(() => "do");
  save.edit(() => "dopo");
  expect(save.current().state).toBe("editing");
  await vi.advanceTimersByTimeAsync(150);
  expect(asked).toEqual([[3, "dopo"]]);
  expect(save.current()).toMatchObject({ state: "saved", savedAt: later, revision: 4 });
});

test("what is written while a write is on its way follows it, on the new revision", async () => {
  let answer: () => void = () => undefined;
  const { save, asked } = opened(() => new Promise((resolve) => (answer = resolve)));
  save.edit(() => "uno");
  await vi.advanceTimersByTimeAsync(150);
  save.edit(() => "due");
  answer();
  await vi.advanceTimersByTimeAsync(150);
  answer();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual([
    [3, "uno"],
    [4, "due"],
  ]);
  expect(save.unsaved).toBe(false);
});

test("a desk that is not reached is asked again, ever more rarely, until it answers", async () => {
  let down = true;
  const { save, asked } = opened(async () => {
    if (down) throw new DeskError("unreachable", "", 0);
  });
  save.edit(() => "dopo");
  await vi.advanceTimersByTimeAsync(150);
  expect(save.current().state).toBe("waiting");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked).toHaveLength(2);
  down = false;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(save.current()).toMatchObject({ state: "saved", value: "dopo" });
});

test("what the desk refuses stays, with its reason", async () => {
  const { save } = opened(async () => {
    throw new DeskError("content_malformed", "Così non va.", 422);
  });
  save.edit(() => "dopo");
  await save.flush();
  expect(save.current()).toMatchObject({ state: "refused", reason: "Così non va.", value: "dopo" });
});

test("somebody else's change is never overwritten unseen: theirs can be taken, or mine kept on top", async () => {
  const details = { by: "Marco", at: later, revision: 9, theirs: "di Marco" };
  const { save, asked } = opened(async (based) => {
    if (based === 3) throw new DeskError("changed_meanwhile", "", 409, details);
  });
  save.edit(() => "mio");
  await save.flush();
  expect(save.current()).toMatchObject({ state: "conflict", theirs: { by: "Marco", value: "di Marco" } });
  save.edit((value) => `${value} e di Marco`);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toHaveLength(1);
  await save.keepMine();
  expect(asked.at(-1)).toEqual([9, "mio e di Marco"]);
  expect(save.current().state).toBe("saved");

  const other = opened(async () => {
    throw new DeskError("changed_meanwhile", "", 409, details);
  }).save;
  other.edit(() => "mio");
  await other.flush();
  other.takeTheirs();
  expect(other.current()).toMatchObject({ state: "saved", value: "di Marco", revision: 9 });
});

test("leaving writes at once, and what a colleague did is taken in only where nothing is lost", async () => {
  const { save, asked } = opened(async () => undefined);
  save.edit(() => "dopo");
  save.learn({ revision: 8, at: later, value: "di un altro" });
  expect(save.current().value).toBe("dopo");
  await save.flush();
  expect(asked).toEqual([[3, "dopo"]]);
  save.learn({ revision: 8, at: later, value: "di un altro" });
  expect(save.current()).toMatchObject({ value: "di un altro", revision: 8, state: "saved" });
});
