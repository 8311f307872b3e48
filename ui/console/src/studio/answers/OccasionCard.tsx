import { Button, Menu } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmButton } from "../../admin/ConfirmButton";
import type { Answer } from "../../api/content";
import { channelLabel } from "../../channels/registry";
import classes from "./Answers.module.css";
import { channels } from "./choices";
import { LimitsEditor } from "./LimitsEditor";
import { blank, changeAt, isLimited, limit, type Occasion, unlimited, without } from "./occasions";
import { Previews } from "./Previews";
import { useOccasionName } from "./useOccasionName";
import { WordingEditor } from "./WordingEditor";

interface Props {
  occasion: Occasion;
  language: string;
  removable: boolean;
  onChange: (change: (answers: Answer[]) => Answer[]) => void;
}

/** What is answered on one occasion: when that is, the words, and how they are seen on each channel. */
export function OccasionCard({ occasion, language, removable, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const name = useOccasionName(occasion.limits);
  const { wordings, limits } = occasion;
  return (
    <section className={classes.occasion} aria-labelledby={id} data-limited={isLimited(limits)}>
      <div className={classes.occasionHead}>
        <h3 id={id}>{name}</h3>
        {removable && (
          <ConfirmButton
            of={name}
            question={t("studio.answers.removeQuestion")}
            onConfirm={() =>
              onChange((all) =>
                without(
                  all,
                  wordings.map(({ index }) => index),
                ),
              )
            }
          >
            {t("studio.remove")}
          </ConfirmButton>
        )}
      </div>
      <LimitsEditor
        field={`answers.${wordings[0]?.index}`}
        limits={limits}
        onChange={(change) => onChange((all) => limit(all, occasion, change))}
      />
      {wordings.map(({ index, answer }) => (
        <WordingEditor
          key={index}
          index={index}
          answer={answer}
          occasion={name}
          onChange={(change) => onChange((all) => changeAt(all, index, change))}
          onRemove={wordings.length > 1 ? () => onChange((all) => without(all, [index])) : null}
        />
      ))}
      <AddChannel
        occasion={occasion}
        onAdd={(channel) =>
          onChange((all) => [
            ...all,
            { ...blank(language, limits, channel), text: wordings[0]?.answer.text ?? "" },
          ])
        }
      />
      <Previews answers={unlimited(occasion)} language={language} occasion={name} />
    </section>
  );
}

/** Other words for one channel: shorter in a chat, say. */
function AddChannel({ occasion, onAdd }: { occasion: Occasion; onAdd: (channel: string) => void }) {
  const { t } = useTranslation();
  const taken = new Set(occasion.wordings.map(({ answer }) => answer.channel));
  const free = channels.filter((channel) => !taken.has(channel));
  if (free.length === 0) return null;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button size="compact-sm" variant="subtle" leftSection={<IconPlus size={14} aria-hidden />}>
          {t("studio.answers.addChannel")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {free.map((channel) => (
          <Menu.Item key={channel} onClick={() => onAdd(channel)}>
            {t("studio.answers.forChannel", { channel: channelLabel(channel) })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
