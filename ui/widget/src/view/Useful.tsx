import { useState } from "preact/hooks";
import { sayUseful } from "../state/faq";
import { useChat } from "./context";

/** Whether the answer to a question that was chosen was useful; asked once. */
export function Useful({ topic, said }: { topic: string; said: () => void }) {
  const { texts, language, server } = useChat();
  const [thanked, setThanked] = useState(false);
  const vote = (useful: boolean): void => {
    sayUseful(server, topic, useful, language);
    setThanked(true);
    said();
  };
  return (
    <fieldset class="useful" aria-label={texts.useful}>
      <span role="status">{thanked ? texts.thanks : texts.useful}</span>
      {!thanked && (
        <>
          <button type="button" onClick={() => vote(true)}>
            {texts.yes}
          </button>
          <button type="button" onClick={() => vote(false)}>
            {texts.no}
          </button>
        </>
      )}
    </fieldset>
  );
}
