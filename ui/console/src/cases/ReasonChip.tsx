import {
  IconHandStop,
  IconHelpCircle,
  IconMessageQuestion,
  IconMoodAngry,
  IconPlugConnectedX,
  IconUser,
  IconUserUp,
  type TablerIcon,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./ReasonChip.module.css";

type Tone = "plain" | "wait" | "alarm";

const looks = {
  requested: { icon: IconUser, tone: "plain" },
  low_confidence: { icon: IconHelpCircle, tone: "plain" },
  complaint: { icon: IconMoodAngry, tone: "alarm" },
  repeated_misunderstanding: { icon: IconMessageQuestion, tone: "wait" },
  identity_failed: { icon: IconHandStop, tone: "wait" },
  bot_unavailable: { icon: IconPlugConnectedX, tone: "wait" },
  agent_stepped_in: { icon: IconUserUp, tone: "plain" },
} satisfies Record<string, { icon: TablerIcon; tone: Tone }>;

type Known = keyof typeof looks;

function isKnown(reason: string): reason is Known {
  return reason in looks;
}

/** Why a person is needed, in two or three words. */
export function ReasonChip({ reason }: { reason: string }) {
  const { t } = useTranslation();
  const { icon: Icon, tone } = isKnown(reason) ? looks[reason] : { icon: IconHandStop, tone: "plain" };
  return (
    <span className={classes.chip} data-tone={tone}>
      <Icon size={14} stroke={1.9} aria-hidden />
      {isKnown(reason) ? t(`reason.${reason}`) : reason}
    </span>
  );
}
