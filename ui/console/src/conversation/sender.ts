import { asDeskError, type DeskError } from "../api/errors";
import { addUnsent, changeUnsent, removeUnsent, type Unsent, unsentIn } from "../state/outbox";

/**
 * Posts one answer or note, and shows what became of it before it leaves the outbox, so that nothing
 * flickers; its `clientId` makes a repeat harmless.
 */
export type Post = (item: Unsent) => Promise<void>;

/** What goes with the words of an answer, or makes it a note. */
export type With = Pick<Unsent, "attachments" | "mentions">;

/**
 * Sends an agent's answers: one at a time in a conversation, in the order written, each exactly once.
 *
 * What the desk could not be asked stays and is tried again; what it refused stays with its reason
 * until the agent decides. Later answers wait for an earlier one that is still on its way.
 */
export class Sender {
  private readonly busy = new Set<string>();

  constructor(
    private readonly post: Post,
    private readonly agentId: string,
  ) {}

  say(conversationId: string, text: string, and: With = {}): void {
    addUnsent({
      clientId: crypto.randomUUID(),
      agentId: this.agentId,
      conversationId,
      text,
      ...and,
      at: new Date().toISOString(),
      state: "sending",
      reason: "",
    });
    void this.flush(conversationId);
  }

  /** Tries a refused or waiting answer again, and whatever waits behind it. */
  retry(item: Unsent): void {
    changeUnsent(item.clientId, { state: "sending", reason: "" });
    void this.flush(item.conversationId);
  }

  /** Sends all that waits, in every given conversation: the desk is back. */
  flushAll(items: readonly Unsent[]): void {
    const mine = items.filter((item) => item.agentId === this.agentId && item.state !== "refused");
    for (const conversationId of new Set(mine.map((item) => item.conversationId))) {
      void this.flush(conversationId);
    }
  }

  /** Sends what waits in a conversation until all is sent or the desk cannot be asked. */
  async flush(conversationId: string): Promise<void> {
    if (this.busy.has(conversationId)) return;
    this.busy.add(conversationId);
    try {
      for (let next = this.next(conversationId); next; next = this.next(conversationId)) {
        if (!(await this.attempt(next))) return;
      }
    } finally {
      this.busy.delete(conversationId);
    }
  }

  private next(conversationId: string): Unsent | undefined {
    return unsentIn(conversationId).find((item) => item.agentId === this.agentId && item.state !== "refused");
  }

  /** Whether the next one may go. */
  private async attempt(item: Unsent): Promise<boolean> {
    changeUnsent(item.clientId, { state: "sending", reason: "" });
    try {
      await this.post(item);
      removeUnsent(item.clientId);
      return true;
    } catch (error) {
      return this.failed(item, asDeskError(error));
    }
  }

  private failed(item: Unsent, error: DeskError): boolean {
    if (error.passing) this.wait(item.conversationId, error.message);
    else changeUnsent(item.clientId, { state: "refused", reason: error.message });
    return !error.passing;
  }

  /** Whatever was to follow waits, too. */
  private wait(conversationId: string, reason: string): void {
    for (let next = this.onItsWay(conversationId); next; next = this.onItsWay(conversationId)) {
      changeUnsent(next.clientId, { state: "waiting", reason });
    }
  }

  private onItsWay(conversationId: string): Unsent | undefined {
    return unsentIn(conversationId).find((item) => item.agentId === this.agentId && item.state === "sending");
  }
}
