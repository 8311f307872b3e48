import { Radio, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Role } from "../../api/office";

export const roles: readonly Role[] = ["agent", "supervisor", "editor", "admin"];

interface Props {
  value: Role;
  onChange: (role: Role) => void;
}

/** A role with what it may do, so that nobody has to guess. */
export function RoleChoice({ value, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Radio.Group label={t("admin.agents.role")} value={value} onChange={(role) => onChange(role as Role)}>
      <Stack gap={8} mt={6}>
        {roles.map((role) => (
          <Radio key={role} value={role} label={t(`role.${role}.name`)} description={t(`role.${role}.may`)} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
