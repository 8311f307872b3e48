import { ScrollArea, Table, UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Figure, FigurePoint, Group } from "../api/office";
import { shown } from "./format";
import { durations } from "./meaning";
import classes from "./Reports.module.css";

interface Props {
  figure: Figure;
  group: Group;
  /** Only for screen readers, beside a picture. */
  hidden: boolean;
  onOpen: (point: FigurePoint) => void;
}

export function PointsTable({ figure, group, hidden, onOpen }: Props) {
  const table = <Points figure={figure} group={group} onOpen={onOpen} reachable={!hidden} />;
  if (hidden) return <div className={classes.hidden}>{table}</div>;
  return (
    <ScrollArea.Autosize mah={360} type="auto" viewportProps={{ tabIndex: 0 }}>
      {table}
    </ScrollArea.Autosize>
  );
}

function Points({ figure, group, onOpen, reachable }: Omit<Props, "hidden"> & { reachable: boolean }) {
  const { t, i18n } = useTranslation();
  const two = durations.has(figure.key);
  const say = (value: number | null) => shown(value, figure.unit, i18n.language, t);
  return (
    <Table verticalSpacing={6} highlightOnHover>
      <Table.Caption className={classes.hidden ?? ""}>{figure.title}</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t(`reports.by.${group}`)}</Table.Th>
          <Table.Th scope="col">{t(two ? "reports.median" : "reports.value")}</Table.Th>
          {two && <Table.Th scope="col">{t("reports.p90Name")}</Table.Th>}
          <Table.Th scope="col">{t("reports.conversations")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {figure.series.map((point) => (
          <Table.Tr key={point.group}>
            <Table.Th scope="row" fw={500}>
              {point.label}
            </Table.Th>
            <Table.Td className="tabular">{say(point.value)}</Table.Td>
            {two && <Table.Td className="tabular">{say(point.p90)}</Table.Td>}
            <Table.Td>
              {reachable && point.count > 0 ? (
                <UnstyledButton
                  className={classes.open ?? ""}
                  aria-label={t("reports.openPoint", { count: point.count, point: point.label })}
                  onClick={() => onOpen(point)}
                >
                  {point.count}
                </UnstyledButton>
              ) : (
                point.count
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
