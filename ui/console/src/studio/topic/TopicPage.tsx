import { useTranslation } from "react-i18next";
import type { TopicPage as Fetched_ } from "../../api/content";
import { asDeskError } from "../../api/errors";
import { Empty, Fetched, Page } from "../../office/Page";
import { useTopic } from "../asked";
import { BackLink } from "./BackLink";
import { TopicEditor } from "./TopicEditor";

/** One topic, as soon as it is there. */
export function TopicPage({ name }: { name: string }) {
  const { t } = useTranslation();
  const topic = useTopic(name);
  if (topic.data) return <TopicEditor page={topic.data satisfies Fetched_} />;
  const gone = topic.error && asDeskError(topic.error).status === 404;
  return (
    <Page title={t("studio.topic.title")}>
      <BackLink />
      {gone ? <Empty>{t("studio.topic.gone")}</Empty> : <Fetched of={topic}>{() => null}</Fetched>}
    </Page>
  );
}
