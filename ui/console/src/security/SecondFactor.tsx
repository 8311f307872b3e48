import { Badge, Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ask } from "../api/loose";
import type { Security } from "../api/office";
import { useSave } from "../office/useSave";
import { Dialog } from "../shell/Dialog";
import { CodeForm } from "./CodeForm";
import { securityKey } from "./keys";
import { RecoveryCodes } from "./RecoveryCodes";
import { SetUp } from "./SetUp";

type Step = "setUp" | "renew" | "end";

/** The second factor: set up, codes made anew, switched off. */
export function SecondFactor({ state }: { state: Security }) {
  const { t } = useTranslation();
  const [step, setStep] = useState<Step | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const close = () => {
    setStep(null);
    setCodes(null);
  };
  return (
    <>
      <Group gap="sm" mb="sm">
        <Badge variant="light" color={state.totp ? "green" : "gray"} size="lg" tt="none">
          {t(state.totp ? "security.on" : "security.off")}
        </Badge>
        {state.totp && (
          <Text size="sm" c={state.recovery_codes_left < 3 ? "var(--wait)" : "dimmed"}>
            {t("security.codesLeft", { count: state.recovery_codes_left })}
          </Text>
        )}
      </Group>
      <Group gap="xs">
        {!state.totp && <Button onClick={() => setStep("setUp")}>{t("security.turnOn")}</Button>}
        {state.totp && (
          <>
            <Button variant="default" onClick={() => setStep("renew")}>
              {t("security.newCodes")}
            </Button>
            <Button variant="default" onClick={() => setStep("end")}>
              {t("security.turnOff")}
            </Button>
          </>
        )}
      </Group>
      <Dialog opened={step !== null} onClose={close} title={step ? t(`security.${step}`) : ""}>
        {codes ? (
          <RecoveryCodes codes={codes} onDone={close} />
        ) : (
          step && <StepForm step={step} onCodes={setCodes} onDone={close} />
        )}
      </Dialog>
    </>
  );
}

interface StepProps {
  step: Step;
  onCodes: (codes: string[]) => void;
  onDone: () => void;
}

function StepForm({ step, onCodes, onDone }: StepProps) {
  const { t } = useTranslation();
  const changes = [securityKey];
  const renew = useSave(
    (code: string) =>
      ask<{ recovery_codes: string[] }>("POST", "/api/security/recovery-codes", { body: { code } }),
    { changes, onSuccess: ({ recovery_codes }) => onCodes(recovery_codes) },
  );
  const end = useSave((code: string) => ask("DELETE", "/api/security/totp", { body: { code } }), {
    changes,
    onSuccess: onDone,
  });
  if (step === "setUp") return <SetUp onCodes={onCodes} />;
  const deed = step === "renew" ? renew : end;
  return (
    <>
      <Text mb="md">{t(step === "renew" ? "security.renewLead" : "security.endLead")}</Text>
      <CodeForm
        label={t("security.codeNow")}
        submit={t(step === "renew" ? "security.newCodes" : "security.turnOff")}
        pending={deed.isPending}
        onSubmit={deed.mutate}
      />
    </>
  );
}
