import { useEffect, useState } from "preact/hooks";
import { topQuestions } from "../state/faq";
import type { Choice } from "../state/protocol";
import { useChat } from "./context";
import { Mark } from "./icons";

/** Choices as buttons: questions to begin with, or the assistant's quick replies. */
export function Choices(props: {
  label: string;
  choices: readonly Choice[];
  chosen: (choice: Choice) => void;
}) {
  return (
    <ul class="choices" aria-label={props.label}>
      {props.choices.map((choice) => (
        <li key={choice.payload + choice.title}>
          <button type="button" onClick={() => props.chosen(choice)}>
            {choice.title}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The questions to begin with: those of the moment and of this page, or what shops are usually asked. */
function useStarters(): { starters: readonly Choice[]; settled: boolean } {
  const { texts, language, server } = useChat();
  const usual = [
    { title: texts.starterParcel, payload: "/parcel_status" },
    { title: texts.starterShipping, payload: "/shipping_cost" },
    { title: texts.starterReturn, payload: "/returns" },
  ];
  const [offered, setOffered] = useState<readonly Choice[] | null | undefined>(undefined);
  useEffect(() => {
    let here = true;
    setOffered(undefined);
    void topQuestions(server, language, location.pathname).then((found) => here && setOffered(found));
    return () => {
      here = false;
    };
  }, [server, language]);
  return { starters: offered ?? usual, settled: offered !== undefined };
}

/** What is shown before anything was said. */
export function Welcome({ chosen }: { chosen: (choice: Choice) => void }) {
  const { texts } = useChat();
  const { starters, settled } = useStarters();
  return (
    <div class="welcome">
      <span class="emblem" aria-hidden="true">
        <Mark />
      </span>
      <h2>{texts.welcomeTitle}</h2>
      <p>{texts.welcomeText}</p>
      {/* Their place is kept until it is known which: a button must not move under a finger. */}
      <div class={settled ? "starters" : "starters waiting"}>
        <Choices label={texts.starters} chosen={chosen} choices={starters} />
      </div>
    </div>
  );
}

/** While a conversation from before is being fetched. */
export function Loading() {
  const { texts } = useChat();
  return (
    <div class="loading" role="status">
      <span class="unseen">{texts.loading}</span>
      <i />
      <i />
      <i />
    </div>
  );
}
