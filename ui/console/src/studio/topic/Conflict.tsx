import { Button, Group } from "@mantine/core";
import { IconGitMerge } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Phrase, Topic } from "../../api/content";
import { shortTime } from "../../words/times";
import { ItemDifference } from "../difference/ItemDifference";
import { withPart, withTheirWays } from "../difference/parts";
import type { Autosave, Snapshot, Theirs } from "../saving/autosave";
import classes from "./Topic.module.css";

interface Props<T> {
  snapshot: Snapshot<T>;
  theirs: Theirs<T>;
  save: Autosave<T>;
}

/** Somebody else has changed the same thing: both states side by side, and one's own to decide. */
export function Conflict<T extends Topic | Phrase>({ snapshot, theirs, save }: Props<T>) {
  const { t, i18n } = useTranslation();
  const at = shortTime(theirs.at, i18n.language);
  return (
    <section className={classes.conflict} aria-labelledby="conflict">
      <h2 id="conflict">
        <IconGitMerge size={19} stroke={1.8} aria-hidden />
        {t("studio.conflict.title", { name: theirs.by, at })}
      </h2>
      <p>{t("studio.conflict.lead")}</p>
      <ItemDifference
        equal
        before={theirs.value}
        after={snapshot.value}
        names={[t("studio.conflict.theirs", { name: theirs.by }), t("studio.conflict.mine")]}
        tools={({ key, field, language }) => (
          <Group gap="xs">
            {field === "examples" && language && (
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => save.edit((mine) => joined(mine, theirs.value, language))}
              >
                {t("studio.conflict.both")}
              </Button>
            )}
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => save.edit((mine) => withPart(mine, theirs.value, key))}
            >
              {t("studio.conflict.copy")}
            </Button>
          </Group>
        )}
      />
      <Group gap="xs" mt="md">
        <Button onClick={() => void save.keepMine()}>{t("studio.conflict.keepMine")}</Button>
        <Button variant="default" onClick={save.takeTheirs}>
          {t("studio.conflict.takeTheirs", { name: theirs.by })}
        </Button>
      </Group>
    </section>
  );
}

function joined<T extends Topic | Phrase>(mine: T, theirs: T, language: string): T {
  return "titles" in mine && "titles" in theirs ? (withTheirWays(mine, theirs, language) as T) : mine;
}
