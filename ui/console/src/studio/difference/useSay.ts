import { useTranslation } from "react-i18next";
import type { Answer } from "../../api/content";
import { channelLabel } from "../../channels/registry";
import { destinationOf } from "../answers/choices";
import { isLimited, limitsOf } from "../answers/occasions";
import { useOccasionNames } from "../answers/useOccasionName";
import { useTopics } from "../asked";

/** An answer in words: when it applies, what it says, what can be tapped. */
export function useSay(): (answer: Answer) => string {
  const { t } = useTranslation();
  const nameOf = useOccasionNames();
  const { data } = useTopics();
  const titles = new Map(data?.items.map(({ name, title }) => [name, title]));
  return (answer) => {
    const limits = limitsOf(answer);
    const when = [
      isLimited(limits) ? nameOf(limits) : "",
      answer.channel ? channelLabel(answer.channel) : "",
    ].filter(Boolean);
    const head = when.length > 0 ? [`${when.join(" · ")}:`] : [];
    const taps = answer.buttons.map(({ title, payload }) => `[${title} → ${destination(payload)}]`);
    return [...head, answer.text, ...(answer.image ? [answer.image] : []), ...taps].join("\n");
  };

  function destination(payload: string): string {
    const kind = destinationOf(payload, new Set(titles.keys()));
    if (kind === "person") return t("studio.buttons.person");
    if (kind === "step") return t("studio.buttons.step");
    return kind === "link" ? payload : (titles.get(payload.slice(1)) ?? payload);
  }
}
