import type { ComponentType } from "react";
import { lazily } from "../loading/lazily";
import type { StudioPageName } from "./places";

/** The pages of the studio; each is loaded when it is opened, and told what its address names. */
export const studioViews: Record<StudioPageName, ComponentType<{ rest: string }>> = {
  topics: lazily(() => import("./topics/TopicsPage")),
  phrases: lazily(() => import("./phrases/PhrasesPage")),
  inbox: lazily(() => import("./inbox/InboxPage")),
  proposals: lazily(() => import("./proposals/ProposalsPage")),
  beta: lazily(() => import("./beta/BetaPage")),
  thresholds: lazily(() => import("./thresholds/ThresholdsPage")),
  publishing: lazily(() => import("./publishing/PublishingPage")),
  versions: lazily(() => import("./versions/VersionsPage")),
  exchange: lazily(() => import("./exchange/ExchangePage")),
};
