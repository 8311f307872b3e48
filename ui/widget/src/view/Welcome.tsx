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

/** What is shown before anything was said. */
export function Welcome({ chosen }: { chosen: (choice: Choice) => void }) {
  const { texts } = useChat();
  return (
    <div class="welcome">
      <span class="emblem" aria-hidden="true">
        <Mark />
      </span>
      <h2>{texts.welcomeTitle}</h2>
      <p>{texts.welcomeText}</p>
      <Choices
        label={texts.starters}
        chosen={chosen}
        choices={[
          { title: texts.starterParcel, payload: "/faq/parcel_status" },
          { title: texts.starterShipping, payload: "/faq/shipping_cost" },
          { title: texts.starterReturn, payload: "/faq/returns" },
        ]}
      />
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
