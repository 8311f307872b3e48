import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Fetched, Page } from "../../office/Page";
import { isOver, useFollowPublication, usePublication } from "../asked";
import { Outcome } from "./Outcome";
import { Prepare } from "./Prepare";
import { Running } from "./Running";

/** From the draft to what shoppers are answered with: prepare, look, decide. */
export default function PublishingPage() {
  const { t } = useTranslation();
  const publication = usePublication();
  const [seen, setSeen] = useState<string | null>(null);
  useFollowPublication();
  return (
    <Page title={t("studio.publishing.title")} lead={t("studio.publishing.lead")}>
      <Fetched of={publication}>
        {(found) =>
          found && !isOver(found) ? (
            <Running publication={found} />
          ) : (
            <>
              {found && found.id !== seen && <Outcome publication={found} onSeen={() => setSeen(found.id)} />}
              <Prepare />
            </>
          )
        }
      </Fetched>
    </Page>
  );
}
