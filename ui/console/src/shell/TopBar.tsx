import { ActionIcon, Button, Kbd, Tooltip } from "@mantine/core";
import { spotlight } from "@mantine/spotlight";
import { IconKeyboard, IconSearch } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { AlertMenu } from "../alerts/AlertMenu";
import { MainNav } from "../office/MainNav";
import { answers } from "../office/roles";
import { PresenceSwitch } from "../profile/PresenceSwitch";
import { useSession } from "../state/session";
import { AccountMenu } from "./AccountMenu";
import { LineState } from "./LineBanner";
import { Mark } from "./Mark";
import classes from "./TopBar.module.css";

export function TopBar({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation();
  const { agent } = useSession();
  return (
    <header className={classes.bar}>
      <Link href="/" className={classes.brand}>
        <Mark />
        <span>Sportello</span>
      </Link>
      <MainNav />
      <LineState />
      <div className={classes.tools}>
        <Button
          className={classes.search ?? ""}
          variant="default"
          size="xs"
          leftSection={<IconSearch size={15} aria-hidden />}
          rightSection={<Kbd aria-hidden>{commandKey()} K</Kbd>}
          onClick={spotlight.open}
        >
          {t("palette.open")}
        </Button>
        <Tooltip label={t("keys.title")}>
          <ActionIcon className={classes.wide ?? ""} aria-label={t("keys.title")} onClick={onHelp}>
            <IconKeyboard size={19} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
        {answers(agent.role) && <AlertMenu />}
        <PresenceSwitch />
        <AccountMenu />
      </div>
    </header>
  );
}

function commandKey(): string {
  return navigator.platform.startsWith("Mac") ? "⌘" : "Ctrl";
}
