import { Badge, Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ask } from "../../api/loose";
import type { Token } from "../../api/office";
import { useAsked } from "../../office/asked";
import { Card, Empty, Fetched, Page } from "../../office/Page";
import { useSave } from "../../office/useSave";
import { Dialog } from "../../shell/Dialog";
import { dateOf } from "../../words/times";
import classes from "../Admin.module.css";
import { ConfirmButton } from "../ConfirmButton";
import { tokensKey } from "./key";
import { NewToken } from "./NewToken";

export default function TokensPage() {
  const { t } = useTranslation();
  const tokens = useAsked<{ items: Token[] }>(tokensKey, "/api/tokens");
  const [adds, setAdds] = useState(false);
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdds(true)}>
      {t("admin.tokens.add")}
    </Button>
  );
  return (
    <Page title={t("admin.tokens.title")} lead={t("admin.tokens.lead")} actions={add}>
      <Card>
        <Fetched of={tokens}>
          {({ items }) =>
            items.length > 0 ? <List tokens={items} /> : <Empty>{t("admin.tokens.none")}</Empty>
          }
        </Fetched>
      </Card>
      <Dialog opened={adds} onClose={() => setAdds(false)} title={t("admin.tokens.add")}>
        <NewToken onDone={() => setAdds(false)} />
      </Dialog>
    </Page>
  );
}

function List({ tokens }: { tokens: Token[] }) {
  const { t } = useTranslation();
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t("admin.tokens.name")}</th>
            <th scope="col">{t("admin.tokens.scopes")}</th>
            <th scope="col">{t("admin.tokens.used")}</th>
            <th scope="col">{t("admin.tokens.expires")}</th>
            <th scope="col">
              <span className={classes.hidden}>{t("admin.tokens.revoke")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <Row key={token.id} token={token} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ token }: { token: Token }) {
  const { t, i18n } = useTranslation();
  const revoke = useSave(() => ask("DELETE", `/api/tokens/${token.id}`), { changes: [tokensKey] });
  const day = (at: string | null, without: string) => (at ? dateOf(at, i18n.language) : without);
  return (
    <tr>
      <th scope="row" data-off={token.revoked_at ? true : undefined}>
        {token.name}
        <span className={classes.soft}>
          …{token.hint} · {token.created_by.name}
        </span>
      </th>
      <td>{token.scopes.map((scope) => t(`admin.tokens.scope.${scopeName(scope)}`)).join(", ")}</td>
      <td className="tabular">{day(token.last_used_at, t("admin.tokens.never"))}</td>
      <td className="tabular">{day(token.expires_at, t("admin.tokens.noEnd"))}</td>
      <td>
        {token.revoked_at ? (
          <Badge color="gray" variant="light" tt="none">
            {t("admin.tokens.revoked")}
          </Badge>
        ) : (
          <ConfirmButton
            of={token.name}
            question={t("admin.tokens.revokeQuestion")}
            onConfirm={() => revoke.mutate(undefined)}
          >
            {t("admin.tokens.revoke")}
          </ConfirmButton>
        )}
      </td>
    </tr>
  );
}

/** Catalogues part their keys by dots and colons. */
export function scopeName(scope: Token["scopes"][number]) {
  const names = {
    "conversations:read": "conversationsRead",
    "conversations:write": "conversationsWrite",
    "figures:read": "figuresRead",
    "webhooks:manage": "webhooksManage",
  } as const;
  return names[scope];
}
