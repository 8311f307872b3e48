import type { TopicChoices } from "../../api/learning";
import { useAsked } from "../../office/asked";

/** Topics and categories, to choose from. */
export const useTopics = () => useAsked<TopicChoices>(["content", "topics"], "/api/content/topics");
