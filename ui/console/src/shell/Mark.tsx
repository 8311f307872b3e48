/** The counter window: our sign. */
export function Mark({ size = 26 }: { size?: number }) {
  return <img src="/console/icon.svg" width={size} height={size} alt="" />;
}
