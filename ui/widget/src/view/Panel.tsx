import { useEffect, useRef, useState } from "preact/hooks";
import { topicOf } from "../state/faq";
import type { Choice } from "../state/protocol";
import type { Snapshot } from "../state/session";
import { Composer } from "./Composer";
import { useChat, useMedia, useSettled } from "./context";
import { trapFocus, usePhoneHeight } from "./focus";
import { Bell, Close, Mark, Person } from "./icons";
import { Log } from "./Log";
import { Useful } from "./Useful";
import { Choices, Loading, Welcome } from "./Welcome";

export const PHONE = "(max-width: 480px), (max-height: 480px)";

export interface PanelProps {
  readonly snapshot: Snapshot;
  readonly heading: string | null;
  readonly draft: string;
  readonly setDraft: (draft: string) => void;
  readonly sound: boolean;
  readonly setSound: (on: boolean) => void;
  readonly close: () => void;
  /** Whether the shopper opened it just now, so that the keyboard belongs here. */
  readonly takeFocus: boolean;
}

function Header({ snapshot, heading, sound, setSound, close }: PanelProps) {
  const { texts } = useChat();
  const name = snapshot.agentName ?? texts.agentUnnamed;
  const who = { bot: texts.withBot, queue: texts.withQueue, agent: texts.withAgent(name) }[snapshot.owner];
  return (
    <div class="header">
      <span class="emblem" aria-hidden="true">
        {snapshot.owner === "agent" ? name.charAt(0).toUpperCase() : <Mark />}
      </span>
      <div class="titles">
        <h2 id="heading">{heading ?? texts.heading}</h2>
        <p role="status">{who}</p>
      </div>
      <button
        type="button"
        class="quiet"
        aria-label={sound ? texts.soundOff : texts.soundOn}
        onClick={() => setSound(!sound)}
      >
        <Bell off={!sound} />
      </button>
      <button type="button" class="quiet" aria-label={texts.close} onClick={close}>
        <Close />
      </button>
      <div class="awning" aria-hidden="true" />
    </div>
  );
}

/** Who answers, and the way to a person; always in view. */
function Counter({ snapshot, asked }: { snapshot: Snapshot; asked: () => void }) {
  const { texts } = useChat();
  const away = snapshot.staffing?.open === false && snapshot.staffing.text;
  if (snapshot.owner === "bot") {
    return (
      <>
        <div class="counter">
          <span>{texts.botNote}</span>
          <button type="button" onClick={asked}>
            <Person />
            {texts.askPerson}
          </button>
        </div>
        {away && <p class="staffing">{away}</p>}
      </>
    );
  }
  return (
    <div class="counter">
      <span>
        {snapshot.owner === "queue"
          ? away || texts.queueNote
          : texts.agentNote(snapshot.agentName ?? texts.agentUnnamed)}
      </span>
    </div>
  );
}

function ConnectionBar({ snapshot }: { snapshot: Snapshot }) {
  const { texts } = useChat();
  // A connection that comes back at once is nobody's concern.
  const offline = useSettled(snapshot.connection === "offline", 1_200);
  const slow = useSettled(snapshot.connection === "connecting", 2_500);
  return (
    <div class="connection" role="status">
      {offline ? <p>{texts.offline}</p> : slow ? <p>{texts.connecting}</p> : null}
    </div>
  );
}

/** The open chat: a card on desktops, the whole screen (and a dialog) on phones. */
export function Panel(props: PanelProps) {
  const { session, texts } = useChat();
  const { snapshot, close, takeFocus } = props;
  const phone = useMedia(PHONE);
  const panel = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  usePhoneHeight(panel, phone);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only what held when it opened counts
  useEffect(() => {
    if (!takeFocus) return;
    // On a phone the field would bring up the keyboard over what is to be read first.
    (matchMedia("(pointer: coarse)").matches ? panel : field).current?.focus();
  }, []);

  /** The question that was chosen last, until something else is said. */
  const [asked, setAsked] = useState<{ topic: string; title: string } | null>(null);
  const takeKeyboard = (): void => (matchMedia("(pointer: coarse)").matches ? panel : field).current?.focus();
  const chosen = (choice: Choice): void => {
    const topic = topicOf(choice.payload);
    setAsked(topic === null ? null : { topic, title: choice.title });
    session.choose(choice);
    takeKeyboard();
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && !event.isComposing) {
      event.stopPropagation();
      close();
    } else if (event.key === "Tab" && phone && panel.current) {
      trapFocus(panel.current, event);
    }
  };

  const last = snapshot.items.at(-1);
  const question = snapshot.items.findLast(({ author }) => author === "shopper");
  const answered = snapshot.owner === "bot" && last?.author === "bot" && question?.text === asked?.title;
  const loading = session.known && !snapshot.items.length && snapshot.connection === "connecting";
  return (
    <div
      class="panel"
      ref={panel}
      role="dialog"
      aria-modal={phone}
      aria-labelledby="heading"
      tabIndex={-1}
      onKeyDown={pressed}
    >
      <Header {...props} />
      {snapshot.items.length ? (
        <Log snapshot={snapshot} />
      ) : loading ? (
        <Loading />
      ) : (
        <Welcome chosen={chosen} />
      )}
      <div class="footer">
        {asked && answered ? (
          <Useful key={question?.client_id ?? question?.id} topic={asked.topic} said={takeKeyboard} />
        ) : null}
        {last?.author !== "shopper" && last?.buttons.length ? (
          <Choices label={texts.choices} choices={last.buttons} chosen={chosen} />
        ) : null}
        <ConnectionBar snapshot={snapshot} />
        <Counter
          snapshot={snapshot}
          asked={() => chosen({ title: texts.askPersonMessage, payload: "/ask_person" })}
        />
        <Composer field={field} draft={props.draft} setDraft={props.setDraft} />
      </div>
    </div>
  );
}
