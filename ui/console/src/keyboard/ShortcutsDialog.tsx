import { Kbd, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { OfficePlace } from "../office/place";
import { sectionsOf } from "../office/roles";
import { Dialog } from "../shell/Dialog";
import { usePreferences } from "../state/preferences";
import { useSession } from "../state/session";
import classes from "./ShortcutsDialog.module.css";

const groups = [
  [
    "queue",
    [
      ["next", ["J", "↓"]],
      ["previous", ["K", "↑"]],
      ["open", ["Enter"]],
      ["take", ["T"]],
      ["why", ["W"]],
      ["select", ["Spazio"]],
      ["selectRange", ["Shift + ↓"]],
      ["selecting", ["X"]],
      ["filters", ["V"]],
    ],
  ],
  [
    "conversation",
    [
      ["reply", ["R"]],
      ["note", ["N"]],
      ["resolve", ["E"]],
      ["handBack", ["B"]],
      ["transfer", ["F"]],
      ["tags", ["L"]],
      ["details", ["I"]],
      ["shouldBeAnswered", ["D"]],
      ["answeredWrong", ["G"]],
    ],
  ],
  [
    "writing",
    [
      ["send", ["Enter"]],
      ["newline", ["Shift + Enter"]],
      ["canned", ["/"]],
      ["mention", ["@"]],
      ["suggestion", ["1…5", "Alt + 1…5"]],
      ["switch", ["Alt + N"]],
      ["attach", ["Alt + U"]],
      ["leave", ["Esc"]],
    ],
  ],
  [
    "everywhere",
    [
      ["search", ["/"]],
      ["mentions", ["M"]],
      ["toQueue", ["Q"]],
      ["parts", ["Shift + Q", "S", "B", "R", "A"]],
      ["palette", ["Ctrl + K"]],
      ["help", ["?"]],
    ],
  ],
] as const;

const studioGroups = [
  [
    "topics",
    [
      ["nextTopic", ["J", "↓"]],
      ["previousTopic", ["K", "↑"]],
      ["open", ["Enter"]],
      ["newTopic", ["N"]],
      ["findTopic", ["/"]],
    ],
  ],
  [
    "topic",
    [
      ["addWay", ["Enter"]],
      ["try", ["Alt + T"]],
      ["publish", ["P"]],
    ],
  ],
  [
    "everywhere",
    [
      ["parts", ["Shift + Q", "S", "B", "R", "A"]],
      ["palette", ["Ctrl + K"]],
      ["help", ["?"]],
    ],
  ],
] as const;

interface Props {
  opened: boolean;
  office: OfficePlace | null;
  onClose: () => void;
}

export function ShortcutsDialog({ opened, office, onClose }: Props) {
  const { t } = useTranslation();
  const { agent } = useSession();
  const hasParts = sectionsOf(agent.role).length > 1;
  const singleKeys = usePreferences((state) => state.singleKeys);
  return (
    <Dialog opened={opened} onClose={onClose} title={t("keys.title")} size="xl">
      {!singleKeys && (
        <Text size="sm" c="dimmed" mb="sm">
          {t("keys.off")}
        </Text>
      )}
      <div className={classes.groups}>
        {(office === "studio" ? studioGroups : groups).map(([group, shortcuts]) => (
          <section key={group} aria-labelledby={`keys-${group}`}>
            <h3 id={`keys-${group}`}>{t(`shortcut.${group}`)}</h3>
            <dl className={classes.keys}>
              {shortcuts
                .filter(([name]) => name !== "parts" || hasParts)
                .map(([name, keys]) => (
                  <div key={name}>
                    <dt>{t(`shortcut.${name}`)}</dt>
                    <dd>
                      {keys.map((key) => (
                        <Kbd key={key}>{key === "Spazio" ? t("shortcut.space") : key}</Kbd>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
