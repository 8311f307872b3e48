import { beforeEach, expect, test, vi } from "vitest";
import { DeskError, unreachable } from "../src/api/errors";
import { type Post, Sender } from "../src/conversation/sender";
import { unsentIn, useOutbox } from "../src/state/outbox";

beforeEach(() => {
  localStorage.clear();
  useOutbox.setState({ unsent: [] });
});

const refusal = () => new DeskError("not_owner", "Marco has it.", 409);
const settled = () =>
  vi.waitFor(() => expect(unsentIn("c").every((item) => item.state !== "sending")).toBe(true));

test("an answer that could not leave is kept, and repeated under the same name", async () => {
  const post = vi.fn<Post>().mockRejectedValueOnce(unreachable()).mockResolvedValueOnce();
  const sender = new Sender(post, "me");
  sender.say("c", "eccomi");
  await settled();
  expect(unsentIn("c")).toMatchObject([{ text: "eccomi", state: "waiting" }]);
  sender.flushAll(useOutbox.getState().unsent);
  await vi.waitFor(() => expect(unsentIn("c")).toEqual([]));
  const [first, second] = post.mock.calls;
  expect(second?.[0].clientId).toBe(first?.[0].clientId);
});

test("a later answer never overtakes one that could not leave", async () => {
  const post = vi.fn<Post>().mockRejectedValueOnce(unreachable()).mockResolvedValue();
  const sender = new Sender(post, "me");
  sender.say("c", "one");
  sender.say("c", "two");
  await settled();
  expect(post).toHaveBeenCalledTimes(1);
  sender.flushAll(useOutbox.getState().unsent);
  await vi.waitFor(() => expect(unsentIn("c")).toEqual([]));
  expect(post.mock.calls.map(([item]) => item.text)).toEqual(["one", "one", "two"]);
});

test("what the desk refuses stays with its reason and is not repeated by itself", async () => {
  const post = vi.fn<Post>().mockRejectedValue(refusal());
  const sender = new Sender(post, "me");
  sender.say("c", "troppo tardi");
  await settled();
  expect(unsentIn("c")).toMatchObject([{ state: "refused", reason: "Marco has it." }]);
  sender.flushAll(useOutbox.getState().unsent);
  await sender.flush("c");
  expect(post).toHaveBeenCalledTimes(1);
});

test("the line coming back twice during a send does not double it", async () => {
  let done: () => void = () => undefined;
  const post = vi.fn<Post>(() => new Promise((resolve) => (done = resolve)));
  const sender = new Sender(post, "me");
  sender.say("c", "una volta");
  sender.flushAll(useOutbox.getState().unsent);
  sender.flushAll(useOutbox.getState().unsent);
  done();
  await vi.waitFor(() => expect(unsentIn("c")).toEqual([]));
  expect(post).toHaveBeenCalledTimes(1);
});

test("another agent's unsent answers at the same computer are left alone", async () => {
  const post = vi.fn<Post>().mockResolvedValue();
  useOutbox.setState({
    unsent: [
      {
        clientId: "x",
        agentId: "other",
        conversationId: "c",
        text: "hers",
        at: "2026-01-01T10:00:00Z",
        state: "waiting",
        reason: "",
      },
    ],
  });
  new Sender(post, "me").flushAll(useOutbox.getState().unsent);
  await Promise.resolve();
  expect(post).not.toHaveBeenCalled();
});

test("one conversation that is stuck does not hold up another", async () => {
  const post = vi.fn<Post>(({ conversationId }) =>
    conversationId === "stuck" ? new Promise(() => undefined) : Promise.resolve(),
  );
  const sender = new Sender(post, "me");
  sender.say("stuck", "…");
  sender.say("c", "ciao");
  await vi.waitFor(() => expect(unsentIn("c")).toEqual([]));
});
