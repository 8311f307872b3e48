/** What editors work with, under the console's own short names. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Topics = Schemas["TopicsOut"];
export type TopicRow = Schemas["TopicRowOut"];
export type Category = Schemas["CategoryOut"];
export type ItemState = TopicRow["state"];
export type Problem = Schemas["ProblemOut"];
export type Preview = Schemas["PreviewOut"];
export type PreviewMessage = Schemas["PreviewMessageOut"];
export type Tried = Schemas["TriedOut"];
export type Reading = Schemas["TriedReadingOut"];
export type Advice = Schemas["AdviceOut"];
export type PhraseRow = Schemas["PhraseRowOut"];
export type Publication = Schemas["PublicationOut"];
export type Report = Schemas["ReportOut"];
export type ReportChange = Schemas["AnswerChangedOut"];
export type Version = Schemas["VersionOut"];
export type AnswerButton = Schemas["ContentButton"];

/** As the desk writes them: nothing is left out. */
export type Answer = Whole<Schemas["ContentAnswer"]>;
export type Topic = Omit<Whole<Schemas["TopicBody"]>, "answers"> & { answers: Answer[] };
export type Phrase = Omit<Schemas["PhraseBody"], "answers"> & { answers: Answer[] };
export type TopicPage = Omit<Schemas["TopicDraftOut"], "topic" | "live"> & {
  topic: Topic;
  live: Topic | null;
};
export type PhrasePage = Omit<Schemas["PhraseDraftOut"], "phrase" | "live"> & {
  phrase: Phrase;
  live: Phrase | null;
};

/** Something that differs from what is live, or from the version before. */
export type Change = Omit<Schemas["ChangeOut"], "before" | "after"> & States;
export type VersionItem = Omit<Schemas["DifferenceItemOut"], "before" | "after"> & States;

interface States {
  before: Topic | Phrase | null;
  after: Topic | Phrase | null;
}

type Whole<T> = { [Name in keyof T]-?: Exclude<T[Name], undefined> };
