/** Under which the console keeps how far a publication is; told live, so apart from what asks for it. */
export const publicationKey = ["content-publication"] as const;
