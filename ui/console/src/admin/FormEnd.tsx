import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ConfirmButton } from "./ConfirmButton";

interface Props {
  /** Whether there is nothing to save. */
  idle: boolean;
  saving: boolean;
  onCancel: () => void;
  /** For what exists already: what is asked before it is removed, and what removes it. */
  removing?: { question: string; remove: () => void } | null;
}

/** The last line of a form in a dialog: away with it, leave it, or save. */
export function FormEnd({ idle, saving, onCancel, removing }: Props) {
  const { t } = useTranslation();
  return (
    <Group justify="space-between" gap="xs">
      {removing ? (
        <ConfirmButton size="sm" question={removing.question} onConfirm={removing.remove}>
          {t("admin.remove")}
        </ConfirmButton>
      ) : (
        <span />
      )}
      <Group gap="xs">
        <Button variant="default" onClick={onCancel}>
          {t("action.cancel")}
        </Button>
        <Button type="submit" loading={saving} disabled={idle}>
          {t("admin.save")}
        </Button>
      </Group>
    </Group>
  );
}
