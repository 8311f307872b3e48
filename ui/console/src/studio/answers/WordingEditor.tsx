import { ActionIcon, Textarea, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../api/content";
import { ChannelIcon, channelLabel } from "../../channels/registry";
import { useMistake } from "../topic/problems";
import classes from "./Answers.module.css";
import { ButtonsEditor } from "./ButtonsEditor";

interface Props {
  index: number;
  answer: Answer;
  occasion: string;
  onChange: (change: Partial<Answer>) => void;
  /** Null for the only one. */
  onRemove: (() => void) | null;
}

/** The words of one answer, and what can be tapped below them. */
export function WordingEditor({ index, answer, occasion, onChange, onRemove }: Props) {
  const { t } = useTranslation();
  const channel = answer.channel
    ? t("studio.answers.onChannel", { channel: channelLabel(answer.channel) })
    : t("studio.answers.text");
  return (
    <div className={classes.wording}>
      <div className={classes.wordingHead}>
        {answer.channel && <ChannelIcon channel={answer.channel} size={15} />}
        <span aria-hidden>{channel}</span>
        {onRemove && (
          <ActionIcon
            size="sm"
            aria-label={t("studio.answers.removeText", { name: channel })}
            onClick={onRemove}
          >
            <IconTrash size={15} stroke={1.7} />
          </ActionIcon>
        )}
      </div>
      <Textarea
        id={`field-answers-${index}-text`}
        aria-label={`${channel}: ${occasion}`}
        autosize
        minRows={3}
        maxRows={16}
        value={answer.text}
        error={useMistake(
          `answers.${index}.text`,
          `answers.${index}`,
          `answers.${index}.language`,
          `answers.${index}.channel`,
        )}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
      <ButtonsEditor index={index} answer={answer} onChange={onChange} />
      <Picture index={index} answer={answer} onChange={onChange} />
    </div>
  );
}

/** Only where there is one: pictures come from the shop's pages. */
function Picture({ index, answer, onChange }: Pick<Props, "index" | "answer" | "onChange">) {
  const { t } = useTranslation();
  const mistake = useMistake(`answers.${index}.image`);
  if (answer.image === null) return null;
  return (
    <TextInput
      type="url"
      label={t("studio.answers.image")}
      value={answer.image}
      error={mistake}
      onChange={(event) => onChange({ image: event.currentTarget.value || null })}
    />
  );
}
