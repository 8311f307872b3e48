export const betaKey = ["content-beta"] as const;
