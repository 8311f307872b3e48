import { Badge, Button } from "@mantine/core";
import { IconDeviceDesktop, IconDeviceMobile } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ask } from "../api/loose";
import type { SignedIn } from "../api/office";
import { useAsked } from "../office/asked";
import { Fetched } from "../office/Page";
import { useSave } from "../office/useSave";
import { fullTime } from "../words/times";
import { browserOf } from "./browser";
import { sessionsKey } from "./keys";
import classes from "./Security.module.css";

/** Where one is signed in, and signing out there. */
export function Sessions() {
  const { t } = useTranslation();
  const sessions = useAsked<{ items: SignedIn[] }>(sessionsKey, "/api/sessions");
  const others = useSave(() => ask("DELETE", "/api/sessions"), {
    changes: [sessionsKey],
    done: t("security.othersEnded"),
  });
  return (
    <Fetched of={sessions}>
      {({ items }) => (
        <>
          <ul className={classes.sessions}>
            {items.map((one) => (
              <Session key={one.id} session={one} />
            ))}
          </ul>
          {items.length > 1 && (
            <Button
              variant="default"
              mt="sm"
              loading={others.isPending}
              onClick={() => others.mutate(undefined)}
            >
              {t("security.endOthers")}
            </Button>
          )}
        </>
      )}
    </Fetched>
  );
}

function Session({ session }: { session: SignedIn }) {
  const { t, i18n } = useTranslation();
  const end = useSave(() => ask("DELETE", `/api/sessions/${session.id}`), {
    changes: [sessionsKey],
    done: t("security.ended"),
  });
  const { name, mobile } = browserOf(session.device, t("security.unknownDevice"));
  const Icon = mobile ? IconDeviceMobile : IconDeviceDesktop;
  return (
    <li className={classes.session}>
      <Icon size={22} stroke={1.5} aria-hidden />
      <span>
        <strong>{name}</strong>{" "}
        {session.current && (
          <Badge variant="light" size="sm" tt="none">
            {t("security.here")}
          </Badge>
        )}
        <span className={classes.soft}>
          {session.address} · {t("security.lastSeen", { at: fullTime(session.last_seen_at, i18n.language) })}
        </span>
      </span>
      {!session.current && (
        <Button size="xs" variant="default" loading={end.isPending} onClick={() => end.mutate(undefined)}>
          {t("security.end_session")}
          <span className={classes.hidden}>: {name}</span>
        </Button>
      )}
    </li>
  );
}
