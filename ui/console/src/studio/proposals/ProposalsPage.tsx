import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import type { Proposal } from "../../api/learning";
import { ask } from "../../api/loose";
import { useAsked } from "../../office/asked";
import { Empty, Fetched, Page } from "../../office/Page";
import { useSave } from "../../office/useSave";
import { contentChanges } from "../asked";
import { ProposalCard } from "./ProposalCard";
import classes from "./Proposals.module.css";

const key = ["content-proposals"] as const;

/** Questions that agents answer again and again, to be made topics. */
export default function ProposalsPage() {
  const { t } = useTranslation();
  const proposals = useAsked<{ items: Proposal[] }>(key, "/api/content/proposals");
  const { accept, dismiss } = useDecisions();
  const busy = accept.isPending || dismiss.isPending;
  return (
    <Page title={t("learning.proposals.title")} lead={t("learning.proposals.lead")}>
      <Fetched of={proposals}>
        {({ items }) =>
          items.length > 0 ? (
            <ul className={classes.list}>
              {items.map((proposal) => (
                <ProposalCard
                  key={proposal.id}
                  proposal={proposal}
                  busy={busy}
                  onAccept={() => accept.mutate(proposal.id)}
                  onDismiss={() => dismiss.mutate(proposal.id)}
                />
              ))}
            </ul>
          ) : (
            <div className={classes.nothing}>
              <Empty>{t("learning.proposals.none")}</Empty>
            </div>
          )
        }
      </Fetched>
    </Page>
  );
}

/** Accepting leads to the draft: a proposal is a beginning, and somebody has to finish it. */
function useDecisions() {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const accept = useSave(
    (id: string) => ask<{ name: string }>("POST", `/api/content/proposals/${id}/accept`),
    {
      changes: [key, ...contentChanges],
      onSuccess: ({ name }) => {
        notifications.show({ message: t("learning.proposals.accepted") });
        go(`/studio/topics/${name}`);
      },
    },
  );
  const dismiss = useSave((id: string) => ask("POST", `/api/content/proposals/${id}/dismiss`), {
    changes: [key],
  });
  return { accept, dismiss };
}
