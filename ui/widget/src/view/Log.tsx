import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Snapshot } from "../state/session";
import { useChat } from "./context";
import { clock, dayName, days, type Group } from "./days";
import { Down, Mark } from "./icons";
import { Message } from "./Message";

/** This near to the end, in pixels, counts as being there. */
const NEAR = 48;

function Face({ group }: { group: Group }) {
  if (group.author === "agent") {
    return (
      <span class="face agent" aria-hidden="true">
        {(group.authorName ?? "•").trim().charAt(0).toUpperCase()}
      </span>
    );
  }
  return (
    <span class="face" aria-hidden="true">
      <Mark />
    </span>
  );
}

function Turn({ group, waiting, last }: { group: Group; waiting: boolean; last: boolean }) {
  const { texts, language } = useChat();
  const names = {
    shopper: texts.you,
    bot: texts.assistant,
    agent: group.authorName ?? texts.agentUnnamed,
    system: texts.notice,
  };
  const at = group.items.at(-1)?.at ?? "";
  const arrived = group.items.every(({ state }) => state === "sent");
  return (
    <div class={`turn ${group.author}`}>
      {(group.author === "bot" || group.author === "agent") && <Face group={group} />}
      <div class="said">
        <span class={group.author === "agent" ? "who" : "who unseen"}>{names[group.author]}</span>
        {group.items.map((item) => (
          <Message key={item.client_id ?? item.id} item={item} waiting={waiting} />
        ))}
        {group.author !== "system" && (
          <span class="when">
            <time dateTime={at}>{clock(at, language)}</time>
            {group.author === "shopper" && last && arrived && <span> · {texts.sent}</span>}
          </span>
        )}
      </div>
    </div>
  );
}

/** Somebody is writing: three dots, and words for an agent (an assistant's would be read out each time). */
function Typing({ author, name }: { author: "bot" | "agent"; name: string }) {
  const { texts } = useChat();
  return (
    <div class={`turn ${author} typing`}>
      <Face group={{ author, authorName: name, items: [] }} />
      <span class="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      {author === "agent" && (
        <span class="unseen" role="status">
          {texts.typingAgent(name)}
        </span>
      )}
    </div>
  );
}

/** The conversation; stays at its end unless the reader has gone back in it. */
export function Log({ snapshot }: { snapshot: Snapshot }) {
  const { session, texts, language } = useChat();
  const box = useRef<HTMLDivElement>(null);
  const pinned = useRef(true);
  const count = useRef(0);
  const [behind, setBehind] = useState(false);
  const { items, typing, unread } = snapshot;

  const toEnd = useCallback((): void => {
    box.current?.scrollTo({ top: box.current.scrollHeight });
    pinned.current = true;
    setBehind(false);
  }, []);
  const scrolled = (): void => {
    const { current } = box;
    if (!current) return;
    pinned.current = current.scrollHeight - current.scrollTop - current.clientHeight < NEAR;
    setBehind(!pinned.current);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: "is writing" takes room at the end too
  useLayoutEffect(() => {
    const own = items.length > count.current && items.at(-1)?.author === "shopper";
    count.current = items.length;
    if (pinned.current || own) toEnd();
  }, [items, typing, toEnd]);

  // Together with showing it: whoever closes the chat in the very frame in which a message came has seen it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew with each message, and at each return to the end
  useLayoutEffect(() => {
    const read = (): void => {
      if (pinned.current && !document.hidden) session.markRead();
    };
    read();
    document.addEventListener("visibilitychange", read);
    return () => document.removeEventListener("visibilitychange", read);
  }, [session, items, behind]);

  // Images and a growing composer change the height without a message.
  useEffect(() => {
    const { current } = box;
    if (!current || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(() => pinned.current && toEnd());
    for (const part of [current, ...current.children]) observer.observe(part);
    return () => observer.disconnect();
  }, [toEnd]);

  const shown = days(items);
  const waiting = snapshot.connection !== "ready";
  const lastGroup = shown.at(-1)?.groups.at(-1);
  return (
    <div class="log-frame">
      <div
        class="log"
        ref={box}
        onScroll={scrolled}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        role="log"
        aria-live="polite"
        aria-label={texts.log}
      >
        <div class="sheet">
          {shown.map((day) => (
            <section key={day.key} class="day">
              <h3>{dayName(day.groups[0]?.items[0]?.at ?? "", new Date(), texts, language)}</h3>
              {day.groups.map((group) => (
                <Turn
                  key={group.items[0]?.client_id ?? group.items[0]?.id}
                  group={group}
                  waiting={waiting}
                  last={group === lastGroup}
                />
              ))}
            </section>
          ))}
        </div>
      </div>
      {typing && <Typing author={typing} name={snapshot.agentName ?? texts.agentUnnamed} />}
      {behind && (
        <button type="button" class="pill" onClick={toEnd}>
          {unread > 0 ? texts.newMessages : texts.toEnd}
          <Down />
        </button>
      )}
    </div>
  );
}
