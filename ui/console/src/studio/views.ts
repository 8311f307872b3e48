import { type ComponentType, lazy } from "react";
import type { StudioPageName } from "./places";

/** The pages of the studio; each is loaded when it is opened, and told what its address names. */
export const studioViews: Record<StudioPageName, ComponentType<{ rest: string }>> = {
  topics: lazy(() => import("./topics/TopicsPage")),
  phrases: lazy(() => import("./phrases/PhrasesPage")),
  inbox: lazy(() => import("./inbox/InboxPage")),
  proposals: lazy(() => import("./proposals/ProposalsPage")),
  beta: lazy(() => import("./beta/BetaPage")),
  thresholds: lazy(() => import("./thresholds/ThresholdsPage")),
  publishing: lazy(() => import("./publishing/PublishingPage")),
  versions: lazy(() => import("./versions/VersionsPage")),
  exchange: lazy(() => import("./exchange/ExchangePage")),
};
