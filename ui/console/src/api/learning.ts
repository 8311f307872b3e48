/** What editors learn from and exchange, under the console's own short names. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type InboxPart = Schemas["InboxOut"];
export type InboxGroup = Schemas["InboxGroupOut"];
export type InboxMessage = Schemas["FoundMessageOut"];
export type FindingKind = InboxMessage["kind"];
export type InboxState = InboxGroup["state"];
export type ProposedHome = Schemas["HomeOut"];
export type HomeKind = ProposedHome["home"];
export type Home = Schemas["HomeIn"];
export type DecideOut = Schemas["DecidedOut"];
export type ReopenedOut = Schemas["ReopenedOut"];
export type Verdict = "accept" | "dismiss";
export type Proposal = Schemas["ProposalOut"];
export type BetaTest = Schemas["BetaOut"];
export type BetaReport = Schemas["BetaReportOut"];
export type BetaQuestion = Schemas["BetaQuestionOut"];
export type BetaCategory = Schemas["BetaCategoryOut"];
export type Judgement = NonNullable<BetaQuestion["verdict"]>;
export type Bounds = Schemas["ThresholdPairOut"];
export type TopicBounds = Schemas["ThresholdOut"];
export type AllBounds = Schemas["ThresholdsOut"];
export type Replay = Schemas["ReplayOut"];
export type Outcomes = Schemas["ReplayCountsOut"];
export type Judged = Schemas["ReplayedOut"];
export type ImportPreview = Schemas["ImportOut"];
export type ImportRow = Schemas["ImportRowOut"];
export type RowHome = ImportRow["home"];
export type ImportReport = Schemas["ImportReportOut"];
