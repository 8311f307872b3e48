import { Button, Group, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";

interface Props {
  label: string;
  submit: string;
  pending: boolean;
  onSubmit: (code: string) => void;
}

/** Six digits of an authenticator, or a recovery code. */
export function CodeForm({ label, submit, pending, onSubmit }: Props) {
  const [code, setCode] = useState("");
  const send = (event: FormEvent) => {
    event.preventDefault();
    const plain = code.replace(/\s+/gu, "");
    if (plain) onSubmit(plain);
  };
  return (
    <form onSubmit={send}>
      <Group align="flex-end" gap="xs">
        <TextInput
          label={label}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          inputMode="numeric"
          autoComplete="one-time-code"
          data-autofocus
          maxLength={32}
          w={180}
          styles={{ input: { fontVariantNumeric: "tabular-nums", letterSpacing: "0.12em" } }}
        />
        <Button type="submit" loading={pending} disabled={code.trim().length < 6}>
          {submit}
        </Button>
      </Group>
    </form>
  );
}
