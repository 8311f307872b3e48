import { ActionIcon, Button, Group, Select, TextInput } from "@mantine/core";
import { DateInput } from "@mantine/dates";
import "../../words/dates";
import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Hours } from "../../api/office";
import classes from "./Hours.module.css";
import type { Choice } from "./scopes";

type Closure = NonNullable<Hours["closures"]>[number];

interface Props {
  closures: Closure[];
  onChange: (closures: Closure[]) => void;
  scopes: Choice[];
}

/** Days of one's own on which nobody is there. */
export function Closures({ closures, onChange, scopes }: Props) {
  const { t, i18n } = useTranslation();
  const format = new Intl.DateTimeFormat(i18n.language, { day: "numeric", month: "short", year: "numeric" });
  const labelOf = (scope: string) => scopes.find(({ value }) => value === scope)?.label ?? scope;
  const sorted = [...closures].sort((one, other) => one.date.localeCompare(other.date));
  return (
    <>
      <ul className={classes.closures}>
        {sorted.map((one) => (
          <li key={`${one.date}-${one.scope}-${one.name}`}>
            <time dateTime={one.date}>{format.format(new Date(`${one.date}T12:00`))}</time>
            <span>{one.name}</span>
            <span>{labelOf(one.scope ?? "default")}</span>
            <ActionIcon
              size="sm"
              aria-label={t("admin.hours.removeClosure", { name: one.name })}
              onClick={() => onChange(closures.filter((other) => other !== one))}
            >
              <IconX size={15} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <NewClosure scopes={scopes} onAdd={(one) => onChange([...closures, one])} />
    </>
  );
}

function NewClosure({ scopes, onAdd }: { scopes: Choice[]; onAdd: (closure: Closure) => void }) {
  const { t, i18n } = useTranslation();
  const [date, setDate] = useState<string | null>(null);
  const [name, setName] = useState("");
  const [scope, setScope] = useState("default");
  const add = () => {
    if (!date || !name.trim()) return;
    onAdd({ date: date.slice(0, 10), name: name.trim(), scope });
    setDate(null);
    setName("");
  };
  return (
    <Group gap="xs" align="flex-end">
      <DateInput
        label={t("admin.hours.date")}
        w={160}
        locale={i18n.language}
        valueFormat="DD/MM/YYYY"
        placeholder={t("admin.hours.datePlaceholder")}
        value={date}
        onChange={setDate}
        clearable={false}
      />
      <TextInput
        label={t("admin.hours.closureName")}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          add();
        }}
      />
      <Select
        label={t("admin.hours.scope")}
        w={200}
        allowDeselect={false}
        data={scopes}
        value={scope}
        onChange={(value) => value && setScope(value)}
      />
      <Button variant="default" onClick={add} disabled={!date || !name.trim()}>
        {t("admin.hours.addClosure")}
      </Button>
    </Group>
  );
}
