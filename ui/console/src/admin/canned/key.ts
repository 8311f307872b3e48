export const cannedKey = ["canned-all"] as const;
