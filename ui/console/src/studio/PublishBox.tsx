/** What is live, and how much is not yet. */
export function PublishBox() {
  return null;
}
