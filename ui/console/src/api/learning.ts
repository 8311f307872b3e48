/** What the assistant learns from, under the console's own short names. */

export type FindingKind =
  | "fallback"
  | "refused_clarification"
  | "handover"
  | "low_satisfaction"
  | "agent_correction"
  | "should_be_answered"
  | "answered_wrong";

export type InboxState = "open" | "accepted" | "dismissed";

export type HomeKind = "topic" | "new" | "outside" | "business";

/** A shopper's message that was not understood, without anything personal. */
export interface InboxMessage {
  id: string;
  text: string;
  at: string;
  language: string;
  kind: FindingKind;
  channel: string;
  intent: string | null;
  title: string | null;
  confidence: number | null;
}

export interface ProposedHome {
  home: HomeKind;
  intent: string | null;
  title: string | null;
  confidence: number;
}

export interface InboxGroup {
  id: string;
  size: number;
  label: string;
  language: string;
  kinds: Partial<Record<FindingKind, number>>;
  messages: InboxMessage[];
  proposed: ProposedHome;
  first_at: string;
  last_at: string;
}

export interface InboxPart {
  items: InboxGroup[];
  next: string | null;
  total: number;
}

/** Where an editor puts messages. */
export interface Home {
  home: HomeKind;
  intent?: string | null;
  title?: string | null;
  category?: string | null;
}

export interface DecideIn {
  groups: string[];
  messages: string[];
  decision: "accept" | "dismiss";
  home: Home | null;
}

export interface DecideOut {
  added: { topic: string; text: string }[];
  dismissed: number;
  created: string[];
}

export interface AgentsAnswer {
  text: string;
  agent: string;
  at: string;
}

/** A topic that agents' answers suggest. */
export interface Proposal {
  id: string;
  question: string;
  title: string;
  count: number;
  language: string;
  examples: string[];
  answers: AgentsAnswer[];
  home: string | null;
}

export type Verdict = "right" | "wrong";

export type BetaDecision = "answer" | "ask" | "hand_over";

export interface BetaQuestion {
  id: string;
  text: string;
  at: string;
  intent: string | null;
  title: string | null;
  category: string | null;
  decision: BetaDecision;
  reply: string;
  verdict: Verdict | null;
}

export interface BetaCategory {
  category: string;
  title: string;
  answered: number;
  asked: number;
  handed_over: number;
  wrong: number;
}

export interface BetaTest {
  id: string;
  name: string;
  language: string;
  link: string;
  created_at: string;
  questions: number;
}

export interface BetaReport {
  questions: BetaQuestion[];
  by_category: BetaCategory[];
}

export interface Bounds {
  lower: number;
  upper: number;
}

/** How sure the assistant has to be of a topic. */
export interface TopicBounds extends Bounds {
  intent: string;
  title: string;
  learned: Bounds | null;
  /** Whether an editor has set them. */
  fixed: boolean;
  messages: number;
  answered: number;
  wrong: number;
  revision: number;
}

export interface Outcomes {
  answered: number;
  asked: number;
  handed_over: number;
  wrong: number;
}

export interface Judged {
  text: string;
  intent: string;
  judged: "right" | "wrong" | "unknown";
}

export interface Replay {
  messages: number;
  before: Outcomes;
  after: Outcomes;
  gained: Judged[];
  lost: Judged[];
}

export type RowHome = "new" | "merge" | "refused";

export interface ImportRow {
  row: number;
  question: string;
  answer: string;
  language: string;
  category: string | null;
  home: RowHome;
  topic: string | null;
  title: string | null;
  reason: string | null;
}

export interface ImportPreview {
  id: string;
  format: string;
  items: ImportRow[];
  languages: string[];
}

export interface ImportReport {
  taken: number;
  merged: number;
  refused: { row: number; reason: string }[];
  topics: string[];
}

/** What these pages need of the list of topics. */
export interface TopicChoice {
  name: string;
  kind: string;
  category: string;
  title: string;
  languages: string[];
}

export interface TopicChoices {
  items: TopicChoice[];
  categories: { id: string; title: string }[];
}
