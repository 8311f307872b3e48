import { Menu, UnstyledButton } from "@mantine/core";
import { IconCheck, IconChevronDown } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { answers } from "../office/roles";
import { useSession } from "../state/session";
import classes from "./PresenceSwitch.module.css";
import { presences, usePresence, useSetPresence } from "./usePresence";

/** Whether new conversations come to me: there, away for a while, or gone. */
export function PresenceSwitch() {
  const { t } = useTranslation();
  const { agent } = useSession();
  const { data: state } = usePresence();
  const set = useSetPresence();
  if (!answers(agent.role) || !state) return null;
  return (
    <Menu width={272} position="bottom-end">
      <Menu.Target>
        <UnstyledButton
          className={classes.button ?? ""}
          data-state={state}
          aria-label={t("duty.mine", { state: t(`duty.${state}`) })}
        >
          <span className={classes.dot} data-state={state} aria-hidden />
          <span className={classes.word}>{t(`duty.${state}`)}</span>
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {presences.map((one) => (
          <Menu.Item
            key={one}
            leftSection={<span className={classes.dot} data-state={one} aria-hidden />}
            rightSection={one === state ? <IconCheck size={15} aria-hidden /> : null}
            aria-current={one === state || undefined}
            onClick={() => set.mutate(one)}
          >
            {t(`duty.${one}`)}
            <span className={classes.explained}>{t(`duty.explained.${one}`)}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
