import { Button, type ButtonProps, Group, Popover, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

interface Props extends ButtonProps {
  /** What it does, in words. */
  children: string;
  /** What is lost. */
  question: string;
  /** For screen readers: which one. */
  of?: string;
  onConfirm: () => void;
}

/** A button for what cannot be undone: it asks first, where it stands. */
export function ConfirmButton({ children, question, of, onConfirm, ...button }: Props) {
  const { t } = useTranslation();
  const [asks, setAsks] = useState(false);
  return (
    <Popover opened={asks} onChange={setAsks} width={280} withArrow shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          {...button}
          {...(of ? { "aria-label": `${children}: ${of}` } : {})}
          onClick={() => setAsks(true)}
        >
          {children}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" mb="sm">
          {question}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button size="xs" variant="default" data-autofocus onClick={() => setAsks(false)}>
            {t("action.cancel")}
          </Button>
          <Button
            size="xs"
            color="red"
            onClick={() => {
              setAsks(false);
              onConfirm();
            }}
          >
            {children}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
