const browsers = [
  [/Edg\//u, "Edge"],
  [/OPR\//u, "Opera"],
  [/Firefox\//u, "Firefox"],
  [/Chrome\//u, "Chrome"],
  [/Safari\//u, "Safari"],
] as const;

const systems = [
  [/Android/u, "Android"],
  [/iPhone|iPad/u, "iOS"],
  [/Windows/u, "Windows"],
  [/Mac OS X/u, "macOS"],
  [/Linux/u, "Linux"],
] as const;

/** "Firefox · Windows", of what a browser says about itself; roughly, as everybody does it. */
export function browserOf(device: string, unknown: string): { name: string; mobile: boolean } {
  const find = (known: readonly (readonly [RegExp, string])[]) =>
    known.find(([sign]) => sign.test(device))?.[1];
  const name = [find(browsers), find(systems)].filter(Boolean).join(" · ");
  return { name: name || device || unknown, mobile: /Android|iPhone|Mobile/u.test(device) };
}
