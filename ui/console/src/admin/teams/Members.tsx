import { ActionIcon, Group, NumberInput, Select, Text } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { TeamFull } from "../../api/office";
import { useAccounts } from "../../office/asked";
import { answers } from "../../office/roles";
import classes from "./Members.module.css";

type Member = TeamFull["members"][number];

interface Props {
  members: Member[];
  onChange: (members: Member[]) => void;
}

/** Capacity of whoever joins, unless told otherwise. */
const USUAL_CAPACITY = 4;

/** Who belongs to a team, and how many conversations each takes at once. */
export function Members({ members, onChange }: Props) {
  const { t } = useTranslation();
  const { data } = useAccounts();
  const known = new Map((data?.agents ?? []).map((one) => [one.id, one]));
  const outside = [...known.values()].filter(
    (one) => !one.disabled_at && answers(one.role) && !members.some(({ agent_id }) => agent_id === one.id),
  );
  return (
    <fieldset className={classes.members}>
      <legend>{t("admin.teams.members")}</legend>
      {members.map((member) => (
        <Group key={member.agent_id} gap="xs" wrap="nowrap" className={classes.member ?? ""}>
          <Text flex={1}>{known.get(member.agent_id)?.name ?? "…"}</Text>
          <NumberInput
            aria-label={t("admin.teams.capacityOf", { name: known.get(member.agent_id)?.name ?? "" })}
            w={84}
            size="xs"
            min={0}
            max={100}
            value={member.capacity ?? USUAL_CAPACITY}
            onChange={(capacity) =>
              onChange(
                members.map((one) =>
                  one.agent_id === member.agent_id ? { ...one, capacity: Number(capacity) || 0 } : one,
                ),
              )
            }
          />
          <ActionIcon
            size="sm"
            aria-label={t("admin.teams.leave", { name: known.get(member.agent_id)?.name ?? "" })}
            onClick={() => onChange(members.filter((one) => one.agent_id !== member.agent_id))}
          >
            <IconX size={15} />
          </ActionIcon>
        </Group>
      ))}
      <Select
        key={members.length}
        mt="xs"
        placeholder={t("admin.teams.join")}
        aria-label={t("admin.teams.join")}
        searchable
        value={null}
        data={outside.map(({ id, name }) => ({ value: id, label: name }))}
        nothingFoundMessage={t("palette.nothing")}
        onChange={(id) => id && onChange([...members, { agent_id: id, capacity: USUAL_CAPACITY }])}
      />
      <Text size="sm" c="dimmed" mt={4}>
        {t("admin.teams.capacityHint")}
      </Text>
    </fieldset>
  );
}
