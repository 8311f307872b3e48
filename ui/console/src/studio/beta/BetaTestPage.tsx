import "@mantine/charts/styles.css";
import { Button } from "@mantine/core";
import { IconArrowLeft, IconPrinter } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { asDeskError } from "../../api/errors";
import type { BetaQuestion, BetaReport, BetaTest } from "../../api/learning";
import { ask } from "../../api/loose";
import { PageKeys } from "../../keyboard/PageKeys";
import { step, useListKeys, walkedTo } from "../../keyboard/useListKeys";
import { useAsked } from "../../office/asked";
import { Card, Empty, Fetched, Page } from "../../office/Page";
import classes from "./Beta.module.css";
import { ByCategory } from "./ByCategory";
import { CopyLink, wholeLink } from "./CopyLink";
import { betaKey } from "./keys";
import { Questions } from "./Questions";
import { useJudge } from "./useJudge";

/** How soon a new question is seen, in milliseconds. */
const SOON = 4_000;

export function BetaTestPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const tests = useAsked<{ items: BetaTest[] }>(betaKey, "/api/content/beta");
  const report = useReport(id);
  const test = tests.data?.items.find((one) => one.id === id);
  const name = test?.name ?? t("learning.beta.test");
  return (
    <Page
      title={name}
      lead={<Lead test={test} />}
      actions={<Actions test={test} questions={report.data?.questions ?? []} id={id} />}
    >
      <Fetched of={report}>{(data) => <Report id={id} report={data} />}</Fetched>
    </Page>
  );
}

/** Asked for again and again: people write while one watches. */
function useReport(id: string) {
  return useQuery({
    queryKey: [...betaKey, id],
    queryFn: () => ask<BetaReport>("GET", `/api/content/beta/${id}`),
    refetchInterval: SOON,
    retry: (count, error) => asDeskError(error).passing && count < 2,
  });
}

function Lead({ test }: { test: BetaTest | undefined }) {
  const { t } = useTranslation();
  return (
    <>
      <span className={classes.onPaper}>{test && wholeLink(test.link)}</span>
      <span className={classes.onScreen}>
        <Link href="/studio/beta" className={classes.back ?? ""}>
          <IconArrowLeft size={15} aria-hidden /> {t("learning.beta.back")}
        </Link>
        <span className={classes.fresh}>{t("learning.beta.live")}</span>
      </span>
    </>
  );
}

interface ActionsProps {
  test: BetaTest | undefined;
  questions: readonly BetaQuestion[];
  id: string;
}

function Actions({ test, questions, id }: ActionsProps) {
  const { t } = useTranslation();
  const [helps, setHelps] = useState(false);
  const judge = useJudge(id);
  const about = (verdict: "right" | "wrong") => () => {
    const question = questions.find((one) => one.id === walkedTo());
    if (question) judge.mutate({ id: question.id, verdict: question.verdict === verdict ? null : verdict });
    step(ROWS, 1);
  };
  useListKeys({
    j: () => step(ROWS, 1),
    k: () => step(ROWS, -1),
    v: about("right"),
    x: about("wrong"),
    "?": () => setHelps(true),
  });
  return (
    <>
      {test && <CopyLink link={test.link} of={test.name} />}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPrinter size={15} aria-hidden />}
        onClick={() => window.print()}
      >
        {t("learning.beta.print")}
      </Button>
      <PageKeys
        lines={[
          [t("learning.keys.next"), ["J", "K"]],
          [t("learning.keys.right"), ["V"]],
          [t("learning.keys.wrong"), ["X"]],
          [t("learning.keys.help"), ["?"]],
        ]}
        opened={helps}
        onOpen={() => setHelps(true)}
        onClose={() => setHelps(false)}
      />
    </>
  );
}

const ROWS = "[data-walk]";

function Report({ id, report }: { id: string; report: BetaReport }) {
  const { t } = useTranslation();
  if (report.questions.length === 0)
    return (
      <div className={classes.nothing}>
        <Empty>{t("learning.beta.waiting")}</Empty>
      </div>
    );
  const judged = report.questions.filter(({ verdict }) => verdict !== null).length;
  return (
    <>
      <ByCategory categories={report.by_category} />
      <Card
        title={t("learning.beta.list")}
        aside={
          <span role="status" className={classes.soft}>
            {t("learning.beta.judged", { judged, count: report.questions.length })}
          </span>
        }
      >
        <Questions id={id} questions={report.questions} />
      </Card>
    </>
  );
}
